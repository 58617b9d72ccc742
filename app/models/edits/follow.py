"""Following the plan up at a meeting: what is said of each row."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import N_
from app.models.case import Case
from app.models.edits.making import record_of, replaced, with_values
from app.models.edits.meetings import follow_row
from app.models.patch import Patch
from app.models.records import PlanLog, PlanRow

SAID = N_("Följ upp rad i planen")


def said_now(row: PlanRow, day: date, meeting: str | None) -> PlanLog | None:
    """Return what has been said of a row at a meeting already, or on a day where there is no meeting."""
    at = _line(row, day, meeting)
    return row.log[at] if at is not None else None


def _line(row: PlanRow, day: date, meeting: str | None) -> int | None:
    """Return where in a row's log the line of a meeting stands, or of a day without one."""
    found = (at for at, said in enumerate(row.log) if said.meeting == meeting and (meeting or said.date == day))
    return max(found, default=None)


def say_of_row(
    case: Case, row: str, day: date, *, meeting: str | None = None, note: str | None = None, status: str | None = None
) -> Patch:
    """Say of a row how it goes: a state, a note, or neither ("inget nytt").

    One meeting has one line in a row's log: what is said later at the same meeting is written into it. There None
    leaves the note or the state as it was, and a blank ``note`` takes the note away. The row itself has the state
    that was said last.
    """
    before = record_of(case, "plan", row, PlanRow)
    at = _line(before, day, meeting)
    if at is None:
        return follow_row(case, row, day, meeting=meeting, note=note, status=status)
    values: dict[str, Any] = {}
    if note is not None:
        values["note"] = note.strip() or None
    if status is not None:
        values["status"] = status
    log = tuple(with_values(said, **values) if values and each == at else said for each, said in enumerate(before.log))
    latest = status is not None and at == len(log) - 1
    after = with_values(before, log=log, **({"status": status} if latest else {}))
    return Patch(SAID, replaced(case, "plan", row, after))
