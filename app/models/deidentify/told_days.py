"""Days that a text tells: by numbers or by the month's name, in Swedish or English, with the year or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
    *("augusti", "september", "oktober", "november", "december"),
)
_ENGLISH = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_ORDINALS = (
    *("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte"),
    *("tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde", "tjugonde"),
    *("tjugoförsta", "tjugoandra", "tjugotredje", "tjugofjärde", "tjugofemte", "tjugosjätte", "tjugosjunde"),
    *("tjugoåttonde", "tjugonionde", "trettionde", "trettioförsta"),
)
_NAMES = {name: number for names in (MONTHS, _ENGLISH) for number, name in enumerate(names, 1)}
_MONTH_NUMBERS = {**_NAMES, **{name[:3]: number for name, number in _NAMES.items()}, "sept": 9}
_PARTS = frozenset(name[:3] for name in _NAMES)

_NAMED = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR, _ANY_YEAR = r"(?P<year>\d{4})", r"(?P<year>(?:19|20)\d\d|[-'’]\d\d(?!\d))"
_SLASHED_MONTH = r"(?P<month>\d{1,2})"
_BY_NUMBER = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<sign>[-/.‑–])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\dA-Fa-f]){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?![\dA-Fa-f])",
        rf"(?<![\d/.]){_DAY}(?P<sign>[/.]){_SLASHED_MONTH}(?:(?P=sign)| ?[- –]+){_YEAR}(?!\d)",
        rf"(?<![\d/]){_DAY}/{_SLASHED_MONTH}(?P<year>[-–/’']\d\d)(?![\d/])",
        r"(?<![\w.-])(?P<year>\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])",
        rf"(?<![\w/.,:]){_DAY}/{_SLASHED_MONTH}(?P<year>)(?![\w/%]|[.,]\d)",
    )
)
_BY_NAME = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_DAY}(?:[:.]?[ae]|st|nd|rd|th|\.)? (?:of )?{_NAMED}(?:,? ?{_ANY_YEAR})?",
        rf"(?<![^\W\d_]){_NAMED} {_DAY}(?:st|nd|rd|th)?(?![\d:])(?:,? {_ANY_YEAR})?",
        rf"(?<![^\W\d_])(?P<day>{'|'.join(_ORDINALS)}) {_NAMED}(?:,? ?{_ANY_YEAR})?",
    )
)
_SIX = re.compile(r"(?<![\w.-])(?P<year>\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?![\w.-]\w|\w)")


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day that a text tells from ``start`` to ``end``; ``year`` is None where it is not said."""

    start: int
    end: int
    year: int | None
    month: int
    day: int


def days_told(text: str, *, written: bool) -> Iterator[ToldDay]:
    """Yield the days that a text in small letters tells.

    ``written`` is for what people have written, where six digits are a day; in files they are anything.
    """
    patterns = [*_BY_NUMBER, _SIX] if written else list(_BY_NUMBER)
    if any(part in text for part in _PARTS):
        patterns += _BY_NAME
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield from _day(found)


def _day(found: re.Match[str]) -> Iterator[ToldDay]:
    named, said = found["month"], found["day"]
    month = int(named) if named.isdigit() else _MONTH_NUMBERS[named]
    day = int(said) if said.isdigit() else _ORDINALS.index(said) + 1
    digits = re.sub(r"\D", "", found["year"] or "")
    year = None if not digits else int(digits) + (2000 if len(digits) == 2 else 0)
    with suppress(ValueError):
        date(year or 2024, month, day)  # a leap year
        yield ToldDay(found.start(), found.end(), year, month, day)
