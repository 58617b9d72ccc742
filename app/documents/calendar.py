"""The dates of a case for somebody's calendar.

Calendars leave the house: they are shared, synchronised and read on telephones. So an entry holds only the case's
number, what kind of date it is, and the role of the one who sees to it; never a name, nor anything that was written.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import time

from app.documents.base import Document, Event, Options, Shape
from app.i18n import N_, _
from app.models.case import Case
from app.models.dates import Dated, dates
from app.models.records import Figure, Meeting
from app.models.todo import KINDS

_SPACE = uuid.UUID("6f1f0b5e-53a1-4a55-9f0b-5d3f3b8f5a10")
_SHORTEST = 3
"""Letters that a name has at least to be looked for in a role."""


class Calendar(Document):
    """The dates that somebody must keep."""

    id = "calendar"
    label = N_("Datum till kalendern")
    order = 700
    shapes = frozenset[Shape]({"events"})

    def __init__(
        self,
        kinds: Iterable[str] = tuple(KINDS),
        *,
        only_coming: bool = False,
        roles: bool = True,
        remind: bool = False,
    ) -> None:
        """Take which kinds of date are wanted (keys of `KINDS`), and how.

        ``only_coming`` leaves out days that are past, ``roles`` says who sees to it by role, ``remind`` reminds the
        day before.
        """
        self._kinds = frozenset(kinds)
        self._only_coming, self._roles, self._remind = only_coming, roles, remind

    def title(self, case: Case) -> str:
        """Return the case's number, never its title: that may be a name."""
        return _("Ärende {number}").format(number=case.info.number) if case.info.number else _("Ärende")

    def events(self, case: Case, options: Options) -> Sequence[Event]:
        """Return the dates that have not been seen to, and the meetings, by day."""
        return [
            self._event(case, each)
            for each in dates(case)
            if each.kind in self._kinds
            and not each.kept
            and not (self._only_coming and each.day < options.day)
            and case.info.status != "closed"
        ]

    def _event(self, case: Case, dated: Dated) -> Event:
        words = f"{self.title(case)}: {_(KINDS[dated.kind])}"
        role = _role(case, dated) if self._roles else ""
        start, end = _times(case, dated)
        uid = str(uuid.uuid5(_SPACE, "/".join((case.info.id, dated.family, dated.key, _which(case, dated)))))
        return Event(f"{uid}@samkarta", dated.day, f"{words} ({role})" if role else words, start, end, self._remind)


def _which(case: Case, dated: Dated) -> str:
    """Return what tells a record's dates apart, whichever days they are moved to."""
    meeting = case.record(dated.family, dated.key)
    return "next" if isinstance(meeting, Meeting) and meeting.date != dated.day else dated.kind


def _times(case: Case, dated: Dated) -> tuple[time | None, time | None]:
    """Return when a meeting begins and ends, if that is said and in that order."""
    meeting = case.record(dated.family, dated.key)
    if not isinstance(meeting, Meeting) or meeting.date != dated.day or meeting.start is None:
        return None, None
    start = time.fromisoformat(meeting.start)
    end = time.fromisoformat(meeting.end) if meeting.end is not None else None
    return start, end if end is not None and end > start else None


def _role(case: Case, dated: Dated) -> str:
    """Return the role of the one who sees to it; nothing if a name stands in it, or someone is protected.

    What stands after a comma is left out: there people write where somebody works ("Enhetschef, Sjöhamra").
    """
    figure = case.record("figures", dated.who or "")
    if not isinstance(figure, Figure) or not figure.role or figure.protected_identity or case.info.protected_identity:
        return ""
    words = figure.role.partition(",")[0].strip()
    role = words.casefold()
    named = {word for each in case.figures.values() for word in _own_words(each)}
    return "" if any(word in role for word in named) else words


def _own_words(figure: Figure) -> set[str]:
    """Return the words of a figure's name that are not words of its role: "Mentor Marie" gives "marie"."""
    role = (figure.role or "").casefold().split()
    return {word for word in figure.label.casefold().split() if len(word) >= _SHORTEST and word not in role}
