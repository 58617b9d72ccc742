"""A case as it is shown while names are hidden: people go by their roles, also where a text names them.

The case itself is never changed. What a mask cannot know (somebody who is named in a text but is no figure, a place, a
rare fact) stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.fields import Record
from app.models.protection import place_names, protected_figures
from app.models.records import CaseInfo, Figure, Meeting, Organisation
from app.models.texts import is_written, record_in

CHILD, PERSON, ORGANISATION, FUNCTION = N_("Barnet"), N_("Person"), N_("Organisation"), N_("Funktion")
SHARED = "N.N."
"""Stands for a name that several figures have, as a surname alone."""
LEADER, SCRIBE, CASE, CASE_NUMBER = N_("Processledare"), N_("Dokumentatör"), N_("Ärende"), N_("Ärende {number}")

_SHORTEST = 3
ORDINARY = frozenset(
    (
        *("alla", "alm", "berg", "björk", "björn", "dal", "ek", "ester", "frid", "frisk", "from", "glad", "gran"),
        *("hans", "holm", "lag", "lind", "liv", "love", "lund", "maj", "max", "ros", "sol", "stark", "sten", "stig"),
        *("ström", "tage", "tor", "ung", "varg", "vera", "vik", "ville", "vår", "åker", "äng"),
    )
)
"""Words that are names only when they begin with a capital."""
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6} ?[-+]? ?\d{4}(?!\d)")
_PHONE = re.compile(r"(?<![\d-])(?:\+|00?)[1-9](?:[ /()-]{0,3}\d){5,12}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MARK = "\x00"
GONE = "…"
"""Stands where a number or an address was."""


class Masked(Case):
    """A case as it is shown: pseudonyms stand in it for names."""


def masked(case: Case) -> Case:
    """Return the case with pseudonyms for its people; the same case always gives the same ones."""
    return Mask().of(case)


def for_paper(case: Case) -> Case:
    """Return the case as it may leave the program: with pseudonyms for whoever has protected identity.

    Only the case file itself is written from the case as it is. A case that is masked already stays as it is.
    """
    hidden = frozenset() if isinstance(case, Masked) else protected_figures(case)
    return Mask().of(case, hidden) if hidden else case


class Mask:
    """The pseudonyms of one session: a figure keeps its own while the mask lives, whoever comes and goes.

    ``like`` is another mask that gives the same pseudonyms.
    """

    def __init__(self, like: Mask | None = None) -> None:
        self._given: dict[str, tuple[str, int]] = {} if like is None else like._given
        self._known: tuple[object, ...] | None = None
        self._words = Words({})
        self._made: dict[int, tuple[Record, Record]] = {}
        self.turned = 0
        """How many times other names have come to be hidden, so that records nobody changed look different."""

    def of(self, case: Case, only: frozenset[str] | None = None) -> Case:
        """Return ``case`` with pseudonyms, for everybody or for some figures ``only``.

        A record that has not changed is the very record of the last time. Where somebody has protected identity,
        what tells where people are goes too: places, municipalities, the names of organisations.
        """
        names = {key: name for key, name in self._names(case).items() if only is None or key in only}
        labels = {key: figure.label for key, figure in case.figures.items()}
        places = place_names(case) if protected_figures(case) else {}
        all_hidden = len(names) == len(labels)
        if (names, labels, places) != self._known:
            self._known = (names, labels, places)
            said_of_places = {" ".join(name.casefold().split()): shown for name, shown in places.items()}
            table = {**_table(case, names), **said_of_places}
            roles = Words(table)  # a role may name somebody else: "Lisas mentor"
            self._words = Words({name: roles.plain(shown) for name, shown in table.items()})
            self._made = {}
            self.turned += 1
        made: dict[int, tuple[Record, Record]] = {}
        shown: dict[str, dict[str, Record]] = {}
        for family, records in case.records().items():
            shown[family] = {}
            for key, record in records.items():
                had = self._made.get(id(record))
                made[id(record)] = had or (record, self._masked(record, names, all_hidden, placeless=bool(places)))
                shown[family][key] = made[id(record)][1]
        self._made = made
        return Masked(shown)

    def _names(self, case: Case) -> dict[str, str]:
        """Return each figure's pseudonym: its role, with a number where it is not the first of its role."""
        found = {}
        for key, figure in case.figures.items():
            base = _(CHILD) if key == case.child else _base(figure)
            had = self._given.get(key)
            if had is None or had[0] != base:
                taken = {number for other, number in self._given.values() if other == base}
                self._given[key] = (base, max(taken, default=0) + 1)
            number = self._given[key][1]
            numbered = number > 1 or base in (_(PERSON), _(ORGANISATION), _(FUNCTION))
            found[key] = f"{base} {number}" if numbered else base
        return found

    def _masked(self, record: Record, names: Mapping[str, str], all_hidden: bool, *, placeless: bool) -> Record:
        data = record.to_data()
        _mask(type(record), data, self._words)
        if isinstance(record, Figure):
            hidden = record.id in names
            if hidden:
                data["label"] = self._words.plain(names[record.id])
            for secret in ("personal_number", "contact"):
                data.pop(secret, None)
                if not hidden and getattr(record, secret):
                    data[secret] = getattr(record, secret)
        elif isinstance(record, CaseInfo) and (all_hidden or placeless):
            data["title"] = neutral_title(data.get("number"))
        elif isinstance(record, Meeting) and all_hidden:
            data.update(
                {key: _(word) for key, word in (("facilitator", LEADER), ("documenter", SCRIBE)) if data.get(key)}
            )
        if placeless and isinstance(record, Organisation | Meeting):
            for where in ("municipality", "region", "administration", "place"):
                data.pop(where, None)
        return record if data == record.to_data() else type(record).model_validate(data)


