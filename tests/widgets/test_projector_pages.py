"""What the group sees on the projector where the agenda opens no map: plan, follow-up, wheel, timeline, history."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_driving import standing_clock
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_driving import click, open_example

from app.application import LibraryServices
from app.models.edits.figures import add_figure
from app.models.edits.goals import measure, remove_measurement
from app.models.edits.meetings import hold_meeting
from app.models.readings import Readings, readings
from app.widgets.case_window import CaseWindow
from app.widgets.common.curve import Inks, paint_curve
from app.widgets.common.style import FAMILY
from app.widgets.follow_up.page import FollowUpPage
from app.widgets.growth.page import GrowthPage
from app.widgets.meeting.on_wall import StepCard
from app.widgets.meeting.opening import go_to
from app.widgets.meeting.running import running
from app.widgets.projector.projecting import projecting
from app.widgets.projector.window import ProjectorWindow
from app.widgets.rounds.lock import lock_of

Key = Qt.Key


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CaseWindow:
    standing_clock(monkeypatch)
    return open_example(services, qtbot)


@pytest.fixture
def wall(window: CaseWindow) -> ProjectorWindow:
    projecting(window).show()
    shown = projecting(window).shown
    assert shown is not None
    shown.showNormal()
    shown.resize(1920, 1080)
    return shown


def lead(window: CaseWindow, opens: str) -> None:
    """Lead the agenda of the case's meeting, or of a follow-up, to the step that opens something."""
    meeting = next(iter(window.document.case.meetings))
    if opens == "follow_up":
        window.document.push(hold_meeting(window.document.case, date(2026, 11, 17), agenda="uppfoljning"))
        meeting = list(window.document.case.meetings)[-1]
    running(window).start(meeting)
    clock = running(window).clock
    assert clock is not None
    go_to(window, next(at for at, step in enumerate(clock.agenda.steps) if step.opens == opens))


def strip_of(wall: ProjectorWindow) -> StepCard:
    return next(head for head in wall.heads if isinstance(head, StepCard))


def test_the_step_of_the_plan_shows_what_was_promised_and_then_the_rows(
    window: CaseWindow, wall: ProjectorWindow
) -> None:
    lead(window, "plan")
    assert wall.board.up and not strip_of(wall).fills and strip_of(wall).height() > 0
    assert wall.board.geometry().top() == strip_of(wall).height() and wall.board.geometry().bottom() == 1079
    said = wall.board.accessibleName()
    assert said.index("Lovat men inte i planen: 11") < said.index("Morgonstöd i hemmet")
    assert all(row.what in said for row in window.document.case.plan.values())


def test_space_turns_the_pages_and_the_row_that_is_written_in_is_on_the_page_that_is_shown(
    window: CaseWindow, wall: ProjectorWindow
) -> None:
    lead(window, "plan")
    pages = wall.board.pages
    assert pages > 1 and wall.board.page == 0
    QTest.keyClick(wall, Key.Key_Space)
    assert wall.board.page == 1
    for _turn in range(pages - 1):
        QTest.keyClick(wall, Key.Key_Space)
    assert wall.board.page == 0
    window.plan.table.choose(list(window.document.case.plan)[-1])
    assert wall.board.page > 0


def test_the_plan_leaves_the_map_where_it_is_while_no_agenda_has_come_to_it(
    window: CaseWindow, wall: ProjectorWindow
) -> None:
    window.show_page("plan")
    assert not wall.board.up and wall.view.isVisible()


def test_the_follow_up_says_how_each_row_goes(window: CaseWindow, wall: ProjectorWindow) -> None:
    lead(window, "follow_up")
    assert wall.board.up
    window.more_pages.widgets["follow_up"].table.said.emit("started")  # type: ignore[attr-defined]
    assert "· Pågår" in wall.board.accessibleName()
    go_to(window, 0)
    assert not wall.board.up


