"""What the foot of every paper says of the case: what it holds, whether it is real, and how it stands with consent."""

from __future__ import annotations

from datetime import date

from app.i18n import _, ngettext
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.records import Consent


def counts(case: Case, figures: int, wishes: int, blocked: int) -> str:
    """Return how many figures and wishes there are, and how many of the wishes are blocked."""
    people = ngettext("{n} figur", "{n} figurer", figures).format(n=figures)
    asked = ngettext("{n} önskemål", "{n} önskemål", wishes).format(n=wishes)
    if not blocked:
        return f"{people} · {asked}"
    stuck = ngettext("varav {n} blockerat", "varav {n} blockerade", blocked).format(n=blocked)
    return f"{people} · {asked}, {stuck}"


def nature(case: Case) -> str:
    """Return what kind of case it is, in words; empty for a real one."""
    if case.info.kind == "deidentified":
        return _("Avidentifierat – kan ändå peka ut barnet")
    if case.info.kind == "type_case":
        return _("Typfall, påhittat") if case.info.fictional else _("Typfall")
    return _("Påhittat") if case.info.fictional else ""


def consent_state(case: Case, today: date) -> str:
    """Return how it stands with consent on a day: until when, run out, withdrawn or missing, and from whom."""
    valid = [c for c in case.consents.values() if _is_valid(c, today)]
    if valid:
        open_ended = any(consent.valid_until is None for consent in valid)
        last = max((c.valid_until for c in valid if c.valid_until is not None), default=None)
        state = _("Samtycke finns") if open_ended or last is None else _("Samtycke till {day}").format(day=last)
    else:
        state = _lapsed(case, today)
    missing = [figure for consent in valid for figure in consent.missing_from]
    if missing:
        names = ", ".join(figure_name(case.figures[key]) for key in dict.fromkeys(missing))
        state += " – " + _("saknas från {names}").format(names=names)
    return state


def _is_valid(consent: Consent, today: date) -> bool:
    begun = consent.given_on is None or consent.given_on <= today
    lasts = consent.valid_until is None or today <= consent.valid_until
    return begun and lasts and (consent.withdrawn_on is None or today < consent.withdrawn_on)


def _lapsed(case: Case, today: date) -> str:
    withdrawn = [c.withdrawn_on for c in case.consents.values() if c.withdrawn_on and c.withdrawn_on <= today]
    if withdrawn:
        return _("Samtycket återkallat {day}").format(day=max(withdrawn))
    ended = [c.valid_until for c in case.consents.values() if c.valid_until and c.valid_until < today]
    if ended:
        return _("Samtycket gick ut {day}").format(day=max(ended))
    return _("Samtycke saknas")