def neutral_title(number: str | None) -> str:
    """Return what a case is called without naming anybody: by its number, where it has one."""
    return _(CASE_NUMBER).format(number=number) if number else _(CASE)


Given = Mapping[str, tuple[str, int]]
"""Pseudonyms by figure: what somebody is called without a name, and which of those who are called so it is."""


def names_of(case: Case, given: Given | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """Return everybody's pseudonym by figure, and every name to hide (in small letters) with what stands for it.

    Whoever was ``given`` a pseudonym before keeps it, whoever else comes and goes.
    """
    mask = Mask()
    mask._given = dict(given or {})
    names = mask._names(case)
    return names, _table(case, names)


def given_in(case: Case, given: Given) -> Given:
    """Return the pseudonyms given before and those that a case's people have now."""
    mask = Mask()
    mask._given = dict(given)
    mask._names(case)
    return mask._given


class Words:
    """What is hidden in texts: names by how they are spelled in small letters, and what stands in their place."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        self._first = {_WORD.findall(name)[0] for name in table if _WORD.search(name)}
        names = sorted(table, key=len, reverse=True)
        either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
        self._pattern = re.compile(rf"(?<!\w)({either})(['’:]?s)?(?!\w)", re.IGNORECASE) if names else None
        bases = {re.sub(r" \d+$", "", each) for each in table.values()}
        repeated = "|".join(re.escape(base) for base in sorted(bases, key=len, reverse=True))
        self._repeated = re.compile(rf"(?<!\w)({repeated})\s+{_MARK}(?=\1)", re.IGNORECASE) if names else None

    def plain(self, text: str) -> str:
        """Return a text without names, personal numbers, telephone numbers and mail addresses."""
        for pattern in (_MAIL, _PERSONAL_NUMBER, _PHONE):
            text = pattern.sub(GONE, text)
        if self._pattern is None or self._repeated is None or not self._may_name(text):
            return text
        return self._repeated.sub("", self._pattern.sub(self._instead, text)).replace(_MARK, "")

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where names stand in a text, from and to, with what stands in their place."""
        for found in self._pattern.finditer(text) if self._pattern is not None else ():
            instead = self._instead(found).replace(_MARK, "")
            if instead != found[0]:
                yield found.start(), found.end(), instead

    def _may_name(self, text: str) -> bool:
        return any(
            word in self._first or word.rstrip("s") in self._first or any(part in self._first for part in _parts(word))
            for word in _WORD.findall(text.casefold())
        )

    def _instead(self, found: re.Match[str]) -> str:
        name, genitive = found[1], found[2]
        if name.islower() and name in ORDINARY:
            return found[0]
        pseudonym = self._table[" ".join(name.casefold().split())]
        if not genitive:
            return _MARK + pseudonym
        if pseudonym[-1].isdigit() or pseudonym.endswith("."):
            return f"{_MARK}{pseudonym}:s"
        return _MARK + pseudonym + ("" if pseudonym[-1] in "sxz" else "s")


def _parts(word: str) -> list[str]:
    """Return the words that a word joined by hyphens is made of."""
    return re.split(r"[-'’]", word)


def _base(figure: Figure) -> str:
    """Return what a figure is called without its name: its role, else the role that its label is, else its kind."""
    if figure.role and figure.role.strip():
        return figure.role.strip()
    if figure.label.strip().casefold() in _role_names():
        return figure.label.strip()
    return _({"organisation": ORGANISATION, "function": FUNCTION}.get(figure.kind, PERSON))


def _table(case: Case, names: Mapping[str, str]) -> dict[str, str]:
    """Return every name that is hidden, in small letters, with what stands in its place."""
    said = (*(group.label for group in case.groups.values()), *(figure.role or "" for figure in case.figures.values()))
    common = {word.casefold() for text in _role_names() for word in _words(text)}
    common |= {word.casefold() for text in said for word in _common(text)}
    found: dict[str, set[str]] = {}
    for key, figure in case.figures.items():
        if key not in names:
            continue
        label = " ".join(figure.label.casefold().split())
        if label in (names[key].casefold(), (figure.role or "").strip().casefold()):
            continue
        if label not in common:
            found.setdefault(label, set()).add(names[key])
        for word in _name_words(figure):
            if word.casefold() not in common:
                found.setdefault(word.casefold(), set()).add(names[key])
    return {name: next(iter(owners)) if len(owners) == 1 else SHARED for name, owners in found.items() if name}


def _name_words(figure: Figure) -> Iterable[str]:
    """Yield the parts of a figure's name that name it by themselves: as written, and on either side of a hyphen."""
    for word in _WORD.findall(figure.label):
        for part in (word, *_parts(word)):
            if len(part) >= _SHORTEST and (part[0].isupper() or not figure.label[:1].isupper()):
                yield part


def _common(text: str) -> Iterable[str]:
    """Yield the words of a role or an area that name nobody: the first, and those without a capital of their own."""
    for number, word in enumerate(_words(text)):
        if number == 0 or not word[0].isupper() or word.isupper():
            yield word


def _words(text: str) -> list[str]:
    return [part for word in _WORD.findall(text) for part in dict.fromkeys((word, *_parts(word))) if part]


@cache
def _role_names() -> frozenset[str]:
    from app.models.roles import roles

    return frozenset(name.casefold() for role in roles() for name in (role.role, role.english))


# Which fields are texts


def _mask(cls: type[Record], data: dict[str, Any], words: Words) -> None:
    """Hide names in every text of a record's data that people have written."""
    for name, info in cls.model_fields.items():
        key = info.alias or name
        value = data.get(key)
        if value is None:
            continue
        inner = record_in(info.annotation)
        if inner is not None:
            for each in value if isinstance(value, list) else [value]:
                _mask(inner, each, words)
        elif is_written(cls, name):
            data[key] = [words.plain(str(each)) for each in value] if isinstance(value, list) else _plain(value, words)


def _plain(value: object, words: Words) -> object:
    return words.plain(value) if isinstance(value, str) else value
