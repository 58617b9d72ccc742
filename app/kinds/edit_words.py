"""What was done to a case in sentences: which record, which field, what it was and what it became."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.i18n import N_, _, ngettext
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.fields import Record, Shown
from app.models.records import FAMILIES, Figure, Group, Meeting, Organisation, Relation, Sheet, Wish
from app.models.replay import Growth, Moment
from app.models.texts import record_in
from app.models.threeway import Clash

NOTHING = "–"
LONGEST = 80
"""Letters of a text that are told where it only says which record is meant."""
_MOST_NAMED = 3

_FIELDS = {
    "text": N_("Text"),
    "label": N_("Namn"),
    "members": N_("Medlemmar"),
    "notes": N_("Lappar"),
    "places": N_("Plats på kartan"),
    "pinned": N_("Fästa på kartan"),
    "figures": N_("Figurer på kartan"),
    "restricted": N_("Lämnar aldrig programmet"),
    "round_order": N_("Turordning"),
    "passed": N_("Passade"),
    "answers_open": N_("Svaren är öppna"),
    "answer": N_("Svar"),
    "first_step": N_("Första steget"),
    "follow_up": N_("Uppföljning"),
    "log": N_("Uppföljningar"),
    "measurements": N_("Mätningar"),
    "wellbeing": N_("Välmående"),
    "origin": N_("Växte fram ur"),
    "categories": N_("Slag av uppgifter"),
    "not_covered": N_("Omfattas inte"),
    "stored_at": N_("Förvaras hos"),
    "keywords": N_("Nyckelord"),
    "question": N_("Fråga"),
    "support": N_("Frågan om stöd"),
    "need": N_("Frågan om behov"),
    "date": N_("Dag"),
    "until": N_("Till"),
    "actor": N_("Vem"),
    "responsible": N_("Ansvarig"),
    "rating": N_("Skattning"),
    "note": N_("Anteckning"),
    "meeting": N_("Träff"),
    "domain": N_("Område i hjulet"),
    "voice": N_("Vems röst"),
    "needs": N_("Behov"),
    "approvals": N_("Godkännanden"),
    "deviations": N_("Avvikelser"),
    "child": N_("Barnet i mitten"),
}
_FAMILIES = {
    "frame": N_("Ärende"),
    "case": N_("Ärende"),
    "questions": N_("Nyckelfrågor"),
    "child_voice": N_("Barnets röst"),
    "wheel": N_("Barnets bästa-hjulet"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}")
_SILENT = frozenset({("maps", "places"), ("frame", "present"), ("frame", "null_keys")})
"""Fields whose every change the sentence above tells enough of."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the log in words: when, who, what, and the details, one a sentence."""

    number: int
    at: datetime | None
    who: str
    what: str
    details: tuple[str, ...]


def told(growth: Growth, show: Callable[[Case], Case], *, kept: bool = True) -> Iterator[Told]:
    """Yield the lines of a case's log in words, oldest first.

    ``show`` gives each state as it may be seen. Without ``kept`` it is not told what a merge left out: no state has it,
    so nobody's name in it can be hidden.
    """
    before = show(growth.at(0)) if growth.moments else None
    for moment in growth.moments:
        after = show(growth.at(moment.number))
        assert before is not None
        yield _told(moment, before, after, kept=kept)
        before = after


def _told(moment: Moment, before: Case, after: Case, *, kept: bool) -> Told:
    what = _(moment.label)
    if not moment.whole:
        what = _("Det går inte att läsa vad som hände här.")
    names = list(dict.fromkeys(record_name(*key, after, before) for key in moment.touched if key[0] != "frame"))
    if names:
        shown = "; ".join(names[:_MOST_NAMED])
        rest = len(names) - _MOST_NAMED
        if rest > 0:
            shown += " " + ngettext("och {n} till", "och {n} till", rest).format(n=rest)
        what = _("{what}: {who}").format(what=what, who=shown)
    if moment.step == "undo":
        what = _("Ångrat: {what}").format(what=what)
    elif moment.step == "redo":
        what = _("Gjort om: {what}").format(what=what)
    details = [*_details(moment, before, after), *(_kept(moment, after) if kept else ())]
    return Told(moment.number, moment.at, moment.actor or "", what, tuple(details))


