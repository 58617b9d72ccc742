"""What there is to do over all cases, and what a follow-up takes up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.follow import say_of_row
from app.models.edits.life import close_case, follow_case, reopen_case, set_keywords
from app.models.edits.making import EditRefused
from app.models.edits.meetings import hold_meeting
from app.models.following import follow_up_state, last_meeting, rows_in_order
from app.models.todo import case_dates, tasks

DAY = date(2026, 11, 17)


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def test_a_closed_case_has_nothing_to_do(case: Case) -> None:
    assert tasks([case_dates("own", case)], DAY)
    case.apply(close_case(case, DAY))
    assert not tasks([case_dates("own", case)], DAY)


def test_late_this_week_meetings_and_consents_stand_each_in_their_part(case: Case) -> None:
    case.apply(set_field(case, "consents", next(iter(case.consents)), "valid_until", date(2026, 12, 1)))
    found = tasks([case_dates("own", case)], DAY)
    parts = [task.part for task in found]
    assert parts == sorted(parts, key=["late", "week", "consent", "meeting"].index)
    assert set(parts) == {"late", "week", "consent", "meeting"}
    by_part = {part: [task.dated for task in found if task.part == part] for part in parts}
    assert all(each.day < DAY for each in by_part["late"])
    assert {each.kind for each in by_part["meeting"]} == {"meeting", "sip"}
    assert [each.day for each in by_part["consent"]] == [date(2026, 12, 1)]
    assert all(DAY <= each.day <= date(2026, 11, 24) for each in by_part["week"])


def test_a_consent_that_has_run_out_stays_among_the_consents(case: Case) -> None:
    case.apply(set_field(case, "consents", next(iter(case.consents)), "valid_until", date(2026, 11, 1)))
    assert "consent" in [task.part for task in tasks([case_dates("own", case)], DAY)]


def test_with_protected_identity_a_case_is_discreet_in_the_list(case: Case) -> None:
    assert not case_dates("own", case).discreet
    case.apply(set_field(case, "case", "case", "protected_identity", True))
    assert case_dates("own", case).discreet


def test_one_meeting_has_one_line_in_a_rows_log(case: Case) -> None:
    row = next(iter(case.plan))
    case.apply(hold_meeting(case, DAY, agenda="uppfoljning"))
    meeting = list(case.meetings)[-1]
    before = len(case.plan[row].log)
    case.apply(say_of_row(case, row, DAY, meeting=meeting))
    case.apply(say_of_row(case, row, DAY, meeting=meeting, status="started"))
    case.apply(say_of_row(case, row, DAY, meeting=meeting, note="Ringde i går"))
    assert len(case.plan[row].log) == before + 1
    said = case.plan[row].log[-1]
    assert (said.meeting, said.date, said.status, said.note) == (meeting, DAY, "started", "Ringde i går")
    assert case.plan[row].status == "started"
    case.apply(say_of_row(case, row, DAY, meeting=meeting, note=" "))
    assert case.plan[row].log[-1].note is None and case.plan[row].log[-1].status == "started"


def test_another_day_without_a_meeting_is_another_line(case: Case) -> None:
    row = next(iter(case.plan))
    case.apply(say_of_row(case, row, DAY, note="Ett"))
    case.apply(say_of_row(case, row, date(2026, 11, 18), note="Två"))
    assert [said.note for said in case.plan[row].log[-2:]] == ["Ett", "Två"]


def test_an_old_meetings_line_can_be_mended_without_changing_how_the_row_is_now(case: Case) -> None:
    row = next(iter(case.plan))
    case.apply(say_of_row(case, row, DAY, status="started"))
    case.apply(say_of_row(case, row, date(2026, 12, 1), status="done"))
    case.apply(say_of_row(case, row, DAY, status="stopped"))
    assert case.plan[row].status == "done" and case.plan[row].log[-2].status == "stopped"


def test_what_is_late_due_unlocked_and_blocked_is_taken_up(case: Case) -> None:
    blocked = [key for key, wish in case.wishes.items() if wish.status == "blocked"]
    meeting = last_meeting(case, DAY)
    assert meeting is not None and meeting.date == date(2026, 10, 6)
    case.apply(set_field(case, "wishes", blocked[0], "unlocked_on", date(2026, 11, 1)))
    state = follow_up_state(case, DAY, meeting.date)
    assert state.unlocked == (blocked[0],) and list(state.blocked) == blocked[1:]
    assert state.due_steps and {each.kind for each in state.due_steps} == {"first_step"}
    assert state.late and "first_step" not in {each.kind for each in state.late}
    assert follow_up_state(case, DAY, date(2026, 11, 5)).unlocked == ()


def test_rows_that_are_over_come_last_and_late_ones_first(case: Case) -> None:
    first, second = list(case.plan)[:2]
    case.apply(say_of_row(case, first, DAY, status="done"))
    case.apply(set_field(case, "plan", second, "due", date(2026, 11, 1)))
    order = rows_in_order(case.plan, DAY)
    assert order[-1] == first and order.index(second) < order.index(list(case.plan)[-1])


def test_a_case_is_followed_up_closed_and_opened_again(case: Case) -> None:
    case.apply(follow_case(case))
    assert case.info.status == "follow_up"
    case.apply(close_case(case, DAY))
    assert (case.info.status, case.info.closed_on) == ("closed", DAY)
    case.apply(reopen_case(case))
    assert (case.info.status, case.info.closed_on) == ("open", None)


def test_a_case_is_not_closed_before_it_was_opened(case: Case) -> None:
    case.apply(set_field(case, "case", "case", "opened_on", DAY))
    with pytest.raises(EditRefused, match="2026-11-17"):
        close_case(case, date(2026, 11, 1))


def test_keywords_are_written_in_a_line_with_commas(case: Case) -> None:
    case.apply(set_keywords(case, "frånvaro,  sömn ; frånvaro,, oro"))
    assert case.info.keywords == ("frånvaro", "sömn", "oro")
