"""What the library's list says of a case: stored beside it, kept up to date by every edit, held by `check`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from app.models.case import Case
from app.models.fields import Record
from app.models.patch import Patch
from app.models.pseudonyms import neutral_title
from app.models.records import CaseInfo, Figure, Wish

_COUNTED = ("figures", "wishes", "blocked", "protected")


UNREADABLE = datetime(1970, 1, 2, tzinfo=UTC)


class Summary(NamedTuple):
    """One case in the library, as its row says; thousands are made at a time. ``id`` is the library's own."""

    id: str
    case_id: str
    number: str | None
    title: str
    kind: str
    status: str
    figures: int
    wishes: int
    blocked: int
    protected: int  # how many have protected identity
    created_at: str  # ISO 8601, UTC
    changed_at: str

    @property
    def created(self) -> datetime:
        """When the case was made, local time."""
        return local(self.created_at)

    @property
    def changed(self) -> datetime:
        """When it was last changed, local time."""
        return local(self.changed_at)

    @property
    def told(self) -> Summary:
        """The same, without the title if somebody in the case has protected identity."""
        return self._replace(title=neutral_title(self.number)) if self.protected else self


def local(said: str) -> datetime:
    """Return a time of the library as local time; one that cannot be read is long ago, and `check` tells of it."""
    try:
        return datetime.fromisoformat(said).astimezone()
    except (ValueError, TypeError, OverflowError, OSError):
        return UNREADABLE


def columns(case: Case) -> dict[str, Any]:
    """Return the columns of the case's row that follow from its records."""
    counts = _count([case.info, *case.figures.values(), *case.wishes.values()])
    return {**_info(case.info), **dict(zip(_COUNTED, counts, strict=True))}


def changes(patch: Patch) -> tuple[dict[str, Any], dict[str, int]]:
    """Return what an edit sets in those columns, and what it adds to their counts."""
    info: dict[str, Any] = {}
    for change in patch.changes:
        if isinstance(change.after, CaseInfo):
            info = _info(change.after)
    before = _count(change.before for change in patch.changes)
    after = _count(change.after for change in patch.changes)
    added = {name: new - old for name, old, new in zip(_COUNTED, before, after, strict=True)}
    return info, {name: by for name, by in added.items() if by}


def _info(info: CaseInfo) -> dict[str, Any]:
    return {
        "case_id": info.id,
        "number": info.number,
        "title": info.title,
        "kind": info.kind,
        "status": info.status,
    }


def _count(records: Iterable[Record | None]) -> tuple[int, int, int, int]:
    """Return how many figures, wishes, wishes that are blocked still, and records with protected identity."""
    figures = wishes = blocked = protected = 0
    for record in records:
        protected += isinstance(record, Figure | CaseInfo) and record.protected_identity
        if isinstance(record, Figure):
            figures += 1
        elif isinstance(record, Wish):
            wishes += 1
            blocked += record.status == "blocked" and record.unlocked_on is None
    return figures, wishes, blocked, protected
