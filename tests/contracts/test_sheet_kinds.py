"""What every installed sheet kind keeps to."""

from __future__ import annotations

import pytest

from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import compose
from tests.support.pictures import small_case

KINDS = sorted(sheet_kinds())


def test_the_sheets_of_the_format_are_installed() -> None:
    assert {"case_map", "collaboration_map", "stakeholder_map"} <= set(KINDS)


def test_no_two_sheets_have_one_command() -> None:
    commands = [kind.command for kind in sheet_kinds().values()]
    assert len(set(commands)) == len(commands)


@pytest.mark.parametrize("kind_id", KINDS)
def test_everything_between_the_sheets_figures_is_drawn(kind_id: str) -> None:
    case = small_case()
    picture = compose(case, kind_id)
    shown = set(picture.figures)
    assert case.child in shown
    ties = {**case.relations, **case.wishes}
    assert set(picture.ties) == {key for key, tie in ties.items() if tie.from_ in shown and tie.to in shown}
    assert all(picture.ties[key].chips for key in case.wishes if key in picture.ties)
    assert all(figure.labels for figure in picture.figures.values())


@pytest.mark.parametrize("kind_id", KINDS)
def test_the_sheets_own_list_decides_who_stands_on_it(kind_id: str) -> None:
    sheet = {"id": "s", "kind": kind_id, "figures": ["child", "friend"]}
    picture = compose(small_case(maps=[sheet]), kind_id)
    assert set(picture.figures) == {"child", "friend"}
    assert set(picture.ties) == {"r2"}


@pytest.mark.parametrize("kind_id", KINDS)
def test_a_child_alone_is_a_sheet(kind_id: str) -> None:
    data = small_case().figures["child"].to_data()
    picture = compose(small_case(figures=[data], relations=[], wishes=[], meetings=[], case=ALONE), kind_id)
    assert set(picture.figures) == {"child"}
    assert picture.bounds.width > 0


ALONE = {"id": "small", "title": "Sam"}
