"""What the group sees on the projector of a page that is no map: the wheel, the timeline, the plan, its follow-up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.i18n import _
from app.kinds.palette import ANSWER_COLOURS, INK, SOFT_INK
from app.models.case import Case
from app.models.domain_names import domain_name
from app.models.following import rows_in_order
from app.models.promises import offered_but_not_planned, promised_but_not_planned
from app.models.readings import readings
from app.models.records import GOAL_STATES, PLAN_KINDS, PLAN_STATUSES, PlanRow
from app.models.wheel import DomainState, wheel
from app.widgets.common.names import actor_name, ends
from app.widgets.follow_up.words import mark_words, reading_words, said_words, step_words, when_words
from app.widgets.meeting.opening import page_of
from app.widgets.meeting.running import is_led, running
from app.widgets.plan.leaks import TITLE
from app.widgets.projector.blocks import Block, Run, heading
from app.widgets.projector.board import BlocksLeaf, DrawnLeaf, Leaf, SideLeaf

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_WHEEL_EDGE = 112.0
"""Millimetres from the wheel's middle that its names may reach sideways."""
_STATUS = {
    "planned": SOFT_INK,
    "started": ANSWER_COLOURS["partly"],
    "done": ANSWER_COLOURS["can"],
    "stopped": ANSWER_COLOURS["blocked"],
}


def leaf_of(window: CaseWindow) -> Leaf | None:
    """Return what is to be shown in place of the map now, or None.

    Wheel and timeline are shown while their page is up. Plan and follow-up only where the agenda has come to them:
    else who writes goes to and fro between plan and map while the group looks at the map.
    """
    if window.page not in _LEAVES:
        return None
    step = running(window).step if is_led(window) else None
    asked = step is not None and page_of(step) == window.page
    return _LEAVES[window.page](window) if asked or window.page in ("wheel", "timeline") else None


def _wheel(window: CaseWindow) -> Leaf:
    from app.documents.wheel import CENTRE, VOICE_LOOKS, wheel_ops
    from app.documents.wheel_shape import OUTER

    case = window.document.on_wall
    states = wheel(case)
    box = QRectF(CENTRE[0] - _WHEEL_EDGE, CENTRE[1] - OUTER - 10, 2 * _WHEEL_EDGE, 2 * OUTER + 20)
    voices = Block(
        tuple(Run(f"{letter} = {_(name)}", colour, bold=True) for name, letter, colour in VOICE_LOOKS.values())
    )
    blocks = [voices, *(_domain(case, state) for state in states)]
    return SideLeaf(wheel_ops(states, 1.3, _WHEEL_EDGE), box, BlocksLeaf(_("Barnets bästa-hjulet"), blocks))


def _domain(case: Case, state: DomainState) -> Block:
    """Return a domain in words: the goals tied to it, or that there is none."""
    goals = [str(getattr(case.record(family, key), "text", None) or "") for family, key in state.goals]
    runs = [Run(domain_name(state.domain), INK, bold=True)]
    runs += [Run(goal, SOFT_INK, breaks=True) for goal in goals if goal]
    if state.gap:
        runs.append(Run(_("Oro utan mål."), ANSWER_COLOURS["blocked"], bold=True, breaks=True))
    return Block(tuple(runs))


def _timeline(window: CaseWindow) -> Leaf:
    from app.documents.base import Options
    from app.documents.timeline import TimelinePaper

    return DrawnLeaf(TimelinePaper().drawing(window.document.on_wall, Options()))


def _plan(window: CaseWindow) -> Leaf:
    """What was promised and has no row, and the plan as it is being written."""
    case, current = window.document.on_wall, window.plan.table.chosen_rows()
    return BlocksLeaf(_("Gemensam handlingsplan"), [*_leaks(case), *_rows(case, set(current[-1:]))])


def _rows(case: Case, current: set[str]) -> Iterator[Block]:
    for kind, name in PLAN_KINDS.items():
        rows = [row for row in case.plan.values() if row.kind == kind]
        if rows:
            yield heading(f"{_(name)}: {len(rows)}")
        for row in rows:
            yield Block((*_what(row), *_how(case, row)), current=row.id in current)
    if not case.plan:
        yield Block((Run(_("Planen har inga rader än."), SOFT_INK),))


def _what(row: PlanRow) -> tuple[Run, ...]:
    return Run(row.what, INK, bold=True), Run(f"· {_(PLAN_STATUSES[row.status])}", _STATUS[row.status])


def _how(case: Case, row: PlanRow) -> Iterator[Run]:
    parts = [actor_name(case, row.responsible) if row.responsible else "", when_words(row)]
    said = " · ".join(part for part in parts if part)
    if said:
        yield Run(said, INK, breaks=True)
    step = step_words(case, row)
    if step:
        yield Run(_("Första steget: {step}").format(step=step), SOFT_INK, breaks=True)


def _leaks(case: Case) -> Iterator[Block]:
    promised, offered = promised_but_not_planned(case), offered_but_not_planned(case)
    if promised or offered:
        yield heading(f"{_(TITLE)}: {len(promised) + len(offered)}")
    for key in promised:
        wish = case.wishes[key]
        yield Block((Run(f"{case.wish_number(key)}. {ends(case, wish)}:", bold=True), Run(wish.text)))
    for key in offered:
        answer = case.support_answers[key]
        yield Block((Run(f"{actor_name(case, answer.figure)}:", bold=True), Run(answer.text)))


def _follow_up(window: CaseWindow) -> Leaf:
    """The rows in the order a meeting takes them with what was said of each last, and the goals; or the goals alone."""
    case, today = window.document.on_wall, date.today()
    page = window.more_pages.widgets.get("follow_up")
    current = page.table.chosen() if page is not None else None  # type: ignore[attr-defined]
    goals = list(_goals(case))
    if goals and page is not None and page.goals_shown():  # type: ignore[attr-defined]
        return BlocksLeaf(_("Målen"), goals)
    blocks = []
    for key in rows_in_order(case.plan, today):
        row = case.plan[key]
        late = mark_words(row, today)
        runs = [*_what(row), Run(f"· {late}" if late else "", ANSWER_COLOURS["blocked"], bold=True), *_how(case, row)]
        if row.log:
            runs.append(Run(said_words(row.log[-1]), ANSWER_COLOURS["can"], breaks=True))
        blocks.append(Block(tuple(runs), current=key == current))
    if not blocks:
        blocks.append(Block((Run(_("Planen har inga rader än."), SOFT_INK),)))
    return BlocksLeaf(_("Uppföljning"), [*blocks, heading(_("Målen")), *goals] if goals else blocks)


def _goals(case: Case) -> Iterator[Block]:
    """The goals that can be followed up, each with its curve, or its last reading where that is no number."""
    for goal in case.short_term.values():
        if not goal.text:
            continue
        measured, lines = readings(goal), reading_words(goal)
        runs = [Run(goal.text, INK, bold=True)]
        if goal.state != "open":
            runs.append(Run(f"· {_(GOAL_STATES[goal.state])}", ANSWER_COLOURS["can"]))
        if goal.baseline:
            runs.append(Run(_("Utgångsläge: {text}").format(text=goal.baseline), SOFT_INK, breaks=True))
        if not measured.points:
            runs.append(Run(lines[0] if lines else _("Inget är mätt än."), SOFT_INK, breaks=True))
        yield Block(tuple(runs), curve=measured if measured.points else None)


_LEAVES: Mapping[str, Callable[[CaseWindow], Leaf]] = {
    "wheel": _wheel,
    "timeline": _timeline,
    "plan": _plan,
    "follow_up": _follow_up,
}
