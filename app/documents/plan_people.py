"""Who took part in the plan, and the consents that it rests on, as they stand on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.documents.footing import consent_words
from app.documents.paper_style import bullets, gap, heading, paragraph, stacked
from app.documents.paper_table import Row, filling, section
from app.i18n import _
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.consent_words import kinds_of_fact, what_stops
from app.models.records import CONSENT_FORMS, Consent, Meeting


def latest_meeting(case: Case) -> Meeting | None:
    """Return the meeting that was held last, or None."""
    return max(case.meetings.values(), key=lambda each: each.date, default=None)


def participants(case: Case, room: float) -> list[Any]:
    """Return the table of those who were present at the latest meeting, ``room`` millimetres wide."""
    meeting = latest_meeting(case)
    if meeting is None or not meeting.present:
        return [*heading(_("Deltagare")), paragraph(_("Ingen träff med närvarande är antecknad ännu."), "empty")]
    place = ", ".join(part for part in (meeting.date.isoformat(), meeting.place) if part)
    rows = []
    for key in meeting.present:
        figure = case.figures[key]
        organisation = case.organisations[figure.organisation].name if figure.organisation else ""
        rows.append(Row([stacked((text, "cell")) for text in (figure.role, figure.label, organisation)]))
    title = [paragraph(_("Deltagare"), "heading"), paragraph(_("Träff {when}").format(when=place))]
    return section(title, (_("Roll"), _("Namn"), _("Organisation")), rows, filling(room, (80, 80, 109)))


def consents(case: Case, today: date) -> list[Any]:
    """Return each consent in words: who, between whom, what, until when, and what it does not cover."""
    flowables: list[Any] = [*heading(_("Samtycke")), paragraph(consent_words(case, today), "lead")]
    flowables += [paragraph(line) for line in what_stops(case, today)]
    for consent in case.consents.values():
        flowables += [*bullets(_lines(case, consent)), gap()]
    return flowables


def _lines(case: Case, consent: Consent) -> list[str]:
    def names(keys: tuple[str, ...]) -> str:
        return ", ".join(figure_name(case.figures[key]) for key in keys)

    def days(day: date | None) -> str:
        return day.isoformat() if day else ""

    between = ", ".join(case.organisations[key].name for key in consent.organisations)
    said = [
        (_("Lämnat av {names}"), names(consent.given_by)),
        (_("Lämnat den {day}"), days(consent.given_on)),
        (_("Form: {form}"), _(CONSENT_FORMS[consent.form]).lower() if consent.form else ""),
        (_("Gäller till {day}"), days(consent.valid_until)),
        (_("Återkallat {day}"), days(consent.withdrawn_on)),
    ]
    first = " · ".join(sentence.format(names=value, day=value, form=value) for sentence, value in said if value)
    if consent.child_informed:
        first += " · " + _("Barnet är informerat")
    more = [
        (_("Gäller mellan: {what}"), between),
        (_("Gäller uppgifter om: {what}"), kinds_of_fact(consent)),
        (_("Omfattning: {what}"), consent.scope or ""),
        (_("Gäller inte: {what}"), "; ".join(consent.not_covered)),
        (_("Samtycke saknas från: {what}"), names(consent.missing_from)),
        (_("Blanketten finns hos: {what}"), ", ".join(case.organisations[key].name for key in consent.stored_at)),
    ]
    return [line for line in (first, *(sentence.format(what=value) for sentence, value in more if value)) if line]
