"""Whether there is a consent to work together, until when, and who is missing from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.models.case import Case


@dataclass(frozen=True, slots=True)
class ConsentState:
    """``until`` is the last day of a valid consent or the day the last one ended; None is without limit.

    ``missing`` are the figures that a valid consent says have not given theirs.
    """

    state: Literal["none", "valid", "expired", "withdrawn"]
    until: date | None = None
    missing: tuple[str, ...] = ()


def consent_state(case: Case, today: date) -> ConsentState:
    """Return the state of the case's consents on a day."""
    consents = list(case.consents.values())
    if not consents:
        return ConsentState("none")
    standing = [each for each in consents if each.withdrawn_on is None or each.withdrawn_on > today]
    begun = [each for each in standing if each.given_on is None or each.given_on <= today]
    valid = [each for each in begun if each.valid_until is None or each.valid_until >= today]
    if valid:
        days = [each.valid_until for each in valid]
        last = None if None in days else max(day for day in days if day is not None)
        missing = dict.fromkeys(figure for each in valid for figure in each.missing_from)
        return ConsentState("valid", last, tuple(missing))
    ended = [each.valid_until for each in begun if each.valid_until is not None]
    if ended:
        return ConsentState("expired", max(ended))
    if standing:
        return ConsentState("none")
    return ConsentState("withdrawn", max(each.withdrawn_on for each in consents if each.withdrawn_on is not None))
