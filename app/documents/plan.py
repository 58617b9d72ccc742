"""The joint action plan (gemensam handlingsplan): goals, rows, participants and consent, on paper and as a table.

The questions are the handbook's (ch. 11): Vad? Hur? Vem/vilka? När? Första steget?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.documents.base import Attachment, Document, Options, Pages, Shape, Story
from app.documents.footing import nature
from app.documents.head import letterhead
from app.documents.paper_sizes import text_page
from app.documents.paper_style import MARGIN_MM, gap, heading, paragraph, stacked
from app.documents.paper_table import Band, Row, filling, section
from app.documents.plan_data import DATA, plan_data
from app.documents.plan_leaks import leaks
from app.documents.plan_people import consents, latest_meeting, participants
from app.documents.table_file import as_csv
from app.documents.wish_list import foot
from app.documents.withheld import withheld
from app.drawing.ops import Drawing
from app.i18n import N_, _
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.consent_words import DRAFT, draft_mark, sentence
from app.models.records import GOAL_STATES, PLAN_STATUSES, PlanRow, ShortTermGoal

WIDTHS = (42, 55, 38, 30, 27, 37, 40)
LONG_WIDTHS = (242, 27)
SHORT_WIDTHS = (98, 62, 82, 27)
SECTIONS = (
    ("child", N_("Barnets plan"), N_("Det finns inga rader i barnets plan ännu.")),
    ("collaboration", N_("Samverkansplan"), N_("Det finns inga rader i samverkansplanen ännu.")),
)


class PlanPaper(Document):
    """The plan as a PDF to file, and as a table for a spreadsheet."""

    id = "plan"
    label = N_("Gemensam handlingsplan")
    order = 50
    shapes = frozenset[Shape]({"pages", "table", "text"})

    def title(self, case: Case) -> str:
        """Return the plan's title with the case's number or name."""
        return f"{_(self.label)} – {case.info.number or case.info.title}"

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the plan as flowing pages."""

        said = withheld(case)

        def parts(_total: int) -> Sequence[Drawing | Story]:
            mark, page = draft_mark(said, options.day), text_page(options.paper, lying=True)
            room = page.size[0] - 2 * MARGIN_MM
            head = letterhead(said.info.number, room) if options.letterhead else []
            asked = [*head, *_opening(said, mark), *_goals(said, room), *_rows(said, room), *leaks(said, room)]
            resting_on = [*participants(said, room), *consents(said, options.day)]
            under = foot(said, options, _(DRAFT) if mark else "")
            return [Story([*asked, *resting_on], page.size, under, page.scale)]

        return parts

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return one line a plan row under Swedish or English headings."""
        return _table(withheld(case), date.today())

    def attachments(self, case: Case, options: Options) -> Sequence[Attachment]:
        """Return the plan as data and its rows as a table, for the records system that the plan is filed in."""
        said = withheld(case)
        rows = as_csv(_table(said, options.day))
        return [
            Attachment(DATA, plan_data(said), "application/json", "Source", _("Planen som data, för andra program")),
            Attachment("atgarder.csv", rows, "text/csv", "Data", _("Planens rader som tabell")),
        ]


def _opening(case: Case, mark: str) -> list[Any]:
    info = case.info
    facts = [info.title, info.number and _("Ärende {number}").format(number=info.number), nature(case)]
    flowables: list[Any] = [
        paragraph(_("Gemensam handlingsplan"), "title"),
        *stacked((sentence(mark), "mark")),
        paragraph(" · ".join(fact for fact in facts if fact), "subtitle"),
        *stacked((_days(case), "subtitle")),
    ]
    if case.info.strengths:
        flowables += [*heading(_("Tillgångar")), *stacked((case.info.strengths, "body"))]
    voices = [voice for voice in case.family("child_voice").values() if getattr(voice, "text", None)]
    flowables += heading(_("Barnets röst"))
    if not voices:
        flowables.append(paragraph(_("Barnets egna ord är inte nedskrivna ännu."), "empty"))
    for voice in voices:
        data = voice.to_data()
        flowables += stacked((data.get("question"), "lead"), (data["text"], "body"))
    return flowables


def _days(case: Case) -> str:
    """Return when the group met last and meets next, and who holds it together."""
    meeting = latest_meeting(case)
    coordinator = case.info.coordinator
    following = meeting.next_meeting if meeting else None
    said = [
        _("Träff {when}").format(when=meeting.date.isoformat()) if meeting else "",
        f"{_('Nästa träff')} {following.isoformat()}" if following else "",
        f"{_('Samordnare')}: {figure_name(case.figures[coordinator])}" if coordinator else "",
    ]
    return " · ".join(part for part in said if part)


def _goals(case: Case, room: float) -> list[Any]:
    if not case.long_term and not case.short_term:
        return [*heading(_("Målen")), paragraph(_("Inga mål är satta ännu."), "empty")]
    flowables: list[Any] = []
    title: list[Any] = [paragraph(_("Målen"), "heading")]
    if case.long_term:
        rows = [Row([stacked((goal.text, "cell_bold")), _day(goal.target_date)]) for goal in case.long_term.values()]
        flowables += section(title, (_("På lång sikt"), _("Måldatum")), rows, filling(room, LONG_WIDTHS))
        title = [gap()]
    if case.short_term:
        head = (_("På kort sikt"), _("Utgångsläge"), _("Mäts genom"), _("Måldatum"))
        rows = [_short_term(goal) for goal in case.short_term.values()]
        flowables += section(title, head, rows, filling(room, SHORT_WIDTHS))
    return flowables


def _short_term(goal: ShortTermGoal) -> Row:
    state = _(GOAL_STATES[goal.state]) if goal.state != "open" else None
    return Row(
        [
            stacked((goal.text, "cell_bold"), (goal.indicator, "small"), (state, "small")),
            stacked((goal.baseline, "cell"), (_latest(goal), "small")),
            stacked((goal.measure, "cell")),
            _day(goal.target_date),
        ]
    )


def _latest(goal: ShortTermGoal) -> str | None:
    """Return what was measured last, and when; None where nothing is."""
    said = [each for each in goal.measurements if each.value is not None]
    if not said:
        return None
    value = said[-1].value
    words = value if isinstance(value, str) else f"{value:g}".replace(".", ",")
    day = said[-1].date
    return _("Senast mätt: {value} ({day})").format(value=words, day=day.isoformat() if day else "–")


def _rows(case: Case, room: float) -> list[Any]:
    head = (_("Vad?"), _("Hur?"), _("Vem/vilka?"), _("Ansvarig"), _("När?"), _("Första steget?"), _("Uppföljning"))
    flowables: list[Any] = []
    for kind, words, nothing in SECTIONS:
        rows = [row for row in case.plan.values() if row.kind == kind]
        if rows:
            lines = _under_goals(case, rows)
            flowables += section([paragraph(_(words), "heading")], head, lines, filling(room, WIDTHS))
        else:
            flowables += [*heading(_(words)), paragraph(_(nothing), "empty")]
    return flowables


def _under_goals(case: Case, rows: Sequence[PlanRow]) -> list[Band | Row]:
    """Return the rows under their goals, in the goals' order; rows without a goal stand last."""
    goals: Mapping[str, Any] = {**case.long_term, **case.short_term}
    lines: list[Band | Row] = []
    for goal in [*case.short_term, *case.long_term, None]:
        under = [row for row in rows if row.goal == goal]
        if under:
            words = _("Mål: {goal}").format(goal=goals[goal].text or "") if goal else _("Utan mål")
            lines += [Band(words), *(_plan_row(case, row) for row in under)]
    return lines


