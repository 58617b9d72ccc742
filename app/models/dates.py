"""The dates of a case that somebody must keep: first steps, last days, follow-ups, goals, consents, meetings, SIP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.models.case import Case
from app.models.records import Sip

DateKind = Literal["first_step", "due", "follow_up", "goal", "consent", "meeting", "sip"]

WEEK = 7
SOON = 30
"""Days before its end that a consent is told of."""

OVER = frozenset({"done", "stopped"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that something is to happen on: what it is, in whose words, who does it, and the record it is from."""

    day: date
    kind: DateKind
    text: str
    who: str | None
    family: str
    key: str
    kept: bool = False


def dates(case: Case) -> list[Dated]:
    """Return the dates of a case, the earliest first; ``kept`` are those that have been seen to."""
    found = [*_of_plan(case), *_of_goals(case), *_of_meetings(case), *_of_consents(case)]
    return sorted(found, key=lambda each: (each.day, each.kind, each.key))


def late(found: Iterable[Dated], today: date) -> list[Dated]:
    """Return what should have happened before today and has not. A meeting that was is no debt."""
    return [each for each in found if each.day < today and not each.kept and each.kind != "meeting"]


def coming(found: Iterable[Dated], today: date, days: int = WEEK) -> list[Dated]:
    """Return what is to happen from today and within a number of days."""
    return [each for each in found if today <= each.day <= today + timedelta(days=days) and not each.kept]


def _of_plan(case: Case) -> Iterator[Dated]:
    for key, row in case.plan.items():
        over = row.status in OVER
        if row.first_step is not None and row.first_step.date is not None:
            begun = over or row.status == "started"
            text = row.first_step.text or row.what
            yield Dated(row.first_step.date, "first_step", text, row.first_step.who, "plan", key, begun)
        if row.due is not None:
            yield Dated(row.due, "due", row.what, row.responsible, "plan", key, over)
        if row.follow_up is not None and row.follow_up.date is not None:
            followed = over or any(said.date is not None and said.date >= row.follow_up.date for said in row.log)
            yield Dated(row.follow_up.date, "follow_up", row.what, row.follow_up.who, "plan", key, followed)


def _of_goals(case: Case) -> Iterator[Dated]:
    for key, long in case.long_term.items():
        if long.target_date is not None:
            yield Dated(long.target_date, "goal", long.text or "", None, "long_term", key)
    for key, short in case.short_term.items():
        if short.target_date is not None:
            yield Dated(short.target_date, "goal", short.text or "", None, "short_term", key, short.state != "open")


def _of_meetings(case: Case) -> Iterator[Dated]:
    held = {meeting.date for meeting in case.meetings.values()}
    for key, meeting in case.meetings.items():
        yield Dated(meeting.date, "meeting", meeting.place or "", None, "meetings", key)
        if meeting.next_meeting is not None and meeting.next_meeting not in held:
            later = any(day > meeting.next_meeting for day in held)
            yield Dated(meeting.next_meeting, "meeting", "", None, "meetings", key, later)
    sip = case.record("sip", "sip")
    if isinstance(sip, Sip) and sip.next_meeting is not None:
        yield Dated(sip.next_meeting, "sip", "", sip.coordinator, "sip", "sip", sip.closed_on is not None)


def _of_consents(case: Case) -> Iterator[Dated]:
    last = max((c.valid_until for c in case.consents.values() if c.valid_until is not None), default=None)
    for key, consent in case.consents.items():
        if consent.valid_until is not None:
            over = consent.withdrawn_on is not None or consent.valid_until != last
            yield Dated(consent.valid_until, "consent", consent.purpose or "", None, "consents", key, over)
