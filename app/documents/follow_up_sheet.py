"""The follow-up sheet: every row of both plans, the goals and the blocked wishes, with room to write what has happened.

The handbook has the plan on the agenda at every meeting, even if it takes only some minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.documents.flowing import FlowingPaper, Setting, blank, day, joined, next_meeting, opening
from app.documents.paper_style import heading, paragraph, stacked
from app.documents.paper_table import Band, Row, section
from app.i18n import N_, _, ngettext
from app.models.consent_words import draft_mark
from app.models.following import follow_up_state, is_late, last_meeting, rows_in_order, step_is_due
from app.models.records import CAUSES, GOAL_STATES, PLAN_KINDS, PLAN_STATUSES, Answer, PlanRow, ShortTermGoal


class FollowUpSheet(FlowingPaper):
    """The sheet to go through at the meeting."""

    id = "follow-up"
    label = N_("Uppföljningsblad")
    order = 59
    lying = True

    def flowables(self, setting: Setting) -> list[Any]:
        """Return the sheet."""
        mark = draft_mark(setting.case, setting.today)
        return [
            *opening(setting, _("Uppföljning"), _summary(setting), _next(setting), mark=mark),
            *stacked((setting.says("intro"), "body")),
            *_rows(setting),
            *_goals(setting),
            *_wishes(setting),
        ]


def _next(setting: Setting) -> str:
    _on, words = next_meeting(setting)
    said = _("Nästa träff: {when}").format(when=words)
    return said if words else _("Nästa träff är inte bestämd. Bestäm den nu.")


def _summary(setting: Setting) -> str:
    """Return how much there is to take up, in a line."""
    case, today = setting.case, setting.today
    before = last_meeting(case, today)
    since = before.date if before else None
    state = follow_up_state(case, today, since)
    late = sum(is_late(row, today) for row in case.plan.values())
    said = [
        _("Sedan träffen {day}").format(day=day(since)) if since else "",
        ngettext("{n} rad är sen", "{n} rader är sena", late).format(n=late) if late else _("Ingen rad är sen"),
        ngettext("{n} önskemål är upplåst", "{n} önskemål är upplåsta", len(state.unlocked)).format(
            n=len(state.unlocked)
        ),
        ngettext("{n} är blockerat", "{n} är blockerade", len(state.blocked)).format(n=len(state.blocked)),
    ]
    return joined(*said, by=" · ")


def _rows(setting: Setting) -> list[Any]:
    case = setting.case
    head = (_("Vad?"), _("Vem/vilka?"), _("Första steget?"), _("Senast"), _("Läge"), _("Vad har hänt? Vad gör vi nu?"))
    lines: list[Band | Row] = []
    for kind, label in PLAN_KINDS.items():
        rows = {key: row for key, row in case.plan.items() if row.kind == kind}
        if rows:
            lines += [Band(_(label)), *(_row(setting, rows[key]) for key in rows_in_order(rows, setting.today))]
    if not lines:
        return [*heading(_("Raderna i planen")), paragraph(_("Det finns inga rader i planen ännu."), "empty")]
    title = [paragraph(_("Raderna i planen"), "heading")]
    return section(title, head, lines, setting.widths(58, 44, 50, 24, 26, 67))


def _row(setting: Setting, row: PlanRow) -> Row:
    first, follow = row.first_step, row.follow_up
    late = _("Sen") if is_late(row, setting.today) else None
    due = _("Dags nu") if step_is_due(row, setting.today) else None
    check = joined(_("Följs upp"), day(follow.date), setting.name(follow.who), by=" ") if follow else None
    return Row(
        [
            stacked((row.what, "cell_bold"), (check, "small")),
            [paragraph(setting.name(key), "cell") for key in row.who],
            stacked((first.text, "cell"), (joined(setting.name(first.who), day(first.date)), "small"), (due, "small"))
            if first
            else [],
            stacked((day(row.due), "cell"), (late, "cell_bold")),
            stacked((_(PLAN_STATUSES[row.status]), "cell")),
            [*_said(row), *blank(2)],
        ]
    )


def _said(row: PlanRow) -> Sequence[Any]:
    """Return what was said of a row last."""
    noted = [each for each in row.log if each.note]
    return stacked((joined(day(noted[-1].date), noted[-1].note, by=": "), "small")) if noted else []


def _goals(setting: Setting) -> list[Any]:
    goals = setting.case.short_term.values()
    if not goals:
        return [*heading(_("Målen på kort sikt")), paragraph(_("Inga mål är satta ännu."), "empty")]
    head = (_("Mål"), _("Utgångsläge"), _("Senast mätt"), _("Måldatum"), _("Nu"))
    title = [paragraph(_("Målen på kort sikt"), "heading")]
    return section(title, head, [_goal(goal) for goal in goals], setting.widths(98, 50, 46, 28, 47))


def _goal(goal: ShortTermGoal) -> Row:
    measured = [each for each in goal.measurements if each.value is not None]
    latest = ""
    if measured:
        value = measured[-1].value
        words = value if isinstance(value, str) else f"{value:g}".replace(".", ",")
        latest = joined(words, day(measured[-1].date), by=" – ")
    state = _(GOAL_STATES[goal.state]) if goal.state != "open" else None
    return Row(
        [
            stacked((goal.text, "cell_bold"), (goal.indicator, "small"), (state, "small")),
            stacked((goal.baseline, "cell")),
            stacked((latest, "cell")),
            stacked((day(goal.target_date), "cell")),
            blank(),
        ]
    )


def _wishes(setting: Setting) -> list[Any]:
    case = setting.case
    blocked = follow_up_state(case, setting.today, None).blocked
    title = _("Blockerade önskemål")
    if not blocked:
        return [*heading(title), paragraph(_("Inga önskemål är blockerade."), "empty")]
    rows = []
    for key in blocked:
        wish = case.wishes[key]
        asked = _("{one} till {other}").format(one=setting.name(wish.from_), other=setting.name(wish.to))
        rows.append(
            Row(
                [
                    stacked((str(case.wish_number(key)), "cell_bold")),
                    stacked((wish.text, "cell_bold"), (asked, "small")),
                    _in_the_way(wish.answer),
                    blank(),
                ]
            )
        )
    head = (_("Nr"), _("Önskemål"), _("Vad är i vägen? Vad skulle låsa upp det?"), _("Är det upplåst nu?"))
    return section([paragraph(title, "heading")], head, rows, setting.widths(12, 92, 98, 67))


def _in_the_way(answer: Answer | None) -> list[Any]:
    if answer is None:
        return []
    return stacked((_(CAUSES[answer.cause]) if answer.cause else None, "cell"), (answer.unlock, "small"))
