"""Nobody on a sheet jumps when somebody is moved or joined by hand; Ordna lays the whole sheet out anew."""

from __future__ import annotations

import pytest
from canvas_driving import canvases, drag, small_case, spot, unrelated
from PySide6.QtCore import QPoint

from app.kinds.sheet_picture import compose
from app.models.edits.figures import move_figures

canvas = pytest.fixture(canvases)


def _places(view):
    return {key: figure.place for key, figure in view.sheet.picture.figures.items()}


def test_a_sheet_whose_places_are_kept_is_laid_out_where_it_was() -> None:
    case = small_case()
    before = compose(case, "case_map").layout
    case.apply(move_figures(case, case.sheet_of_kind("case_map").id, before.places))
    after = compose(case, "case_map").layout
    assert after.places == before.places
    assert after.rings[-1] == pytest.approx(before.rings[-1], rel=0.05)


def test_a_line_drawn_by_hand_leaves_everyone_where_they_stand_and_is_one_step(canvas):
    view = canvas()
    before = _places(view)
    view.set_tool("relation")
    one, two = unrelated(view)
    drag(view, spot(view, one), spot(view, two))
    assert view.document.stack.count() == 1
    assert _places(view) == before
    stored = view.document.case.sheet_of_kind(view.sheet_kind).places
    assert stored == {key: place for key, place in before.items() if key != view.document.case.child}
    view.document.undo()
    assert not view.document.case.sheet_of_kind(view.sheet_kind).places


def test_ordna_gives_all_places_back_to_the_layout_in_one_step(canvas):
    view = canvas()
    case = view.document.case
    laid_out = _places(view)
    somebody = next(key for key in laid_out if key != case.child)
    drag(view, spot(view, somebody), spot(view, somebody) + QPoint(0, -18))
    assert _places(view)[somebody] != laid_out[somebody]
    steps = view.document.stack.count()
    view.arrange()
    assert view.document.stack.count() == steps + 1
    assert _places(view) == laid_out
    view.document.undo()
    assert _places(view)[somebody] != laid_out[somebody]
