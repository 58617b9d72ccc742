"""One edit of a case: what each record was before and is after. The inverse is mechanical.

The same patch is the undo step, the line in the log, what is stored and what recovery replays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.models.fields import Record
from app.models.records import FAMILIES


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; ``before`` None is a new record, ``after`` None a removed one.

    ``key`` is the record's id, or for a record without an id a key of the library's own (``~1``).
    ``at`` is the position in its family's list where it appears or disappears.
    """

    family: str
    key: str
    at: int
    before: Record | None
    after: Record | None

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.family, self.key, self.at, self.after, self.before)

    def to_data(self) -> dict[str, Any]:
        """Return the change as JSON-able data."""
        return {
            "family": self.family,
            "key": self.key,
            "at": self.at,
            "before": self.before.to_data() if self.before is not None else None,
            "after": self.after.to_data() if self.after is not None else None,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Change:
        """Read what `to_data` wrote. Raises KeyError or pydantic.ValidationError if it is damaged."""
        record = FAMILIES[data["family"]]
        before, after = data["before"], data["after"]
        return cls(
            data["family"],
            data["key"],
            data["at"],
            None if before is None else record.model_validate(before),
            None if after is None else record.model_validate(after),
        )


@dataclass(frozen=True, slots=True)
class Patch:
    """An edit: its changes in order, and ``label``, the Swedish msgid of what was done ("Flytta figur")."""

    label: str
    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverse(self) -> Patch:
        """Return the patch that takes this one back."""
        return Patch(self.label, tuple(change.inverse() for change in reversed(self.changes)))

    def then(self, later: Patch) -> Patch:
        """Return this patch and ``later`` as one; a record changed by both keeps first before, last after.

        Only plain changes of a record are squashed; appearing and disappearing records stay in order.
        """
        changes: list[Change | None] = list(self.changes)
        last = {(change.family, change.key): place for place, change in enumerate(self.changes)}
        for change in later.changes:
            name = (change.family, change.key)
            place = last.get(name, -1)
            previous = changes[place] if place >= 0 else None
            if previous is None or None in (previous.before, previous.after, change.after):
                last[name] = len(changes)
                changes.append(change)
            elif previous.before == change.after:
                changes[place] = None
                last[name] = next((p for p in range(place - 1, -1, -1) if _is_of(changes[p], name)), -1)
            else:
                changes[place] = Change(change.family, change.key, change.at, previous.before, change.after)
        return Patch(self.label, tuple(change for change in changes if change is not None))

    def touched(self) -> frozenset[tuple[str, str]]:
        """Return (family, key) of every record the patch touches."""
        return frozenset((change.family, change.key) for change in self.changes)

    def to_data(self) -> dict[str, Any]:
        """Return the patch as JSON-able data."""
        return {"label": self.label, "changes": [change.to_data() for change in self.changes]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Patch:
        """Read what `to_data` wrote."""
        return cls(data["label"], tuple(Change.from_data(each) for each in data["changes"]))


def _is_of(change: Change | None, name: tuple[str, str]) -> bool:
    return change is not None and (change.family, change.key) == name
