"""The joint action plan: rows out of answers and wishes, first steps, follow-ups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.i18n import N_
from app.models.case import Case
from app.models.edits.making import added, made, new_id, position, record_of, replaced, with_values
from app.models.patch import Change, Patch
from app.models.records import FirstStep, FollowUp, PlanRow, Wish

ADD = N_("Ny rad i planen")
FIRST_STEP = N_("Ändra första steget")
FOLLOW_UP = N_("Ändra uppföljningen")
MOVE = N_("Flytta rad i planen")


def add_row(case: Case, *, what: str, kind: str = "child", origin: Iterable[str] = (), **fields: Any) -> Patch:
    """Write a row last in the plan. Raises EditRefused if a value is not allowed."""
    data = {"id": new_id(), "kind": kind, "what": what, **fields}
    if grown_from := list(origin):
        data["origin"] = grown_from
    return Patch(ADD, (added(case, "plan", made(PlanRow, data)),))


def row_from_wish(case: Case, wish_id: str) -> Patch:
    """Write the row that a wish grows into: what was wished, or what would unlock it if it is blocked.

    A blocked wish goes to the partners' plan for unlocking each other (method: samverkanskartan), others to the
    child's. The one who was asked takes it on; what must not leave the program stays marked so.
    """
    wish = record_of(case, "wishes", wish_id, Wish)
    blocked = wish.status == "blocked"
    unlock = wish.answer.unlock if blocked and wish.answer is not None else None
    fields: dict[str, Any] = {"who": [wish.to], "responsible": case.figures[wish.to].organisation}
    if wish.category != "support":
        fields["category"] = wish.category
    if wish.restricted:
        fields["restricted"] = list(wish.restricted)
    kind = "collaboration" if blocked else "child"
    return add_row(case, what=unlock or wish.text, kind=kind, origin=[wish_id], **fields)


def set_first_step(case: Case, row: str, **values: Any) -> Patch:
    """Set parts of a row's first step: text, who, date; ``None`` takes one away."""
    before = record_of(case, "plan", row, PlanRow)
    step = with_values(before.first_step or FirstStep(), **values)
    return _with_part(case, row, before, "first_step", step, FIRST_STEP)


def set_follow_up(case: Case, row: str, **values: Any) -> Patch:
    """Set parts of a row's follow-up: date, who, how; ``None`` takes one away."""
    before = record_of(case, "plan", row, PlanRow)
    follow_up = with_values(before.follow_up or FollowUp(), **values)
    return _with_part(case, row, before, "follow_up", follow_up, FOLLOW_UP)


def _with_part(case: Case, row: str, before: PlanRow, name: str, part: FirstStep | FollowUp, label: str) -> Patch:
    now = getattr(before, name)
    if part == now or (now is None and not part.to_data()):
        return Patch(label)
    after = with_values(before, **{name: part if part.to_data() else None})
    return Patch(label, replaced(case, "plan", row, after))


def move_row(case: Case, row: str, to: int) -> Patch:
    """Move a row so that it stands at position ``to``, from 0; beyond the ends is the end."""
    before = record_of(case, "plan", row, PlanRow)
    at = position(case, "plan", row)
    to = max(0, min(to, len(case.plan) - 1))
    if to == at:
        return Patch(MOVE)
    return Patch(MOVE, (Change("plan", row, at, before, None), Change("plan", row, to, None, before)))
