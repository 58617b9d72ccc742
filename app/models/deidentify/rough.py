"""Days and ages told roughly: a day as its term or its week, an age as a span (rule R12).

A rough day is a day still, so that it is sorted and weighed as before; but whoever writes it out gets the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from pydantic import BaseModel

from app.i18n import _

SPANS = ((0, 5), (6, 9), (10, 12), (13, 15), (16, 17))
"""The ages that are told together, in years; from 18 nothing is told."""
NEAR = timedelta(weeks=8)
_AUTUMN = 7


class RoughDay(date):
    """A day that tells only its ``words``, a term or a week."""

    words: str

    @classmethod
    def told(cls, day: date, words: str) -> Self:
        """Return the day, told in words."""
        made = cls(day.year, day.month, day.day)
        made.words = words
        return made

    def isoformat(self) -> str:
        """Return the words, where a day would give itself."""
        return self.words

    def strftime(self, _form: str) -> str:
        """Return the words, whatever form is asked for."""
        return self.words

    def __str__(self) -> str:
        return self.words

    def __repr__(self) -> str:
        return self.words

    def __format__(self, _form: str) -> str:
        return self.words

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memory: object) -> Self:
        return self


class RoughTime(str):
    """A loose day of the timeline told as its term, which still stands in its place in time."""

    place: str

    @classmethod
    def told(cls, loose: str) -> Self:
        """Return a loose day (``2026``, ``2026-03``, ``2026-03-12``) in words; a year alone is told as it is."""
        made = cls(loose if len(loose) == len("2026") else term(date.fromisoformat((loose + "-01")[:10])))
        made.place = loose[:4] if len(loose) == len("2026") else f"{loose[:4]}-{1 if _is_spring(loose) else 7:02d}"
        return made

    def __lt__(self, other: str) -> bool:
        return self.place < getattr(other, "place", other)

    def __gt__(self, other: str) -> bool:
        return self.place > getattr(other, "place", other)

    __hash__ = str.__hash__


class Span(int):
    """An age told as a span: it counts as the first year of it."""

    words: str

    @classmethod
    def told(cls, age: int) -> Self | None:
        """Return the span of an age, None from 18: grown people's ages are not told."""
        found = next((span for span in SPANS if span[0] <= age <= span[1]), None)
        if found is None:
            return None
        made = cls(found[0])
        made.words = f"{found[0]}–{found[1]}"
        return made

    def __str__(self) -> str:
        return self.words

    def __format__(self, _form: str) -> str:
        return self.words


def term(day: date) -> str:
    """Return the term that a day is in; July begins the autumn."""
    words = _("vårterminen {year}") if day.month < _AUTUMN else _("höstterminen {year}")
    return words.format(year=day.year)


def half(month: int) -> str:
    """Return the term that a month is in, of a year that is not said."""
    return _("vårterminen") if month < _AUTUMN else _("höstterminen")


def week(day: date) -> str:
    """Return the week that a day is in."""
    year, number, _weekday = day.isocalendar()
    return _("v. {week} {year}").format(week=number, year=year)


def rough_day(day: date, today: date | None = None) -> RoughDay:
    """Return a day told as its term; given ``today``, as its week where it lies within eight weeks of it."""
    near = today is not None and abs(day - today) <= NEAR
    return RoughDay.told(day, week(day) if near else term(day))


def rough(made: Any, today: date | None = None) -> Any:
    """Return frozen data (a record, a dataclass, a tuple of them) with every day in it rough, see `rough_day`."""
    if isinstance(made, date):
        return made if isinstance(made, RoughDay) else rough_day(made, today)
    if isinstance(made, tuple):
        return tuple(rough(each, today) for each in made)
    if isinstance(made, BaseModel):
        return made.model_copy(update=_changed(made, type(made).model_fields, today))
    if is_dataclass(made) and not isinstance(made, type):
        return replace(made, **_changed(made, (each.name for each in fields(made)), today))
    return made


def _changed(made: Any, names: Iterable[str], today: date | None) -> dict[str, Any]:
    return {name: new for name in names if (new := rough(had := getattr(made, name), today)) is not had}


def _is_spring(loose: str) -> bool:
    found = re.fullmatch(r"\d{4}-(\d{2}).*", loose)
    return found is not None and int(found[1]) < _AUTUMN
