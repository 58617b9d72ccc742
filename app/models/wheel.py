"""Barnets bästa-hjulet: how child, guardians and professionals rate each of the eight domains, over time.

A rating goes from 1, great concern, to 5, a strength (case format, ``wheel``). A domain of concern without a goal
is a gap: a worry that somebody has told and that nothing in the plan answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from app.models.case import Case
from app.models.choices import Domain
from app.models.records import Meeting, WheelEntry

Voice = Literal["child", "guardian", "professional"]
VOICES: tuple[Voice, ...] = get_args(Voice)
CONCERN = 2
"""A rating this low is a concern."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating with the day of the meeting it was made at; None where it belongs to no meeting."""

    rating: int
    day: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class DomainState:
    """One domain: what each voice said, the oldest first; the goals tied to it by (family, key)."""

    domain: str
    ratings: Mapping[Voice, tuple[Rating, ...]]
    goals: tuple[tuple[str, str], ...]

    def latest(self, voice: Voice) -> Rating | None:
        """Return what a voice said last, or None if it has said nothing."""
        said = self.ratings[voice]
        return said[-1] if said else None

    @property
    def concern(self) -> bool:
        """Whether any voice is concerned now."""
        return any((last := self.latest(voice)) is not None and last.rating <= CONCERN for voice in VOICES)

    @property
    def gap(self) -> bool:
        """Whether it is a concern that no goal is tied to."""
        return self.concern and not self.goals


def wheel(case: Case, until: date | None = None) -> list[DomainState]:
    """Return the eight domains in their order, with everything that was said of them, or said until a day.

    What belongs to no meeting has no day and was said before everything else.
    """
    said: dict[tuple[str, str], list[Rating]] = {}
    for entry in case.family("wheel").values():
        if isinstance(entry, WheelEntry) and entry.domain and entry.voice and entry.rating:
            meeting = case.record("meetings", entry.meeting) if entry.meeting else None
            day = meeting.date if isinstance(meeting, Meeting) else None
            if until is not None and day is not None and day > until:
                continue
            said.setdefault((entry.domain, entry.voice), []).append(Rating(entry.rating, day, entry.note))
    return [
        DomainState(
            domain,
            {voice: tuple(_in_time(said.get((domain, voice), []))) for voice in VOICES},
            tuple(_goals(case, domain)),
        )
        for domain in get_args(Domain)
    ]


def gaps(case: Case) -> list[str]:
    """Return the domains of concern without a goal, in their order."""
    return [state.domain for state in wheel(case) if state.gap]


def answers_for(case: Case, domain: str) -> list[str]:
    """Return the wishes and support answers that went into the plan for a goal tied to the domain, each once."""
    tied = {key for _family, key in _goals(case, domain)}
    return list(dict.fromkeys(said for row in case.plan.values() if row.goal in tied for said in row.origin))


def _in_time(ratings: list[Rating]) -> list[Rating]:
    """Return ratings the oldest first; those without a day first, in the order of the file."""
    return sorted(ratings, key=lambda rating: (rating.day is not None, rating.day or date.min))


def _goals(case: Case, domain: str) -> list[tuple[str, str]]:
    long = [("long_term", key) for key, goal in case.long_term.items() if domain in goal.wellbeing]
    return long + [("short_term", key) for key, goal in case.short_term.items() if domain in goal.wellbeing]
