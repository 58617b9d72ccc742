"""The page of meetings: held, described, undone, with names hidden, with agendas that are not here."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_driving import DAY, TRAFF_4, Key, Wall, hold, page_of, standing_clock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, write

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.models.edits.removal import remove
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.meeting.form import read_clock


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return standing_clock(monkeypatch)


@pytest.fixture
def empty(services: LibraryServices, qtbot: QtBot, wall: Wall) -> CaseWindow:
    return open_case(services, qtbot, services.create("Åk 5", "Tuva"), Settings(values={"page": "plan"}))


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot, wall: Wall) -> CaseWindow:
    """The example case, on its plan: no map is laid out before one is asked for."""
    return open_case(services, qtbot, services.import_example(), Settings(values={"page": "plan"}))


def test_a_case_without_meetings_says_how_to_begin(empty: CaseWindow) -> None:
    page = page_of(empty)
    assert page.empty.isVisible() and not page.body.isVisible() and page.list.count() == 0


def test_a_meeting_is_held_today_and_that_is_one_step_to_undo(window: CaseWindow) -> None:
    before = window.document.stack.index()
    made = hold(window, TRAFF_4)
    page = page_of(window)
    assert (made.date, made.agenda) == (DAY, TRAFF_4) and page.list.count() == 2
    assert made.facilitator == window.document.case.meetings["m01"].facilitator, "the same as last time is proposed"
    assert window.document.stack.index() == before + 1
    window.undo()
    assert list(window.document.case.meetings) == ["m01"]
    assert page.meeting == "m01" and page.list.count() == 1


def test_everything_about_a_meeting_is_written_in_its_form(empty: CaseWindow) -> None:
    made = hold(empty, None)
    form = page_of(empty).form
    assert form is not None and form.isVisible(), "without an agenda there is nothing to lead"
    said = {
        "start": ("9.15", "09:15"),
        "end": ("12", "12:00"),
        "place": ("Biblioteket", "Biblioteket"),
        "facilitator": ("Processledaren", "Processledaren"),
        "documenter": ("Dokumentatören", "Dokumentatören"),
        "next_meeting": ("20261215", date(2026, 12, 15)),
        "notes": ("Vi fann tre saker.", "Vi fann tre saker."),
        "surprises": ("Att ingen hade frågat.", "Att ingen hade frågat."),
        "learned": ("Hur BUP tar emot.", "Hur BUP tar emot."),
    }
    for name, (typed, _kept) in said.items():
        write(form.editors[name], typed)
    record = empty.document.case.meetings[made.id]
    assert {name: getattr(record, name) for name in said} == {name: kept for name, (_typed, kept) in said.items()}
    empty.undo()
    assert empty.document.case.meetings[made.id].learned is None and form.editors["learned"].shown_value() is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("13", "13:00"), ("9.30", "09:30"), ("0930", "09:30"), ("kl 8:05", "08:05"), ("", None), ("sen", "sen")],
)
def test_a_time_is_read_as_people_write_it(typed: str, kept: str | None) -> None:
    assert read_clock(typed) == kept


def test_a_time_that_does_not_exist_is_refused_in_a_sentence(empty: CaseWindow) -> None:
    made = hold(empty, None)
    form = page_of(empty).form
    assert form is not None
    write(form.editors["start"], "25:00")
    assert empty.document.case.meetings[made.id].start is None
    assert form.editors["start"].error.isVisible() and form.editors["start"].error.text().startswith("Börjar")


def test_what_is_typed_is_kept_when_another_page_is_shown(empty: CaseWindow) -> None:
    made = hold(empty, None)
    form = page_of(empty).form
    assert form is not None
    editor = form.editors["notes"].focusProxy()
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Halvskrivet")
    empty.show_page("wishes")
    assert empty.document.case.meetings[made.id].notes == "Halvskrivet"


def test_who_is_present_is_ticked_one_by_one_or_a_whole_area(window: CaseWindow) -> None:
    made = hold(window, None)
    form = page_of(window).form
    assert form is not None
    boxes, case = form.presence.boxes, window.document.case
    assert set(boxes) == set(case.figures)
    assert [key for key, box in boxes.items() if "saknas" in box.text()] == [
        key for key, figure in case.figures.items() if figure.status == "missing"
    ]
    QTest.keyClick(boxes["f09"], Key.Key_Space)
    assert case.meetings[made.id].present == ("f09",)
    before = window.document.stack.index()
    school = case.figures["f09"].group
    everyone = next(
        each for each in form.presence.findChildren(QPushButton) if case.groups[school].label in each.accessibleName()
    )
    click(everyone)
    seated = {key for key, each in case.figures.items() if each.group == school and each.status != "missing"}
    assert set(case.meetings[made.id].present) == seated and window.document.stack.index() == before + 1
    assert all(boxes[key].isChecked() == (key in seated) for key in boxes)
    window.undo()
    assert case.meetings[made.id].present == ("f09",) and not boxes["f10"].isChecked()


def test_a_figure_that_comes_or_changes_name_gets_its_box(window: CaseWindow) -> None:
    hold(window, None)
    form = page_of(window).form
    assert form is not None
    window.document.push(set_field(window.document.case, "figures", "f09", "label", "Maria"))
    assert form.presence.boxes["f09"].text().endswith("Maria")
    window.document.push(remove(window.document.case, [("figures", "f09")]))
    assert "f09" not in form.presence.boxes
    seen = [each.text() for each in form.presence.findChildren(QCheckBox) if each.isVisible()]
    assert not any("Maria" in words for words in seen)


def test_a_meeting_is_taken_away_and_comes_back_with_undo(window: CaseWindow) -> None:
    page = page_of(window)
    before = window.document.case.meetings["m01"]
    click(page.remove)
    assert not window.document.case.meetings and page.empty.isVisible()
    window.undo()
    assert window.document.case.meetings["m01"] == before and page.list.count() == 1


def test_an_agenda_that_is_not_here_is_kept_and_shown_by_its_id(window: CaseWindow) -> None:
    window.document.push(set_field(window.document.case, "meetings", "m01", "agenda", "grannkommunens_traff"))
    page = page_of(window)
    page.choose("m01")
    assert page.stage is not None and page.form is not None
    assert page.stage.none.isVisible() and "grannkommunens_traff" in page.stage.none.text()
    assert not page.stage.start.isVisible()
    assert page.form.editors["agenda"].shown_value() == "grannkommunens_traff"
    page.commit()
    assert window.document.case.meetings["m01"].agenda == "grannkommunens_traff"


def test_hidden_names_are_hidden_here_too_and_texts_are_not_written_over(window: CaseWindow) -> None:
    page = page_of(window)
    case = window.document.case
    name = case.figures["f09"].label
    window.document.push(set_field(case, "meetings", "m01", "notes", f"{name} berättade."))
    window.book.actions["hide_names"].trigger()
    assert page.form is not None and page.stage is not None
    seen = [each for each in page.findChildren(QLabel) + page.findChildren(QCheckBox) if each.isVisibleTo(page)]
    assert seen and not any(name in each.text() for each in seen)
    for field in (page.form.editors["notes"], page.stage.notes):
        editor = field.focusProxy()
        assert isinstance(editor, QPlainTextEdit) and editor.isReadOnly() and name not in editor.toPlainText()
    window.commit_all()
    assert case.meetings["m01"].notes == f"{name} berättade."
