"""Consents in words: what each stands for, whether the child's plan is a draft, and what a missing consent stops."""

from __future__ import annotations

from datetime import date

from app.i18n import N_, _
from app.models.case import Case
from app.models.choices import CONSENTABLE
from app.models.consent_state import consent_state, is_draft, kinds_of, missing_guardians, state_of
from app.models.findings.base import called, listed
from app.models.records import Consent

DRAFT = N_("utkast – samtycke saknas")
"""The mark that stands on the child's plan until the guardians have consented."""


def draft_mark(case: Case, today: date) -> str:
    """Return the mark of a child's plan that is a draft, with whose consent is missing or what became of it.

    Empty where every guardian has consented.
    """
    if not is_draft(case, today):
        return ""
    found = consent_state(case, today)
    why = {
        "none": "",
        "valid": _("från {names}").format(names=named(case, found.missing)),
        "expired": _("(det gick ut {day})").format(day=found.until),
        "withdrawn": _("(det återkallades {day})").format(day=found.until),
    }[found.state]
    return f"{_(DRAFT)} {why}".strip()


def sentence(words: str) -> str:
    """Return words with a capital first, as a line of their own."""
    return words[:1].upper() + words[1:]


def named(case: Case, figures: tuple[str, ...]) -> str:
    """Return figures as a list in a sentence: Petra (mamma) och Joakim (pappa)."""
    return listed(called(case, each) for each in figures)


def kinds_of_fact(consent: Consent) -> str:
    """Return the kinds of fact that a consent is about, as a list in a sentence."""
    return listed(_(CONSENTABLE[each]).lower() for each in kinds_of(consent))


def sharers(case: Case, consent: Consent) -> str:
    """Return the organisations that a consent lets share with each other."""
    return listed(case.organisations[each].name for each in consent.organisations)


def what_stops(case: Case, today: date) -> list[str]:
    """Return in sentences what the case's consents stop on a day: nothing where every guardian has consented."""
    found = consent_state(case, today)
    if found.state == "valid":
        missing = missing_guardians(case, today)
        said = _("{names} har inte samtyckt. Barnets plan är ett utkast tills alla vårdnadshavare har gjort det.")
        return [said.format(names=named(case, missing))] if missing else []
    ended = [line for each in case.consents.values() if (line := what_it_stops(case, each, today))]
    nobody = _("Ingen verksamhet får dela uppgifter om barnet med en annan med stöd av samtycke.")
    draft = _("Barnets plan går att skriva, men den är ett utkast tills vårdnadshavarna har samtyckt.")
    kept = _("Den som redan har fått en kopia har den kvar. Tala om för dem att samtycket inte gäller längre.")
    return [*(ended or [nobody]), draft, *([kept] if ended else [])]


def what_it_stops(case: Case, consent: Consent, today: date) -> str:
    """Return in a sentence what a consent that is withdrawn or has run out stops; empty for any other."""
    state = state_of(case, consent, today)
    if state not in ("withdrawn", "expired"):
        return ""
    day = consent.withdrawn_on if state == "withdrawn" else consent.valid_until
    if not consent.organisations:
        ended = {
            "withdrawn": _("Samtycket är återkallat {day}. Inget får längre delas med stöd av det."),
            "expired": _("Samtycket gick ut {day}. Inget får längre delas med stöd av det."),
        }
        return ended[state].format(day=day)
    ended = {
        "withdrawn": _(
            "Samtycket är återkallat {day}. {who} får inte längre dela uppgifter om {what} med stöd av det."
        ),
        "expired": _("Samtycket gick ut {day}. {who} får inte längre dela uppgifter om {what} med stöd av det."),
    }
    return ended[state].format(day=day, who=sharers(case, consent), what=kinds_of_fact(consent))