def _plan_row(case: Case, row: PlanRow) -> Row:
    due = _("Senast {day}").format(day=row.due.isoformat()) if row.due else None
    first, follow = row.first_step, row.follow_up
    cells = [
        stacked((row.what, "cell_bold"), (_(PLAN_STATUSES[row.status]), "small")),
        stacked((row.how, "cell")),
        [paragraph(figure_name(case.figures[key]), "cell") for key in row.who],
        stacked((actor_name(case, row.responsible), "cell")),
        stacked((row.when, "cell"), (due, "small")),
        stacked((first.text, "cell"), (_who_when(case, first.who, first.date), "small")) if first else [],
        stacked((follow.how, "cell"), (_who_when(case, follow.who, follow.date), "small")) if follow else [],
    ]
    return Row(cells)


def actor_name(case: Case, key: str | None) -> str:
    """Return the name of an organisation or figure; empty for none."""
    if key is None:
        return ""
    return case.organisations[key].name if key in case.organisations else figure_name(case.figures[key])


def _who_when(case: Case, who: str | None, day: Any) -> str:
    return ", ".join(part for part in (who and figure_name(case.figures[who]), day and day.isoformat()) if part)


def _day(day: Any) -> list[Any]:
    return stacked((day.isoformat() if day else None, "cell"))


def _table(case: Case, today: date) -> list[list[str]]:
    draft = bool(draft_mark(case, today))
    return [_csv_head(), *(_csv_row(case, row, draft=draft) for row in case.plan.values())]


def _csv_head() -> list[str]:
    return [
        *(_("Plan"), _("Mål"), _("Vad?"), _("Hur?"), _("Vem/vilka?"), _("Ansvarig"), _("När?"), _("Senast")),
        *(_("Första steget?"), _("Vem tar första steget?"), _("Första steget, dag")),
        *(_("Uppföljning, dag"), _("Vem följer upp?"), _("Hur följs det upp?"), _("Läge")),
    ]


def _csv_row(case: Case, row: PlanRow, *, draft: bool) -> list[str]:
    goals: Mapping[str, Any] = {**case.long_term, **case.short_term}
    first, follow = row.first_step, row.follow_up
    plans = {kind: heading for kind, heading, _nothing in SECTIONS}
    return [
        f"{_(plans[row.kind])} ({_(DRAFT)})" if draft and row.kind == "child" else _(plans[row.kind]),
        (goals[row.goal].text or "") if row.goal else "",
        row.what,
        row.how or "",
        ", ".join(figure_name(case.figures[key]) for key in row.who),
        actor_name(case, row.responsible),
        row.when or "",
        row.due.isoformat() if row.due else "",
        (first.text or "") if first else "",
        figure_name(case.figures[first.who]) if first and first.who else "",
        first.date.isoformat() if first and first.date else "",
        follow.date.isoformat() if follow and follow.date else "",
        figure_name(case.figures[follow.who]) if follow and follow.who else "",
        (follow.how or "") if follow else "",
        _(PLAN_STATUSES[row.status]),
    ]
