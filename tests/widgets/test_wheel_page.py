"""The wheel's page: rated with the pointer and with keys, seen over time, tied to goals, named by the user."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import cos, sin
from pathlib import Path

import pytest
from canvas_driving import type_letters
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import LEFT, click, open_example, services_at

from app.documents.wheel_shape import PAD, PART, radius_of, start_of
from app.models.case import Case
from app.models.edits.wheel import rate
from app.models.records import WheelEntry
from app.models.wheel import gaps, wheel
from app.widgets.case_window import CaseWindow
from app.widgets.wheel.names import NamesDialog
from app.widgets.wheel.page import WheelPage


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CaseWindow]:
    with services_at(tmp_path / "bibliotek.samkarta") as services:
        yield open_example(services, qtbot, "plan")


@pytest.fixture
def page(window: CaseWindow) -> WheelPage:
    window.show_page("wheel")
    QApplication.processEvents()
    found = window.more_pages.widgets["wheel"]
    assert isinstance(found, WheelPage)
    return found


def latest(case: Case, domain: str, voice: str) -> int | None:
    state = next(each for each in wheel(case) if each.domain == domain)
    found = state.latest(voice)  # type: ignore[arg-type]
    return found.rating if found is not None else None


def press_slice(page: WheelPage, domain: int, voice: int, rating: int) -> None:
    angle = start_of(domain) + PAD + (voice + 0.5) * PART
    radius = radius_of(rating - 0.5)
    QTest.mouseClick(page.view, LEFT, pos=page.view.point_of(radius * cos(angle), radius * sin(angle)).toPoint())


def test_a_click_in_a_slice_rates_it_for_that_voice_today(window: CaseWindow, page: WheelPage) -> None:
    press_slice(page, 1, 2, 4)
    case = window.document.case
    assert latest(case, "healthy", "professional") == 4
    (entry,) = (each for each in case.family("wheel").values() if isinstance(each, WheelEntry))
    assert entry.meeting is not None and case.meetings[entry.meeting].date == date.today()
    assert page.panel.heading.text() == "Hälsa" and page.panel.rows["professional"].steps.value() == 4
    window.undo()
    assert latest(case, "healthy", "professional") is None and page.panel.rows["professional"].steps.value() is None


def test_every_part_of_the_wheel_is_rated_by_its_own_place(window: CaseWindow, page: WheelPage) -> None:
    press_slice(page, 0, 0, 1)
    press_slice(page, 7, 2, 5)
    press_slice(page, 4, 1, 3)
    case = window.document.case
    assert latest(case, "safe", "child") == 1
    assert latest(case, "included", "professional") == 5
    assert latest(case, "active", "guardian") == 3


def test_arrows_and_digits_rate_without_the_pointer_and_delete_takes_back(window: CaseWindow, page: WheelPage) -> None:
    view, case = page.view, window.document.case
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_2):
        QTest.keyClick(view, key)
    assert (view.domain, view.voice) == ("healthy", "guardian") and latest(case, "healthy", "guardian") == 2
    assert "Hälsa, Vårdnadshavare: 2 av 5" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert latest(case, "healthy", "guardian") is None
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.panel.rows["guardian"].note.hasFocus()


def test_a_note_being_typed_is_kept_when_another_domain_or_page_is_shown(window: CaseWindow, page: WheelPage) -> None:
    page.panel.rows["child"].note.setFocus()
    type_letters(page.panel.rows["child"].note, "Trivs hemma.")
    page.view.choose("active")
    entries = [each for each in window.document.case.family("wheel").values() if isinstance(each, WheelEntry)]
    assert [(each.domain, each.note) for each in entries] == [("safe", "Trivs hemma.")]
    assert page.panel.rows["child"].note.toPlainText() == ""
    page.panel.new.setText("Stallet en vardag i veckan.")
    window.show_page("plan")
    goal = list(window.document.case.short_term.values())[-1]
    assert (goal.text, goal.wellbeing) == ("Stallet en vardag i veckan.", ("active",))


def test_an_earlier_meeting_is_shown_as_it_was_and_rated_there(window: CaseWindow, page: WheelPage) -> None:
    case = window.document.case
    meeting = next(iter(case.meetings))
    window.document.push(rate(case, "safe", "child", meeting, rating=2))
    window.document.push(rate(case, "safe", "child", date.today(), rating=5))
    assert page.panel.rows["child"].steps.value() == 5
    past = [page.panel.past.itemAt(n).widget().text() for n in range(page.panel.past.count())]  # type: ignore[union-attr]
    assert past == ["Skattat över tid", f"{date.today().isoformat()}: Barnet 5", "2026-10-06: Barnet 2"]
    page.when.setCurrentIndex(1)
    page.when.activated.emit(1)
    assert page.when.currentText() == "Träffen 2026-10-06" and page.panel.rows["child"].steps.value() == 2
    click(page.panel.rows["child"].steps.button(3))
    assert [each.rating for each in wheel(case)[0].ratings["child"]] == [3, 5]


def test_a_worry_without_a_goal_is_said_until_a_goal_is_ticked(window: CaseWindow, page: WheelPage) -> None:
    page.view.choose("active", "child")
    click(page.panel.rows["child"].steps.button(1))
    assert page.gaps.text() == "1 område med oro saknar mål: Aktiv" and not page.panel.gap.isHidden()
    tick = page.panel.goals.itemAt(0).widget()
    click(tick.focusProxy())  # type: ignore[union-attr,arg-type]
    assert gaps(window.document.case) == [] and page.gaps.isHidden() and page.panel.gap.isHidden()


def test_the_domains_get_the_users_names_on_screen_and_on_paper(
    window: CaseWindow, page: WheelPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = NamesDialog(page)
    dialog.lines["safe"].setText("Trygghet och ro")
    click(dialog.keep)
    page.refresh()
    assert page.panel.heading.text() == "Trygghet och ro"
    target = tmp_path / "hjul.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    page.export_shown()
    text = " ".join(PdfReader(target).pages[0].extract_text().split())
    assert "Trygghet och ro" in text and "Hälsa" in text


def test_notes_cannot_be_changed_while_names_are_hidden(window: CaseWindow, page: WheelPage) -> None:
    window.document.hide_names(True)
    assert page.panel.rows["child"].note.isReadOnly()
    window.document.hide_names(False)
    assert not page.panel.rows["child"].note.isReadOnly()
