"""What is to be hidden, as patterns that are looked for in every byte that leaves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.i18n import N_
from app.models.case import Case
from app.models.deidentify.marking import MAIL, PERSONAL, PHONE, Marker, initials
from app.models.deidentify.told_ages import BORN, BORN_SHORTLY, age_patterns, tells_number
from app.models.deidentify.told_days import ToldDay, days_told
from app.models.deidentify.vocabulary import common_words
from app.models.fields import Record
from app.models.pseudonyms import ORDINARY
from app.models.records import TimelineCard

NAME, PLACE, NUMBER, CONTACT, DAY, AGE, TITLE, TEXT = (
    N_("ett namn"),
    N_("namnet på en plats eller en organisation"),
    N_("ett ärendenummer, personnummer eller organisationsnummer"),
    N_("en kontaktuppgift"),
    N_("en dag"),
    N_("en exakt ålder eller ett födelseår"),
    N_("ärendets titel"),
    N_("en text som inte skulle vara med"),
)
_SHORTEST_TEXT = 3
"""Words: a text that is left out is looked for where it has at least so many."""
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Letters that are not seen: soft hyphens, joiners, spaces without width."""
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐‑] ?(?=[^\W\d_])")
_BEFORE, _AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_ENDING = r"(?:['’:]?s)?"
_OF_A_PLACE = r"(?:bo|bor|borna|boende|skola\w*|skole\w*|förskol\w*|gymnasi\w*|kyrka\w*|gården|hallen|parken|området)"


@dataclass(frozen=True, slots=True)
class _Sought:
    """``pattern`` can only be where ``part`` (small letters) is, which is quicker to look for.

    ``written``: whole files cannot be searched for it, only what people have written: a name that is a word of the
    program's own sentences too (Inga, Hans), initials.
    """

    kind: str
    pattern: re.Pattern[str]
    part: str
    written: bool = False


class Hidden:
    """What is looked for, by kind. It never says which name it found, only that it did."""

    def __init__(self, sought: Iterable[_Sought], days: frozenset[date] = frozenset(), today: date = date.min) -> None:
        self._sought, self._days = tuple(sought), days - {today}
        self._without_year = frozenset((day.month, day.day) for day in days) - {(today.month, today.day)}

    def found_in(self, text: str) -> frozenset[str]:
        """Return the kinds (msgids) of what stands in something made by the program though it was to be hidden."""
        return self._kinds(text, written=False)

    def written_in(self, text: str) -> frozenset[str]:
        """Return the same of a text that somebody has written or accepted."""
        return self._kinds(text, written=True)

    def _kinds(self, text: str, *, written: bool) -> frozenset[str]:
        said = plain(text)
        kinds = set(self._sought_in(said, written))
        whole = _BROKEN.sub("", said)
        if whole != said:
            kinds |= set(self._sought_in(whole, written))  # a name broken by a hyphen
        kinds |= set(_told(said, written))
        if any(map(self._is_hidden, days_told(said.casefold(), written=written))):
            kinds.add(DAY)
        return frozenset(kinds)

    def _sought_in(self, said: str, written: bool) -> Iterator[str]:
        folded = said.casefold()
        for each in self._sought:
            if (written or not each.written) and each.part in folded and each.pattern.search(said):
                yield each.kind

    def _is_hidden(self, told: ToldDay) -> bool:
        if told.year is None:
            return (told.month, told.day) in self._without_year
        return date(told.year, told.month, told.day) in self._days


