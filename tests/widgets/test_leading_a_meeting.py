"""Leading a meeting by keys with a clock, wherever in the case one is, and on the group's screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from meeting_driving import CTRL, SHIFT, TRAFF_4, Key, Wall, bar_of, hold, page_of, press, standing_clock, start
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, write

from app.application import LibraryServices
from app.models.agendas import Step, built_in, copied
from app.models.edits.fields import set_field
from app.models.own_agendas import all_agendas, delete_agenda, save_agenda
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.common.style import Appearance, apply_style
from app.widgets.meeting import page as pages
from app.widgets.meeting.on_wall import StepCard
from app.widgets.meeting.page import LEAD
from app.widgets.projector.projecting import projecting


@pytest.fixture(autouse=True)
def as_usual_again() -> Iterator[None]:
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_style(application, Appearance("light", 100))


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


def test_the_bar_is_seen_only_while_an_agenda_is_led(empty: CaseWindow) -> None:
    hold(empty, TRAFF_4)
    assert not bar_of(empty).isVisible()
    start(empty)
    assert bar_of(empty).isVisible()
    empty.show_page("plan")
    assert bar_of(empty).isVisible(), "it stands above every page"
    empty.book.actions["meeting_stop"].trigger()
    assert not bar_of(empty).isVisible()


def test_keys_lead_through_the_steps_and_open_what_each_opens(window: CaseWindow) -> None:
    hold(window, TRAFF_4)
    leader = start(window)
    seen = [window.page]
    for _step in range(5):
        press(window, Key.Key_PageDown, CTRL)
        seen.append(window.page)
    assert seen == ["meeting", "meeting", "case_map", "round_1", "round_2", "plan"]
    assert leader.clock is not None and leader.clock.last
    press(window, Key.Key_PageDown, CTRL)
    assert leader.clock.last, "there is nothing after the last step"
    press(window, Key.Key_PageUp, CTRL)
    assert (leader.clock.at, window.page) == (4, "round_2")
    assert bar_of(window).question.text() == built_in()[TRAFF_4].steps[4].question


def test_late_is_said_in_words_and_in_colour_and_nothing_is_forced(empty: CaseWindow, wall: Wall) -> None:
    hold(empty, TRAFF_4)
    leader = start(empty)
    bar = bar_of(empty)
    assert (bar.step_pill.text(), bar.step_pill.property("tone")) == ("20 min kvar", "good")
    wall.go(18.5, leader)
    assert (bar.step_pill.text(), bar.step_pill.property("tone")) == ("2 min kvar", "warn")
    wall.go(1, leader)
    assert bar.step_pill.text() == "Mindre än en minut kvar"
    wall.go(4, leader)
    assert (bar.step_pill.text(), bar.step_pill.property("tone")) == ("3 min över tiden", "bad")
    assert (bar.meeting_pill.text(), bar.meeting_pill.property("tone")) == ("3 min efter", "warn")
    assert leader.clock is not None and leader.clock.at == 0


def test_the_clock_is_paused_stretched_and_moved(empty: CaseWindow, wall: Wall) -> None:
    hold(empty, TRAFF_4)
    leader = start(empty)
    bar = bar_of(empty)
    wall.go(10, leader)
    press(empty, Key.Key_F9)
    wall.go(30, leader)
    assert bar.step_pill.text() == "Pausad" and bar.step_clock.text() == "10:00 av 20 min"
    press(empty, Key.Key_F9)
    press(empty, Key.Key_F9, SHIFT)
    assert bar.step_clock.text() == "10:00 av 25 min" and bar.step_pill.text() == "15 min kvar"
    stage = page_of(empty).stage
    assert stage is not None
    stage.steps.setCurrentRow(3)
    assert leader.clock is not None and leader.clock.at == 0, "to look at a step is not to go there"
    click(stage.go)
    assert leader.clock.at == 3 and empty.page == "round_1"


def test_the_clock_goes_on_while_the_window_is_closed(services: LibraryServices, qtbot: QtBot, wall: Wall) -> None:
    own = services.import_example()
    window = open_case(services, qtbot, own, Settings(values={"page": "plan"}))
    hold(window, TRAFF_4)
    leader = start(window)
    wall.go(5, leader)
    window.close()
    wall.seconds += 60
    again = open_case(services, qtbot, own, Settings(values={"page": "plan"}))
    assert bar_of(again).isVisible() and bar_of(again).step_clock.text() == "6:00 av 20 min"


def test_nothing_of_the_clock_is_stored_with_the_case(empty: CaseWindow, wall: Wall) -> None:
    hold(empty, TRAFF_4)
    before = empty.document.stack.index()
    leader = start(empty)
    wall.go(25, leader)
    press(empty, Key.Key_PageDown, CTRL)
    press(empty, Key.Key_F9)
    press(empty, Key.Key_F9, SHIFT)
    empty.book.actions["meeting_stop"].trigger()
    assert empty.document.stack.index() == before
    assert not any("meeting" in str(key) for key in empty.settings.values)


def test_a_note_that_is_being_typed_is_kept_when_a_key_leads_on(empty: CaseWindow) -> None:
    made = hold(empty, TRAFF_4)
    leader = start(empty)
    stage = page_of(empty).stage
    assert stage is not None
    stage.notes.setFocus()
    editor = stage.notes.text
    QTest.keyClicks(editor, "Alla vill")
    QTest.keyClick(editor, Key.Key_PageDown, CTRL)
    QApplication.processEvents()
    assert leader.clock is not None and leader.clock.at == 1
    assert empty.document.case.meetings[made.id].notes == "Alla vill"


def test_after_the_last_step_the_meeting_ends_where_it_is_described(empty: CaseWindow) -> None:
    made = hold(empty, "reflekterande_team")
    leader = start(empty)
    bar = bar_of(empty)
    click(bar.next)
    click(bar.next)
    assert leader.clock is not None and leader.clock.last and bar.next.text() == "Avsluta"
    press(empty, Key.Key_PageDown, CTRL)
    assert leader.leading, "a key pressed once too often ends nothing"
    click(bar.next)
    page = page_of(empty)
    assert not leader.leading and page.meeting == made.id and page.form is not None
    assert page.form.isVisible() and page.form.editors["surprises"].isVisible()


def test_an_agenda_that_is_edited_while_it_is_led_is_gone_on_with(empty: CaseWindow, wall: Wall) -> None:
    own = copied(built_in()[TRAFF_4], "Vår träff", all_agendas().by_id)
    save_agenda(own)
    hold(empty, None)
    page = page_of(empty)
    assert page.meeting is not None
    empty.document.push(set_field(empty.document.case, "meetings", page.meeting, "agenda", own.id))
    page.mode.show_value(LEAD)
    page.mode.chosen.emit(LEAD)
    leader = start(empty)
    wall.go(9, leader)
    save_agenda(own.model_copy(update={"steps": (Step(title="Kaffe", minutes=15), *own.steps)}))
    leader.agendas_changed()
    page.agendas_changed()
    assert page.stage is not None and page.stage.steps.count() == len(own.steps) + 1
    assert leader.clock is not None and leader.clock.at == 1
    assert bar_of(empty).step_clock.text() == "9:00 av 20 min"
    delete_agenda(own.id)
    leader.agendas_changed()
    page.agendas_changed()
    assert page.stage.steps.count() == len(own.steps) + 1, "what is led is not taken away in the middle"


def test_taking_the_led_meeting_away_stops_the_clock(empty: CaseWindow) -> None:
    hold(empty, TRAFF_4)
    leader = start(empty)
    click(page_of(empty).remove)
    assert not leader.leading and not bar_of(empty).isVisible()


def test_notes_are_written_beside_the_question_and_in_the_form_alike(empty: CaseWindow) -> None:
    made = hold(empty, TRAFF_4)
    start(empty)
    press(empty, Key.Key_PageDown, CTRL)
    page = page_of(empty)
    assert page.stage is not None and page.form is not None and page.stage.notes.isVisible()
    write(page.stage.notes, "Tre case valdes.")
    assert empty.document.case.meetings[made.id].notes == "Tre case valdes."
    assert page.form.editors["notes"].shown_value() == "Tre case valdes."


def test_a_meeting_can_go_on_after_it_was_left_or_begin_anew(empty: CaseWindow, wall: Wall) -> None:
    hold(empty, TRAFF_4)
    leader = start(empty)
    wall.go(7, leader)
    empty.book.actions["meeting_stop"].trigger()
    wall.go(60, leader)
    stage = page_of(empty).stage
    assert stage is not None and stage.start.text() == "Fortsätt träffen"
    click(stage.again)
    assert stage.start.text() == "Starta träffen"
    click(stage.start)
    assert bar_of(empty).step_clock.text() == "0:00 av 20 min"


def test_the_group_sees_question_and_clock_above_the_map_and_words_alone_without_one(
    window: CaseWindow, wall: Wall, qtbot: QtBot
) -> None:
    hold(window, TRAFF_4)
    leader = start(window)
    projecting(window).show()
    shown = projecting(window).shown
    assert shown is not None
    qtbot.waitUntil(shown.isActiveWindow)
    card = next(each for each in shown.heads if isinstance(each, StepCard))
    assert card.height() == shown.height() and not shown.view.isVisible(), "no map belongs to the first step"
    leader.move(3)
    assert 0 < card.height() < shown.height() / 4 and shown.view.isVisible()
    assert shown.view.y() == card.height(), "nothing of the map is hidden"
    assert "Hur kan ni stödja barnet?" in card.accessibleName()
    wall.go(40, leader)
    red = sum(_is_red(card.grab().toImage().pixelColor(x, y)) for x in range(0, card.width(), 2) for y in (24, 36, 48))
    assert red, "late is in colour too"
    QTest.keyClick(shown, Key.Key_A)
    assert card.height() == 0 and shown.view.height() == shown.height()
    QTest.keyClick(shown, Key.Key_A)
    QTest.keyClick(shown, Key.Key_PageDown, CTRL)
    assert leader.clock is not None and leader.clock.at == 4, "it is led from the group's screen too"
    window.show_page("plan")
    leader.stop()
    assert card.height() == 0 and shown.view.height() == shown.height()
    shown.close()


def _is_red(colour: object) -> bool:
    from PySide6.QtGui import QColor

    assert isinstance(colour, QColor)
    return colour.red() > 150 and colour.green() < 110 and colour.blue() < 110


def test_at_twice_the_size_everything_is_read_on_a_small_screen(
    services: LibraryServices, qtbot: QtBot, wall: Wall
) -> None:
    from test_text_size import cut

    window = open_case(
        services,
        qtbot,
        services.import_example(),
        Settings(values={"page": "plan", "text_size": 200, "theme": "light"}),
    )
    window.showNormal()
    window.resize(1366, 768)
    hold(window, TRAFF_4)
    leader = start(window)
    page = page_of(window)
    for step in range(6):
        leader.move(step)
        qtbot.wait(20)
        assert cut(window) == [], step
    page.mode.show_value(pages.ABOUT)
    page.mode.chosen.emit(pages.ABOUT)
    qtbot.wait(20)
    assert cut(window) == []
    assert window.minimumSizeHint().width() <= 1366 and window.minimumSizeHint().height() <= 768
