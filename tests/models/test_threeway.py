"""A case worked on in two places becomes one: nothing that one side wrote is lost, and what clashes is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.case_files import read_cases
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.removal import remove
from app.models.edits.ties import ask_wish
from app.models.edits.timeline import add_card
from app.models.fields import shown
from app.models.fingerprints import fingerprints
from app.models.patch import Patch
from app.models.records import FAMILIES
from app.models.texts import is_written
from app.models.threeway import Sides, common_state

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "case_a.yaml"


@pytest.fixture(scope="module")
def base() -> Case:
    return read_cases([EXAMPLE])[0]


def edited(case: Case, *edits: Callable[[Case], Patch]) -> Case:
    copy = Case(case.records())
    for edit in edits:
        copy.apply(edit(copy))
    return copy


def setting(family: str, key: str, field: str, value: Any) -> Callable[[Case], Patch]:
    return lambda case: set_field(case, family, key, field, value)


def after(mine: Case, patch: Patch) -> Case:
    result = Case(mine.records())
    result.apply(patch)
    return result


def text_fields(case: Case) -> list[tuple[str, str, str]]:
    """Every text of the case that can be set to anything."""
    return [
        (family, key, name)
        for family in ("case", "figures", "relations", "wishes", "plan", "groups", "support_answers", "meetings")
        for key in case.family(family)
        for name in shown(FAMILIES[family])
        if is_written(FAMILIES[family], name) and name != "personal_number"
    ]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_one_side_alone_has_written_survives_and_what_both_have_is_told(base: Case, data: st.DataObject) -> None:
    spots = st.lists(st.sampled_from(text_fields(base)), max_size=8, unique=True)
    mine_at, theirs_at = data.draw(spots), data.draw(spots)
    mine = edited(base, *(setting(*spot, f"mitt {number}") for number, spot in enumerate(mine_at)))
    theirs = edited(base, *(setting(*spot, f"ditt {number}") for number, spot in enumerate(theirs_at)))

    sides = Sides(base, mine, theirs)

    both = set(mine_at) & set(theirs_at)
    assert {(clash.family, clash.key, clash.path[0]) for clash in sides.clashes} == both
    choices: dict[Any, Any] = {
        clash.name: data.draw(st.sampled_from(["mine", "theirs", "both"])) for clash in sides.clashes
    }
    result = after(mine, sides.merged(choices).patch)
    for number, (family, key, name) in enumerate(mine_at):
        if (family, key, name) not in both:
            assert getattr(result.record(family, key), name) == f"mitt {number}"
    for number, (family, key, name) in enumerate(theirs_at):
        if (family, key, name) not in both:
            assert getattr(result.record(family, key), name) == f"ditt {number}"
    for family, key, name in both:
        value = getattr(result.record(family, key), name)
        choice = choices[family, key, (name,)]
        assert ("mitt" in value) == (choice in ("mine", "both"))
        assert ("ditt" in value) == (choice in ("theirs", "both"))
    back = after(result, sides.merged(choices).patch.inverse())
    assert back == mine


def test_what_was_added_on_either_side_is_there_once_in_the_other_sides_order(base: Case) -> None:
    group = next(iter(base.groups))
    mine = edited(base, lambda case: add_figure(case, group=group, label="Min nya"))
    theirs = edited(base, lambda case: add_figure(case, group=group, label="Din nya"))

    result = after(mine, Sides(base, mine, theirs).merged().patch)

    labels = [figure.label for figure in result.figures.values()]
    assert labels[:-2] == [figure.label for figure in base.figures.values()]
    assert set(labels[-2:]) == {"Min nya", "Din nya"}


def test_what_one_side_took_out_goes_unless_the_other_has_changed_it(base: Case) -> None:
    first, second = list(base.wishes)[:2]
    mine = edited(base, setting("wishes", second, "text", "Omskrivet av mig"))
    theirs = edited(base, lambda case: remove(case, [("wishes", first), ("wishes", second)]))

    sides = Sides(base, mine, theirs)

    assert [(clash.key, clash.path, clash.theirs) for clash in sides.clashes if clash.family == "wishes"] == [
        (second, (), None)
    ]
    kept = after(mine, sides.merged().patch)
    assert first not in kept.wishes
    assert kept.wishes[second].text == "Omskrivet av mig"
    assert second not in after(mine, sides.merged({clash.name: "theirs" for clash in sides.clashes}).patch).wishes


def test_whoever_is_spoken_of_on_one_side_is_not_lost_with_the_others_removal(base: Case) -> None:
    gone = next(key for key in base.figures if key != base.child)
    other = next(key for key in base.figures if key not in (gone, base.child))
    mine = edited(base, lambda case: remove(case, [("figures", gone)]))
    theirs = edited(base, lambda case: ask_wish(case, other, gone, "Ring mig"))

    merged = Sides(base, mine, theirs).merged()

    assert ("figures", gone) in merged.restored
    assert "Ring mig" in [wish.text for wish in after(mine, merged.patch).wishes.values()]


def test_fields_that_do_not_go_together_are_told_as_one_clash(base: Case) -> None:
    one, two, three = list(base.figures)[:3]
    relation = next(key for key, each in base.relations.items() if {each.from_, each.to} == {one, two})
    start = edited(base, setting("relations", relation, "from_", one), setting("relations", relation, "to", two))
    mine = edited(start, setting("relations", relation, "from_", three))
    theirs = edited(start, setting("relations", relation, "to", three))

    sides = Sides(start, mine, theirs)

    assert [(clash.key, clash.path) for clash in sides.clashes] == [(relation, ())]
    assert after(mine, sides.merged({sides.clashes[0].name: "theirs"}).patch).relations[relation].to == three


def test_records_without_ids_that_both_have_added_are_both_kept(base: Case) -> None:
    mine = edited(base, lambda case: add_card(case, "Mitt kort", day="2026-01"))
    theirs = edited(base, lambda case: add_card(case, "Ditt kort", day="2026-02"))

    result = after(mine, Sides(base, mine, theirs).merged().patch)

    assert {"Mitt kort", "Ditt kort"} <= {card.to_data()["text"] for card in result.family("timeline").values()}


def test_without_a_common_state_everything_that_differs_is_told_and_nothing_goes(base: Case) -> None:
    first = next(iter(base.wishes))
    mine = edited(base, setting("wishes", first, "text", "Mitt"))
    theirs = edited(base, setting("wishes", first, "text", "Ditt"), lambda case: remove(case, [("wishes", "w02")]))

    sides = Sides(None, mine, theirs)

    assert ("wishes", first, ("text",)) in {clash.name for clash in sides.clashes}
    assert "w02" in after(mine, sides.merged().patch).wishes


def test_the_state_both_came_from_is_the_last_one_they_shared(base: Case) -> None:
    state = Case(base.records())
    history: list[Patch] = []
    for number in range(4):
        patch = set_field(state, "figures", base.child, "note", f"steg {number}")
        state.apply(patch)
        history.append(patch)
    mine = fingerprints(state, [*history])
    assert len(set(mine)) == 5
    theirs = [mine[2], "x", "y"]  # handed over without its history after the second step

    assert common_state(mine, theirs) == 2
    assert common_state(mine, [*mine[:3], "z"]) == 2
    assert common_state(mine, ["x", "y"]) is None
    undone = [*mine[:3], mine[1]]
    assert common_state(undone, mine) == 2  # taken back since: not where they parted


def test_an_unreadable_line_hides_what_was_before_it(base: Case) -> None:
    assert len(fingerprints(base, [None])) == 1
