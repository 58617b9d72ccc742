"""Consents: written down, changed, withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.i18n import N_, _
from app.models.case import Case
from app.models.consent_state import guardians
from app.models.edits.making import EditRefused, added, made, new_id, record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import Consent

ADD, CHANGE, WITHDRAW, RESTORE = (
    N_("Nytt samtycke"),
    N_("Ändra samtycket"),
    N_("Återkalla samtycket"),
    N_("Ta bort återkallelsen"),
)


def add_consent(case: Case, given_on: date) -> Patch:
    """Write down a consent that nobody has given yet: every guardian is missing from it until ticked.

    Between whom it is, is nothing to take for granted: no organisation is named until somebody names it.
    """
    missing = list(guardians(case))
    data = {"id": new_id(), "organisations": [], "missing_from": missing, "given_on": given_on.isoformat()}
    return Patch(ADD, (added(case, "consents", made(Consent, data)),))


def give_consent(case: Case, key: str, by: Collection[str]) -> Patch:
    """Set who has given a consent; the guardians that have not are missing from it, with others it said were."""
    consent = record_of(case, "consents", key, Consent)
    given = tuple(by)
    expected = dict.fromkeys((*guardians(case), *consent.missing_from))
    missing = tuple(figure for figure in expected if figure not in given)
    return _changed(case, key, CHANGE, given_by=given, missing_from=missing)


def cover(case: Case, key: str, categories: Collection[str]) -> Patch:
    """Set the kinds of fact that a consent is about, in the order of the list. Raises EditRefused for none."""
    if not categories:
        raise EditRefused(_("Ett samtycke gäller minst ett slags uppgift. Återkalla det om inget får delas."))
    return _changed(case, key, CHANGE, categories=tuple(categories))


def leave_out(case: Case, key: str, words: str) -> Patch:
    """Set what a consent does not cover, one thing a line."""
    return _changed(case, key, CHANGE, not_covered=tuple(line.strip() for line in words.splitlines() if line.strip()))


def withdraw_consent(case: Case, key: str, on: date) -> Patch:
    """Withdraw a consent from a day. Raises EditRefused where that is before it was given."""
    given = record_of(case, "consents", key, Consent).given_on
    if given is not None and on < given:
        raise EditRefused(
            _("Samtycket lämnades {given} och kan inte vara återkallat innan dess.").format(given=given.isoformat())
        )
    return _changed(case, key, WITHDRAW, withdrawn_on=on)


def restore_consent(case: Case, key: str) -> Patch:
    """Take a withdrawal away again, as one that was written by mistake."""
    return _changed(case, key, RESTORE, withdrawn_on=None)


def _changed(case: Case, key: str, label: str, **values: object) -> Patch:
    consent = record_of(case, "consents", key, Consent)
    return Patch(label, replaced(case, "consents", key, with_values(consent, **values)))
