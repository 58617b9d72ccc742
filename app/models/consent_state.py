"""Whether there is a consent to work together, until when, who is missing from it, and what follows where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.models.case import Case
from app.models.choices import CONSENTED
from app.models.records import Consent

Standing = Literal["none", "valid", "expired", "withdrawn"]
OfOne = Literal["valid", "ungiven", "coming", "expired", "withdrawn"]


@dataclass(frozen=True, slots=True)
class ConsentState:
    """``until`` is the last day of a valid consent or the day the last one ended; None is without limit.

    ``missing`` are those who have not given theirs: guardians named in no valid consent, and whoever a valid one
    says is missing. Nobody is listed where there is no valid consent: then everybody is missing.
    """

    state: Standing
    until: date | None = None
    missing: tuple[str, ...] = ()


def state_of(case: Case, consent: Consent, today: date) -> OfOne:
    """Return how it stands with one consent on a day. It is valid on its last day, not on the day it is withdrawn.

    One that nobody has given is being prepared, ``ungiven``: everyone named as its giver is missing from it, or where
    it does not say who gave it, every guardian is. One that says neither is taken at its word.
    """
    if consent.withdrawn_on is not None and consent.withdrawn_on <= today:
        return "withdrawn"
    if consent.valid_until is not None and consent.valid_until < today:
        return "expired"
    expected = consent.given_by or guardians(case)
    if expected and set(expected) <= set(consent.missing_from):
        return "ungiven"
    return "coming" if consent.given_on is not None and consent.given_on > today else "valid"


def kinds_of(consent: Consent) -> tuple[str, ...]:
    """Return the kinds of fact that a consent names; attendance, support and plan where it names none."""
    return CONSENTED if consent.categories is None else tuple(consent.categories)


def consent_state(case: Case, today: date) -> ConsentState:
    """Return the state of the case's consents on a day."""
    by_state: dict[OfOne, list[Consent]] = {}
    for each in case.consents.values():
        by_state.setdefault(state_of(case, each, today), []).append(each)
    if valid := by_state.get("valid", []):
        days = [each.valid_until for each in valid]
        last = None if None in days else max(day for day in days if day is not None)
        return ConsentState("valid", last, missing_guardians(case, today))
    if expired := by_state.get("expired", []):
        return ConsentState("expired", max(each.valid_until for each in expired if each.valid_until is not None))
    if "withdrawn" not in by_state or by_state.keys() & {"coming", "ungiven"}:
        return ConsentState("none")
    return ConsentState("withdrawn", max(c.withdrawn_on for c in by_state["withdrawn"] if c.withdrawn_on is not None))


def guardians(case: Case) -> tuple[str, ...]:
    """Return the child's guardians (vårdnadshavare), the living ones, in the order of the figures."""
    return tuple(key for key, figure in case.figures.items() if figure.guardian and not figure.deceased)


def missing_guardians(case: Case, today: date) -> tuple[str, ...]:
    """Return the guardians who have not consented on a day, and others whom a valid consent says are missing.

    A valid consent that does not say who gave it is taken at its word: only those it calls missing are.
    """
    valid = [each for each in case.consents.values() if state_of(case, each, today) == "valid"]
    given = {figure for each in valid for figure in each.given_by if figure not in each.missing_from}
    said = dict.fromkeys(figure for each in valid for figure in each.missing_from)
    expected = guardians(case) if all(each.given_by for each in valid) else ()
    return tuple(figure for figure in dict.fromkeys((*expected, *said)) if figure not in given)


def is_draft(case: Case, today: date) -> bool:
    """Return whether the child's plan is a draft: until every guardian has consented (method §0, finding 1).

    Without guardians on the map any valid consent will do.
    """
    found = consent_state(case, today)
    return found.state != "valid" or bool(found.missing)
