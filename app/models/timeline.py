"""The timeline (tidslinje): what each service has done, in order, one lane a service (handbook ch. 6, Träff 3).

The line begins at its first card: that is the start point the group has agreed on. A card that has neither a day nor
an actor is no step but a note, an answer to "Är det tydligt att processen borde se annorlunda ut?".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models.case import Case
from app.models.records import TimelineCard

UNDATED = ""
"""The day of cards that have none: they stand last, as notes that have not found their place yet."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A service's lane: the area of the sheet it belongs to (None for cards that nobody in particular did)."""

    group: str | None
    cards: Mapping[str, Sequence[str]]
    """The keys of the lane's cards by their day, loose as it was said: 2026, 2026-03, 2026-03-12, or ``UNDATED``."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days in order, and the lanes in the order of the areas; only those with cards. ``notes`` are keys."""

    days: tuple[str, ...]
    lanes: tuple[Lane, ...]
    notes: tuple[str, ...] = ()

    @property
    def start(self) -> str | None:
        """The agreed start point: the first day of the line; None while no card has a day."""
        return next((day for day in self.days if day != UNDATED), None)


def timeline(case: Case) -> Timeline:
    """Return the cards of a case in lanes and in time. A loose day stands before the days within it."""
    by_lane: dict[str | None, dict[str, list[str]]] = {}
    for key, card in case.family("timeline").items():
        if isinstance(card, TimelineCard) and not is_note(card):
            day = card.date or UNDATED
            by_lane.setdefault(lane_of(case, card.actor), {}).setdefault(day, []).append(key)
    found = {day for lane in by_lane.values() for day in lane}
    days = tuple(sorted(found, key=lambda day: (day == UNDATED, day)))
    order: list[str | None] = [*case.groups, None]
    lanes = tuple(Lane(group, by_lane[group]) for group in order if group in by_lane)
    notes = (key for key, card in case.family("timeline").items() if isinstance(card, TimelineCard) and is_note(card))
    return Timeline(days, lanes, tuple(notes))


def is_note(card: TimelineCard) -> bool:
    """Return whether a card is a note about the process and no step of it."""
    return card.date is None and card.actor is None


def lane_of(case: Case, actor: str | None) -> str | None:
    """Return the area that an actor belongs to: a figure's own; the one where most of an organisation's people are."""
    if actor is None:
        return None
    if actor in case.figures:
        return case.figures[actor].group
    people = [figure.group for figure in case.figures.values() if figure.organisation == actor]
    return Counter(people).most_common(1)[0][0] if people else None


def actors_of(case: Case, group: str) -> list[str]:
    """Return who may have done what stands in a lane: its organisations, then its figures."""
    services = [key for key in case.organisations if lane_of(case, key) == group]
    return services + [key for key, figure in case.figures.items() if figure.group == group]
