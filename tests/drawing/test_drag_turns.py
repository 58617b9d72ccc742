"""A line that found no free bow at one step of a drag goes on looking for one at the next ones."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from app.drawing.arrange import arrange
from app.drawing.curves import segment_meets
from app.drawing.dragging import Dragging, reroute
from app.drawing.layout import Layout, LayoutRequest
from tests.drawing.layout_requests import crowd

REST = 5
"""Steps for which a hand keeps still: time for every bow to have had its turn."""


def hindered(request: LayoutRequest, layout: Layout) -> set[str]:
    """Return the ties whose lines run into a figure that is not theirs, or into a heading."""
    boxes = [("", area.heading) for area in layout.areas]
    for body in request.bodies:
        place = layout.places[body.id]
        boxes += [(body.id, box.moved(*place)) for box in (body.body, *body.labels)]
    return {
        tie.id
        for tie in request.ties
        for owner, box in boxes
        if owner not in (tie.from_, tie.to)
        for a, b in pairwise(layout.lines[tie.id])
        if segment_meets((box.x, box.y, box.right, box.bottom), *a, *b)
    }


@pytest.mark.parametrize("seed", [2, 3])
def test_where_the_hand_rests_lines_are_as_free_as_where_all_bows_are_tried_at_once(seed: int) -> None:
    request = crowd(26, 30, 0, seed)
    layout = arrange(request)
    ends = [end for tie in request.ties for end in (tie.from_, tie.to) if end != request.child]
    who = max(sorted(set(ends)), key=ends.count)
    dragging = Dragging(request, layout, [who])
    own = {tie.id for tie in dragging.ties}
    found = afresh = 0
    for turn in range(16):
        x, y = layout.places[who]
        moved = {who: (x + 70 * math.cos(turn / 2.5), y + 50 * math.sin(turn / 2.5))}
        for _step in range(REST):
            rested = dragging.to(moved)
        found += len(own & hindered(request, rested))
        afresh += len(own & hindered(request, reroute(request, layout, moved)))
    assert 0 < found <= 1.05 * afresh