def test_the_follow_up_shows_each_goal_s_curve_after_the_rows_and_alone_when_the_goals_are_looked_at(
    window: CaseWindow, wall: ProjectorWindow
) -> None:
    goal = next(key for key, each in window.document.case.short_term.items() if readings(each).baseline is not None)
    text = window.document.case.short_term[goal].text or ""
    for day, value in ((date(2026, 10, 20), 58), (date(2026, 11, 17), 61)):
        window.document.push(measure(window.document.case, goal, day, value))
    lead(window, "follow_up")
    page = window.more_pages.widgets["follow_up"]
    assert isinstance(page, FollowUpPage)
    said = wall.board.accessibleName()
    assert said.index("Morgonstöd i hemmet") < said.index(text) < said.index("2026-11-17: 61")
    QTest.keyClick(wall, Key.Key_Space)
    click(page.part.button("goals"))
    said = wall.board.accessibleName()
    assert said.startswith("Målen") and "Morgonstöd i hemmet" not in said and wall.board.page == 0
    with_curve = wall.board.grab().toImage()
    for _reading in range(2):
        window.document.push(remove_measurement(window.document.case, goal, 0))
    assert "2026-11-17: 61" not in wall.board.accessibleName()
    assert wall.board.grab().toImage() != with_curve
    click(page.part.button("take_up"))
    assert "Morgonstöd i hemmet" in wall.board.accessibleName()


def test_a_curve_is_painted_where_its_words_say_and_nowhere_without_a_reading(qtbot: QtBot) -> None:
    measured = Readings(((date(2026, 10, 1), 40.0), (date(2026, 11, 1), 60.0)), 50.0)
    inks = Inks(QColor("#ff0000"), QColor("#00ff00"), QColor("#0000ff"))

    def reds(said: Readings) -> list[tuple[int, int]]:
        image = QImage(400, 200, QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        paint_curve(painter, QRectF(0, 0, 400, 200), said, inks, QFont(FAMILY))
        painter.end()
        return [(x, y) for x in range(400) for y in range(200) if image.pixelColor(x, y) == QColor("#ff0000")]

    found = reds(measured)
    (_left, first), (_right, last) = min(found), max(found)
    assert last < first, "more is higher up"
    assert reds(Readings((), 50.0)) == []


@pytest.mark.parametrize(("page", "words"), [("wheel", "Respekterad"), ("timeline", "Remiss till BUP.")])
def test_wheel_and_timeline_are_shown_while_their_page_is_up(
    window: CaseWindow, wall: ProjectorWindow, page: str, words: str
) -> None:
    window.show_page(page)
    assert wall.board.up and words in wall.board.accessibleName()
    painted = wall.board.grab().toImage()
    assert len({painted.pixel(x, y) for x in range(0, 1920, 7) for y in range(0, 1080, 7)}) > 8
    window.show_page("case_map")
    assert not wall.board.up and wall.view.isVisible()


def test_names_are_hidden_on_the_board_too(window: CaseWindow, wall: ProjectorWindow) -> None:
    lead(window, "plan")
    assert "Johan" in wall.board.accessibleName()
    window.document.hide_names(True)
    assert "Johan" not in wall.board.accessibleName()


def test_the_history_on_the_projector_is_the_state_that_is_looked_at(
    window: CaseWindow, wall: ProjectorWindow, qtbot: QtBot
) -> None:
    case = window.document.case
    window.document.push(add_figure(case, label="Ny", role="Moster", group=next(iter(case.groups)), ring=2))
    qtbot.waitUntil(lambda: wall.showing.settled, timeout=30_000)
    (new,) = (key for key, figure in case.figures.items() if figure.label == "Ny")
    window.show_page("growth")
    page = window.more_pages.widgets["growth"]
    assert isinstance(page, GrowthPage)
    assert new in wall.view.sheet.picture.figures
    page.go(0)
    assert new not in wall.view.sheet.picture.figures and len(wall.view.sheet.picture.figures) == 19
    assert wall.nature.text().endswith(page.past.picture(0).subtitle if page.past is not None else "?")
    window.show_page("case_map")
    assert new in wall.view.sheet.picture.figures


def test_every_wish_of_who_is_lit_is_told_page_by_page_in_whole_words(
    window: CaseWindow, wall: ProjectorWindow
) -> None:
    case = window.document.case
    for figure in case.figures:
        wall.view.light(figure, fixed=True)
        told = []
        for _page in range(wall.band.pages):
            told += wall.band.shown()
            QTest.keyClick(wall, Key.Key_Space)
        wanted = {case.wish_number(key) for key, wish in case.wishes.items() if figure in (wish.from_, wish.to)}
        assert set(told) == wanted
        assert wall.band.height() <= wall.height() * 0.4


def test_answers_are_locked_from_the_step_of_the_round_before_anyone_has_wished(window: CaseWindow) -> None:
    assert not lock_of(window.document).locked
    lead(window, "round_2")
    assert lock_of(window.document).locked
