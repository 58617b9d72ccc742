"""Lines and chips follow a dragged figure calmly: what has found room stays there while there is room."""

from __future__ import annotations

import math

import pytest

from app.drawing.arrange import arrange
from app.drawing.dragging import Dragging, reroute
from app.drawing.geometry import Point, Rect
from app.drawing.layout import Layout
from tests.drawing.layout_requests import crowd, example

STEPS = 160
FAR = 8.0
"""Millimetres that a chip moves in a step of a millimetre only if it has changed its seat."""


def round_a(place: Point, step: int) -> Point:
    """Return a place on a circle through ``place``, a millimetre along it from step to step."""
    angle = step / 25
    return place[0] + 25 * math.sin(angle), place[1] + 25 * (math.cos(angle) - 1)


def jumps(layouts: list[Layout], ties: list[str]) -> int:
    """Count how often a chip is far from where it was a step before."""

    def middle(box: Rect) -> Point:
        return box.x + box.width / 2, box.y + box.height / 2

    found = 0
    for one, other in zip(layouts, layouts[1:], strict=False):
        for tie in ties:
            if tie in one.chips and tie in other.chips:
                found += math.dist(middle(one.chips[tie][0]), middle(other.chips[tie][0])) > FAR
    return found


@pytest.mark.parametrize("name", ["case_a", "case_b", "crowd"])
def test_chips_do_not_jump_to_and_fro_while_a_figure_is_dragged(name: str) -> None:
    request = crowd(30, 20, 25, 1) if name == "crowd" else example(name)
    layout = arrange(request)
    who = max(
        (body.id for body in request.bodies if body.id != request.child),
        key=lambda figure: sum(bool(tie.chips) and figure in (tie.from_, tie.to) for tie in request.ties),
    )
    dragging = Dragging(request, layout, [who])
    way = [{who: round_a(layout.places[who], step)} for step in range(STEPS)]
    ties = [tie.id for tie in dragging.ties if tie.chips]
    calm = jumps([dragging.to(places) for places in way], ties)
    restless = jumps([reroute(request, layout, places) for places in way], ties)
    assert ties and calm < 0.85 * restless
    assert calm <= 0.1 * STEPS * len(ties)
