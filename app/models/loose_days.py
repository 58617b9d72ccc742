"""Days as people say them on a timeline, to the format's loose days and back.

A loose day is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` (case format). "mars 2026" is a month, "v. 43" the Monday of the
week, "hösten 2025" the month in the middle of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from app.models.typed_days import months, read_day

_SEASONS = {"våren": 4, "vt": 4, "sommaren": 7, "hösten": 10, "ht": 10, "vintern": 1}
_SEASONS |= {"spring": 4, "summer": 7, "autumn": 10, "winter": 1}


def read_loose(text: str, today: date) -> str | None:
    """Return the loose day that a text says, or None if it says none. Without a year it is the one nearest today."""
    words = " ".join(text.casefold().split())
    if found := re.fullmatch(r"(\d{4})", words):
        return _checked(int(found[1]))
    if found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})", words):
        return _checked(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(?:v\.?|vecka|week) ?(\d{1,2})(?:[ ,]+(\d{4}))?", words):
        return _week(int(found[1]), found[2], today)
    if found := re.fullmatch(r"([^\W\d]+)\.?(?:[ ,]+(\d{4}))?", words):
        month = _SEASONS.get(found[1]) or months().get(found[1])
        if month is not None:
            year = int(found[2]) if found[2] else _nearest(today, lambda year: date(year, month, 15))
            return _checked(year, month)
    day = read_day(words, today)
    return day.isoformat() if day is not None else None


def between(earlier: str | None, later: str | None) -> str | None:
    """Return a loose day between two, as rough as there is room for; None if there is no room.

    Without ``earlier`` it is the month before ``later``, and the other way round.
    """
    if earlier is None or later is None:
        known = earlier or later
        if known is None:
            return None
        step = 45 if later is None else -20
        return (_first(known) + timedelta(days=step)).isoformat()[:7]
    low, high = _first(earlier), _first(later)
    middle = low + (high - low) / 2
    for length in (7, 10):
        found = middle.isoformat()[:length]
        if earlier < found < later:
            return found
    return None


def _first(loose: str) -> date:
    """Return the first day of a loose day."""
    return date.fromisoformat((loose + "-01-01")[:10])


def _week(week: int, year: str | None, today: date) -> str | None:
    try:
        chosen = int(year) if year else _nearest(today, lambda each: date.fromisocalendar(each, week, 1))
        return date.fromisocalendar(chosen, week, 1).isoformat()
    except ValueError:
        return None


def _nearest(today: date, at: Callable[[int], date]) -> int:
    """Return the year in which a day of the year lies nearest today."""
    return min((today.year - 1, today.year, today.year + 1), key=lambda year: abs((at(year) - today).days))


def _checked(year: int, month: int | None = None) -> str | None:
    try:
        date(year, month or 1, 1)
    except ValueError:
        return None
    return f"{year:04d}" if month is None else f"{year:04d}-{month:02d}"