def _details(moment: Moment, before: Case, after: Case) -> Iterator[str]:
    """Yield what each record's fields were and became."""
    several = len({key for key in moment.touched if key[0] != "frame"}) > 1
    for family, key in dict.fromkeys(moment.touched):
        old, new = before.record(family, key), after.record(family, key)
        if old == new:
            continue
        head = record_name(family, key, after, before) + " – " if several else ""
        if old is None:
            if several:
                yield _("Nytt: {what}").format(what=record_name(family, key, after, before))
            elif new is not None:
                yield from _filled(after, family, new.to_data())
        elif new is None:
            if several:
                yield _("Borta: {what}").format(what=record_name(family, key, after, before))
        else:
            for path, was, became in _differing(family, old.to_data(), new.to_data()):
                field = field_name(family, path)
                words = value_words(before, family, path, was), value_words(after, family, path, became)
                yield head + _("{field}: {was} → {became}").format(field=field, was=words[0], became=words[1])


def _filled(case: Case, family: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a new record says, field by field."""
    for path, _was, value in _differing(family, {}, data):
        if path != ("id",):
            words = value_words(case, family, path, value)
            yield _("{field}: {value}").format(field=field_name(family, path), value=words)


def _differing(
    family: str, old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    for key in dict.fromkeys((*old, *new)):
        was, became, here = old.get(key), new.get(key), (*path, key)
        if was == became or (family, key) in _SILENT:
            continue
        if isinstance(was, Mapping) or isinstance(became, Mapping):
            yield from _differing(family, was or {}, became or {}, here)
        else:
            yield here, was, became


def _kept(moment: Moment, case: Case) -> Iterator[str]:
    """Yield what a line keeps that did not come into the case when two sides of it were merged."""
    for each in moment.kept:
        family, key, path = str(each.get("family")), str(each.get("key")), tuple(map(str, each.get("path") or ()))
        if family not in FAMILIES:
            continue
        left = "mine" if each.get("chosen") == "theirs" else "theirs"
        value = value_words(case, family, path, each.get(left)) if path else _whole_words(each.get(left))
        name = record_name(family, key, case, case)
        field = field_name(family, path) if path else _("hela uppgiften")
        yield _("{what}, {field}: {value} kom inte med.").format(what=name, field=field, value=value)


# Records, fields and values


def record_name(family: str, key: str, case: Case, earlier: Case) -> str:
    """Return what a record is called: what it is, and which one."""
    for each in (case, earlier):
        record = each.record(family, key)
        if record is not None:
            which = _which(record, each)
            what = called(family)
            return _("{what} {which}").format(what=what, which=which) if which else what
    return called(family)


def called(family: str) -> str:
    """Return what a record of a family is called."""
    return _(FAMILIES[family].called or _FAMILIES.get(family, "")) or family


def _which(record: Record, case: Case) -> str:
    if isinstance(record, Figure):
        return f"”{figure_name(record)}”"
    if isinstance(record, Relation | Wish):
        ends = (figure_name(case.figures[end]) if end in case.figures else "?" for end in (record.from_, record.to))
        way = _("mellan {one} och {other}") if isinstance(record, Relation) else _("från {one} till {other}")
        return way.format(**dict(zip(("one", "other"), ends, strict=True)))
    if isinstance(record, Group):
        return f"”{record.label}”"
    if isinstance(record, Organisation):
        return f"”{record.name}”"
    if isinstance(record, Meeting):
        return record.date.isoformat()
    if isinstance(record, Sheet):
        return f"”{record.title}”" if record.title else ""
    text = getattr(record, "what", None) or getattr(record, "text", None) or getattr(record, "label", None) or ""
    return f"”{cut(str(text))}”" if text else ""


def field_name(family: str, path: tuple[str, ...]) -> str:
    """Return what a field is called: the way to it, in the words of the panels."""
    cls: type[Record] | None = FAMILIES[family]
    words = []
    for key in path:
        found = _field(cls, key)
        mark = found[1] if found is not None else None
        if mark is not None:
            words.append(_(mark.label).rstrip("?"))
        elif key in _FIELDS:
            words.append(_(_FIELDS[key]))
        cls = record_in(cls.model_fields[found[0]].annotation) if cls is not None and found is not None else None
    return ", ".join(words[-1:] if len(words) > 1 and words[0] == words[-1] else words) or called(family)


def _field(cls: type[Record] | None, key: str) -> tuple[str, Shown | None] | None:
    for name, info in cls.model_fields.items() if cls is not None else ():
        if (info.alias or name) == key:
            return name, next((mark for mark in info.metadata if isinstance(mark, Shown)), None)
    return None


def value_words(case: Case, family: str, path: tuple[str, ...], value: Any) -> str:
    """Return a field's value, as the file writes it, in words."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return ", ".join(_item(case, family, path, each) for each in value)
    return _item(case, family, path, value)


def _item(case: Case, family: str, path: tuple[str, ...], value: Any) -> str:
    if isinstance(value, Mapping):
        return _whole_words(value)
    choices = _choices(family, path)
    if isinstance(value, str | int) and value in choices:
        return _(choices[value])
    if not isinstance(value, str):
        return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)
    if _DAY.fullmatch(value):
        return value
    found = case.find(value)
    if found is not None:
        return _which(found[1], case).strip("”") or called(found[0])
    return f"”{value}”"


