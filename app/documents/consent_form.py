"""The consent form as in Mölndal (handbook ch. 12), with what a consent must say: scope, limits, until, withdrawal.

One page for each consent that holds or is being prepared; where there is none, one to fill in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.documents.base import Story
from app.documents.flowing import FlowingPaper, Setting, blank, child_name, day, joined, opening
from app.documents.paper_style import heading, paragraph, stacked
from app.documents.paper_table import Row, section
from app.i18n import N_, _
from app.models.case import Case
from app.models.choices import CONSENTABLE
from app.models.consent_state import guardians, kinds_of, state_of
from app.models.records import CONSENT_FORMS, Consent

DOTS = "……………………………………………………………"
"""A line to write on by hand."""
GUARDIANS = 2
"""How many lines there are for guardians at least."""


class ConsentForm(FlowingPaper):
    """The form, ready to sign."""

    id = "consent-form"
    label = N_("Samtyckesblankett")
    order = 58
    for_services = False

    def parts(self, setting: Setting) -> Sequence[Story]:
        """Return one part for each consent, or an empty form."""
        wanted = in_force_or_coming(setting) or [None]
        return [self.story(setting, _form(setting, consent)) for consent in wanted]


def in_force_or_coming(setting: Setting) -> list[Consent | None]:
    """Return the consents that hold on the paper's day, are to come into force, or wait for somebody to give them."""
    found = setting.case.consents.values()
    return [each for each in found if state_of(setting.case, each, setting.today) in ("valid", "coming", "ungiven")]


def _form(setting: Setting, consent: Consent | None) -> list[Any]:
    return [
        *opening(setting, _("Samtycke"), _("För {name}").format(name=child_name(setting.case))),
        *stacked((setting.says("intro"), "body")),
        *heading(_("Vad samtycket gäller")),
        *setting.facts(_scope(setting.case, consent)),
        *stacked((setting.says("about"), "small")),
        *heading(_("Så tar du tillbaka samtycket")),
        *stacked((setting.says("withdraw"), "body")),
        *_signing(setting, consent),
        *stacked((setting.says("child"), "small")),
    ]


def _scope(case: Case, consent: Consent | None) -> list[tuple[str, str]]:
    """Return what the consent is about, with lines to write on where nothing is said."""
    if consent is None:
        kinds = _("{kinds} (stryk under)").format(kinds=joined(*(_(label).lower() for label in CONSENTABLE.values())))
        said = {"organisations": "", "kinds": kinds, "purpose": "", "scope": "", "not_covered": "", "until": ""}
    else:
        said = {
            "organisations": joined(*(case.organisations[key].name for key in consent.organisations)),
            "kinds": joined(*(_(CONSENTABLE[each]).lower() for each in kinds_of(consent))),
            "purpose": consent.purpose or "",
            "scope": consent.scope or "",
            "not_covered": joined(*consent.not_covered, by="; "),
            "until": day(consent.valid_until),
        }
    labels = {
        "organisations": _("De som får dela med varandra"),
        "kinds": _("Slag av uppgifter"),
        "purpose": _("Ändamål"),
        "scope": _("Vad som får delas"),
        "not_covered": _("Samtycket gäller inte"),
        "until": _("Gäller till och med"),
    }
    return [(label, said[key] or DOTS) for key, label in labels.items()]


def _signing(setting: Setting, consent: Consent | None) -> list[Any]:
    """Return the table with a line each for the guardians, the child and whoever receives the form."""
    case = setting.case
    expected = list(dict.fromkeys((*guardians(case), *(consent.given_by + consent.missing_from if consent else ()))))
    expected = [key for key in expected if key != case.child]
    rows = [
        _line(_("Vårdnadshavare {n}").format(n=n), setting.name(key), _noted(consent, key))
        for n, key in enumerate(expected, 1)
    ]
    rows += [_line(_("Vårdnadshavare {n}").format(n=n), "", "") for n in range(len(expected) + 1, GUARDIANS + 1)]
    rows.append(_line(_("Barnet"), child_name(case), _noted(consent, case.child)))
    rows.append(_line(_("Den som tar emot blanketten"), "", ""))
    head = (_("Vem"), _("Namnteckning"), _("Ort och datum"))
    return section([paragraph(_("Underskrifter"), "heading")], head, rows, setting.widths(62, 72, 48))


def _line(who: str, name: str, noted: str) -> Row:
    return Row([stacked((joined(who, name, by=": "), "cell_bold"), (noted, "small")), blank(), blank()])


def _noted(consent: Consent | None, figure: str) -> str:
    """Return what is noted already of a person's consent."""
    if consent is None:
        return ""
    if figure in consent.missing_from:
        return _("Har inte samtyckt ännu")
    if figure not in consent.given_by:
        return ""
    form = _(CONSENT_FORMS[consent.form]).lower() if consent.form else ""
    return _("Antecknat: {how}").format(how=joined(day(consent.given_on), form)) if consent.given_on or form else ""
