"""A case's log is followed forwards and backwards, over undo, redo and damage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.removal import remove
from app.models.history import History, Step
from app.models.patch import Patch
from app.models.replay import Growth, Line, baseline

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Told:
    """A case that is edited, its log, and every state that it has been in."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.states = [Case(case.records())]
        self.lines = [Line(START, "start", "Lägg in ärendet", baseline(case))]

    def take(self, patch: Patch, step: Step = "do") -> None:
        self.case.apply(patch)
        self.states.append(Case(self.case.records()))
        at = START + timedelta(minutes=len(self.lines))
        self.lines.append(Line(at, step, patch.label, patch))


@pytest.fixture
def told(case_a: Path) -> Told:
    """Case A with 200 steps: figures come, are renamed, go, and come back by undo."""
    story = Told(read_cases([case_a])[0])
    group = next(iter(story.case.groups))
    for number in range(50):
        come = add_figure(story.case, label=f"Figur {number}", group=group)
        story.take(come)
        key = next(change.key for change in come.changes if change.family == "figures")
        story.take(set_field(story.case, "figures", key, "label", f"Namn {number}"))
        gone = remove(story.case, [("figures", key)])
        story.take(gone)
        story.take(gone.inverse(), "undo")
    return story


def test_every_moment_is_the_state_that_was_then_in_whatever_order_it_is_asked_for(told: Told) -> None:
    growth = Growth(told.lines, told.case)
    assert growth.last == 200
    for number in (0, 200, 1, 130, 131, 129, 64, 63, 65, 199, 7, 0, 200):
        assert growth.at(number) == told.states[number], number
    with pytest.raises(IndexError):
        growth.at(201)


def test_looking_changes_neither_the_case_nor_what_is_shown_next(told: Told) -> None:
    growth = Growth(told.lines, told.case)
    earlier = growth.at(10)
    earlier.apply(set_field(earlier, "case", "case", "title", "Annat"))
    assert growth.at(10) == told.states[10]
    assert told.case == told.states[-1]


def test_a_moment_tells_when_what_and_who(told: Told) -> None:
    growth = Growth(told.lines, told.case)
    moment = growth.moments[2]
    assert moment.label == told.lines[2].label and moment.step == "do" and moment.whole
    assert moment.at is not None and moment.at == START + timedelta(minutes=2) and moment.at.tzinfo is not None
    assert [family for family, _key in moment.touched] == ["figures"]
    assert growth.moments[4].step == "undo"
    assert growth.latest_before(START + timedelta(minutes=2, seconds=30)) == 2
    assert growth.latest_before(START - timedelta(days=1)) is None


def test_around_one_line_that_cannot_be_read_every_state_is_shown(told: Told) -> None:
    told.lines[90] = Line(told.lines[90].at, "do", told.lines[90].label, None)
    growth = Growth(told.lines, told.case)
    assert growth.lost == 0 and growth.last == 200
    assert [moment.number for moment in growth.moments if not moment.whole] == [90]
    for number in (89, 90, 91, 0, 200):
        assert growth.at(number) == told.states[number], number


def test_between_two_lines_that_cannot_be_read_the_states_are_lost_and_counted(told: Told) -> None:
    for number in (40, 90):
        told.lines[number] = Line(told.lines[number].at, "do", "", None)
    growth = Growth(told.lines, told.case)
    assert growth.lost == 50
    assert growth.at(39) == told.states[39]
    assert growth.at(40) == told.states[90]
    assert growth.at(growth.last) == told.case


def test_a_log_without_its_first_line_is_followed_back_from_now(told: Told) -> None:
    growth = Growth(told.lines[150:], told.case)
    assert growth.at(0) == told.states[150]
    assert growth.at(growth.last) == told.case


def test_a_log_that_does_not_lead_to_now_shows_both(told: Told) -> None:
    other = Case(told.case.records())
    other.apply(set_field(other, "case", "case", "title", "Det som är sparat"))
    growth = Growth(told.lines, other)
    assert growth.at(growth.last) == other
    assert growth.at(200) == told.states[200] and growth.last == 201
    assert not growth.moments[-1].whole


def test_a_case_without_a_log_is_followed_by_its_undo_stack(told: Told) -> None:
    done = [line.patch for line in told.lines[1:3] if line.patch is not None]
    case = Case(told.states[2].records())
    growth = Growth.of_history(case, History((*done, done[0]), 2))
    assert [growth.at(number) for number in range(3)] == told.states[:3]
    assert growth.moments[0].at is None


def test_undo_and_redo_that_reach_behind_where_the_log_begins_can_still_be_taken_back(told: Told) -> None:
    rename = told.lines[2].patch
    assert rename is not None
    assert History.replay([("undo", rename.inverse())]) == History((rename,), 0)
    assert History.replay([("redo", rename)]) == History((rename,), 1)


def test_every_version_of_a_record_is_told_with_when_it_came(told: Told) -> None:
    growth = Growth(told.lines, told.case)
    mine = [each for each in growth.versions("figures") if each[0] in (1, 2, 3, 4)]
    key = mine[0][1]
    assert [record.label if record is not None else None for _n, k, record in mine if k == key] == [  # type: ignore[attr-defined]
        "Figur 0",
        "Namn 0",
        None,
        "Namn 0",
    ]
