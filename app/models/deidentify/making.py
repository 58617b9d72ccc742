"""Makes the de-identified case: people by their roles, places by their kinds, days by their terms, ages by spans,
and of what people have written only what somebody has read (rule R12)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.i18n import N_, _
from app.models.agendas import built_in as built_in_agendas
from app.models.case import OWN_KEY, Case
from app.models.deidentify.hidden import Hidden, hidden_of
from app.models.deidentify.marking import Marker
from app.models.deidentify.places import area_word, kind_of_place, organisation_words
from app.models.deidentify.reviewing import (
    Change,
    Decision,
    Review,
    Said,
    each_text,
    given_decisions,
    known_role,
    texts_of,
)
from app.models.deidentify.rough import RoughDay, RoughTime, Span, rough
from app.models.disclosure.shapes import Handed
from app.models.fields import Record, references
from app.models.pseudonyms import CASE_NUMBER, LEADER, SCRIBE, Given, Masked, given_in, names_of
from app.models.records import FAMILIES, SINGLES, Figure, TimelineCard

OMITTED = N_("[texten är inte med]")
"""Stands where a record must have a text and it is left out."""
DECIDED_BY = N_("Behörig beslutsfattare")
SHORT = {
    "organisations": "o",
    "groups": "g",
    "figures": "f",
    "households": "h",
    "relations": "r",
    "wishes": "w",
    "support_answers": "s",
    "long_term": "gl",
    "short_term": "gs",
    "plan": "p",
    "consents": "c",
    "meetings": "m",
    "timeline": "t",
    "maps": "map",
}


class Deidentified(Masked):
    """A case that tells nobody whose it is. ``hidden`` is what is looked for in everything that is made of it."""

    hidden: Hidden

    @classmethod
    def made(cls, records: Mapping[str, Mapping[str, Record]], hidden: Hidden) -> Deidentified:
        """Return a case of records that are de-identified already."""
        case = cls(records)
        case.hidden = hidden
        return case


class StillTells(Exception):
    """A text that was accepted still holds what was to be hidden; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A case with its words made safe; ids, days and ages are the case's own, so that rules can be applied to it.

    ``texts`` are its free texts as they were written, ``waiting`` those that nobody has read, which are left out.
    """

    case: Case
    texts: tuple[Said, ...]
    waiting: tuple[Said, ...]
    hidden: Hidden
    number: str


def case_number(library_id: str) -> str:
    """Return what stands for a case's number: by chance, always the same for the same case of a library.

    It is made of the library's own random id of the case, from which nobody outside the library can tell either.
    """
    digest = hashlib.sha256(b"samkarta.deidentified/1:" + library_id.encode()).digest()
    return "AVID-" + base64.b32encode(digest[:5]).decode().rstrip("=")


def safe_roles(case: Case, review: Review | None = None) -> Case:
    """Return the case with only roles that many have, or that somebody has read; others go by the kind of figure."""
    records = case.records()
    for key, figure in case.figures.items():
        if figure.role and figure.role.strip() and not known_role(figure.role):
            decision = None if review is None else review.of(_role(key, figure))
            records["figures"][key] = figure.changed(role=decision.text if decision else None)
    return Case(records)


def _role(key: str, figure: Figure) -> Said:
    return Said(f"figures/{key}/role", "figures.role", "", figure.role or "", ())


def texts_to_review(case: Case, review: Review | None = None) -> list[Said]:
    """Return the free texts of a case with what is found in them; proposals call people as the review has them."""
    review = review or Review()
    return texts_of(case, Marker(safe_roles(case, review), review.given))


def pseudonyms_to_keep(case: Case, review: Review) -> dict[str, Decision]:
    """Return the pseudonyms that are not kept yet, as decisions: kept, the same person is always called the same."""
    given = given_in(safe_roles(case, review), review.given)
    return given_decisions({key: each for key, each in given.items() if review.given.get(key) != each})


def worded(case: Case, review: Review, library_id: str, today: date) -> Worded:
    """Return the case with safe words. Raises StillTells where a text that somebody accepted tells what is hidden."""
    plain = safe_roles(case, review)
    marker = Marker(plain, review.given)
    texts = texts_of(case, marker)
    by_place = {each.place: each for each in texts}
    left_out = [each.text for each in texts if (decision := review.of(each)) is None or decision.text is None]
    hidden = hidden_of(case, marker, today, left_out)
    number = case_number(library_id)
    made = reworded(case, plain, number, lambda at: _decided(at, by_place, review, hidden), review.given)
    return Worded(made, tuple(texts), tuple(review.waiting(texts)), hidden, number)


def reworded(case: Case, plain: Case, number: str, decided: Callable[[str], Change], given: Given) -> Case:
    """Return the case with other words in it: ``plain`` is the case with safe roles, ``decided`` gives what stands
    in the place of the free texts of the record at ``family/key``, ``given`` are pseudonyms given before."""
    words = _Wording(case, plain, number, given)
    records: dict[str, dict[str, Record]] = {}
    for family, cls in FAMILIES.items():
        records[family] = {}
        for key, record in case.family(family).items():
            data = record.to_data()
            each_text(cls, data, decided(f"{family}/{key}"), family)
            words.reword(family, key, data)
            records[family][key] = record if data == record.to_data() else cls.model_validate(data)
    return Case(records)


def _decided(at: str, texts: Mapping[str, Said], review: Review, hidden: Hidden) -> Change:
    """Return what puts what was decided where each text of a record stands."""

    def decided(path: str, _field: str, _text: str, optional: bool) -> str | None:
        said = texts[f"{at}/{path}"]
        decision = review.of(said)
        if decision is not None and decision.text is not None:
            _see_to_it(said, decision.text, hidden)
            return decision.text
        return None if optional else _(OMITTED)

    return decided


def _see_to_it(said: Said, text: str, hidden: Hidden) -> None:
    found = still_told(text, hidden)
    if found:
        sentence = _("{where}: texten har kvar {what}. Ändra den eller lämna den utanför. Inget har skrivits.")
        raise StillTells(sentence.format(where=said.called, what=found))


def still_told(text: str, hidden: Hidden) -> str:
    """Return what an accepted text tells though it was to be hidden, as words in a sentence; empty where nothing."""
    return ", ".join(sorted(_(each) for each in hidden.written_in(text)))


def hidden_in(case: Case, today: date) -> Hidden:
    """Return what is to be hidden of a case in its texts."""
    return hidden_of(case, Marker(safe_roles(case)), today)


class _Wording:
    """What stands in the place of names, roles, numbers and places that are fields of their own."""

    def __init__(self, case: Case, plain: Case, number: str, given: Given) -> None:
        self._case, self._plain, self._number = case, plain, number
        self._names = names_of(plain, given)[0]
        self._organisations = organisation_words(case)

    def reword(self, family: str, key: str, data: dict[str, Any]) -> None:
        """Put other words in a record's data."""
        changes = {"case": self._info, "organisations": self._organisation, "groups": self._group}
        changes |= {"figures": self._figure, "meetings": self._meeting, "maps": self._sheet}
        if family in changes:
            changes[family](key, data)

    def _info(self, _key: str, data: dict[str, Any]) -> None:
        data.update(number=self._number, title=_(CASE_NUMBER).format(number=self._number), kind="deidentified")
        data["protected_identity"] = False

    def _figure(self, key: str, data: dict[str, Any]) -> None:
        role = self._plain.figures[key].role
        data["label"] = self._names[key]
        for name in ("role", "personal_number", "contact", "protected_identity"):
            data.pop(name, None)
        if role is not None:
            data["role"] = role

    def _organisation(self, key: str, data: dict[str, Any]) -> None:
        data["name"] = self._organisations[key]
        for name in ("municipality", "region", "administration"):
            data.pop(name, None)

    def _group(self, _key: str, data: dict[str, Any]) -> None:
        data["label"] = area_word(data["label"], data["sector"])

    def _meeting(self, _key: str, data: dict[str, Any]) -> None:
        for name, word in (("facilitator", LEADER), ("documenter", SCRIBE)):
            if data.get(name):
                data[name] = _(word)
        if data.get("place"):
            data["place"] = _(kind_of_place(data["place"]) or N_("en lokal"))
        if data.get("agenda") not in built_in_agendas():
            data.pop("agenda", None)

    def _sheet(self, _key: str, data: dict[str, Any]) -> None:
        for name in ("title", "made_on"):
            data.pop(name, None)


