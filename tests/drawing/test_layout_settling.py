"""After a drop, and after *Ordna* where hands have been: what may move, and what stays."""

from __future__ import annotations

import math
import statistics
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from layout_checks import faults, pierced, run_together
from layout_requests import crowd, example

from app.drawing.arrange import arrange, settle
from app.drawing.geometry import Point, Rect
from app.drawing.layout import Layout, LayoutRequest


def stood(request: LayoutRequest, places: dict[str, Point]) -> LayoutRequest:
    """Return the request of figures that stood at some places before."""
    return replace(request, bodies=tuple(replace(body, near=places[body.id]) for body in request.bodies))


def moves(before: dict[str, Point], after: dict[str, Point]) -> list[float]:
    return [math.dist(before[figure], after[figure]) for figure in before]


@pytest.fixture(scope="module")
def sheet() -> tuple[LayoutRequest, Layout]:
    request = example("case_a")
    return request, arrange(request)


def free_spot(request: LayoutRequest, layout: Layout, figure: str) -> Point:
    """Return a place near a figure's own where it meets nobody."""
    body = next(body for body in request.bodies if body.id == figure)
    others = [
        box.moved(*layout.places[other.id])
        for other in request.bodies
        if other.id != figure
        for box in (other.body, *other.labels)
    ] + [area.heading for area in layout.areas]
    x, y = layout.places[figure]
    for far in range(6, 60, 3):
        for turn in range(12):
            spot = x + far * math.cos(turn / 12 * math.tau), y + far * math.sin(turn / 12 * math.tau)
            own = [box.moved(*spot).grown(2.0) for box in (body.body, *body.labels)]
            clear = not any((box.centre[0] / 40) ** 2 + (box.centre[1] / 40) ** 2 < 1 for box in own)
            if clear and not any(box.overlaps(other) for box in own for other in others):
                return spot
    raise AssertionError("no free spot")


@pytest.mark.parametrize("figure", ["f04", "f07", "f10", "f13"])
def test_a_dropped_figure_has_its_lines_led_without_a_fault(sheet: tuple[LayoutRequest, Layout], figure: str) -> None:
    request, before = sheet
    after = settle(request, before, {figure: free_spot(request, before, figure)})
    assert pierced(request, after) == [] and run_together(after) == []
    assert set(after.chips) == set(before.chips) and set(after.lines) == set(before.lines)


def test_lines_that_a_drop_does_not_concern_stay_as_they_were(sheet: tuple[LayoutRequest, Layout]) -> None:
    request, before = sheet
    x, y = before.places["f13"]
    after = settle(request, before, {"f13": (x + 1, y)})
    changed = {tie.id for tie in request.ties if after.lines[tie.id] != before.lines[tie.id]}
    own = {tie.id for tie in request.ties if "f13" in (tie.from_, tie.to)}
    assert changed and changed <= own
    assert {**before.places, "f13": (x + 1, y)} == after.places
    assert after.areas == before.areas


def test_a_line_that_somebody_is_dropped_on_goes_round_them(sheet: tuple[LayoutRequest, Layout]) -> None:
    request, before = sheet
    lone = "f17"
    tie = max(
        (tie for tie in request.ties if lone not in (tie.from_, tie.to)),
        key=lambda tie: math.dist(before.lines[tie.id][0], before.lines[tie.id][-1]),
    )
    points = before.lines[tie.id]
    middle = points[len(points) // 2] if len(points) > 2 else tuple(sum(axis) / 2 for axis in zip(*points, strict=True))
    after = settle(request, before, {lone: (middle[0], middle[1])})
    body = next(body for body in request.bodies if body.id == lone).body.moved(*after.places[lone])
    inner = Rect(body.x + 1, body.y + 1, body.width - 2, body.height - 2)
    assert any(inner.contains(point) for point in _close(points))
    assert not any(inner.contains(point) for point in _close(after.lines[tie.id]))


def _close(points: tuple[Point, ...]) -> list[Point]:
    return [
        (x1 + (x2 - x1) * k / 20, y1 + (y2 - y1) * k / 20)
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False)
        for k in range(21)
    ]


@pytest.mark.parametrize("name", ["case_a", "case_b"])
def test_ordna_twice_moves_nobody(name: str) -> None:
    request = example(name)
    first = arrange(request).places
    assert arrange(stood(request, first)).places == first


def test_after_two_were_dragged_a_little_ordna_moves_the_others_hardly() -> None:
    request = crowd(20, 20, 12, 4)
    first = arrange(request).places
    places = dict(first)
    for figure in ("f3", "f9"):
        places[figure] = places[figure][0] + 12, places[figure][1] - 8
    after = arrange(stood(request, places)).places
    others = [figure for figure in first if figure not in ("f3", "f9")]
    assert statistics.median(moves({f: first[f] for f in others}, {f: after[f] for f in others})) < 3


def test_where_most_are_placed_the_new_ones_get_free_spots_in_their_area() -> None:
    request = example("case_b")
    first = arrange(request).places
    new = [body.id for body in request.bodies if body.id != request.child][::5]
    bodies = tuple(replace(b, place=None if b.id in new else first[b.id]) for b in request.bodies)
    some = replace(request, bodies=bodies)
    layout = arrange(some)
    assert {f: p for f, p in layout.places.items() if f not in new} == {f: p for f, p in first.items() if f not in new}
    assert faults(some, layout) == []
