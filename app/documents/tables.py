"""The case's records as tables for a spreadsheet, one paper a family. Columns follow from the records' declarations.

Nothing is in them that must never leave the program, and no personal numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Self

from app.documents.base import Document, Shape
from app.documents.withheld import withheld
from app.i18n import N_, _
from app.kinds.registry import figure_kinds, tie_kinds
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.consent_words import kinds_of_fact
from app.models.fields import Record, Shown, references, shown
from app.models.records import DOMAINS, FAMILIES, Answer, Consent, Measurement

TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "figures": (N_("Figurerna"), ("figures",)),
    "relations": (N_("Relationerna"), ("relations",)),
    "wishes": (N_("Önskemålen"), ("wishes",)),
    "support": (N_("Svaren på stödfrågan"), ("support_answers",)),
    "goals": (N_("Målen"), ("long_term", "short_term")),
    "meetings": (N_("Träffarna"), ("meetings",)),
    "consents": (N_("Samtyckena"), ("consents",)),
    "organisations": (N_("Organisationerna"), ("organisations",)),
}
"""Each table's kind, what it is called (Swedish msgid), and the families that it holds."""
LEFT_OUT = frozenset({"personal_number", "protected_identity", "agenda"})
BESIDE = {
    "wellbeing": N_("Delar av hjulet"),
    "measurements": N_("Mätningar"),
    "categories": N_("Gäller uppgifter om"),
    "not_covered": N_("Gäller inte"),
    "stored_at": N_("Blanketten finns hos"),
}
"""Fields that have a place of their own in the window, and here a column under a heading (Swedish msgids)."""
ANSWER = {
    "status": N_("Svaret"),
    "cause": N_("Varför?"),
    "text": N_("Vad svarades?"),
    "unlock": N_("Vad skulle låsa upp det?"),
    "answered_by": N_("Besvarat av"),
    "answered_on": N_("Besvarat den"),
}
"""A wish's answer: its fields under headings that tell them from the wish's own (Swedish msgids)."""
GOALS = {"long_term": N_("På lång sikt"), "short_term": N_("På kort sikt")}


class TablePaper(Document):
    """One family's records, a line each."""

    shapes = frozenset[Shape]({"table"})
    in_pack = False

    def __init__(self, families: Sequence[str] = ()) -> None:
        """Take the families whose records are its lines."""
        self.families = tuple(families)

    @classmethod
    def made(cls) -> Sequence[Self]:
        """Return a paper for each table."""
        papers = []
        for order, (kind, (label, families)) in enumerate(TABLES.items(), 200):
            named = type(f"{kind}_table", (cls,), {"id": kind, "label": label, "order": order})
            papers.append(named(families))
        return papers

    def title(self, case: Case) -> str:
        """Return what the table holds, and of which case."""
        return f"{_(self.label)} – {case.info.number or case.info.title}"

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return the headings and the lines."""
        return rows(withheld(case), self.families)


def rows(case: Case, families: Sequence[str]) -> list[list[str]]:
    """Return the families' records as lines under headings; where there are several, the first column tells which."""
    several = len(families) > 1
    columns: dict[str, None] = {}
    lines: list[dict[str, str]] = []
    for family in families:
        columns |= dict.fromkeys([_("Nr"), *([_("Slag")] if several else []), *_headings(FAMILIES[family])])
        for number, record in enumerate(case.family(family).values(), 1):
            line = {_("Nr"): str(number), **dict(_cells(case, record))}
            lines.append(line | ({_("Slag"): _(GOALS[family])} if family in GOALS else {}))
    return [list(columns), *([line.get(column, "") for column in columns] for line in lines)]


def _fields(cls: type[Record]) -> Iterator[tuple[str, Shown]]:
    for name, mark in shown(cls).items():
        if name not in LEFT_OUT:
            yield name, mark
    for name, label in BESIDE.items():
        if name in cls.model_fields:
            yield name, Shown(label, DOMAINS if name == "wellbeing" else None)


def _headings(cls: type[Record]) -> Iterator[str]:
    """Yield a record's headings; those of a wish's answer stand with its own."""
    yield from (_(mark.label) for _name, mark in _fields(cls))
    if "answer" in cls.model_fields:
        yield from (_(label) for label in ANSWER.values())


def _cells(case: Case, record: Record) -> Iterator[tuple[str, str]]:
    named = _references(record)
    for name, mark in _fields(type(record)):
        yield _(mark.label), _said(case, record, name, mark, named)
    answer = getattr(record, "answer", None)
    if isinstance(answer, Answer):
        named, marks = _references(answer), shown(Answer)
        for name, label in ANSWER.items():
            yield _(label), _said(case, answer, name, marks[name], named)


def _references(record: Record) -> frozenset[str]:
    """Return the fields, by their names in the file, that hold ids of other records."""
    return frozenset(str(each.path[0]) for each in references(record))


def _said(case: Case, record: Record, name: str, mark: Shown, named: frozenset[str]) -> str:
    """Return a field's value as people read it; empty where there is none."""
    value = getattr(record, name)
    if isinstance(record, Consent) and name == "categories":
        return kinds_of_fact(record)
    if (type(record).model_fields[name].alias or name) in named:
        keys = value if isinstance(value, tuple) else (value,)
        return "; ".join(_name(case, str(key)) for key in keys)
    kinds: Mapping[str, Any] = {"quality": tie_kinds(), "kind": figure_kinds()}.get(name, {})
    if isinstance(value, str) and value in kinds:
        return _(kinds[value].label)
    return _words(value, mark.choices or {})


def _words(value: Any, choices: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else ""
    if isinstance(value, tuple | list):
        return "; ".join(_words(each, choices) for each in value)
    if isinstance(value, Measurement):
        said = _words(value.value, {})
        return f"{value.date.isoformat()}: {said}" if value.date else said
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return _(choices[value]) if value in choices else str(value)


def _name(case: Case, key: str) -> str:
    """Return what the record with an id is called."""
    if key in case.figures:
        return figure_name(case.figures[key])
    if key in case.groups:
        return case.groups[key].label
    return case.organisations[key].name if key in case.organisations else ""
