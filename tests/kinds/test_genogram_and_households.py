"""Genogram symbols and household loops: off until wanted, right when on, told by the legend."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.geometry import Rect
from app.drawing.ops import Ellipse, Path
from app.kinds.bubble import inside
from app.kinds.figure_picture import draw_body
from app.kinds.genogram import symbol_name
from app.kinds.households import household_loops, outlines
from app.kinds.options import Options
from app.kinds.palette import sector_look
from app.kinds.registry import figure_kinds
from app.kinds.sheet_picture import SheetPicture, compose, recompose, settled
from app.models.records import Figure
from tests.support.pictures import shapes, small_case, small_data, texts

ON = Options(genogram=True, households=True)
HOME = {"id": "h1", "label": "Hos mamma", "members": ["child", "mother"]}


def figure(**fields: Any) -> Figure:
    return Figure.model_validate({"id": "f", "label": "Kim", "group": "g", **fields})


def said(picture: SheetPicture) -> set[str]:
    return {entry.text for entry in picture.legend}


@pytest.mark.parametrize(
    ("fields", "symbol"),
    [
        ({"role": "Mamma"}, "female"),
        ({"role": "Bonuspappa"}, "male"),
        ({"role": "Mormor"}, "female"),
        ({"role": "Morfar"}, "male"),
        ({"role": "Storebror"}, "male"),
        ({"label": "Moster Ida"}, "female"),
        ({"role": "Kontaktperson"}, "other"),
        ({"role": "Skolsköterska"}, "other"),
        ({"role": "Mentor", "label": "Fru Ek"}, "other"),
        ({"role": "Mentor", "symbol": "male"}, "male"),
        ({"role": "Mamma", "symbol": "unknown"}, "other"),
        ({"role": "Väntat barn"}, "unborn"),
        ({"label": "Graviditet"}, "unborn"),
    ],
)
def test_the_symbol_is_the_one_given_else_what_the_role_says(fields: dict[str, Any], symbol: str) -> None:
    assert symbol_name(figure(**fields)) == symbol


def test_each_symbol_has_its_shape() -> None:
    person, look = figure_kinds()["person"], sector_look("family")
    drawn = {
        name: next(iter(shapes(draw_body(person, figure(symbol=name), look, ON)[0])))
        for name in ("male", "female", "other")
    }
    assert isinstance(drawn["female"], Ellipse)
    corners = {name: len(shape.segments) for name, shape in drawn.items() if isinstance(shape, Path)}
    assert corners == {"male": 10, "other": 5}  # a rounded square; a diamond: four corners and the closing


def test_who_is_dead_is_crossed_out() -> None:
    person, look = figure_kinds()["person"], sector_look("family")
    alive = list(shapes(draw_body(person, figure(symbol="male"), look, ON)[0]))
    dead = list(shapes(draw_body(person, figure(symbol="male", deceased=True), look, ON)[0]))
    (cross,) = [shape for shape in dead if shape not in alive and isinstance(shape, Path) and shape.style.width < 1]
    assert [segment[0] for segment in cross.segments] == ["M", "L", "M", "L"]


def test_functions_and_organisations_have_no_symbol() -> None:
    for kind in ("function", "organisation"):
        drawing = figure_kinds()[kind]
        plain, look = figure(kind=kind), sector_look("school")
        assert draw_body(drawing, plain, look, ON) == draw_body(drawing, plain, look)


def test_both_are_off_until_wanted() -> None:
    case = small_case(households=[HOME])
    plain, chosen = compose(case, "case_map"), compose(case, "case_map", options=ON)
    assert plain.background == plain.ground
    assert "Hos mamma" not in texts(plain.ops())
    assert "Hos mamma" in texts(chosen.ops())
    assert plain.figures["mother"].ops != chosen.figures["mother"].ops


def test_the_legend_tells_the_symbols_and_loops_that_are_used() -> None:
    data = small_data(households=[HOME])
    data["figures"][2]["deceased"] = True
    case = small_case(households=[HOME], figures=data["figures"])
    assert {"kvinna", "annat eller okänt", "avliden", "bor tillsammans"} <= said(compose(case, "case_map", options=ON))
    assert not {"man", "väntat barn"} & said(compose(case, "case_map", options=ON))
    assert not {"kvinna", "bor tillsammans"} & said(compose(case, "case_map"))
    assert "avliden" in said(compose(case, "case_map"))


def test_the_loop_follows_when_who_was_dragged_is_let_go() -> None:
    case = small_case(households=[HOME])
    before = compose(case, "case_map", options=ON)
    x, y = before.figures["mother"].place
    dragged = recompose(case, before, {"mother": (x - 20, y)})
    assert dragged.background == before.background
    dropped = settled(case, before, {"mother": (x - 20, y)})
    assert dropped.background != before.background
    assert "Hos mamma" in texts(dropped.background)


def test_where_nothing_is_written_down_those_who_always_live_with_the_child_make_one() -> None:
    data = small_data()
    data["figures"][1]["lives_with_child"] = "always"
    case = small_case(figures=data["figures"])
    picture = compose(case, "case_map", options=ON)
    assert household_loops(case, picture.figures, [])
    assert "bor tillsammans" in said(picture)


boxes = st.builds(Rect, st.floats(-120, 110), st.floats(-80, 70), st.floats(8, 24), st.floats(10, 26))


@settings(max_examples=40, deadline=None)
@given(st.lists(boxes, min_size=2, max_size=5))
def test_a_loop_holds_all_its_members_when_nobody_else_is_there(members: list[Rect]) -> None:
    (line,) = outlines(tuple(members), (), 3.6)
    for box in members:
        for corner in ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)):
            assert inside(line, corner)


@settings(max_examples=40, deadline=None)
@given(st.floats(10, 22))
def test_a_loop_goes_past_one_who_stands_between(width: float) -> None:
    members = (Rect(-80, -10, 20, 20), Rect(60, -10, 20, 20), Rect(-10, -60, 20, 20))
    stranger = Rect(-width / 2, -12, width, 22)
    lines = outlines(members, (stranger,), 3.6)
    assert all(any(inside(line, box.centre) for line in lines) for box in members)
    corners = [(stranger.x, stranger.y), (stranger.right, stranger.bottom), stranger.centre]
    assert not any(inside(line, corner) for line in lines for corner in corners)
