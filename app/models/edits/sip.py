"""The SIP (samordnad individuell plan): what it asks for beyond the joint plan.

Three of its fields are lists: what each voice says of how it is and what is needed, who has approved, and where the
work failed. Method §4. Goals and measures are the joint plan's and are edited there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made, record_of, replaced, with_values
from app.models.fields import Record
from app.models.patch import Patch
from app.models.records import Approval, Deviation, Sip, SipNeed

FAMILY = "sip"
BEGIN = N_("Anteckna SIP")

Part = Literal["needs", "approvals", "deviations"]
ENTRIES: Mapping[Part, type[Record]] = {"needs": SipNeed, "approvals": Approval, "deviations": Deviation}
LABELS: Mapping[Part, str] = {
    "needs": N_("Ändra nuläge och behov"),
    "approvals": N_("Ändra godkännanden"),
    "deviations": N_("Ändra avvikelser"),
}
SAYS: Mapping[Part, tuple[str, ...]] = {
    "needs": ("works", "worries", "important"),
    "approvals": ("figure",),
    "deviations": ("text",),
}
"""The fields that make something of an entry: a voice or a day alone says nothing."""
_NOTHING: Mapping[Part, str] = {
    "needs": N_("Skriv vad som fungerar, vad som inte fungerar eller vad som är viktigt."),
    "approvals": N_("Välj vem som godkänner, eller ta bort godkännandet."),
    "deviations": N_("Skriv vad som hände, eller ta bort avvikelsen."),
}


def begin_sip(case: Case) -> Patch:
    """Note that a SIP is needed; the rest is filled in field by field. Raises EditRefused if the case has one."""
    if case.record(FAMILY, FAMILY) is not None:
        raise EditRefused(_("Ärendet har redan en SIP."))
    return Patch(BEGIN, (added(case, FAMILY, made(Sip, {"needed": True})),))


def says_something(part: Part, entry: Record) -> bool:
    """Return whether an entry says anything beyond whose it is or which day."""
    return any(getattr(entry, field) for field in SAYS[part])


def add_entry(case: Case, part: Part, **values: object) -> Patch:
    """Write an entry last in one of the SIP's lists. Raises EditRefused if it says nothing or may not be."""
    entry = made(ENTRIES[part], {field: _cleared(value) for field, value in values.items()})
    entries = (*getattr(_sip(case), part), entry)
    return _set(case, part, entries, at=len(entries) - 1, nothing_refused=True)


def set_entry(case: Case, part: Part, at: int, **values: object) -> Patch:
    """Set fields of the entry at a position; blank takes a field away. Raises EditRefused.

    Of a voice all may be taken away, as words are moved from one question to another; an approval keeps its figure
    and a deviation its words.
    """
    entries = list(getattr(_sip(case), part))
    before = entries[_checked(entries, at)]
    entries[at] = with_values(before, **{field: _cleared(value) for field, value in values.items()})
    return _set(case, part, tuple(entries), at, nothing_refused=part != "needs" and says_something(part, before))


def remove_entry(case: Case, part: Part, at: int) -> Patch:
    """Take away the entry at a position. Raises EditRefused if it is not there."""
    sip = _sip(case)
    entries = list(getattr(sip, part))
    del entries[_checked(entries, at)]
    return Patch(LABELS[part], replaced(case, FAMILY, FAMILY, with_values(sip, **{part: tuple(entries) or None})))


def _set(case: Case, part: Part, entries: tuple[Record, ...], at: int, *, nothing_refused: bool) -> Patch:
    entry = entries[at]
    if nothing_refused and not says_something(part, entry):
        raise EditRefused(_(_NOTHING[part]))
    if isinstance(entry, Approval) and entry.figure is not None:
        others = (each for place, each in enumerate(entries) if place != at)
        if any(isinstance(each, Approval) and each.figure == entry.figure for each in others):
            raise EditRefused(_("Den personen har redan godkänt. Ändra dagen på raden som finns."))
    values: dict[str, Any] = {part: entries}
    return Patch(LABELS[part], replaced(case, FAMILY, FAMILY, with_values(_sip(case), **values)))


def _sip(case: Case) -> Sip:
    return record_of(case, FAMILY, FAMILY, Sip)


def _cleared(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _checked(entries: list[Any], at: int) -> int:
    if not 0 <= at < len(entries):
        raise EditRefused(_("Det som skulle ändras finns inte längre."))
    return at
