"""SIP, samordnad individuell plan, with the fields that municipalities and regions ask for (method §4).

By law it says which measures are needed, which body answers for which, what others do, and who has the overall
responsibility. Which paragraphs those are stands in the user's own texts, never here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.documents.base import Story
from app.documents.flowing import FlowingPaper, Setting, answered, blank, cells, day, joined, next_meeting, opening
from app.documents.paper_style import bullets, heading, paragraph, stacked
from app.documents.paper_table import Band, Row, section
from app.documents.plan_people import consents, latest_meeting
from app.i18n import N_, _
from app.models.case import Case
from app.models.consent_state import guardians
from app.models.consent_words import DRAFT, draft_mark
from app.models.records import GOAL_STATES, PLAN_STATUSES, PRINCIPALS, VOICES, PlanRow

BY_LAW = frozenset({"municipality", "region"})
"""The bodies whose measures the law asks for by body; everyone else's stand together."""


class SipPaper(FlowingPaper):
    """The SIP as a form that is filled in."""

    id = "sip"
    label = N_("SIP – samordnad individuell plan")
    order = 55

    def parts(self, setting: Setting) -> Sequence[Story]:
        """Return the plan; the foot says where it is a draft."""
        mark = _(DRAFT) if draft_mark(setting.case, setting.today) else ""
        return [self.story(setting, self.flowables(setting), mark)]

    def flowables(self, setting: Setting) -> list[Any]:
        """Return the form's blocks in its order."""
        case = setting.case
        return [
            *opening(setting, _(self.label), _which(setting), mark=draft_mark(case, setting.today)),
            *stacked((setting.says("law"), "body"), (setting.says("participation"), "body")),
            *_about_whom(setting),
            *_roles(setting),
            *consents(case, setting.today),
            *stacked((setting.says("consent"), "body")),
            *_participants(setting),
            *heading(_("Frågeställning")),
            *stacked(
                (setting.sip.question, "body") if setting.sip.question else (_("Ingen fråga är bestämd ännu."), "empty")
            ),
            *_situation(setting),
            *_goals(setting),
            *_measures(setting),
            *heading(_("Om det blir kris")),
            *stacked(
                (setting.sip.crisis, "body") if setting.sip.crisis else (_("Ingen krisplan är skriven."), "empty")
            ),
            *_following(setting),
            *_agreement(setting),
            *_closing(setting),
        ]


def _which(setting: Setting) -> str:
    """Return which SIP in order it is, and when and where it was made."""
    number = setting.sip.sequence
    meeting = latest_meeting(setting.case)
    which = _("Första SIP") if number == 1 else _("Uppföljning nr {n}").format(n=number - 1) if number else ""
    which = which or _("Första SIP eller uppföljning: ej ifyllt")
    when = _("Möte {when}").format(when=joined(day(meeting.date), meeting.place)) if meeting else ""
    return joined(which, when, by=" · ")


def _about_whom(setting: Setting) -> list[Any]:
    case = setting.case
    child = case.figures[case.child]
    pairs = [
        (_("Namn"), child.label),
        (_("Personnummer"), child.personal_number or ""),
        (_("Kontakt"), child.contact or ""),
        *(
            (_("Vårdnadshavare {n}").format(n=n), joined(setting.name(key), case.figures[key].contact))
            for n, key in enumerate(guardians(case), 1)
        ),
        (_("Skola eller förskola"), joined(*(case.organisations[key].name for key in schools(case)))),
    ]
    return [*heading(_("Planen gäller")), *setting.facts([(label, said or _("ej ifyllt")) for label, said in pairs])]


def _roles(setting: Setting) -> list[Any]:
    case, sip, meeting = setting.case, setting.sip, latest_meeting(setting.case)
    pairs = [
        (_("Initiativtagare"), setting.name(sip.initiated_by)),
        (_("Mötesledare"), (meeting.facilitator or "") if meeting else ""),
        (_("Den som antecknar"), (meeting.documenter or "") if meeting else ""),
        (_("Huvudansvarig"), setting.actor(sip.overall_responsible)),
        (_("Samordnare"), setting.name(sip.coordinator or case.info.coordinator)),
    ]
    return [*heading(_("Roller")), *setting.facts([(label, said or _("ej bestämt")) for label, said in pairs])]


