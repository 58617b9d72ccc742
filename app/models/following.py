"""What a follow-up takes up: what is late, whose first step is due, what was unlocked, what is blocked still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.models.case import Case
from app.models.dates import OVER, Dated, dates, late
from app.models.records import Meeting, PlanRow


@dataclass(frozen=True, slots=True)
class FollowUpState:
    """What there is to take up, by the ids of rows (``late``, ``due_steps``, by day) and wishes."""

    late: tuple[Dated, ...]
    due_steps: tuple[Dated, ...]
    unlocked: tuple[str, ...]
    blocked: tuple[str, ...]


def last_meeting(case: Case, before: date) -> Meeting | None:
    """Return the latest meeting before a day, or None."""
    held = [meeting for meeting in case.meetings.values() if meeting.date < before]
    return max(held, key=lambda meeting: meeting.date, default=None)


def follow_up_state(case: Case, today: date, since: date | None) -> FollowUpState:
    """Return what is to be taken up on a day; ``since`` is the day of the meeting before, None for all time."""
    found = dates(case)
    owed = late(found, today)
    return FollowUpState(
        late=tuple(each for each in owed if each.kind != "first_step"),
        due_steps=tuple(each for each in found if each.kind == "first_step" and not each.kept and each.day <= today),
        unlocked=tuple(
            key
            for key, wish in case.wishes.items()
            if wish.unlocked_on is not None
            and wish.unlocked_on <= today
            and (since is None or wish.unlocked_on > since)
        ),
        blocked=tuple(
            key for key, wish in case.wishes.items() if wish.status == "blocked" and wish.unlocked_on is None
        ),
    )


def is_late(row: PlanRow, today: date) -> bool:
    """Return whether a row's last day is past and it is neither done nor stopped."""
    return row.due is not None and row.due < today and row.status not in OVER


def step_is_due(row: PlanRow, today: date) -> bool:
    """Return whether the day of a row's first step has come and the row has not been started."""
    step = row.first_step
    return step is not None and step.date is not None and step.date <= today and row.status == "planned"


def rows_in_order(rows: Mapping[str, PlanRow], today: date) -> list[str]:
    """Return the rows as a meeting takes them: late ones, first steps due, the rest, last what is over."""

    def rank(key: str) -> int:
        row = rows[key]
        if row.status in OVER:
            return 3
        return 0 if is_late(row, today) else 1 if step_is_due(row, today) else 2

    return sorted(rows, key=rank)
