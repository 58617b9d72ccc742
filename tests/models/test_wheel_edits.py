"""Rating the wheel: one entry a domain, voice and meeting; goals tied to domains; the domains' own names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.domain_names import NamesNotSaved, domain_name, names_path, own_names, save_names
from app.models.edits.making import EditRefused
from app.models.edits.wheel import entry_key, goal_for, rate, tie_goal
from app.models.records import ShortTermGoal, WheelEntry
from app.models.wheel import answers_for, gaps, wheel

TODAY = date(2026, 11, 17)


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def entries(case: Case) -> list[WheelEntry]:
    return [entry for entry in case.family("wheel").values() if isinstance(entry, WheelEntry)]


def test_rating_again_at_the_same_meeting_replaces_and_keeps_the_note(case: Case) -> None:
    meeting = next(iter(case.meetings))
    case.apply(rate(case, "safe", "child", meeting, rating=2, note="Rädd på rasten."))
    case.apply(rate(case, "safe", "child", meeting, rating=4))
    (entry,) = entries(case)
    assert (entry.rating, entry.note, entry.meeting) == (4, "Rädd på rasten.", meeting)


def test_rating_today_makes_the_days_meeting_once_and_undo_takes_both_away(case: Case) -> None:
    before = case.to_rows()
    first = rate(case, "safe", "child", TODAY, rating=2)
    case.apply(first)
    case.apply(rate(case, "healthy", "guardian", TODAY, rating=3))
    held = [key for key, meeting in case.meetings.items() if meeting.date == TODAY]
    assert len(held) == 1 and {entry.meeting for entry in entries(case)} == set(held)
    case.apply(rate(case, "healthy", "guardian", TODAY, rating=None))
    case.apply(first.inverse())
    assert case.to_rows() == before


def test_an_entry_with_neither_rating_nor_note_goes(case: Case) -> None:
    meeting = next(iter(case.meetings))
    case.apply(rate(case, "active", "child", meeting, note="Saknar stallet."))
    case.apply(rate(case, "active", "child", meeting, rating=1))
    case.apply(rate(case, "active", "child", meeting, note="  "))
    assert entry_key(case, "active", "child", meeting) is not None
    case.apply(rate(case, "active", "child", meeting, rating=None))
    assert not entries(case) and not rate(case, "active", "child", meeting, rating=None)


@pytest.mark.parametrize(
    ("domain", "voice", "rating"), [("glad", "child", 3), ("safe", "mentor", 3), ("safe", "child", 6)]
)
def test_what_the_format_does_not_allow_is_refused(case: Case, domain: str, voice: str, rating: int) -> None:
    with pytest.raises(EditRefused):
        rate(case, domain, voice, None, rating=rating)


def test_the_wheel_can_be_seen_as_it_was(case: Case) -> None:
    meeting, held = next(iter(case.meetings.items()))
    case.apply(rate(case, "safe", "child", meeting, rating=2))
    case.apply(rate(case, "safe", "child", TODAY, rating=5))
    then, now = wheel(case, held.date)[0].latest("child"), wheel(case)[0].latest("child")
    assert then is not None and now is not None and (then.rating, now.rating) == (2, 5)


def test_tying_a_goal_closes_the_gap_and_a_new_goal_is_tied_from_the_beginning(case: Case) -> None:
    case.apply(rate(case, "active", "child", None, rating=1))
    case.apply(rate(case, "nurtured", "child", None, rating=1))
    assert gaps(case) == ["nurtured", "active"]
    goal = next(iter(case.short_term))
    case.apply(tie_goal(case, "short_term", goal, "active", True))
    assert gaps(case) == ["nurtured"] and not tie_goal(case, "short_term", goal, "active", True)
    case.apply(goal_for(case, "nurtured", "Frukost varje dag."))
    assert gaps(case) == []
    written = list(case.short_term.values())[-1]
    assert isinstance(written, ShortTermGoal) and written.wellbeing == ("nurtured",)
    case.apply(tie_goal(case, "short_term", goal, "active", False))
    assert gaps(case) == ["active"]


def test_answers_belong_to_the_domains_of_their_rows_goals(case: Case) -> None:
    row = case.plan["p01"]
    goal = case.short_term[str(row.goal)]
    assert set(row.origin) <= set(answers_for(case, goal.wellbeing[0]))
    assert answers_for(case, "responsible") == []


def test_the_users_names_are_used_and_the_programs_own_are_not_stored() -> None:
    save_names({"safe": "Trygghet", "healthy": "Hälsa", "active": "  "})
    assert (domain_name("safe"), domain_name("healthy"), domain_name("active")) == ("Trygghet", "Hälsa", "Aktiv")
    assert names_path().read_text("utf-8") == "safe: Trygghet\n"


def test_a_name_that_is_too_long_is_refused_and_the_old_names_stay() -> None:
    save_names({"safe": "Trygghet"})
    with pytest.raises(NamesNotSaved):
        save_names({"safe": "T" * 41})
    assert domain_name("safe") == "Trygghet"


def test_a_damaged_file_of_names_is_told_and_kept_aside_when_names_are_saved() -> None:
    names_path().write_text("safe: [", "utf-8")
    assert domain_name("safe") == "Trygg" and "går inte att läsa" in (own_names().problem or "")
    save_names({"safe": "Trygghet"})
    assert domain_name("safe") == "Trygghet"
    assert names_path().with_name("wheel.yaml.bak").read_text("utf-8") == "safe: ["
