"""Ordna with the real canvas: those who were dragged away come back in order, the others hardly move."""

from __future__ import annotations

import math
import statistics

import pytest
from canvas_driving import canvases, drag, spot
from PySide6.QtCore import QPoint

from app.kinds.sheet_picture import compose

canvas = pytest.fixture(canvases)


def _places(view):
    return {key: figure.place for key, figure in view.sheet.picture.figures.items()}


def _stored(view):
    return dict(view.document.case.sheet_of_kind(view.sheet_kind).places)


def _overlaps(view):
    boxes = [
        (key, box.moved(*figure.place))
        for key, figure in view.sheet.picture.figures.items()
        for box in (figure.body, *figure.labels)
    ]
    return [(a, b) for n, (a, one) in enumerate(boxes) for b, two in boxes[:n] if a != b and one.overlaps(two)]


def _dragged(view):
    """Drag two figures on to others; return who was dragged, and who was pinned before."""
    case = view.document.case
    others = [key for key in view.sheet.picture.figures if key != case.child]
    pinned, one, two = others[0], others[3], others[5]
    view.changes.pin([pinned])
    for key in (one, two):
        target = next(k for k in others if k not in (one, two, pinned))
        drag(view, spot(view, key), spot(view, target) + QPoint(6, 4))
    return (one, two), pinned


def test_ordna_after_two_were_dragged_leaves_the_pinned_and_moves_the_others_little(canvas):
    view = canvas("case_a")
    dragged, pinned = _dragged(view)
    before, steps = _places(view), view.document.stack.count()
    view.arrange()
    after = _places(view)
    assert view.document.stack.count() == steps + 1
    assert after[pinned] == before[pinned]
    others = [key for key in before if key not in (*dragged, pinned, view.document.case.child)]
    assert statistics.median(math.dist(before[key], after[key]) for key in others) < 8
    assert _overlaps(view) == []


def test_after_ordna_screen_and_paper_have_everyone_in_the_same_place(canvas):
    view = canvas("case_a")
    _dragged(view)
    view.arrange()
    paper = compose(view.document.case, view.sheet_kind).layout.places
    assert _places(view) == paper
    assert {key: place for key, place in paper.items() if key != view.document.case.child} == _stored(view)


def test_ordna_twice_moves_nobody_and_is_no_second_step(canvas):
    view = canvas("case_a")
    _dragged(view)
    view.arrange()
    places, steps = _places(view), view.document.stack.count()
    told: list[str] = []
    view.message.connect(told.append)
    view.arrange()
    assert _places(view) == places
    assert view.document.stack.count() == steps
    assert told == ["Kartan är redan ordnad. Ingen har flyttats."]


def test_undo_after_ordna_takes_everyone_back_to_where_they_were(canvas):
    view = canvas("case_a")
    _dragged(view)
    before = _places(view)
    view.arrange()
    assert _places(view) != before
    view.document.undo()
    assert _places(view) == before


def test_ordna_on_a_sheet_that_nobody_has_touched_moves_nobody(canvas):
    view = canvas("case_a")
    before = _places(view)
    view.arrange()
    assert _places(view) == before
    assert view.document.stack.count() == 0