def _participants(setting: Setting) -> list[Any]:
    case, meeting = setting.case, latest_meeting(setting.case)
    called = dict.fromkeys((*meeting.present, *meeting.round_order)) if meeting else {}
    if not meeting or not called:
        return [*heading(_("Deltagare")), paragraph(_("Ingen träff med närvarande är antecknad ännu."), "empty")]
    rows = []
    for key in called:
        figure = case.figures[key]
        there = _("Närvarande") if key in meeting.present else _("Kallad, inte med")
        rows.append(cells(figure.label, figure.role, setting.actor(figure.organisation), figure.contact, there))
    head = (_("Namn"), _("Roll"), _("Organisation"), _("Kontakt"), _("Vid mötet"))
    return section([paragraph(_("Deltagare"), "heading")], head, rows, setting.widths(30, 38, 46, 38, 30))


def _situation(setting: Setting) -> list[Any]:
    """Return how it is now and what is needed, in each voice: the child's own words first."""
    voices = [each.to_data() for each in setting.case.family("child_voice").values()]
    flowables: list[Any] = [*heading(_("Nuläge och behov"))]
    for each in voices:
        if each.get("text"):
            flowables += stacked((joined(_("Barnet"), each.get("question"), by=": "), "lead"), (each["text"], "body"))
    said = [each for each in setting.sip.needs if each.works or each.worries or each.important]
    if not said:
        if len(flowables) == len(heading("")):
            flowables.append(paragraph(_("Ingen har beskrivit nuläget ännu."), "empty"))
        return flowables
    rows = [
        Row(
            [
                stacked((_(VOICES[each.voice]) if each.voice else "", "cell_bold")),
                stacked((each.works, "cell")),
                stacked((each.worries, "cell")),
                stacked((each.important, "cell")),
            ]
        )
        for each in said
    ]
    head = (_("Vem säger det?"), _("Vad fungerar bra?"), _("Vad fungerar inte så bra?"), _("Vad är viktigt?"))
    return [*flowables, *section([], head, rows, setting.widths(30, 50, 52, 50))]


def _goals(setting: Setting) -> list[Any]:
    case = setting.case
    rows: list[Band | Row] = []
    if case.long_term:
        rows.append(Band(_("På lång sikt")))
        rows += [cells(goal.text, "", day(goal.target_date), "") for goal in case.long_term.values()]
    if case.short_term:
        rows.append(Band(_("På kort sikt")))
        for goal in case.short_term.values():
            rows.append(cells(goal.text, goal.indicator, day(goal.target_date), _(GOAL_STATES[goal.state])))
    if not rows:
        return [*heading(_("Målen")), paragraph(_("Inga mål är satta ännu."), "empty")]
    head = (_("Mål"), _("Hur vet vi att målet är uppnått?"), _("Måldatum"), _("Läge"))
    return section([paragraph(_("Målen"), "heading")], head, rows, setting.widths(74, 62, 26, 20))


def _measures(setting: Setting) -> list[Any]:
    """Return the measures by the body that answers for them, then what others do (items 2 and 3 of the law's list)."""
    case = setting.case
    rows = [row for row in case.plan.values() if row.kind == "child"]
    by_body = [row for row in rows if principal_of(case, row) in BY_LAW]
    others = [row for row in rows if principal_of(case, row) not in BY_LAW]
    parts = (
        (_("Insatser som kommunen och regionen svarar för"), by_body, _("Inga insatser är bestämda ännu.")),
        (
            _("Åtgärder av andra: skola, familj, myndigheter och föreningar"),
            others,
            _("Inga åtgärder av andra är bestämda ännu."),
        ),
    )
    flowables: list[Any] = []
    for title, some, nothing in parts:
        if some:
            head = (_("Insats"), _("Vem gör det?"), _("Hur ofta och när?"), _("Från – till"), _("Läge"))
            lines = _by_responsible(setting, some)
            widths = setting.widths(64, 42, 28, 27, 21)
            flowables += section([paragraph(title, "heading")], head, lines, widths)
        else:
            flowables += [*heading(title), paragraph(nothing, "empty")]
    return flowables


def _by_responsible(setting: Setting, rows: Sequence[PlanRow]) -> list[Band | Row]:
    lines: list[Band | Row] = []
    for key in dict.fromkeys(row.responsible for row in rows):
        organisation = setting.case.organisations.get(key or "")
        body = _(PRINCIPALS[organisation.principal]) if organisation is not None else ""
        lines.append(Band(joined(setting.actor(key) or _("Ingen ansvarig är bestämd"), body, by=" · ")))
        lines += [_measure(setting, row) for row in rows if row.responsible == key]
    return lines


