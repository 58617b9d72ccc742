"""Two states of a case are compared by their records: what has come, gone, moved, changed, been answered, unlocked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.kinds.difference_words import headed, told
from app.models.case import Case
from app.models.comparing import compare
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.removal import remove
from app.models.edits.ties import answer_wish, ask_wish
from app.models.patch import Patch

Edit = Callable[[Case], Patch]


@pytest.fixture
def before(case_a: Path) -> Case:
    return read_cases([case_a])[0]


def after(before: Case, *edits: Edit) -> Case:
    case = Case(before.records())
    for edit in edits:
        case.apply(edit(case))
    return case


def sorts(before: Case, later: Case) -> list[tuple[str, str]]:
    return [(each.sort, each.family) for each in compare(before, later)]


def somebody(case: Case) -> str:
    return next(key for key, figure in case.figures.items() if key != case.child and figure.ring == 2)


def wish_with(case: Case, status: str) -> str:
    return next(key for key, wish in case.wishes.items() if wish.status == status and wish.unlocked_on is None)


def test_a_case_is_no_different_from_itself(before: Case) -> None:
    assert not compare(before, after(before))


def test_places_on_the_sheet_are_no_difference(before: Case) -> None:
    from app.models.edits.figures import move_figures

    sheet = next(iter(before.sheets))
    assert not compare(before, after(before, lambda case: move_figures(case, sheet, {somebody(case): (31.0, 12.0)})))


def test_what_is_new_to_one_is_gone_to_the_other(before: Case) -> None:
    group = next(iter(before.groups))
    later = after(
        before,
        lambda case: add_figure(case, label="Nadia", role="Kurator", group=group),
        lambda case: ask_wish(case, list(case.figures)[-1], case.child, "En stund i veckan"),
    )
    assert sorts(before, later) == [("new", "figures"), ("new", "wishes")]
    assert sorts(later, before) == [("gone", "figures"), ("gone", "wishes")]


def test_another_group_or_ring_is_a_move_and_another_status_a_state(before: Case) -> None:
    who = somebody(before)
    other = next(key for key in before.groups if key != before.figures[who].group)
    moved = after(before, lambda case: set_field(case, "figures", who, "group", other))
    nearer = after(before, lambda case: set_field(case, "figures", who, "ring", 1))
    waiting = after(before, lambda case: set_field(case, "figures", who, "status", "waiting"))
    assert [sorts(before, each) for each in (moved, nearer, waiting)] == [
        [("moved", "figures")],
        [("moved", "figures")],
        [("state", "figures")],
    ]


def test_an_answer_that_is_no_longer_in_the_way_unlocks_the_wish(before: Case) -> None:
    wish = wish_with(before, "blocked")
    for status in ("can", "partly"):
        later = after(before, lambda case, status=status: answer_wish(case, wish, status=status, cause=None))  # type: ignore[misc]
        assert sorts(before, later) == [("unlocked", "wishes")]
        assert sorts(later, before) == [("answered", "wishes")]
    dated = after(before, lambda case: set_field(case, "wishes", wish, "unlocked_on", "2026-03-14"))
    assert sorts(before, dated) == [("unlocked", "wishes")]


def test_a_wish_that_has_an_answer_now_is_answered(before: Case) -> None:
    wish = wish_with(before, "can")
    later = after(before, lambda case: answer_wish(case, wish, status="unanswered"))
    assert sorts(later, before) == [("answered", "wishes")]


def test_every_difference_is_told_in_a_sentence_with_names_under_its_heading(before: Case) -> None:
    who, wish = somebody(before), wish_with(before, "blocked")
    relation = next(key for key, each in before.relations.items() if each.quality != "strong")
    label = before.figures[who].label
    later = after(
        before,
        lambda case: set_field(case, "figures", who, "ring", 1),
        lambda case: set_field(case, "relations", relation, "quality", "strong"),
        lambda case: answer_wish(case, wish, status="can", cause=None),
    )
    lines = told(compare(before, later), before, later)
    assert [heading for heading, _lines in headed(lines)] == ["Upplåst", "Flyttat", "Andra relationer"]
    by_sort = {line.sort: line.sentence for line in lines}
    number = before.wish_number(wish)
    assert by_sort["moved"].endswith("från ”varje vecka” till ”varje dag”.") and label in by_sort["moved"]
    assert f"Önskemål {number} " in by_sort["unlocked"] and before.wishes[wish].text in by_sort["unlocked"]
    assert "är nu stark" in by_sort["quality"]


def test_what_is_gone_is_told_by_the_names_it_had(before: Case) -> None:
    who = somebody(before)
    name = before.figures[who].label
    later = after(before, lambda case: remove(case, [("figures", who)]))
    lines = told(compare(before, later), before, later)
    assert any(line.sort == "gone" and name in line.sentence for line in lines)
    assert any("finns inte kvar" in line.sentence and line.about[0] == "relations" for line in lines) == any(
        who in (each.from_, each.to) for each in before.relations.values()
    )
