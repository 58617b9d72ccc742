"""When the wheel was rated: the case's meetings, today, and what was said outside every meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.models.case import Case
from app.models.edits.wheel import When
from app.models.records import WheelEntry


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to rate at. ``when`` is a meeting's id, today's day where no meeting is held today, or None.

    ``until`` is the last day that counts when the wheel is shown as it was then; None is as it is now.
    """

    when: When
    name: str
    until: date | None

    @property
    def meeting(self) -> str | None:
        """The meeting's id; None where there is no meeting (yet)."""
        return self.when if isinstance(self.when, str) else None


def moments(case: Case, today: date) -> list[Moment]:
    """Return the moments, today first, then the meetings, the latest first, last what belongs to no meeting."""
    held = sorted(case.meetings.items(), key=lambda item: item[1].date, reverse=True)
    past = [(key, meeting) for key, meeting in held if meeting.date <= today]
    found = [
        Moment(key, _("I dag, {day}").format(day=meeting.date.isoformat()), None)
        for key, meeting in past
        if meeting.date == today
    ]
    if not found:
        found = [Moment(today, _("I dag, {day}").format(day=today.isoformat()), None)]
    found += [
        Moment(key, _("Träffen {day}").format(day=meeting.date.isoformat()), meeting.date)
        for key, meeting in past
        if meeting.date < today
    ]
    if any(isinstance(entry, WheelEntry) and entry.meeting is None for entry in case.family("wheel").values()):
        found.append(Moment(None, _("Utan datum, före allt annat"), date.min))
    return found
