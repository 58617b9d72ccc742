"""When a closed case is to be reviewed: erased, handed over, or kept a while longer (gallring).

How long is for the law and the organisation's own plan to say; the program only counts.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MONTHS = 12
"""How long after it was closed, where the user has not said otherwise."""
CHOICES = (3, 6, 12, 24, 36, 60, 120)


SETTING = "retention_months"
"""What the settings remember the user's own choice by."""


def chosen_months(settings: Mapping[str, object]) -> int:
    """Return how long after it was closed a case comes up for review, by the user's settings."""
    found = settings.get(SETTING)
    return found if type(found) is int and found in CHOICES else MONTHS


@dataclass(frozen=True, slots=True)
class Terms:
    """When one closed case is to be reviewed: so many months after it was closed, not before ``kept_until``."""

    months: int = MONTHS
    kept_until: date | None = None


def later(day: date, months: int) -> date:
    """Return the day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= 9999 else date.max


def due_since(closed: date, months: int, kept_until: date | None = None) -> date:
    """Return the day from which a closed case is to be reviewed."""
    due = later(closed, months)
    return max(due, kept_until) if kept_until is not None else due
