"""Following the plan up at a meeting: what is said of a row, and the readings of a goal's measure."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, made, record_of, replaced, with_values
from app.models.edits.meetings import follow_row
from app.models.patch import Patch
from app.models.records import Measurement, PlanLog, PlanRow, ShortTermGoal

SAID = N_("Följ upp rad i planen")
MEASURED = N_("Nytt mätvärde")
UNMEASURED = N_("Ta bort mätvärde")


def said_now(row: PlanRow, day: date, meeting: str | None) -> PlanLog | None:
    """Return what has been said of a row at this meeting already, or on this day where there is no meeting."""
    last = row.log[-1] if row.log else None
    if last is None or last.meeting != meeting:
        return None
    return last if meeting is not None or last.date == day else None


def say_of_row(
    case: Case, row: str, day: date, *, meeting: str | None = None, note: str | None = None, status: str | None = None
) -> Patch:
    """Say of a row how it goes: a state, a note, or neither ("inget nytt").

    One meeting has one line in a row's log: what is said later at the same meeting is written into it. A blank
    ``note`` leaves the line's note as it is.
    """
    before = record_of(case, "plan", row, PlanRow)
    said = said_now(before, day, meeting)
    if said is None:
        return follow_row(case, row, day, meeting=meeting, note=note, status=status)
    values: dict[str, Any] = {}
    if (note or "").strip():
        values["note"] = (note or "").strip()
    if status is not None:
        values["status"] = status
    log = (*before.log[:-1], with_values(said, **values) if values else said)
    after = with_values(before, log=log, **({"status": status} if status is not None else {}))
    return Patch(SAID, replaced(case, "plan", row, after))


def read_value(text: str) -> float | str:
    """Return a reading as people write it: a number where it is one ("61", "61,5", "61 %"), else the words."""
    words = text.strip()
    plain = words.removesuffix("%").strip().replace(",", ".").replace("\u2212", "-")
    try:
        number = float(plain)
    except ValueError:
        return words
    if number != number or abs(number) == float("inf"):
        return words
    return int(number) if number.is_integer() else number


def measure_goal(case: Case, goal: str, day: date, value: str, note: str | None = None) -> Patch:
    """Write down a reading of a goal's measure; of several on one day the last counts. Raises EditRefused if blank."""
    if not value.strip():
        raise EditRefused(_("Skriv ett värde."))
    before = record_of(case, "short_term", goal, ShortTermGoal)
    reading = made(Measurement, {"date": day, "value": read_value(value), "note": (note or "").strip() or None})
    others = tuple(each for each in before.measurements if each.date != day)
    after = with_values(before, measurements=_in_order((*others, reading)))
    return Patch(MEASURED, replaced(case, "short_term", goal, after))


def unmeasure_goal(case: Case, goal: str, day: date) -> Patch:
    """Take away the readings of a day."""
    before = record_of(case, "short_term", goal, ShortTermGoal)
    kept = tuple(each for each in before.measurements if each.date != day)
    return Patch(UNMEASURED, replaced(case, "short_term", goal, with_values(before, measurements=kept)))


def _in_order(readings: tuple[Measurement, ...]) -> tuple[Measurement, ...]:
    """Return the readings by day; those without a day first, as they stood."""
    return tuple(sorted(readings, key=lambda each: each.date or date.min))
