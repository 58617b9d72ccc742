"""The free texts of a case, which are held until a person has read them: accepted, edited, or left out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.deidentify.marking import Mark, Marker, proposed
from app.models.fields import Record, shown
from app.models.pseudonyms import Given
from app.models.records import FAMILIES
from app.models.roles import built_in
from app.models.texts import is_written, record_in

HANDLED = frozenset(
    (
        *("frame.present", "frame.null_keys", "case.number", "case.title"),
        *("organisations.name", "organisations.municipality", "organisations.region", "organisations.administration"),
        *("groups.label", "figures.label", "figures.role", "figures.personal_number", "figures.contact"),
        *("meetings.place", "meetings.agenda", "meetings.facilitator", "meetings.documenter", "maps.title"),
    )
)
"""The written fields that always get something else in their place, or are left out; nobody needs to read them.
A role that the program does not know is read like any text."""
CALLED = {
    "child_voice.question": N_("Fråga till barnet"),
    "child_voice.text": N_("Barnets ord"),
    "case.keywords": N_("Nyckelord"),
    "questions.support": N_("Frågan om stöd"),
    "questions.need": N_("Frågan om behov"),
    "timeline.text": N_("Kort på tidslinjen"),
    "wheel.note": N_("Anteckning i hjulet"),
    "maps.notes.text": N_("Lapp på kartan"),
    "households.label": N_("Hushåll"),
    "figures.role": N_("Roll"),
    "plan.log.note": N_("Vad som sades om raden"),
    "consents.not_covered": N_("Vad samtycket inte gäller"),
    "short_term.measurements.note": N_("Anteckning om mätningen"),
    "short_term.measurements.value": N_("Mätvärde"),
    "sip.needs.works": N_("Vad som fungerar"),
    "sip.needs.worries": N_("Vad som oroar"),
    "sip.needs.important": N_("Vad som är viktigt"),
    "sip.deviations.text": N_("Avvikelse"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One free text. ``place`` tells it from all others of the case (``wishes/w06/answer.text``), ``called`` tells
    people what it is (translated), ``field`` is the family and path, ``optional`` whether the record can be without."""

    place: str
    field: str
    called: str
    text: str
    marks: tuple[Mark, ...]
    optional: bool = True

    @property
    def proposal(self) -> str:
        """What is proposed instead of the text."""
        return proposed(self.text, self.marks)

    @property
    def print(self) -> str:
        """What tells whether the text is as it was when somebody read it."""
        return fingerprint(self.text)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a text whose `fingerprint` was ``of``: what to write instead, None to leave it out."""

    of: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """What has been decided, by place. A decision about a text that has been changed since does not count."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)

    def of(self, said: Said) -> Decision | None:
        """Return what was decided of a text as it is now, or None."""
        found = self.decisions.get(said.place)
        return found if found is not None and found.of == said.print else None

    @property
    def given(self) -> dict[str, tuple[str, int]]:
        """The pseudonyms that people have been given, by figure."""
        found = ((place, each) for place, each in self.decisions.items() if place.startswith(_PSEUDONYM))
        return {place.removeprefix(_PSEUDONYM): (each.of, int(each.text or 1)) for place, each in found}

    def waiting(self, texts: list[Said]) -> list[Said]:
        """Return the texts that nobody has read yet."""
        return [each for each in texts if self.of(each) is None]


_PSEUDONYM = "pseudonyms/"
"""Where the pseudonym of a figure stands among the decisions: what it is called, and its number among those."""


def given_decisions(given: Given) -> dict[str, Decision]:
    """Return pseudonyms as decisions to keep beside those about texts."""
    return {f"{_PSEUDONYM}{key}": Decision(base, str(number)) for key, (base, number) in given.items()}


Change = Callable[[str, str, str, bool], str | None]
"""Given a text's path in the record, its field (family and path without positions), the text, and whether the record
can be without it: returns what is to stand there, None for nothing."""


def fingerprint(text: str) -> str:
    """Return what tells a text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def texts_of(case: Case, marker: Marker | None) -> list[Said]:
    """Return every free text of a case, in the order of the file; without a marker nothing is marked in them."""
    found: list[Said] = []
    for family, cls in FAMILIES.items():
        records = case.family(family)
        for number, (key, record) in enumerate(records.items(), 1):
            heading = _heading(family, cls, number, len(records))
            each_text(cls, record.to_data(), _noting(found, marker, cls, f"{family}/{key}", heading), family)
    return found


def _noting(found: list[Said], marker: Marker | None, cls: type[Record], at: str, heading: str) -> Change:
    """Return what takes down each text of a record, and leaves it as it is."""

    def note(path: str, field: str, text: str, optional: bool) -> str:
        word = _field_word(cls, field)
        called = heading.removesuffix(": ") if heading.startswith(word) else f"{heading}{word}"
        marks = tuple(marker.marks(text)) if marker is not None else ()
        found.append(Said(f"{at}/{path}", field, called, text, marks, optional))
        return text

    return note


def each_text(cls: type[Record], data: dict[str, Any], change: Change, field: str, path: str = "") -> None:
    """Put what ``change`` returns where each free text stands in a record's data, see `HANDLED`."""
    for key, inner, optional in _written(cls):
        value, here, name = data.get(key), f"{path}{key}", f"{field}.{key}"
        if value is None or name in HANDLED and not _is_own_role(name, value):
            continue
        if inner is not None:
            for at, each in enumerate(value) if isinstance(value, list) else [(None, value)]:
                each_text(inner, each, change, name, f"{here}." if at is None else f"{here}.{at}.")
        elif isinstance(value, list):
            said = [change(f"{here}.{at}", name, each, True) if each.strip() else each for at, each in enumerate(value)]
            data[key] = [each for each in said if each is not None]
        elif isinstance(value, str) and _needs_reading(value):
            made = change(here, name, value, optional)
            if made is None:
                del data[key]
            else:
                data[key] = made


def _written(cls: type[Record]) -> Iterator[tuple[str, type[Record] | None, bool]]:
    for name, info in cls.model_fields.items():
        inner = record_in(info.annotation)
        if inner is not None or is_written(cls, name):
            yield info.alias or name, inner, not info.is_required()


def _is_own_role(field: str, value: object) -> bool:
    return field == "figures.role" and isinstance(value, str) and bool(value.strip()) and not known_role(value)


def known_role(role: str) -> bool:
    """Return whether a role is one that the program knows, which many have."""
    said = role.strip().casefold()
    known = (name.casefold() for each in built_in() for name in (each.role, each.english))
    return said in ("barn", "barnet", "child") or said in known


def _needs_reading(text: str) -> bool:
    """Return whether there is anything in a text but a number of few digits."""
    said = text.strip()
    return bool(said) and not (len(said) <= 3 and said.isdigit())


def _heading(family: str, cls: type[Record], number: int, of: int) -> str:
    if not cls.called or family == "case":
        return ""
    return f"{_(cls.called)} {number}: " if of > 1 else f"{_(cls.called)}: "


def _field_word(cls: type[Record], field: str) -> str:
    if field in CALLED:
        return _(CALLED[field])
    inner: type[Record] = cls
    *steps, last = field.split(".")[1:]
    for step in steps:
        inner = record_in(inner.model_fields[_name(inner, step)].annotation) or inner
    said = shown(inner).get(_name(inner, last))
    return _(said.label) if said is not None else _("Text")


def _name(cls: type[Record], key: str) -> str:
    return next((name for name, info in cls.model_fields.items() if (info.alias or name) == key), key)
