"""The timeline's page: cards typed in lanes, dragged, moved by key, written in; notes; paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from canvas_driving import type_letters
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from window_driving import LEFT, click, open_example, services_at, write

from app.models.case import Case
from app.models.records import TimelineCard
from app.models.timeline import lane_of, timeline
from app.widgets.case_window import CaseWindow
from app.widgets.timeline.board import Board
from app.widgets.timeline.page import TimelinePage


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CaseWindow]:
    with services_at(tmp_path / "bibliotek.samkarta") as services:
        yield open_example(services, qtbot, "plan")


@pytest.fixture
def page(window: CaseWindow) -> TimelinePage:
    window.show_page("timeline")
    QApplication.processEvents()
    found = window.more_pages.widgets["timeline"]
    assert isinstance(found, TimelinePage)
    return found


def card(case: Case, key: str) -> TimelineCard:
    found = case.record("timeline", key)
    assert isinstance(found, TimelineCard)
    return found


def last(case: Case) -> TimelineCard:
    return card(case, list(case.family("timeline"))[-1])


def drag(board: Board, key: str, to: QPoint) -> None:
    """Drag a card to a point of the board with the left button."""
    widget = board.cards[key]
    start = QPoint(20, 10)
    QTest.mousePress(widget, LEFT, pos=start)
    QTest.mouseMove(widget, start + QPoint(30, 0))
    QTest.mouseMove(widget, widget.mapFromGlobal(board.mapToGlobal(to)))
    QTest.mouseRelease(widget, LEFT, pos=widget.mapFromGlobal(board.mapToGlobal(to)))
    QApplication.processEvents()


def middle(board: Board, lane: str | None, day: str) -> QPoint:
    """Return the middle of the place that a lane and a day make."""
    column, row = board.days.index(day), board.lanes.index(lane)
    return QPoint(board._heads[column].geometry().center().x(), board._band(row).center().y())


def test_the_questions_and_the_start_point_are_in_sight(page: TimelinePage) -> None:
    words = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert "Hur arbetar vi i vår verksamhet med ärendet?" in words
    assert "i vilken ordning och av/tillsammans med vem?" in words
    assert "Är det tydligt att processen borde se annorlunda ut? Hur då i så fall?" in words
    assert "Startpunkt: sep. 2025." in page.start.text() and "sep. 2025 – start" in words


def test_a_card_is_typed_in_a_lane_with_its_day_in_front(window: CaseWindow, page: TimelinePage) -> None:
    line = page.board.lines["g_soc"]
    line.setFocus()
    type_letters(line, "oktober 2026: Utredning inleds")
    QTest.keyClick(line, Qt.Key.Key_Return)
    made = last(window.document.case)
    assert (made.text, made.date, made.actor) == ("Utredning inleds", "2026-10", "org_soc")
    assert made.id in page.board.cards and page.board.lines["g_soc"].text() == ""
    assert page.board.lines["g_soc"].hasFocus()
    window.undo()
    assert made.id not in page.board.cards


def test_a_card_nobody_did_at_no_time_is_refused_and_its_words_stay(window: CaseWindow, page: TimelinePage) -> None:
    before = len(window.document.case.family("timeline"))
    page.notes.new.setFocus()
    page._close_card()
    line = page.board.lines[None]
    type_letters(line, "Alla möts")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(window.document.case.family("timeline")) == before
    assert page.board.lines[None].text() == "Alla möts" and "Skriv när det var" in window.toast.text()


def test_a_card_is_dragged_to_another_day_and_another_service_in_one_step(
    window: CaseWindow, page: TimelinePage
) -> None:
    case, steps = window.document.case, window.document.stack.count()
    drag(page.board, "t01", middle(page.board, "g_soc", "2026-03"))
    moved = card(case, "t01")
    assert (moved.date, lane_of(case, moved.actor)) == ("2026-03", "g_soc")
    assert window.document.stack.count() == steps + 1 and page.board.spot_of("t01").lane == "g_soc"
    window.undo()
    assert (card(case, "t01").date, card(case, "t01").actor) == ("2025-09", "org_skola")


def test_a_card_dropped_between_two_days_gets_a_day_between_them(window: CaseWindow, page: TimelinePage) -> None:
    board = page.board
    place = middle(board, "g_skola", "2026-03")
    place.setX(board._heads[board.days.index("2026-03")].geometry().left())
    drag(board, "t01", place)
    assert "2025-09" < str(card(window.document.case, "t01").date) < "2026-03"


def test_escape_during_a_drag_leaves_the_card_where_it_was(window: CaseWindow, page: TimelinePage) -> None:
    widget = page.board.cards["t01"]
    QTest.mousePress(widget, LEFT, pos=QPoint(20, 10))
    QTest.mouseMove(widget, QPoint(300, 10))
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    QTest.mouseRelease(widget, LEFT, pos=QPoint(300, 10))
    assert card(window.document.case, "t01").date == "2025-09" and window.page == "timeline"


def test_keys_go_between_cards_and_with_ctrl_move_them(window: CaseWindow, page: TimelinePage) -> None:
    board, case = page.board, window.document.case
    board.cards["t01"].setFocus()
    QTest.keyClick(board.cards["t01"], Qt.Key.Key_Right)
    assert not board.cards["t01"].hasFocus() and any(each.hasFocus() for each in board.cards.values())
    board.cards["t01"].setFocus()
    QTest.keyClick(board.cards["t01"], Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert card(case, "t01").date == "2026-03" and board.cards["t01"].hasFocus()
    QTest.keyClick(board.cards["t01"], Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert lane_of(case, card(case, "t01").actor) == "g_elevhalsa"
    QTest.keyClick(board.cards["t01"], Qt.Key.Key_Delete)
    assert case.record("timeline", "t01") is None and "t01" not in board.cards
    window.undo()
    assert "t01" in board.cards


def test_a_card_is_written_in_beside_the_line_and_odd_days_are_told(window: CaseWindow, page: TimelinePage) -> None:
    case = window.document.case
    click(page.board.cards["t02"])
    assert page.card is not None and page.card.key == "t02"
    write(page.card.editors["date"], "v. 15 2026")
    assert card(case, "t02").date == "2026-04-06"
    write(page.card.editors["date"], "någon gång")
    assert card(case, "t02").date == "2026-04-06" and "Dagen är inte ändrad." in page.card.editors["date"].error.text()
    write(page.card.editors["text"], "Slutar på fritids.")
    assert card(case, "t02").text == "Slutar på fritids."


def test_notes_are_kept_as_typed_and_go_when_emptied(window: CaseWindow, page: TimelinePage) -> None:
    case = window.document.case
    type_letters(page.notes.new, "Skolan och soc borde mötas i maj.")
    window.show_page("plan")
    (key,) = timeline(case).notes
    assert card(case, key).text == "Skolan och soc borde mötas i maj." and card(case, key).actor is None
    window.show_page("timeline")
    page.notes.notes[0].setFocus()
    page.notes.notes[0].clear()
    page.notes.notes[0].clearFocus()
    assert timeline(case).notes == ()


def test_the_paper_has_the_start_the_notes_and_marks_to_tape_by(
    window: CaseWindow, page: TimelinePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in range(1, 13):
        page._write("g_soc", f"2025-{month:02}: Steg {month}")
    page.notes.new.setText("BUP borde vara med från början.")
    target = tmp_path / "linje.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    page.export_shown()
    pages = [" ".join(each.extract_text().split()) for each in PdfReader(target).pages]
    assert len(pages) > 1 and "jan. 2025 – start" in pages[0] and "BUP borde vara med från början." in pages[0]
    assert "klipp vid den streckade linjen" not in pages[0] and "klipp vid den streckade linjen" in pages[1]


def test_hidden_names_are_hidden_on_the_cards(window: CaseWindow, page: TimelinePage) -> None:
    window.document.hide_names(True)
    said = " ".join(each.accessibleName() for each in page.board.cards.values())
    assert "Tuva" not in said and "Fatima" not in said


def test_the_services_names_stay_in_sight_when_the_line_is_scrolled(window: CaseWindow, page: TimelinePage) -> None:
    for month in range(1, 7):
        page._write("g_soc", f"2025-{month:02}: Steg {month}")
    QApplication.processEvents()
    bar = page.area.horizontalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    line = page.board.lines["g_soc"]
    left = line.mapTo(page.area.viewport(), QPoint(0, 0)).x()
    assert bar.value() > 0 and 0 <= left < 40
