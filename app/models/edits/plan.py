"""The joint action plan: rows out of answers and wishes, first steps, follow-ups, several rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.i18n import N_, _
from app.models.case import Case, next_position
from app.models.edits.fields import set_field
from app.models.edits.making import (
    EditRefused,
    added,
    existing,
    made,
    new_id,
    position,
    record_of,
    replaced,
    with_values,
)
from app.models.patch import Change, Patch
from app.models.records import FirstStep, FollowUp, PlanRow, SupportAnswer, Wish

ADD = N_("Ny rad i planen")
FIRST_STEP = N_("Ändra första steget")
FOLLOW_UP = N_("Ändra uppföljningen")
MOVE = N_("Flytta rad i planen")
FILL = N_("Ändra rader i planen")
GROWN = ("wishes", "support_answers")
"""The families that a row grows out of."""


def add_row(case: Case, *, what: str, kind: str = "child", origin: Iterable[str] = (), **fields: Any) -> Patch:
    """Write a row last in the plan. Raises EditRefused if a value is not allowed."""
    data = {"what": what, "kind": kind, **fields}
    if grown_from := list(origin):
        data["origin"] = grown_from
    return add_rows(case, [data])


def add_rows(case: Case, rows: Sequence[Mapping[str, Any]], at: int | None = None) -> Patch:
    """Write rows, each told as the file would tell it, last in the plan or from a position on, as one step.

    They get ids of their own. Raises EditRefused if a value is not allowed: then none is written.
    """
    first = next_position(case, "plan") if at is None else at
    new = [made(PlanRow, {"id": new_id(), **row}) for row in rows]
    return Patch(ADD, tuple(added(case, "plan", row, first + number) for number, row in enumerate(new)))


def row_from_wish(case: Case, wish_id: str) -> Patch:
    """Write the row that a wish grows into: what was wished, or what would unlock it if it is blocked.

    A blocked wish goes to the partners' plan for unlocking each other (method: samverkanskartan), others, and one
    that was unlocked, to the child's. The one who was asked takes it on, in the words of its answer; what must not
    leave the program stays marked so.
    """
    return add_rows(case, [_of_wish(case, wish_id)])


def row_from_answer(case: Case, answer_id: str) -> Patch:
    """Write the row that an answer to "Hur kan ni stödja barnet?" grows into (method: the answers are the beginning
    of the plan): what was offered, by the one who offered it."""
    return add_rows(case, [_of_answer(case, answer_id)])


def rows_from(case: Case, origins: Iterable[tuple[str, str]]) -> Patch:
    """Write one row for each wish or answer, (family, id), as one step. Raises EditRefused for anything else."""
    return add_rows(case, [_of(case, family, key) for family, key in origins])


def _of(case: Case, family: str, key: str) -> dict[str, Any]:
    if family not in GROWN:
        existing(case, family, key)
    return _of_answer(case, key) if family == "support_answers" else _of_wish(case, key)


def _of_wish(case: Case, key: str) -> dict[str, Any]:
    wish = record_of(case, "wishes", key, Wish)
    answer = wish.answer
    locked = wish.status == "blocked" and wish.unlocked_on is None
    unlock = answer.unlock if locked and answer is not None else None
    taken_on = answer.text if answer is not None and wish.status in ("can", "partly") else None
    kind = "collaboration" if locked else "child"
    return {"kind": kind, "what": unlock or wish.text, "how": taken_on, **_taken_by(case, wish.to, key, wish)}


def _of_answer(case: Case, key: str) -> dict[str, Any]:
    answer = record_of(case, "support_answers", key, SupportAnswer)
    return {"kind": "child", "what": answer.text, **_taken_by(case, answer.figure, key, answer)}


def _taken_by(case: Case, figure: str, origin: str, said: Wish | SupportAnswer) -> dict[str, Any]:
    """Return who takes a row on, what it grew out of, and what may leave the program of it."""
    data: dict[str, Any] = {
        "who": [figure],
        "responsible": case.figures[figure].organisation or figure,
        "origin": [origin],
    }
    if said.category != "support":
        data["category"] = said.category
    if said.restricted:
        data["restricted"] = list(said.restricted)
    return data


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


def fill(case: Case, rows: Iterable[str], field: str, value: object) -> Patch:
    """Set one field of several rows as one step; see `set_field`. Raises EditRefused: then none is changed."""
    patch = Patch(FILL)
    for row in rows:
        patch = patch.then(set_field(case, "plan", row, field, value))
    return patch


def move_row(case: Case, row: str, to: int) -> Patch:
    """Move a row so that it stands at position ``to``, from 0; beyond the ends is the end."""
    before = record_of(case, "plan", row, PlanRow)
    at = position(case, "plan", row)
    to = max(0, min(to, len(case.plan) - 1))
    if to == at:
        return Patch(MOVE)
    return Patch(MOVE, (Change("plan", row, at, before, None), Change("plan", row, to, None, before)))


def move_rows(case: Case, rows: Iterable[str], before: str | None) -> Patch:
    """Move rows, in the order they have, to stand before another row, or last (None), as one step.

    Raises EditRefused if a row is not there any more.
    """
    asked = {row: record_of(case, "plan", row, PlanRow) for row in rows}
    moved = [row for row in case.plan if row in asked]
    rest = [row for row in case.plan if row not in asked]
    if before is not None and before not in rest:
        raise EditRefused(_("Det som skulle ändras finns inte längre."))
    to = len(rest) if before is None else rest.index(before)
    if [*rest[:to], *moved, *rest[to:]] == list(case.plan):
        return Patch(MOVE)
    out = [Change("plan", row, position(case, "plan", row), asked[row], None) for row in reversed(moved)]
    back = [Change("plan", row, to + number, None, asked[row]) for number, row in enumerate(moved)]
    return Patch(MOVE, (*out, *back))
