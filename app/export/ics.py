"""The calendar file: iCalendar (RFC 5545), which every calendar takes in."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.base import Document, Event, Options
from app.export.base import Format
from app.models.case import Case

if TYPE_CHECKING:
    from icalendar import Component


class Ics(Format):
    """Entries for a calendar."""

    id = "ics"
    suffixes = ("ics",)
    shape = "events"
    order = 70

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the entries; taken in a second time they take the place of the first."""
        from icalendar import Calendar

        calendar = Calendar()
        calendar.add("prodid", "-//Samkarta//Samkarta//SV")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        stamp = datetime.combine(options.day, time(), UTC)
        for event in document.events(case, options):
            calendar.add_component(_entry(event, stamp))
        path.write_bytes(calendar.to_ical())


def _entry(event: Event, stamp: datetime) -> Component:
    """Return an entry: an hour's, or a whole day's that does not make anyone busy."""
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", stamp)
    entry.add("summary", event.words)
    entry.add("class", "PRIVATE")
    if event.start is not None:
        entry.add("dtstart", datetime.combine(event.day, event.start))
        if event.end is not None:
            entry.add("dtend", datetime.combine(event.day, event.end))
    else:
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    if event.remind:
        entry.add_component(_reminder(event.words))
    return entry


def _reminder(words: str) -> Component:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(days=-1))
    return alarm
