"""What is to be hidden, as patterns that are looked for in every byte that leaves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from app.i18n import N_
from app.models.case import Case
from app.models.deidentify.marking import MONTHS, PERSONAL, PHONE, Marker
from app.models.deidentify.vocabulary import common_words
from app.models.fields import Record
from app.models.pseudonyms import ORDINARY
from app.models.records import TimelineCard

NAME, PLACE, NUMBER, CONTACT, DAY, TITLE, TEXT = (
    N_("ett namn"),
    N_("namnet på en plats eller en organisation"),
    N_("ärendenumret eller ett personnummer"),
    N_("en kontaktuppgift"),
    N_("en dag"),
    N_("ärendets titel"),
    N_("en text som inte skulle vara med"),
)
_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})"
_DAYS = (
    re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<![\dA-Fa-f]){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?![\dA-Fa-f])"),
    re.compile(rf"(?<![\d/]){_DAY}/(?P<month>\d{{1,2}})[ -]+{_YEAR}(?!\d)"),
    re.compile(
        rf"(?i)(?<!\d){_DAY}(?:[:.]?[ae]?)? (?P<month>{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?,? {_YEAR}(?!\d)"
    ),
)
_SHORTEST_TEXT = 3
"""Words: a text that is left out is looked for where it has at least so many."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """``pattern`` can only be where ``part`` (small letters) is, which is quicker to look for.

    ``common`` is a name that is a word of the program's own sentences too (Inga, Hans): whole files cannot be searched
    for it, only what people have written.
    """

    kind: str
    pattern: re.Pattern[str]
    part: str
    common: bool = False


class Hidden:
    """What is looked for, by kind. It never says which name it found, only that it did."""

    def __init__(self, sought: Iterable[_Sought], days: frozenset[date] = frozenset()) -> None:
        self._sought, self._days = tuple(sought), days

    def found_in(self, text: str) -> frozenset[str]:
        """Return the kinds (msgids) of what stands in something made by the program though it was to be hidden."""
        return self._kinds(text, own_words=False)

    def written_in(self, text: str) -> frozenset[str]:
        """Return the same of a text that somebody has written or accepted."""
        return self._kinds(text, own_words=True)

    def _kinds(self, text: str, *, own_words: bool) -> frozenset[str]:
        said = " ".join(unicodedata.normalize("NFC", text).split())
        folded = said.casefold()
        kinds = {
            each.kind
            for each in self._sought
            if (own_words or not each.common) and each.part in folded and each.pattern.search(said)
        }
        if self._days and any(day in self._days for day in _days_told(said)):
            kinds.add(DAY)
        return frozenset(kinds)


def hidden_of(case: Case, marker: Marker, today: date, left_out: Iterable[str] = ()) -> Hidden:
    """Return what is to be hidden of a case; ``left_out`` are texts that were not to be there, ``today`` is printed."""
    return Hidden([*_names(marker), *_places(marker), *_numbers(case), *_texts(case, left_out)], _days(case, today))


def _names(marker: Marker) -> Iterator[_Sought]:
    for name in marker.names:
        yield _Sought(NAME, _whole(name), _first(name), common=name in common_words())


def _places(marker: Marker) -> Iterator[_Sought]:
    for name in marker.places:
        yield _Sought(PLACE, _whole(name), _first(name))
    for stem in marker.stems:
        pattern = rf"(?<!\w){re.escape(stem)}" if len(stem) > 4 else rf"(?<!\w){re.escape(stem)}s?(?!\w)"
        yield _Sought(PLACE, re.compile(pattern, re.IGNORECASE), stem)


def _first(name: str) -> str:
    """Return the first word of a name in small letters."""
    return unicodedata.normalize("NFC", name).casefold().split()[0]


def _whole(name: str) -> re.Pattern[str]:
    """Return a pattern for a name as words of their own. One that is a common word too counts only with a
    capital, and inside a sentence."""
    ending = r"(?:['’:]?s)?(?!\w)"
    spaced = re.escape(unicodedata.normalize("NFC", name)).replace(r"\ ", r"\s+")
    if name in ORDINARY or name in common_words():
        within = r"(?<=[^\W\d_A-ZÅÄÖ,;] )" if name in common_words() else r"(?<!\w)"
        return re.compile(rf"{within}(?:{spaced[:1].upper()}{spaced[1:]}|{spaced.upper()}){ending}")
    return re.compile(rf"(?<!\w){spaced}{ending}", re.IGNORECASE)


def _numbers(case: Case) -> Iterator[_Sought]:
    number = (case.info.number or "").strip()
    if len(number) > 2:
        yield _Sought(NUMBER, re.compile(rf"(?<!\w){re.escape(number)}(?!\w)", re.IGNORECASE), _first(number))
    for figure in case.figures.values():
        for personal in (figure.personal_number, *PERSONAL.findall(figure.contact or "")):
            digits = re.sub(r"\D", "", personal or "")[-10:]
            if len(digits) == 10:
                yield _Sought(NUMBER, re.compile(rf"{digits[:6]}[-+ ]{{0,3}}{digits[6:]}(?!\d)"), digits[:6])
        contact = " ".join((figure.contact or "").split())
        for each in (contact, *PHONE.findall(contact), *re.findall(r"\S+@\S+", contact)):
            if len(each) > 5:
                yield _Sought(CONTACT, re.compile(rf"(?<!\w){re.escape(each)}(?!\w)", re.IGNORECASE), _first(each))


def _days(case: Case, today: date) -> frozenset[date]:
    found = {day for records in case.records().values() for each in records.values() for day in days_in(each)}
    for card in case.family("timeline").values():
        for loose in (getattr(card, "date", None), getattr(card, "until", None)):
            if isinstance(card, TimelineCard) and loose and len(loose) == len("2026-03-12"):
                found.add(date.fromisoformat(loose))
    return frozenset(found - {today})


def _days_told(text: str) -> Iterator[date]:
    """Yield the days that are told in a text, by numbers or by the name of the month."""
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            said = found["month"].casefold()
            named = (at for at, name in enumerate(MONTHS, 1) if name[:3] == said[:3])
            month = int(said) if said.isdigit() else next(named, 0)
            with suppress(ValueError):
                yield date(int(found["year"]), month, int(found["day"]))


def days_in(made: object) -> Iterator[date]:
    """Yield the days in a record and in the records in it."""
    if isinstance(made, date):
        yield made
    elif isinstance(made, Record):
        for value in made.__dict__.values():
            yield from days_in(value)
    elif isinstance(made, tuple):
        for each in made:
            yield from days_in(each)


def _texts(case: Case, left_out: Iterable[str]) -> Iterator[_Sought]:
    title = " ".join(case.info.title.split())
    if len(title.split()) > 1:
        yield _Sought(TITLE, re.compile(re.escape(title), re.IGNORECASE), _first(title))
    for text in left_out:
        said = " ".join(unicodedata.normalize("NFC", text).split())
        if len(said.split()) >= _SHORTEST_TEXT:
            yield _Sought(TEXT, re.compile(re.escape(said)), _first(said))
