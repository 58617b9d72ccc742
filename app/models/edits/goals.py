"""Goals, long-term and short-term, and what was measured of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import N_, _
from app.models.case import GOALS, Case
from app.models.edits.making import EditRefused, added, made, new_id, record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import FAMILIES, Measurement, ShortTermGoal

ADD = N_("Nytt mål")
MEASURE = N_("Mät målet")
SHORT = "short_term"


def add_goal(case: Case, family: str, text: str) -> Patch:
    """Write a goal last among the ``long_term`` or ``short_term`` ones. Raises EditRefused."""
    if family not in GOALS:
        raise EditRefused(_("Ett mål är långsiktigt eller kortsiktigt."))
    return Patch(ADD, (added(case, family, made(FAMILIES[family], {"id": new_id(), "text": text or None})),))


def measure(
    case: Case, goal: str, day: date, value: float | str | None, note: str | None = None, at: int | None = None
) -> Patch:
    """Write down a reading of a short-term goal, or put it in place of the one at position ``at``.

    ``value`` is a number, or words where the measure is none ("remiss skickad"). Readings stand in the order of
    their days. Raises EditRefused if nothing is said, or there is no such goal or reading.
    """
    if value in (None, "") and not (note or "").strip():
        raise EditRefused(_("Skriv ett värde eller en anteckning."))
    before = record_of(case, SHORT, goal, ShortTermGoal)
    said = list(before.measurements)
    if at is not None:
        del said[_checked(said, at)]
    reading = made(
        Measurement, {"date": day, "value": value if value != "" else None, "note": (note or "").strip() or None}
    )
    said.append(reading)
    said.sort(key=lambda each: each.date or date.min)
    return _measured(case, goal, before, said)


def remove_measurement(case: Case, goal: str, at: int) -> Patch:
    """Take away the reading at a position. Raises EditRefused if it is not there."""
    before = record_of(case, SHORT, goal, ShortTermGoal)
    said = list(before.measurements)
    del said[_checked(said, at)]
    return _measured(case, goal, before, said)


def _checked(said: list[Measurement], at: int) -> int:
    if not 0 <= at < len(said):
        raise EditRefused(_("Det som skulle ändras finns inte längre."))
    return at


def _measured(case: Case, goal: str, before: ShortTermGoal, said: list[Measurement]) -> Patch:
    values: dict[str, Any] = {"measurements": tuple(said)}
    return Patch(MEASURE, replaced(case, SHORT, goal, with_values(before, **values)))