def _measure(setting: Setting, row: PlanRow) -> Row:
    begins = row.first_step.date if row.first_step else None
    return Row(
        [
            stacked((row.what, "cell_bold"), (row.how, "cell")),
            [paragraph(_who(setting, key, row.responsible), "cell") for key in row.who],
            stacked((row.when, "cell")),
            stacked((joined(day(begins), day(row.due), by=" – "), "cell")),
            stacked((_(PLAN_STATUSES[row.status]), "cell")),
        ]
    )


def _who(setting: Setting, key: str, responsible: str | None) -> str:
    """Return who does something, and for which organisation where the row does not stand under it."""
    home = setting.case.organisations.get(setting.case.figures[key].organisation or "")
    told = home is not None and home.id != responsible and home.principal != "private"
    return joined(setting.name(key), home.name if home is not None and told else "")


def _following(setting: Setting) -> list[Any]:
    _next, words = next_meeting(setting)
    sip = setting.sip
    pairs = [
        (_("Nästa möte"), words or _("ej bestämt")),
        (_("Kallar och följer upp"), setting.name(sip.coordinator or setting.case.info.coordinator) or _("ej bestämt")),
    ]
    flowables = [*heading(_("Uppföljning")), *setting.facts(pairs)]
    rows = [row for row in setting.case.plan.values() if row.kind == "child" and row.follow_up is not None]
    lines = [
        joined(day(row.follow_up.date), setting.name(row.follow_up.who), f"{row.what}", row.follow_up.how, by=" · ")
        for row in sorted(rows, key=lambda each: day(each.follow_up.date) if each.follow_up else "")
        if row.follow_up is not None
    ]
    return [*flowables, *(bullets(lines) if lines else ())]


def _agreement(setting: Setting) -> list[Any]:
    """Return who agrees: those who have, then guardians and child with a line each to sign on."""
    case, sip = setting.case, setting.sip
    agreed = {each.figure: each.on for each in sip.approvals if each.figure}
    signing = dict.fromkeys((*agreed, *guardians(case), case.child))
    rows = []
    for key in signing:
        said = _("Godkände {day}").format(day=day(agreed[key])) if agreed.get(key) else ""
        rows.append(Row([stacked((setting.name(key), "cell_bold"), (said, "small")), blank(), blank()]))
    head = (_("Namn"), _("Namnteckning"), _("Ort och datum"))
    title = [paragraph(_("Överenskommelse"), "heading"), *stacked((setting.says("agreement"), "body"))]
    copies = joined(*(setting.actor(key) for key in sip.copies_to))
    return [
        *section(title, head, rows, setting.widths(62, 72, 48)),
        *answered(_("Kopior till"), copies, _("Det är inte bestämt vilka som får en kopia.")),
        *stacked((setting.says("copies"), "small")),
    ]


def _closing(setting: Setting) -> list[Any]:
    sip = setting.sip
    closed = joined(day(sip.closed_on), sip.closed_because) if sip.closed_on or sip.closed_because else ""
    flowables = [
        *heading(_("Avslut och avvikelser")),
        *answered(_("Avslutad"), closed, _("Planen är inte avslutad.")),
    ]
    if not sip.deviations:
        return [*flowables, *answered(_("Avvikelser"), None, _("Inga avvikelser är antecknade."))]
    lines = [joined(day(each.on), each.text, by=": ") for each in sip.deviations]
    return [*flowables, paragraph(_("Avvikelser"), "lead"), *bullets(lines)]


def schools(case: Case) -> list[str]:
    """Return the organisations whose people all stand in the school's areas: schools and preschools."""
    found: dict[str, bool] = {}
    for figure in case.figures.values():
        if figure.organisation:
            in_school = case.groups[figure.group].sector == "school"
            found[figure.organisation] = found.get(figure.organisation, True) and in_school
    return [key for key in case.organisations if found.get(key)]


def principal_of(case: Case, row: PlanRow) -> str:
    """Return which sort of body answers for a row; a school counts as another than the municipality, as in SIP."""
    key = row.responsible or ""
    figure = case.figures.get(key)
    key = (figure.organisation or "") if figure is not None else key
    organisation = case.organisations.get(key)
    return organisation.principal if organisation is not None and key not in schools(case) else ""
