"""Two sheets of one kind beside each other: who stands only on the one, and who stands nearer or farther.

Ring and area belong to the figure and are the same on every sheet; what a group draws anew is who stands there, and
how near the child.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.models.case import Case
from app.models.records import Sheet

NEARER = 0.75
"""The share of the distance to the child at which a figure counts as having come nearer, or gone farther."""


@dataclass(frozen=True, slots=True)
class SheetDifferences:
    """Figures by id, in the order of the case; notes as their words."""

    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    nearer: tuple[str, ...]
    farther: tuple[str, ...]
    notes_first: tuple[str, ...]
    notes_second: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((*self.figures, self.notes_first, self.notes_second))

    @property
    def figures(self) -> tuple[tuple[str, ...], ...]:
        """The figures of every sort of difference."""
        return (self.only_first, self.only_second, self.nearer, self.farther)


def compare_sheets(
    case: Case, first: Sheet, second: Sheet, on_first: Sequence[str], on_second: Sequence[str]
) -> SheetDifferences:
    """Return what is different on the second sheet; ``on_first`` and ``on_second`` are who stands on each.

    Nearer and farther are told only of figures that somebody has placed on both.
    """
    before, after = set(on_first), set(on_second)
    moved = {key: _share(first, second, key) for key in case.figures if key in before & after and key != case.child}
    return SheetDifferences(
        only_first=tuple(key for key in case.figures if key in before - after),
        only_second=tuple(key for key in case.figures if key in after - before),
        nearer=tuple(key for key, share in moved.items() if share is not None and share <= NEARER),
        farther=tuple(key for key, share in moved.items() if share is not None and share >= 1 / NEARER),
        notes_first=_notes_without(first, second),
        notes_second=_notes_without(second, first),
    )


def _share(first: Sheet, second: Sheet, key: str) -> float | None:
    """Return how far from the child a figure stands on the second sheet, the first sheet's distance being 1."""
    if key not in first.places or key not in second.places:
        return None
    before, after = math.hypot(*first.places[key]), math.hypot(*second.places[key])
    return after / before if before else None


def _notes_without(sheet: Sheet, other: Sheet) -> tuple[str, ...]:
    theirs = {note.text for note in other.notes}
    return tuple(note.text for note in sheet.notes if note.text and note.text not in theirs)
