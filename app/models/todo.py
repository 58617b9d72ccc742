"""What there is to do over many cases: what is late, due this week, which consents run out, the next meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.i18n import N_
from app.models.case import Case
from app.models.dates import SOON, WEEK, Dated, dates

Part = Literal["late", "week", "consent", "meeting"]

PARTS: dict[Part, str] = {
    "late": N_("Försenat"),
    "week": N_("Den här veckan"),
    "consent": N_("Samtycken som går ut"),
    "meeting": N_("Nästa träffar"),
}
"""The parts of the list with their headings (Swedish msgids), in order."""

KINDS: dict[str, str] = {
    "first_step": N_("Första steget"),
    "due": N_("Sista dagen"),
    "follow_up": N_("Uppföljning"),
    "goal": N_("Måldatum"),
    "consent": N_("Samtycket går ut"),
    "meeting": N_("Träff"),
    "sip": N_("SIP-möte"),
}
"""What each kind of date is called (Swedish msgids)."""

FAMILIES = (
    "frame", "case", "organisations", "figures", "long_term", "short_term", "plan", "consents", "meetings", "sip",
)  # fmt: skip
"""The families that the dates of a case follow from; nothing else of it need be read."""


@dataclass(frozen=True, slots=True)
class CaseDates:
    """The dates of one case, and what it is called in a list. ``id`` is the library's own.

    ``discreet``: the case has protected identity, so its list says only what kind of date it is.
    """

    id: str
    number: str | None
    title: str
    dates: tuple[Dated, ...]
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list."""

    part: Part
    case: CaseDates
    dated: Dated


def case_dates(library_id: str, case: Case) -> CaseDates:
    """Return what the list needs to know of a case; a closed case has nothing to do."""
    info = case.info
    found = dates(case) if info.status != "closed" else []
    names = tuple(_named(case, each) for each in found if not each.kept)
    discreet = info.protected_identity or case.figures[case.child].protected_identity
    return CaseDates(library_id, info.number, info.title, names, discreet)


def tasks(cases: Iterable[CaseDates], today: date) -> Sequence[Task]:
    """Return the lines of the list, part by part, by day."""
    found = [Task(part, case, each) for case in cases for each in case.dates if (part := part_of(each, today))]
    order = list(PARTS)
    return sorted(found, key=lambda task: (order.index(task.part), task.dated.day, task.case.number or task.case.title))


def part_of(dated: Dated, today: date) -> Part | None:
    """Return where a date belongs on a day; None where there is nothing to do yet, or any more."""
    soon = today <= dated.day <= today + timedelta(days=SOON)
    if dated.kind in ("meeting", "sip") and soon:
        return "meeting"
    if dated.kind == "consent":
        return "consent" if dated.day <= today + timedelta(days=SOON) else None
    if dated.kind != "meeting" and dated.day < today:
        return "late"
    return "week" if today <= dated.day <= today + timedelta(days=WEEK) else None


def _named(case: Case, dated: Dated) -> Dated:
    """Return a date with the function or organisation that sees to it in words: a role before a name."""
    who = case.record("figures", dated.who or "") or case.record("organisations", dated.who or "")
    words = getattr(who, "role", None) or getattr(who, "name", None) or getattr(who, "label", None)
    return Dated(dated.day, dated.kind, dated.text, words, dated.family, dated.key, dated.kept)
