"""Helpers that hold and lead meetings in a case's window, over a clock that stands until it is told to go."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_driving import click

from app.models.agendas import built_in
from app.models.records import Meeting
from app.widgets.case_window import CaseWindow
from app.widgets.meeting import page as pages
from app.widgets.meeting import running as running_module
from app.widgets.meeting.bar import MeetingBar
from app.widgets.meeting.page import MeetingPage
from app.widgets.meeting.running import Running, running

TRAFF_4 = "traff_4_casearbete"
DAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


class Wall:
    """The clock on the wall: it stands until it is told to go."""

    seconds = 0.0

    def go(self, minutes: float, leader: Running) -> None:
        """Let so many minutes go by."""
        self.seconds += minutes * 60
        leader.ticked.emit()


def standing_clock(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """Let clocks go by a wall clock that stands, on a day that is always the same."""
    made = Wall()
    monkeypatch.setattr(running_module, "now", lambda: made.seconds)
    monkeypatch.setattr(pages, "today", lambda: DAY)
    return made


def page_of(window: CaseWindow) -> MeetingPage:
    """Show the page of meetings and return it."""
    window.book.actions["page_meeting"].trigger()
    found = window.more_pages.widgets["meeting"]
    assert isinstance(found, MeetingPage)
    return found


def hold(window: CaseWindow, agenda: str | None) -> Meeting:
    """Hold a meeting as the button's menu does."""
    page = page_of(window)
    page.new.menu().aboutToShow.emit()
    words = built_in()[agenda].name if agenda is not None else "Utan dagordning"
    next(each for each in page.new.menu().actions() if each.text().startswith(words)).trigger()
    assert page.meeting is not None
    return window.document.case.meetings[page.meeting]


def start(window: CaseWindow) -> Running:
    """Start the meeting that is chosen."""
    stage = page_of(window).stage
    assert stage is not None
    click(stage.start)
    return running(window)


def bar_of(window: CaseWindow) -> MeetingBar:
    """Return the bar of the agenda that is led."""
    return window.findChildren(MeetingBar)[0]


def press(window: CaseWindow, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the window."""
    QTest.keyClick(window, key, modifier)
    QApplication.processEvents()
