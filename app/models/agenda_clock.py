"""The clock of a meeting's agenda: which step, how long it has lasted, how far behind. Nothing of it is in the case.

Running late is shown, never enforced: the clock never goes to the next step by itself. All times are seconds of a
clock that never goes back; a stretch is whole minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from app.models.agendas import Agenda, Step

Mood = Literal["calm", "soon", "over"]

_SOON_PART, _SOON_MOST = 0.2, 120.0
"""The last fifth of a step, at most two minutes, is announced."""


@dataclass
class AgendaClock:
    """The clock of one agenda. It stands before the first step, paused, until `go` is called.

    ``stretched`` holds, for each step, the minutes it was given beyond the agenda's own.
    """

    agenda: Agenda
    now: Callable[[], float] = monotonic
    at: int = 0
    started: bool = False
    spent: list[float] = field(default_factory=list)
    stretched: list[int] = field(default_factory=list)
    _since: float | None = None

    def __post_init__(self) -> None:
        self.spent = self.spent or [0.0] * len(self.agenda.steps)
        self.stretched = self.stretched or [0] * len(self.agenda.steps)

    # What it shows

    @property
    def step(self) -> Step:
        """The step it stands on."""
        return self.agenda.steps[self.at]

    @property
    def paused(self) -> bool:
        """Whether the time stands still."""
        return self._since is None

    @property
    def last(self) -> bool:
        """Whether there is no step after this one."""
        return self.at == len(self.agenda.steps) - 1

    def step_spent(self, step: int | None = None) -> float:
        """Return how many seconds a step has lasted, pauses apart; the one it stands on if none is named."""
        number = self.at if step is None else step
        running = self.now() - self._since if self._since is not None and number == self.at else 0.0
        return self.spent[number] + running

    def step_allowed(self, step: int | None = None) -> float:
        """Return how many seconds a step may take, stretched as it is."""
        number = self.at if step is None else step
        return 60.0 * (self.agenda.steps[number].minutes + self.stretched[number])

    @property
    def step_left(self) -> float:
        """Seconds left of the step; negative when it has gone over."""
        return self.step_allowed() - self.step_spent()

    @property
    def step_mood(self) -> Mood:
        """``soon`` near the end of the step, ``over`` after it."""
        if self.step_left < 0:
            return "over"
        soon = min(_SOON_PART * self.step_allowed(), _SOON_MOST)
        return "soon" if self.step_left <= soon else "calm"

    @property
    def meeting_spent(self) -> float:
        """How many seconds the meeting has lasted, pauses apart."""
        return sum(self.step_spent(number) for number in range(len(self.agenda.steps)))

    @property
    def meeting_planned(self) -> float:
        """How many seconds the agenda was to take, before anything was stretched."""
        return 60.0 * self.agenda.minutes

    @property
    def meeting_left(self) -> float:
        """Seconds that what is left of the agenda takes, as it is stretched; no step is less than nothing."""
        numbers = range(self.at, len(self.agenda.steps))
        return sum(max(0.0, self.step_allowed(number) - self.step_spent(number)) for number in numbers)

    @property
    def behind(self) -> float:
        """How many seconds later than planned the meeting will end; negative when it is ahead."""
        return self.meeting_spent + self.meeting_left - self.meeting_planned

    # What is done with it

    def go(self) -> None:
        """Let the time run."""
        self.started = True
        if self._since is None:
            self._since = self.now()

    def pause(self) -> None:
        """Let the time stand."""
        if self._since is not None:
            self.spent[self.at] = self.step_spent()
            self._since = None

    def move(self, to: int) -> None:
        """Go to a step, from either side; its time goes on from where it was. Raises IndexError without such a step."""
        if not 0 <= to < len(self.agenda.steps):
            raise IndexError(to)
        running = not self.paused
        self.pause()
        self.at = to
        if running:
            self.go()

    def stretch(self, minutes: int, step: int | None = None) -> None:
        """Give a step more minutes, or fewer; it never gets less than one."""
        number = self.at if step is None else step
        least = 1 - self.agenda.steps[number].minutes
        self.stretched[number] = max(least, self.stretched[number] + minutes)

    def follow(self, agenda: Agenda) -> None:
        """Go on with a changed agenda: as many steps keep their times in order, else those of the same heading do."""
        running, on = not self.paused, self.step.title
        self.pause()
        before = {step.title: (self.spent[at], self.stretched[at]) for at, step in enumerate(self.agenda.steps)}
        if len(agenda.steps) != len(self.agenda.steps):
            titles = [step.title for step in agenda.steps]
            kept = [before.get(title, (0.0, 0)) for title in titles]
            self.spent, self.stretched = [spent for spent, _more in kept], [more for _spent, more in kept]
            self.at = titles.index(on) if on in titles else min(self.at, len(titles) - 1)
        self.agenda = agenda
        if running:
            self.go()