def deidentified(case: Case, review: Review, library_id: str, today: date) -> Deidentified:
    """Return the case as it is shown, printed and exported when nobody may know whose it is.

    Texts that nobody has read are left out. Raises StillTells.
    """
    return deidentified_of(worded(case, review, library_id, today), today)


def deidentified_of(made: Worded, today: date) -> Deidentified:
    """Return a case with safe words with ids of its own, and its days and ages told roughly."""
    return Deidentified.made(told_roughly(_renumbered(made.case), today), made.hidden)


def told_roughly(records: dict[str, dict[str, Record]], today: date) -> dict[str, dict[str, Record]]:
    """Return records with their days and ages told roughly."""
    return {
        family: {key: _told_roughly(family, record, today) for key, record in kept.items()}
        for family, kept in records.items()
    }


def _told_roughly(family: str, record: Record, today: date) -> Record:
    made: Record = rough(record, today if family == "plan" else None)
    if isinstance(made, Figure) and made.age is not None:
        return made.model_copy(update={"age": Span.told(made.age)})
    if isinstance(made, TimelineCard):
        days = {name: RoughTime.told(day) for name in ("date", "until") if (day := getattr(made, name))}
        return made.model_copy(update=days)
    return made


def handed_roughly(handed: Handed, number: str, today: date) -> Handed:
    """Return what is handed over with its days told roughly; the day of the disclosure stays as it is."""
    decision = handed.decision
    if decision is not None:
        decision = rough(replace(decision, by=_(DECIDED_BY), because=_(OMITTED)))
    plan = rough(handed.plan, today)
    rest: Handed = rough(replace(handed, plan=(), decision=None))
    return replace(
        rest,
        plan=plan,
        decision=decision,
        day=handed.day,
        number=None if handed.recipient_kind == "steering_group" else number,
        kind="deidentified",
    )


