"""The invitation (kallelse) to the next meeting: when and where, who is invited, and the questions agreed before it."""

from __future__ import annotations

from typing import Any

from app.documents.flowing import FlowingPaper, Setting, cells, joined, next_meeting, opening
from app.documents.paper_style import bullets, gap, heading, paragraph, stacked
from app.documents.paper_table import section
from app.i18n import N_, _, ngettext
from app.models.own_agendas import all_agendas
from app.models.records import Meeting, Questions


class Invitation(FlowingPaper):
    """The letter that goes to everyone who is to come."""

    id = "invitation"
    label = N_("Inbjudan till träff")
    order = 57
    for_services = False
    in_pack = False

    def flowables(self, setting: Setting) -> list[Any]:
        """Return the letter."""
        meeting = meeting_to_come(setting)
        return [
            *opening(setting, _("Inbjudan till träff")),
            *stacked((setting.says("intro"), "body")),
            *_when(setting, meeting),
            *_questions(setting),
            gap(1.5),
            *stacked((setting.says("prepare"), "body")),
            *_agenda(meeting),
            *_invited(setting, meeting),
            paragraph(_("Bra att veta"), "heading"),
            *stacked((setting.says("consent"), "body"), (setting.says("reply"), "body")),
        ]


def meeting_to_come(setting: Setting) -> Meeting | None:
    """Return the next meeting that is planned from the paper's day on, or None."""
    coming = [each for each in setting.case.meetings.values() if each.date >= setting.today]
    return min(coming, key=lambda each: each.date, default=None)


def _when(setting: Setting, meeting: Meeting | None) -> list[Any]:
    on, _words = next_meeting(setting)
    hours = joined(meeting.start, meeting.end, by="–") if meeting else ""
    pairs = [
        (_("Dag"), on.isoformat() if on else _("Dagen är inte bestämd ännu.")),
        (_("Tid"), hours or _("Tiden är inte bestämd ännu.")),
        (_("Plats"), (meeting and meeting.place) or _("Platsen är inte bestämd ännu.")),
        (_("Den som bjuder in"), _sender(setting)),
    ]
    if meeting and meeting.facilitator:
        pairs.append((_("Processledare"), meeting.facilitator))
    return [*heading(_("När och var")), *setting.facts(pairs)]


def _questions(setting: Setting) -> list[Any]:
    asked = setting.case.record("questions", "questions")
    questions = asked if isinstance(asked, Questions) else Questions()
    said = [text for text in (setting.sip.question, questions.support, questions.need) if text]
    title = heading(_("Frågorna som vi har kommit överens om"))
    return [*title, *(bullets(said) if said else [paragraph(_("Inga frågor är bestämda ännu."), "empty")])]


def _agenda(meeting: Meeting | None) -> list[Any]:
    """Return the meeting's steps with their minutes, where its agenda is known here."""
    agenda = all_agendas().by_id.get(meeting.agenda or "") if meeting else None
    if agenda is None:
        return []
    steps = [
        ngettext("{step} ({n} minut)", "{step} ({n} minuter)", step.minutes).format(step=step.name, n=step.minutes)
        for step in agenda.steps
    ]
    return [*heading(_("Så går träffen till")), *bullets(steps)]


def _invited(setting: Setting, meeting: Meeting | None) -> list[Any]:
    case = setting.case
    keys = dict.fromkeys((*meeting.present, *meeting.round_order)) if meeting else {}
    keys = keys or dict.fromkeys(
        key for key, each in case.figures.items() if each.status in ("active", "waiting") and _comes(setting, key)
    )
    if not keys:
        return [*heading(_("Inbjudna")), paragraph(_("Ingen är inbjuden ännu."), "empty")]
    rows = [
        cells(case.figures[key].label, case.figures[key].role, setting.actor(case.figures[key].organisation))
        for key in keys
    ]
    head = (_("Namn"), _("Roll"), _("Organisation"))
    return section([paragraph(_("Inbjudna"), "heading")], head, rows, setting.widths(50, 66, 66))


def _comes(setting: Setting, key: str) -> bool:
    """Return whether somebody is invited where no meeting says who: guardians, and those who meet the child at work."""
    figure = setting.case.figures[key]
    sector = setting.case.groups[figure.group].sector
    return (
        key != setting.case.child
        and not figure.deceased
        and (figure.guardian or sector in ("school", "social_services", "health", "other"))
    )


def _sender(setting: Setting) -> str:
    coordinator = setting.sip.coordinator or setting.case.info.coordinator
    contact = setting.case.figures[coordinator].contact if coordinator else None
    return joined(setting.name(coordinator), contact) or _("Ingen samordnare är vald ännu.")