def _choices(family: str, path: tuple[str, ...]) -> Mapping[Any, str]:
    cls: type[Record] | None = FAMILIES[family]
    mark: Shown | None = None
    for key in path:
        found = _field(cls, key)
        if cls is None or found is None:
            return {}
        mark = found[1]
        cls = record_in(cls.model_fields[found[0]].annotation)
    return mark.choices if mark is not None and mark.choices is not None else {}


def _whole_words(value: Any) -> str:
    """Return a whole record's data by its texts."""
    if not isinstance(value, Mapping):
        return NOTHING
    said = [str(each) for key, each in value.items() if key != "id" and isinstance(each, str | int | float)]
    return f"”{', '.join(said)}”" if said else NOTHING


def cut(text: str) -> str:
    """Return the beginning of a text, as long as it may be where it only names its record."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def clash_words(mine: Case, theirs: Case, clash: Clash) -> str:
    """Return what both sides have changed, in a line: what it is, what mine says, what the other says."""
    name = record_name(clash.family, clash.key, mine, theirs)
    if clash.path:
        name = _("{what}, {field}").format(what=name, field=field_name(clash.family, clash.path))
    sides = clash_sides(mine, theirs, clash)
    return _("{what}: ditt {mine}, filens {theirs}").format(what=name, mine=sides[0], theirs=sides[1])


def clash_sides(mine: Case, theirs: Case, clash: Clash) -> tuple[str, str]:
    """Return what mine says and what the other says, each as it may be seen in that case."""
    if clash.path:
        family, path = clash.family, clash.path
        said = (_at(each.record(family, clash.key), path) for each in (mine, theirs))
        one, other = (value_words(each, family, path, value) for each, value in zip((mine, theirs), said, strict=True))
        return one, other
    gone = _("borttaget")
    records = (each.record(clash.family, clash.key) for each in (mine, theirs))
    one, other = (_whole_words(each.to_data()) if each is not None else gone for each in records)
    return one, other


def _at(record: Record | None, path: tuple[str, ...]) -> Any:
    value: Any = record.to_data() if record is not None else None
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
