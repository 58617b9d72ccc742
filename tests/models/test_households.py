"""Who lives together: made, taken away, undone, and kept through the file."""

from __future__ import annotations

import pytest

from app.models import casefile
from app.models.edits.households import household_of, join_household, part_household
from app.models.edits.making import EditRefused
from app.models.edits.removal import remove
from tests.support.pictures import small_case, vocabulary


def test_a_household_is_named_after_its_one_guardian() -> None:
    case = small_case()
    case.apply(join_household(case, ["mother", "child"]))
    (household,) = case.family("households").values()
    assert household.to_data()["members"] == ["child", "mother"]
    assert household.to_data()["label"] == "Hos mamma"


def test_without_a_guardian_it_has_no_name() -> None:
    case = small_case()
    case.apply(join_household(case, ["friend", "mentor"]))
    (household,) = case.family("households").values()
    assert "label" not in household.to_data()


def test_one_alone_is_no_household_and_none_is_made_twice() -> None:
    case = small_case()
    with pytest.raises(EditRefused, match="minst två"):
        join_household(case, ["mother"])
    case.apply(join_household(case, ["child", "mother"]))
    with pytest.raises(EditRefused, match="redan"):
        join_household(case, ["mother", "child"])


def test_a_household_taken_away_comes_back_with_undo() -> None:
    case = small_case()
    case.apply(join_household(case, ["child", "mother"]))
    before = casefile.to_data(case)
    key = household_of(case, ["mother", "child"])
    assert key is not None
    patch = part_household(case, key)
    case.apply(patch)
    assert household_of(case, ["mother", "child"]) is None
    case.apply(patch.inverse())
    assert casefile.to_data(case) == before


def test_a_child_may_have_two_homes_and_the_file_keeps_both() -> None:
    case = small_case()
    case.apply(join_household(case, ["child", "mother"]))
    case.apply(join_household(case, ["child", "friend"]))
    again = casefile.from_data(casefile.to_data(case), vocabulary())
    assert casefile.to_data(again) == casefile.to_data(case)
    assert household_of(again, ["child", "friend"]) is not None


def test_a_removed_figure_leaves_its_household() -> None:
    case = small_case()
    case.apply(join_household(case, ["child", "mother", "friend"]))
    case.apply(remove(case, [("figures", "friend")]))
    assert household_of(case, ["child", "mother"]) is not None
