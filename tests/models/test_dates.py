"""What somebody must keep: late, coming, and what has been seen to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.case_files import read_cases
from app.models.dates import coming, dates, late
from app.models.edits.fields import set_field
from app.models.edits.meetings import follow_row


def test_the_example_tells_its_first_steps_follow_ups_consent_and_next_meeting(case_a: Path) -> None:
    found = dates(read_cases([case_a])[0])
    assert [each.day for each in found] == sorted(each.day for each in found)
    steps = [each for each in found if each.kind == "first_step"]
    assert (steps[0].day, steps[0].key, steps[0].who) == (date(2026, 10, 7), "p03", "f10")
    assert {"first_step", "follow_up", "goal", "consent", "meeting"} <= {each.kind for each in found}


def test_a_first_step_is_late_until_the_row_is_started_and_a_follow_up_until_it_is_followed(case_a: Path) -> None:
    case, today = read_cases([case_a])[0], date(2026, 11, 18)
    debts = {(each.kind, each.key) for each in late(dates(case), today)}
    assert {("first_step", "p01"), ("follow_up", "p01")} <= debts
    assert "meeting" not in {kind for kind, _key in debts}
    case.apply(follow_row(case, "p01", date(2026, 11, 17), note="Igång", status="started"))
    debts = {(each.kind, each.key) for each in late(dates(case), today)}
    assert not {("first_step", "p01"), ("follow_up", "p01")} & debts


def test_a_week_ahead_holds_its_first_and_last_day_and_nothing_beyond(case_a: Path) -> None:
    case = read_cases([case_a])[0]
    case.apply(set_field(case, "plan", "p01", "due", date(2026, 12, 8)))

    def due(today: date) -> bool:
        return ("due", "p01") in {(each.kind, each.key) for each in coming(dates(case), today)}

    assert [due(date(2026, 11, 30)), due(date(2026, 12, 1)), due(date(2026, 12, 8)), due(date(2026, 12, 9))] == [
        False,
        True,
        True,
        False,
    ]
    case.apply(set_field(case, "plan", "p01", "status", "done"))
    assert not due(date(2026, 12, 8))
