"""The agenda that is led now in a case's window.

Its clock belongs to the meeting, not to the window: it goes on while the window is closed, for as long as the program
runs. It is kept in memory only, since nothing of a case may stand outside its library and nothing of a clock in it.
"""

from __future__ import annotations

from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.models.agenda_clock import AgendaClock
from app.models.agendas import Agenda, Step
from app.models.own_agendas import all_agendas
from app.models.patch import Patch
from app.models.records import Meeting
from app.widgets.rounds.lock import lock_of

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_TICK_MS = 1000
STRETCH = 5
"""Minutes that a step is given in one press."""

_clocks: dict[tuple[str, str, str, str], AgendaClock] = {}
_led: dict[tuple[str, str], str] = {}


def now() -> float:
    """Return the seconds that clocks go by."""
    return monotonic()


def running(window: CaseWindow) -> Running:
    """Return what leads agendas in a window, made when it is first asked for."""
    found = window.findChild(Running)
    if isinstance(found, Running):
        return found
    from app.widgets.meeting.bar import MeetingBar

    made = Running(window)
    above = window.outer.parentWidget()
    assert above is not None
    whole = above.layout()
    assert isinstance(whole, QVBoxLayout)
    whole.insertWidget(whole.indexOf(window.outer), MeetingBar(window, made))
    return made


def is_led(window: CaseWindow) -> bool:
    """Return whether an agenda is led in a window."""
    found = window.findChild(Running)
    return isinstance(found, Running) and found.leading


def resume(window: CaseWindow) -> None:
    """Show the clock again where a meeting of the case was being led when its window was closed."""
    if (str(window.services.library_path), window.library_id) in _led:
        running(window).come_back()


class Running(QObject):
    """Leads one agenda at a time. ``changed()`` when meeting, step or pause is another, ``ticked()`` every second."""

    changed = Signal()
    ticked = Signal()

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window)
        self._window = window
        self._case = (str(window.services.library_path), window.library_id)
        self.meeting: str | None = None
        self.clock: AgendaClock | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.ticked)
        window.document.patched.connect(self._patched)

    @property
    def leading(self) -> bool:
        """Whether an agenda is being led."""
        return self.clock is not None

    @property
    def step(self) -> Step | None:
        """The step that the agenda stands on, if one is led."""
        return self.clock.step if self.clock is not None else None

    def agenda_of(self, meeting: str) -> Agenda | None:
        """Return the agenda a meeting's clock goes by, else its own; None if it has none or one that is not here."""
        clock = self.clock_of(meeting)
        if clock is not None:
            return clock.agenda
        record = self._record(meeting)
        return all_agendas().by_id.get(record.agenda) if record is not None and record.agenda else None

    def clock_of(self, meeting: str) -> AgendaClock | None:
        """Return the clock of a meeting and its agenda, if it has been started; else None."""
        record = self._record(meeting)
        return _clocks.get((*self._case, meeting, record.agenda)) if record is not None and record.agenda else None

    def agendas_changed(self) -> None:
        """Agendas were edited: the clocks that go by them go on with them as they are now."""
        known = all_agendas().by_id
        for (*case, _meeting, agenda), clock in _clocks.items():
            if tuple(case) == self._case and agenda in known and known[agenda] != clock.agenda:
                clock.follow(known[agenda])
        self.changed.emit()

    def start(self, meeting: str) -> None:
        """Lead a meeting's agenda: from the beginning, or from where it was left. Without an agenda nothing happens."""
        agenda = self.agenda_of(meeting)
        if agenda is None:
            return
        if self.clock is not None and self.meeting != meeting:
            self.clock.pause()
        clock = _clocks.setdefault((*self._case, meeting, agenda.id), AgendaClock(agenda, lambda: now()))
        clock.go()
        _led[self._case] = meeting
        self.meeting, self.clock = meeting, clock
        self._tell()

    def come_back(self) -> None:
        """Show the meeting that was led when the case's window was closed. Its clock has gone on."""
        meeting = _led.get(self._case)
        clock = self.clock_of(meeting) if meeting is not None else None
        if clock is None:
            _led.pop(self._case, None)
            return
        self.meeting, self.clock = meeting, clock
        self._tell()

    def stop(self) -> None:
        """Lead it no longer: the clock stands, and goes on if the meeting is started again."""
        if self.clock is not None:
            self.clock.pause()
        self._leave()

    def again(self, meeting: str) -> None:
        """Forget how far a meeting's agenda had come; it begins anew when it is started."""
        if meeting == self.meeting:
            self.stop()
        record = self._record(meeting)
        if record is not None and record.agenda:
            _clocks.pop((*self._case, meeting, record.agenda), None)
        self.changed.emit()

    def pause(self) -> None:
        """Let the clock stand, or go on."""
        if self.clock is not None:
            self.clock.go() if self.clock.paused else self.clock.pause()
            self._tell()

    def stretch(self, minutes: int = STRETCH) -> None:
        """Give the step more minutes."""
        if self.clock is not None:
            self.clock.stretch(minutes)
            self._tell()

    def move(self, to: int) -> None:
        """Go to a step; beyond the ends nothing happens."""
        if self.clock is not None and 0 <= to < len(self.clock.agenda.steps):
            self.clock.move(to)
            self._tell()

    def today(self) -> datetime:
        """Return what the clock on the wall says."""
        return datetime.now()

    def _record(self, meeting: str) -> Meeting | None:
        return self._window.document.case.meetings.get(meeting)

    def _tell(self) -> None:
        if self.meeting is not None and self.step is not None and self.step.opens == "round_2":
            lock_of(self._window.document).begin(self.meeting)
        self._timer.start() if self.clock is not None and not self.clock.paused else self._timer.stop()
        self.changed.emit()

    def _leave(self) -> None:
        _led.pop(self._case, None)
        self.meeting = self.clock = None
        self._tell()

    def _patched(self, patch: Patch) -> None:
        """The led meeting was taken away, or follows another agenda now: its clock stands."""
        if self.clock is None or self.meeting is None or ("meetings", self.meeting) not in patch.touched():
            return
        record = self._record(self.meeting)
        if record is None or record.agenda != self.clock.agenda.id:
            self.stop()