def plain(text: str) -> str:
    """Return a text as it is read: no letters that are not seen, no joined letters (ﬁ), one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_UNSEEN)).split())


def hidden_of(case: Case, marker: Marker, today: date, left_out: Iterable[str] = ()) -> Hidden:
    """Return what is to be hidden of a case; ``left_out`` are texts that were not to be there, ``today`` is printed."""
    sought = (
        *_names(marker),
        *_initials(case),
        *_places(marker),
        *_numbers(case),
        *_ages(case),
        *_texts(case, left_out),
    )
    return Hidden(sought, _days(case), today)


def _told(said: str, written: bool) -> Iterator[str]:
    """Yield the kinds of what is hidden whosever it is."""
    if tells_number(said):
        yield NUMBER
    if BORN.search(said) or written and BORN_SHORTLY.search(said):
        yield AGE
    if written and (MAIL.search(said) or PHONE.search(PERSONAL.sub("", said))):
        yield CONTACT


def _names(marker: Marker) -> Iterator[_Sought]:
    for name in marker.names:
        yield _Sought(NAME, _whole(name), _first(name), written=name in common_words())
        bare = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
        if bare != unicodedata.normalize("NFC", name) and len(bare) > 3 and bare not in common_words():
            yield _Sought(NAME, _whole(bare), _first(bare))  # as names are written in addresses and names of files


def _initials(case: Case) -> Iterator[_Sought]:
    for figure in case.figures.values():
        found = initials(figure)
        if found is not None:
            yield _Sought(NAME, found, "", written=True)


def _places(marker: Marker) -> Iterator[_Sought]:
    for name in marker.places:
        yield _Sought(PLACE, _whole(name), _first(name))
    for stem in marker.stems:
        yield _Sought(PLACE, _stem(plain(stem)), plain(stem))


def _stem(stem: str) -> re.Pattern[str]:
    """Return a pattern for a place's own name and what is made of it: Ekviks, ekvikbor, Ekviksskolan. One that is
    short, or an ordinary word, counts only as a whole name or where it is made into a place's."""
    if len(stem) > 4 and stem not in ORDINARY:
        return re.compile(_BEFORE + re.escape(stem), re.IGNORECASE)
    name = re.escape(stem.capitalize()) if stem in ORDINARY else f"(?i:{re.escape(stem)})"
    made = rf"(?i:{re.escape(stem)}s?{_OF_A_PLACE})"
    return re.compile(rf"{_BEFORE}(?:{made}|(?:{name}|{re.escape(stem.upper())}){_ENDING}){_AFTER}")


def _first(name: str) -> str:
    """Return the first word of a name in small letters."""
    return re.split(r"[\s‐‑-]+", plain(name).casefold())[0]


def _whole(name: str) -> re.Pattern[str]:
    """Return a pattern for a name as words of their own. One that is a common word too counts only with a
    capital, and inside a sentence."""
    spaced = re.escape(plain(name)).replace(r"\-", "[ ‐‑-]?").replace(r"\ ", " ")
    if name in ORDINARY or name in common_words():
        within = r"(?<=[^\W\d_A-ZÅÄÖ,;] )" if name in common_words() else r"(?<!\w)"
        return re.compile(rf"{within}(?:{spaced[:1].upper()}{spaced[1:]}|{spaced.upper()}){_ENDING}(?!\w)")
    if set(name.casefold()) <= set("abcdef"):  # it could be part of a number to the base of sixteen
        return re.compile(rf"(?<![^\W_]){spaced}{_ENDING}(?![^\W_])", re.IGNORECASE)
    return re.compile(rf"{_BEFORE}{spaced}{_ENDING}{_AFTER}", re.IGNORECASE)


def _ages(case: Case) -> Iterator[_Sought]:
    ages = {figure.age for figure in case.figures.values() if figure.age is not None}
    for pattern, written in age_patterns(ages):
        yield _Sought(AGE, pattern, "", written=written)


def _numbers(case: Case) -> Iterator[_Sought]:
    number = (case.info.number or "").strip()
    if len(number) > 2:
        yield _Sought(NUMBER, re.compile(rf"(?<!\w){re.escape(number)}(?!\w)", re.IGNORECASE), _first(number))
    for figure in case.figures.values():
        for personal in (figure.personal_number, *PERSONAL.findall(figure.contact or "")):
            digits = re.sub(r"\D", "", personal or "")[-10:]
            if len(digits) == 10:
                yield _Sought(NUMBER, re.compile(rf"{digits[:6]}[-+ ]{{0,3}}{digits[6:]}(?!\d)"), digits[:6])
        contact = plain(figure.contact or "")
        for each in (contact, *MAIL.findall(contact)):
            if len(each) > 5:
                yield _Sought(CONTACT, re.compile(rf"(?<!\w){re.escape(each)}(?!\w)", re.IGNORECASE), _first(each))
        for each in PHONE.findall(contact):
            digits = re.sub(r"[^\d+]", "", each)
            pattern = rf"(?<![\w+]){'[ /()–-]{0,3}'.join(map(re.escape, digits))}(?!\w)"
            yield _Sought(CONTACT, re.compile(pattern), digits[0])


def _days(case: Case) -> frozenset[date]:
    found = {day for records in case.records().values() for each in records.values() for day in days_in(each)}
    for card in case.family("timeline").values():
        for loose in (getattr(card, "date", None), getattr(card, "until", None)):
            if isinstance(card, TimelineCard) and loose and len(loose) == len("2026-03-12"):
                found.add(date.fromisoformat(loose))
    return frozenset(found)


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
    title = plain(case.info.title)
    if len(title.split()) > 1:
        yield _Sought(TITLE, re.compile(re.escape(title), re.IGNORECASE), _first(title))
    for text in left_out:
        said = plain(text)
        if len(said.split()) >= _SHORTEST_TEXT:
            yield _Sought(TEXT, re.compile(re.escape(said)), _first(said))
