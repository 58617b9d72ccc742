"""The notes of the meetings, the latest first: who was there, what was noted, learned and followed up."""

from __future__ import annotations

from typing import Any

from app.documents.flowing import FlowingPaper, Setting, answered, day, joined, opening
from app.documents.paper_style import bullets, heading, paragraph, stacked
from app.i18n import N_, _
from app.models.own_agendas import all_agendas
from app.models.records import ANSWERS, PLAN_STATUSES, Meeting


class MeetingNotes(FlowingPaper):
    """Every meeting's notes."""

    id = "meeting-notes"
    label = N_("Mötesanteckningar")
    order = 60

    def flowables(self, setting: Setting) -> list[Any]:
        """Return the meetings one after the other."""
        held = sorted(setting.case.meetings.values(), key=lambda each: each.date, reverse=True)
        flowables = opening(setting, _(self.label))
        if not held:
            return [*flowables, paragraph(_("Ingen träff är antecknad ännu."), "empty")]
        for meeting in held:
            flowables += _meeting(setting, meeting)
        return [*flowables, *stacked((setting.says("closing"), "small"))]


def _meeting(setting: Setting, meeting: Meeting) -> list[Any]:
    present = [key for key in meeting.present if key in setting.case.figures]
    absent = [key for key in meeting.round_order if key not in meeting.present]
    pairs = [
        (_("Tid och plats"), joined(joined(meeting.start, meeting.end, by="–"), meeting.place)),
        (_("Dagordning"), all_agendas().name(meeting.agenda)),
        (_("Processledare"), meeting.facilitator or ""),
        (_("Dokumentatör"), meeting.documenter or ""),
        (_("Närvarande"), joined(*(setting.name(key) for key in present))),
        (_("Kallade, inte med"), joined(*(setting.name(key) for key in absent))),
        (_("Nästa träff"), day(meeting.next_meeting)),
    ]
    needed = {_("Närvarande"), _("Nästa träff")}
    return [
        *heading(_("Träff {when}").format(when=day(meeting.date))),
        *setting.facts([(label, said or _("ej antecknat")) for label, said in pairs if said or label in needed]),
        *answered(_("Anteckningar"), meeting.notes, _("Inga anteckningar är skrivna.")),
        *answered(_("Var det något som förvånade?"), meeting.surprises, _("Inget är antecknat.")),
        *answered(_("Har ni fått lära er något nytt?"), meeting.learned, _("Inget är antecknat.")),
        *_answers(setting, meeting),
        *_followed(setting, meeting),
    ]


def _answers(setting: Setting, meeting: Meeting) -> list[Any]:
    """Return the wishes that were answered on the meeting's day, by their numbers."""
    lines = [
        _("{number}. {one} till {other}: {text} – {answer}").format(
            number=setting.case.wish_number(key),
            one=setting.name(wish.from_),
            other=setting.name(wish.to),
            text=wish.text,
            answer=_(ANSWERS[wish.status]).lower(),
        )
        for key, wish in setting.case.wishes.items()
        if wish.answer is not None and wish.answer.answered_on == meeting.date
    ]
    return [paragraph(_("Önskemål som fick svar"), "lead"), *bullets(lines)] if lines else []


def _followed(setting: Setting, meeting: Meeting) -> list[Any]:
    """Return what was said of the plan's rows at the meeting."""
    lines = [
        joined(row.what, joined(_(PLAN_STATUSES[said.status]) if said.status else "", said.note, by=": "), by=" – ")
        for row in setting.case.plan.values()
        for said in row.log
        if said.meeting == meeting.id or (said.meeting is None and said.date == meeting.date)
    ]
    return [paragraph(_("Raderna i planen"), "lead"), *bullets(lines)] if lines else []
