"""Finds in a text what may tell who it is about, and proposes what to write in its place.

What is certain (the case's own names and places, numbers, addresses, days, ages) gets something in its place; what is
only uncertain, a word with a capital that the program does not know, is marked and left for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from app.i18n import N_, _
from app.models.case import Case
from app.models.deidentify.places import kind_of_place, place_phrases, stems
from app.models.deidentify.rough import SPANS, half, term
from app.models.deidentify.told_ages import BORN, BORN_SHORTLY, ages_told
from app.models.deidentify.told_days import MONTHS, days_told
from app.models.deidentify.vocabulary import common_words, is_bent
from app.models.pseudonyms import GONE, SHARED, Given, Words, names_of
from app.models.records import Figure

MarkKind = Literal["name", "place", "number", "address", "day", "age", "uncertain"]
KINDS: dict[MarkKind, str] = {
    "name": N_("ett namn"),
    "place": N_("en plats eller en skola"),
    "number": N_("ett nummer"),
    "address": N_("en adress eller ett telefonnummer"),
    "day": N_("en dag"),
    "age": N_("en ålder"),
    "uncertain": N_("ett ord som kan vara ett namn"),
}
_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS) + ")"
_YEAR = r"(?:[ ,]+(?P<year>(?:19|20)\d{2}))?"
PERSONAL = re.compile(r"(?<![\d-])(?:\d{2})?\d{6} ?[-+]? ?\d{4}(?!\d)")
PHONE = re.compile(r"(?<![\d-])(?:\+|00?)[1-9](?:[ /()–-]{0,3}\d){5,12}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+")
STREET = re.compile(
    r"(?<!\w)[A-ZÅÄÖ]\w*(?:gatan|vägen|gränd|gränden|torget|stigen|allén|backen)(?: \d+ ?[A-Ha-h]?)?(?!\w)"
    r"|(?<!\d)\d{3} \d{2} [A-ZÅÄÖ]\w+"
)
PLACE = re.compile(
    r"(?<!\w)[A-ZÅÄÖ]\w{2,}?s?(?:förskolan?|skolan?|gymnasiet?|kyrkan?|sjukhuset|vårdcentralen?|fritidsgården|kommun)(?!\w)"
    r"|(?<!\w)[A-ZÅÄÖ]\w{2,} (?:kommun|stad|skola|förskola|gymnasium|vårdcentral|IF|IK|FK|BK|SK)(?!\w)"
)
ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})(?:-\d{2})?(?!\d)")
SPOKEN = re.compile(rf"(?i)(?<!\w)(?:den )?\d{{1,2}}(?::?[ae])? {_MONTH}{_YEAR}(?!\w)")
MONTH_OF = re.compile(rf"(?i)(?<!\w){_MONTH}[ ,]+(?P<year>(?:19|20)\d{{2}})(?!\w)")
MONTH_ALONE = re.compile(rf"(?i)(?<=\bi ){_MONTH}(?P<year>(?!))?(?!\w)")
SLASHED = re.compile(
    r"(?<![\d/])(?:[12]\d|3[01]|0?[1-9])/(?P<month>1[0-2]|0?[1-9])(?:[ -]+(?P<year>20\d{2}))?(?![\d/])"
)
GRADE = re.compile(
    r"(?i)(?<!\w)(?:åk\.?|årskurs|klass(?:en)?) ?(?P<grade>[1-9])(?: ?[a-f])?(?!\w)|(?<!\w)[1-9][A-F](?!\w)"
)
CAPITAL = re.compile(r"(?<![\w-])[A-ZÅÄÖÀ-Þ][^\W\d_]+(?:[-'’][^\W\d_]+)*")
OPENING = re.compile(r"(?:^|[.!?:–•\n]\s*|[\"”»(]\s*)$")
STAGES = ((3, N_("lågstadiet")), (6, N_("mellanstadiet")), (9, N_("högstadiet")))


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found, from and to in the text. ``instead`` is what to write there, None where a person must judge."""

    start: int
    end: int
    kind: MarkKind
    instead: str | None