def as_file(case: Deidentified) -> Case:
    """Return a de-identified case as a case file can have it, where a day must be a day.

    Days that may be left out are; a meeting is put on the first day of its term. A plan row says its term in `when`,
    a card on the timeline its year, a figure its span of ages with its name.
    """
    records = case.records()
    for family, cls in FAMILIES.items():
        for key, record in records[family].items():
            data = _filed(record)
            if family == "figures" and isinstance(record, Figure) and record.age is not None:
                data["label"] = _("{name} ({age} år)").format(name=record.label, age=record.age)
                data.pop("age", None)
            if family == "plan" and "when" not in data and (due := getattr(record, "due", None)):
                data["when"] = str(due)
            records[family][key] = cls.model_validate(data)
    return Case(records)


def _filed(record: Record) -> dict[str, Any]:
    data = record.to_data(json=False)
    for name, info in type(record).model_fields.items():
        value, key = getattr(record, name), info.alias or name
        if isinstance(value, RoughTime):
            data[key] = value.place[:4]
        elif isinstance(value, RoughDay):
            if info.is_required():
                data[key] = date(value.year, 1 if value.month < 7 else 7, 1).isoformat()
            else:
                data.pop(key, None)
        elif isinstance(value, Record):
            data[key] = _filed(value)
        elif isinstance(value, tuple) and any(isinstance(each, Record) for each in value):
            data[key] = [_filed(each) for each in value]
    return data


# Ids, which may name somebody too


def _renumbered(case: Case) -> dict[str, dict[str, Record]]:
    """Return the records with ids of their own: a family's letter and a number."""
    new: dict[tuple[str, str], str] = {}
    for family, short in SHORT.items():
        for number, key in enumerate(case.family(family), 1):
            new[family, key] = key if key.startswith(OWN_KEY) else f"{short}{number}"
    made: dict[str, dict[str, Record]] = {}
    for family, cls in FAMILIES.items():
        made[family] = {}
        for key, record in case.family(family).items():
            data = record.to_data()
            for path, renamed in _references(record, new):
                _put(data, path, renamed)
            if data.get("places"):
                data["places"] = {new["figures", figure]: place for figure, place in data["places"].items()}
            if family == "case":
                data["id"] = "avidentifierat"
            elif "id" in data and family not in SINGLES:
                data["id"] = new[family, key]
            for number, note in enumerate(data.get("notes") or () if family == "maps" else (), 1):
                if "id" in note:
                    note["id"] = f"{data['id']}n{number}"
            made[family][new.get((family, key), key)] = cls.model_validate(data)
    return made


def _references(record: Record, new: Mapping[tuple[str, str], str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where a record refers to others, with their new ids; the places of a map have figures as their keys."""
    for each in references(record):
        found = next((new[family, each.id] for family in each.families if (family, each.id) in new), each.id)
        if found != each.id and each.path[0] != "places":
            yield each.path, found


def _put(data: Any, path: tuple[str | int, ...], new: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = new
