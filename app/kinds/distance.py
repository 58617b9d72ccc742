"""How far from the middle: words on the rings of a sheet where distance is what it tells.

The intressentkarta: "Ju mer perifer aktör desto längre från målgruppen" (handbook ch. 6, Träff 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, pi

from app.drawing import fonts
from app.drawing.curves import cubic
from app.drawing.geometry import Point, Rect
from app.drawing.layout import Layout, LayoutRequest
from app.drawing.ops import Op, Segment, Text
from app.i18n import _
from app.kinds.palette import INK, SHEET

RING_PT = 9.0
_TOWARDS = -0.36 * pi
"""The angle along which the words stand as on a scale, where there is room: upwards, a little to the right."""
_AIR = 1.2


def ring_words(names: Sequence[str], request: LayoutRequest, layout: Layout) -> tuple[Op, ...]:
    """Return each ring's word (Swedish msgids, the innermost first) on its line, clear of figures and headings."""
    taken = [shape.heading for shape in layout.areas]
    for body in request.bodies:
        taken += [box.moved(*layout.places[body.id]) for box in (body.body, *body.labels)]
    ops: list[Op] = []
    for name, path in zip(names, layout.ring_paths, strict=False):
        words = _(name)
        size = fonts.measure(words, RING_PT, "semibold"), fonts.ascent(RING_PT) + fonts.descent(RING_PT)
        box = _free(list(_points(path)), size, taken)
        taken.append(box)
        baseline = box.y + fonts.ascent(RING_PT)
        ops.append(Text(box.centre[0], baseline, words, RING_PT, "semibold", INK, "middle", halo=SHEET))
    return tuple(ops)


def _free(points: list[Point], size: tuple[float, float], taken: Sequence[Rect]) -> Rect:
    """Return the box on a ring nearest the wanted direction that lies on nothing; the nearest one if none does."""
    width, height = size
    points.sort(key=lambda point: _turn(atan2(point[1], point[0]) - _TOWARDS))
    boxes = [Rect(x - width / 2, y - height / 2, width, height) for x, y in points]
    return next((box for box in boxes if not any(box.grown(_AIR).overlaps(each) for each in taken)), boxes[0])


def _turn(angle: float) -> float:
    """Return how far an angle is from 0, the shorter way round."""
    return abs((angle + pi) % (2 * pi) - pi)


def _points(path: Sequence[Segment]) -> Iterator[Point]:
    """Yield points along a closed path."""
    here: Point = (0.0, 0.0)
    for segment in path:
        match segment:
            case ("C", x1, y1, x2, y2, x, y):
                yield from cubic(here, (x1, y1), (x2, y2), (x, y), 12)
                here = x, y
            case (_, x, y):
                here = x, y
                yield here