class Marker:
    """Finds what tells who a case is about. It is made for one case and does not follow its edits."""

    def __init__(self, case: Case, given: Given | None = None) -> None:
        """Take a case with safe roles, and the pseudonyms that its people were given before."""
        self._case = case
        shown, names = names_of(case, given)
        for meeting in case.meetings.values():
            for who in (meeting.facilitator, meeting.documenter):
                for each in _names_in(who or ""):
                    names.setdefault(each, SHARED)
        self.names: dict[str, str] = names
        places = {" ".join(name.casefold().split()): word for name, word in place_phrases(case) if name.strip()}
        self.places: dict[str, str] = {name: word for name, word in places.items() if name not in names}
        self.stems = frozenset(stems(case)) - set(names)
        self._initials = [(found, shown[key]) for key, each in case.figures.items() if (found := initials(each))]
        self._names, self._places = Words(self.names), Words(self.places)
        either = "|".join(map(re.escape, sorted(self.stems, key=len, reverse=True)))
        self._stem = re.compile(rf"(?i)(?<!\w)(?:{either})(?:s?\w*)", re.IGNORECASE) if either else None

    def marks(self, text: str) -> list[Mark]:
        """Return what is found, in order; nothing is found twice."""
        found: list[Mark] = []
        for mark in self._found(text):
            if not any(mark.start < other.end and other.start < mark.end for other in found):
                found.append(mark)
        return sorted(found, key=lambda mark: mark.start)

    def proposal(self, text: str) -> str:
        """Return the text with something else in the place of what is certain."""
        return proposed(text, self.marks(text))

    def _found(self, text: str) -> Iterator[Mark]:
        """Yield what is found, the surest first."""
        for pattern in (MAIL, PERSONAL, PHONE):
            yield from _all(pattern, text, "number" if pattern is PERSONAL else "address", GONE)
        number = self._case.info.number
        if number and number.strip():
            yield from _all(re.compile(rf"(?<!\w){re.escape(number.strip())}(?!\w)"), text, "number", GONE)
        for start, end, instead in self._places.places(text):
            yield Mark(start, end, "place", instead)
        for start, end, instead in self._names.places(text):
            word = text[start:end].casefold()
            common = {word, word.removesuffix("s")} & self._common
            if common and OPENING.search(text[:start]):
                yield Mark(start, end, "uncertain", None)  # the first word of a sentence: Inga, Hans
            elif not common or text[start].isupper():
                yield Mark(start, end, "name", instead)
        for pattern, name in self._initials:
            yield from _all(pattern, text, "name", name)
        yield from _all(STREET, text, "address", _("en adress"))
        for pattern in (PLACE, *((self._stem,) if self._stem else ())):
            for match in pattern.finditer(text):
                if pattern is not PLACE or match[0].casefold() not in self._common:
                    yield Mark(match.start(), match.end(), "place", _(kind_of_place(match[0]) or N_("orten")))
        yield from _births(text)
        yield from _days(text)
        yield from _ages(text)
        yield from self._uncertain(text)

    def _uncertain(self, text: str) -> Iterator[Mark]:
        for match in CAPITAL.finditer(text):
            if OPENING.search(text[: match.start()]) and is_bent(match[0].casefold()):
                continue
            parts = re.split(r"[-'’]", match[0].casefold())
            own = [part.removesuffix("s") for part in parts]
            if not all(part in self._common or bare in self._common for part, bare in zip(parts, own, strict=True)):
                yield Mark(match.start(), match.end(), "uncertain", None)

    @cached_property
    def _common(self) -> frozenset[str]:
        return common_words()


def initials(figure: Figure) -> re.Pattern[str] | None:
    """Return a pattern for somebody's initials with their dots ("A.L.", "A. L."), None where there are not two."""
    letters = [word[0] for word in re.findall(r"[^\W\d_]+", figure.label) if word[0].isupper()]
    if len(letters) < 2:
        return None
    return re.compile(r"(?<!\w)" + r"\. ?".join(letters) + r"(?:\.|(?!\w))")


def _names_in(text: str) -> Iterator[str]:
    """Yield the names in words about who somebody is ("Anna Berg", "dokumentatör från Ekvik"), in small letters."""
    words = text.split()
    capitals = [word.strip("(),.:;") for word in words if word[:1].isupper()]
    if len(words) > 1 and words[0][:1].isupper() and not words[1][:1].isupper():
        capitals = capitals[1:]
    elif len(capitals) == len(words) > 1:
        yield " ".join(capitals).casefold()
    yield from (word.casefold() for word in capitals if len(word) > 2 and word.casefold() not in common_words())


def proposed(text: str, marks: Sequence[Mark]) -> str:
    """Return a text with what the marks propose in it."""
    made, at = [], 0
    for mark in marks:
        if mark.instead is not None:
            made += [text[at : mark.start], mark.instead]
            at = mark.end
    return "".join((*made, text[at:]))


def _all(pattern: re.Pattern[str], text: str, kind: MarkKind, instead: str) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        yield Mark(match.start(), match.end(), kind, instead)


def _births(text: str) -> Iterator[Mark]:
    """Yield where a year of birth is told: the words stay, what follows them goes."""
    for pattern in (BORN, BORN_SHORTLY):
        for match in pattern.finditer(text):
            word = re.match(r"[^\W\d_]+\.?", match[0])
            yield Mark(match.start(), match.end(), "age", f"{word[0]} {GONE}" if word else GONE)


def _days(text: str) -> Iterator[Mark]:
    for pattern in (ISO, SPOKEN, MONTH_OF, MONTH_ALONE, SLASHED):
        for match in pattern.finditer(text):
            month = _month(match["month"])
            year = match["year"]
            if 1 <= month <= 12:
                words = term(date(int(year), month, 1)) if year else half(month)
                yield Mark(match.start(), match.end(), "day", words)
    lowered = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    for told in days_told(lowered, written=True) if len(lowered) == len(text) else ():
        words = half(told.month) if told.year is None else term(date(told.year, told.month, told.day))
        yield Mark(told.start, told.end, "day", words)


def _month(said: str) -> int:
    if said.isdigit():
        return int(said)
    short = said.casefold()[:3]
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(short))


def _ages(text: str) -> Iterator[Mark]:
    for told in ages_told(text):
        span = next((each for each in SPANS if each[0] <= told.age <= each[1]), None)
        yield Mark(told.start, told.end, "age", None if span is None else f"{span[0]}–{span[1]}{told.rest}")
    for match in GRADE.finditer(text):
        grade = int(match["grade"] or match[0][0])
        yield Mark(match.start(), match.end(), "age", _(next(word for last, word in STAGES if grade <= last)))
