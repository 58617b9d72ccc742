"""Following up: each row dealt with by a key, what is typed is kept, goals are measured."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import open_example, write

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.models.edits.meetings import hold_meeting
from app.widgets.case_window import CaseWindow

TODAY = date.today()


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    return open_example(services, qtbot)


def follow_up(window: CaseWindow) -> Any:
    window.show_page("follow_up")
    QApplication.processEvents()
    return window.more_pages.widgets["follow_up"]


def test_three_rows_are_dealt_with_by_three_keys_and_each_is_one_undo_step(window: CaseWindow) -> None:
    page = follow_up(window)
    first, second, third, fourth = page.table.rows.keys[:4]
    QTest.keyClicks(page.table, "230")
    plan = window.document.case.plan
    assert [plan[key].status for key in (first, second, third)] == ["started", "done", "planned"]
    said = plan[third].log[-1]
    assert (said.date, said.note, said.status) == (TODAY, None, None)
    assert page.table.chosen() == fourth and page.table.rows.followed(third)
    window.undo()
    assert not window.document.case.plan[third].log
    window.undo()
    assert window.document.case.plan[second].status == "planned"


def test_a_note_is_written_with_enter_and_the_next_row_taken(window: CaseWindow) -> None:
    page = follow_up(window)
    first, second = page.table.rows.keys[:2]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.row.note.hasFocus()
    QTest.keyClicks(page.row.note, "Ringt, inget svar")
    QTest.keyClick(page.row.note, Qt.Key.Key_Return)
    assert window.document.case.plan[first].log[-1].note == "Ringt, inget svar"
    assert len(window.document.case.plan[first].log) == 1
    assert page.table.chosen() == second and page.table.hasFocus() and page.row.note.text() == ""


def test_a_note_and_a_state_at_one_meeting_are_one_line_in_the_log(window: CaseWindow) -> None:
    window.document.push(hold_meeting(window.document.case, TODAY, agenda="uppfoljning"))
    meeting = list(window.document.case.meetings)[-1]
    page = follow_up(window)
    first = page.table.chosen()
    write(page.row.note, "Kom i gång")
    QTest.keyClicks(page.table, "2")
    (said,) = window.document.case.plan[first].log
    assert (said.meeting, said.note, said.status) == (meeting, "Kom i gång", "started")
    page.table.choose(first)
    assert page.row.note.text() == "Kom i gång" and "Pågår · Kom i gång" in page.row.log.text()


def test_a_note_that_is_being_typed_is_kept_when_one_goes_to_another_page(window: CaseWindow) -> None:
    page = follow_up(window)
    first = page.table.chosen()
    page.row.note.setFocus()
    QTest.keyClicks(page.row.note, "Halvskriven")
    window.show_page("wishes")
    assert window.document.case.plan[first].log[-1].note == "Halvskriven"


def test_late_rows_stand_first_and_their_order_stays_while_they_are_dealt_with(window: CaseWindow) -> None:
    last = list(window.document.case.plan)[-1]
    window.document.push(set_field(window.document.case, "plan", last, "due", date(2020, 1, 1)))
    page = follow_up(window)
    order = list(page.table.rows.keys)
    assert order[0] == last
    assert "Försenad" in page.table.rows.index(0, 3).data()
    QTest.keyClicks(page.table, "3")
    assert page.table.rows.keys == order and "Försenad" not in page.table.rows.index(0, 3).data()


def test_what_was_unlocked_and_what_is_blocked_with_its_ladder_is_told(window: CaseWindow) -> None:
    case = window.document.case
    first, second, *_others = [key for key, wish in case.wishes.items() if wish.status == "blocked"]
    window.document.push(set_field(case, "wishes", first, "unlocked_on", TODAY))
    window.document.push(set_field(case, "wishes", second, "raised_to", "steering_group"))
    page = follow_up(window)
    words = [page.take_up.list.item(row).text() for row in range(page.take_up.list.count())]
    assert any(line.startswith("Upplåst") for line in words) and page.unlocked.text() == "1 upplåst"
    assert any("Lyft till" in line and "styrgrupp" in line for line in words)


def test_a_blocked_wish_is_opened_on_its_map(window: CaseWindow) -> None:
    page = follow_up(window)
    wish = next(key for key, each in window.document.case.wishes.items() if each.status == "blocked")
    page.take_up.opened.emit("wishes", wish)
    assert window.page == "collaboration_map" and window.properties.selection == [("wishes", wish)]


def test_a_reading_is_written_with_enter_and_one_more_the_same_day_takes_its_place(window: CaseWindow) -> None:
    page = follow_up(window)
    goal = next(iter(window.document.case.short_term))
    page.show_record("short_term", goal)
    card = page.goals.cards[goal]
    for words in ("61,5", "62"):
        card.new.setText(words)
        QTest.keyClick(card.new, Qt.Key.Key_Return)
    (reading,) = window.document.case.short_term[goal].measurements
    assert (reading.date, reading.value) == (TODAY, 62) and card.new.text() == ""
    assert card.curve.accessibleDescription() == f"Utgångsläge 54, {TODAY.isoformat()}: 62"
    assert card.curve.isVisible()


def test_the_meeting_chosen_gives_what_is_said_its_day(window: CaseWindow) -> None:
    window.document.push(hold_meeting(window.document.case, date(2026, 11, 17)))
    meeting = list(window.document.case.meetings)[-1]
    page = follow_up(window)
    page.meetings.setCurrentIndex(page.meetings.findData(meeting))
    page.meetings.activated.emit(page.meetings.currentIndex())
    first = page.table.chosen()
    QTest.keyClick(page.table, Qt.Key.Key_0)
    said = window.document.case.plan[first].log[-1]
    assert (said.meeting, said.date) == (meeting, date(2026, 11, 17))


def test_an_empty_plan_says_where_rows_are_written(window: CaseWindow) -> None:
    from app.models.edits.removal import remove

    rows = [("plan", key) for key in window.document.case.plan]
    window.document.push(remove(window.document.case, rows))
    page = follow_up(window)
    assert page.empty.isVisible() and not page.table.isVisible() and "sidan Plan" in page.empty.text()


def test_while_names_are_hidden_nothing_shown_can_be_written_back(window: CaseWindow) -> None:
    window.document.hide_names(True)
    page = follow_up(window)
    assert page.row.note.isReadOnly()
    assert all(card.new.isReadOnly() for card in page.goals.cards.values())
    labels = [figure.label for figure in window.document.case.figures.values()]
    shown = page.take_up.list
    words = " ".join(shown.item(row).text() for row in range(shown.count()))
    assert not [label for label in labels if f" {label} " in words]


def test_a_meeting_that_is_led_is_the_one_that_rows_are_followed_up_at(window: CaseWindow) -> None:
    from app.widgets.meeting.running import running

    page = follow_up(window)
    assert page.table.rows.meeting is None
    window.document.push(hold_meeting(window.document.case, date(2026, 12, 1), agenda="uppfoljning"))
    meeting = list(window.document.case.meetings)[-1]
    window.show_page("wishes")
    running(window).start(meeting)
    follow_up(window)
    assert page.table.rows.meeting == meeting and page.meetings.currentData() == meeting
    running(window).stop()
