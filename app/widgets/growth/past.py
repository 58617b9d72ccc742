"""What is looked at: the moments of a case, one kind of map, and two of its states compared. Knows no widgets."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app.i18n import _
from app.kinds.difference_marks import homes_of_moved, with_marks
from app.kinds.difference_words import Told, told
from app.kinds.looking_back import LookBack
from app.kinds.sheet_picture import SheetPicture
from app.kinds.staging import Stage
from app.models.case import Case
from app.models.comparing import Differences, compare
from app.models.replay import Growth
from app.widgets.growth.words import as_of_words, clock_words, what_words


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the time line with a name: the beginning, a meeting, now. ``number`` is the moment it leads to."""

    number: int
    name: str
    meeting: bool = False


class Past:
    """The past of one kind of map.

    ``mask`` gives a case as it is shown, with pseudonyms while names are hidden; ``paper`` as papers have it.
    """

    def __init__(
        self, growth: Growth, today: SheetPicture, mask: Callable[[Case], Case], paper: Callable[[Case], Case]
    ) -> None:
        self.growth = growth
        self._stage = Stage(growth, today)
        self._mask, self._paper = mask, paper
        self._at: tuple[int, Case] | None = None

    @property
    def last(self) -> int:
        """The number of the last moment: now."""
        return self.growth.last

    def with_names(self) -> Past:
        """Return the same past as papers have it: with everybody's name who has no protected identity."""
        twin = copy(self)
        twin._mask, twin._at = self._paper, None
        return twin

    def case(self, number: int) -> Case:
        """Return the case at a moment as it is shown."""
        if self._at is None or self._at[0] != number:
            self._at = (number, self._mask(self.growth.at(number)))
        return self._at[1]

    def picture(self, number: int) -> SheetPicture:
        """Return the map at a moment; its subtitle says of which time it is."""
        picture = self._stage.picture(self.case(number), number)
        as_of = as_of_words(self.growth.moments[number].at, now=number == self.last)
        return replace(picture, subtitle=" · ".join(part for part in (picture.subtitle, as_of) if part))

    def what(self, number: int) -> str:
        """Return in words what led to a moment."""
        after = self._mask(self.growth.at(number))
        before = self._mask(self.growth.at(number - 1)) if number else after
        return what_words(self.growth.moments[number], before, after)

    def compared(self, one: int, other: int) -> tuple[LookBack, Case]:
        """Return what is different between two moments, marked on the later one's map and in words; and that case."""
        early, late = sorted((one, other))
        before, after = self.growth.at(early), self.growth.at(late)
        shown_before, shown_after = self._mask(before), self._mask(after)
        differences = _as_shown(compare(before, after), shown_before, shown_after)
        picture = self._stage.picture(shown_after, late)
        had = self._stage.picture(shown_before, early)
        ghosts = self._stage.picture(shown_before, late)
        marked = with_marks(picture, ghosts, differences, homes_of_moved(differences, had, picture))
        words = self._span(early, late)
        marked = replace(marked, subtitle=" · ".join(part for part in (marked.subtitle, words) if part))
        lines: tuple[Told, ...] = tuple(told(differences, shown_before, shown_after))
        return LookBack(marked, words, words, lines, compared=True), shown_after

    def looked_at(self, number: int) -> LookBack:
        """Return a moment as a paper shows it."""
        as_of = as_of_words(self.growth.moments[number].at, now=number == self.last)
        return LookBack(self.picture(number), as_of)

    def marks(self) -> list[Mark]:
        """Return the beginning, the meetings that the log reaches back to, and now, oldest first."""
        found = [Mark(0, _("Början"))]
        days = sorted({meeting.date for meeting in self.growth.at(self.last).meetings.values()})
        for day in days:
            number = self.at_end_of(datetime.combine(day, time()).astimezone())
            if number is not None and number != self.last:
                found.append(Mark(number, _("Träffen {day}").format(day=day.isoformat()), meeting=True))
        yesterday = self.at_end_of(datetime.combine(date.today(), time()).astimezone() - timedelta(days=1))
        if yesterday is not None and yesterday not in (self.last, *(mark.number for mark in found)):
            found.append(Mark(yesterday, _("Före i dag")))
        return [*sorted(found, key=lambda mark: mark.number), Mark(self.last, _("Nu"))]

    def at_end_of(self, day: datetime) -> int | None:
        """Return the last moment of a local day or of the days before it, None if the log begins later."""
        return self.growth.latest_before(day + timedelta(days=1) - timedelta(microseconds=1))

    def _span(self, early: int, late: int) -> str:
        moments = self.growth.moments
        start = clock_words(moments[early].at)
        end = _("nu") if late == self.last else clock_words(moments[late].at)
        return _("Vad som är annorlunda från {start} till {end}").format(start=start, end=end)


def _as_shown(differences: Differences, before: Case, after: Case) -> Differences:
    """Return the differences with the records as they are shown."""
    return Differences(
        tuple(
            replace(each, before=before.record(each.family, each.key), after=after.record(each.family, each.key))
            for each in differences
        )
    )
