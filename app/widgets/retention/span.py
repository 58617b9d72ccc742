"""How long after it was closed a case comes up for review: the user's own setting."""

from __future__ import annotations

from app.models.retention import CHOICES, MONTHS
from app.settings import Settings

SETTING = "retention_months"


def months_of(settings: Settings) -> int:
    """Return how many months after it was closed a case comes up for review."""
    found = settings.values.get(SETTING)
    return found if type(found) is int and found in CHOICES else MONTHS
