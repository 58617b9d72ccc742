"""When a closed case is to be reviewed: erased, handed over, or kept a while longer (gallring).

How long is for the law and the organisation's own plan to say; the program only counts.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = 12
"""How long after it was closed, where the user has not said otherwise."""
CHOICES = (3, 6, 12, 24, 36, 60, 120)


def later(day: date, months: int) -> date:
    """Return the day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= 9999 else date.max


def due_since(closed: date, months: int, kept_until: date | None = None) -> date:
    """Return the day from which a closed case is to be reviewed."""
    due = later(closed, months)
    return max(due, kept_until) if kept_until is not None else due
