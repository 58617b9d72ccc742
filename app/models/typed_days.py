"""Days as people type them: 2026-10-06, 20261006, 6/10, 6.10.2026, 6 oktober, 6 okt 2026."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

from babel.dates import get_month_names

_HALF_A_YEAR = 183
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")


def read_day(text: str, today: date) -> date | None:
    """Return the day that a text says, or None. A day without a year is the one from half a year back and on.

    Day stands before month, as in Swedish; where that makes no day, the month does.
    """
    words = text.strip().casefold()
    if found := re.fullmatch(r"(\d{4})[-./]?(\d{1,2})[-./]?(\d{1,2})(?:[t ]\d.*)?", words):
        return _day(*map(int, found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})(?:[-./ ](\d{2}|\d{4}))?", words):
        first, second, year = int(found[1]), int(found[2]), found[3]
        return _near(first, second, year, today) or _near(second, first, year, today)
    if found := re.fullmatch(r"(?:den )?(\d{1,2})(?::?[ae])?\.? ([^\W\d]+)\.?,?(?: (\d{4}))?", words):
        month = months().get(found[2])
        return _near(int(found[1]), month, found[3], today) if month else None
    if found := re.fullmatch(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?", words):
        month = months().get(found[1])
        return _near(int(found[2]), month, found[3], today) if month else None
    return None


def _near(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _day(today.year, month, day)
    gone_by = found is not None and (today - found).days > _HALF_A_YEAR
    return _day(today.year + 1, month, day) if gone_by else found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its Swedish and English names, long and short."""
    found: dict[str, int] = {}
    for locale in ("sv", "en"):
        for width in _WIDTHS:
            for number, name in get_month_names(width, "format", locale).items():
                found[name.casefold().rstrip(".")] = number
    return found | {name[:3]: number for name, number in found.items()}
