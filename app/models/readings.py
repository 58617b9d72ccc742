"""A goal over time: its baseline and what was measured, as numbers where they are numbers. The one rule for both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import isfinite

from app.models.records import ShortTermGoal

_BEGINS = re.compile(r"\s*([-\u2212]?\d+(?:[.,]\d+)?)(?!\s*[-\u2013]\s*\d)(?![\d.,])")


@dataclass(frozen=True, slots=True)
class Readings:
    """``points`` (day, value) in order; ``baseline`` the number that the baseline's words begin with, else None."""

    points: tuple[tuple[date, float], ...]
    baseline: float | None


def readings(goal: ShortTermGoal) -> Readings:
    """Return what can be drawn of a goal: readings with a day and a number, and where it began."""
    found = [
        (each.date, value)
        for each in goal.measurements
        if each.date is not None and (value := number(each.value)) is not None
    ]
    return Readings(tuple(sorted(found)), number(goal.baseline))


def number(said: float | str | None) -> float | None:
    """Return the number that was said: "54 % (v. 34–40)" is 54; words and spans ("0–1 dag") are none."""
    if said is None or isinstance(said, int | float):
        return None if said is None else float(said)
    found = _BEGINS.match(said)
    return float(found[1].replace(",", ".").replace("\u2212", "-")) if found else None


def read_value(text: str) -> float | str:
    """Return a reading as people type it: a number where it is one ("61", "61,5", "61 %"), else the words."""
    words = text.strip()
    plain = words.removesuffix("%").strip().replace(",", ".").replace("\u2212", "-")
    try:
        value = float(plain)
    except ValueError:
        return words
    if not isfinite(value):
        return words
    return int(value) if value.is_integer() else value
