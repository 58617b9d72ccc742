"""What is different between two states of a case: what has come, gone, moved, changed, been answered and unlocked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.i18n import N_
from app.models.case import Case
from app.models.fields import Record
from app.models.records import Figure, Relation, Wish

Sort = Literal["new", "unlocked", "answered", "moved", "state", "quality", "changed", "gone"]

SORTS: dict[Sort, str] = {
    "new": N_("Nytt"),
    "unlocked": N_("Upplåst"),
    "answered": N_("Nya svar"),
    "moved": N_("Flyttat"),
    "state": N_("Annat läge"),
    "quality": N_("Andra relationer"),
    "changed": N_("Andra ord"),
    "gone": N_("Borta"),
}
"""The sorts of difference with their headings (Swedish msgids), in the order that they are told."""

FAMILIES = ("figures", "relations", "wishes")
"""The families that are compared: what stands on a map."""

_STATE = ("status", "guardian", "lives_with_child", "deceased", "influence", "kind")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of one record; ``before`` None where it is new, ``after`` None where it is gone."""

    sort: Sort
    family: str
    key: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences, in the order of `SORTS`, then as the records stand in the case."""

    items: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.items)

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def of(self, sort: Sort) -> tuple[Difference, ...]:
        """Return the differences of one sort."""
        return tuple(each for each in self.items if each.sort == sort)


def compare(before: Case, after: Case) -> Differences:
    """Return what is different in ``after``: figures, relations and wishes, by their ids. Neither case is changed."""
    found: list[Difference] = []
    for family in FAMILIES:
        old, new = before.family(family), after.family(family)
        for key, record in new.items():
            if key not in old:
                found.append(Difference("new", family, key, None, record))
            elif old[key] != record:
                found += (Difference(sort, family, key, old[key], record) for sort in _sorts(old[key], record))
        found += (Difference("gone", family, key, record, None) for key, record in old.items() if key not in new)
    order = list(SORTS)
    return Differences(tuple(sorted(found, key=lambda each: order.index(each.sort))))


def unlocked(before: Wish, after: Wish) -> bool:
    """Return whether a wish was blocked and is so no longer: its answer is can or partly, or it was unlocked since."""
    by_answer = before.status == "blocked" and after.status in ("can", "partly")
    return by_answer or (before.unlocked_on is None and after.unlocked_on is not None)


def _sorts(before: Record, after: Record) -> Iterator[Sort]:
    if isinstance(before, Figure) and isinstance(after, Figure):
        yield from _of_figure(before, after)
    elif isinstance(before, Relation) and isinstance(after, Relation):
        yield from _of_relation(before, after)
    elif isinstance(before, Wish) and isinstance(after, Wish):
        yield from _of_wish(before, after)


def _of_figure(before: Figure, after: Figure) -> Iterator[Sort]:
    if (before.group, before.ring) != (after.group, after.ring):
        yield "moved"
    if any(getattr(before, name) != getattr(after, name) for name in _STATE):
        yield "state"
    if (before.label, before.role) != (after.label, after.role):
        yield "changed"


def _of_relation(before: Relation, after: Relation) -> Iterator[Sort]:
    if (before.quality, before.energy) != (after.quality, after.energy):
        yield "quality"
    if (before.label, before.from_, before.to) != (after.label, after.from_, after.to):
        yield "changed"


def _of_wish(before: Wish, after: Wish) -> Iterator[Sort]:
    if unlocked(before, after):
        yield "unlocked"
    elif before.status != after.status:
        yield "answered"
    if (before.text, before.from_, before.to) != (after.text, after.from_, after.to):
        yield "changed"
