"""A goal over time: its baseline and what was measured, as numbers where they are numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.models.records import ShortTermGoal

_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Readings:
    """``points`` (day, value) in order; ``baseline`` the first number in the baseline's words, None without one."""

    points: tuple[tuple[date, float], ...]
    baseline: float | None


def readings(goal: ShortTermGoal) -> Readings:
    """Return what can be drawn of a goal: readings with a day and a number. "61 %" is 61, "0–1 dag" is 0."""
    found = [
        (each.date, value)
        for each in goal.measurements
        if each.date is not None and (value := number(each.value)) is not None
    ]
    return Readings(tuple(sorted(found)), number(goal.baseline))


def number(said: float | str | None) -> float | None:
    """Return the first number in what was said, or None."""
    if said is None or isinstance(said, int | float):
        return None if said is None else float(said)
    found = _NUMBER.search(said)
    return float(found[0].replace(",", ".").replace("−", "-")) if found else None
