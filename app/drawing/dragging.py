"""The quick way while figures are dragged: their own lines and chips follow, keeping the bows they have."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.drawing.bows import SHAPES, Cubic, End, bow, reach
from app.drawing.curves import box_of, cubic, segment_meets, straightened
from app.drawing.geometry import Point, Rect, united
from app.drawing.labelling import Boxes
from app.drawing.layout import Layout, LayoutRequest, TieLine

_TRIES = 14
"""How many other bows are tried when a line has come to run through a figure."""

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_ON_LINE = (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75)


def reroute(request: LayoutRequest, layout: Layout, moved: Mapping[str, Point]) -> Layout:
    """Return the layout with some figures moved: their own lines and chips follow, all else stays as it is."""
    places = {**layout.places, **{figure: place for figure, place in moved.items() if figure in layout.places}}
    if request.child in places:
        places[request.child] = (0.0, 0.0)
    ends, boxes = _figures(request, places, layout)
    ties = [tie for tie in request.ties if (tie.from_ in moved or tie.to in moved) and tie.id in layout.lines]
    lines = dict(layout.lines)
    edges = [(owner, (box.x, box.y, box.right, box.bottom)) for owner, box in boxes]
    for tie in ties:
        lines[tie.id] = _line(tie, ends, edges, layout)
    chips, labels = _words(ties, lines, layout, [box for _owner, box in boxes])
    everything = [layout.bounds, *(box for _owner, box in boxes), *(box_of(lines[tie.id]) for tie in ties)]
    return replace(layout, places=places, lines=lines, chips=chips, labels=labels, bounds=united(everything))


def _figures(
    request: LayoutRequest, places: Mapping[str, Point], layout: Layout
) -> tuple[dict[str, End], list[tuple[str, Rect]]]:
    """Return where lines end at each figure, and every box with whose it is."""
    ends: dict[str, End] = {}
    boxes: list[tuple[str, Rect]] = [("", shape.heading) for shape in layout.areas]
    boxes += [("", box) for box in request.obstacles]
    for number, body in enumerate(request.bodies, 1):
        if body.id not in places:
            continue
        place = places[body.id]
        ends[body.id] = End.of(number, body, place, 0 if body.id == request.child else None)
        if body.id == request.child:
            rx, ry = layout.clear_radius
            boxes.append((body.id, Rect(-0.9 * rx, -0.9 * ry, 1.8 * rx, 1.8 * ry)))
            continue
        boxes += [(body.id, box.moved(*place)) for box in (body.body, *body.labels)]
    return ends, boxes


def _line(
    tie: TieLine, ends: Mapping[str, End], boxes: Sequence[tuple[str, _Box]], layout: Layout
) -> tuple[Point, ...]:
    """Return a moved figure's line: in the bow it had if that is free, else in the free bow most like it."""
    one, two = ends[tie.from_], ends[tie.to]
    had = _bends(layout.lines[tie.id])
    angle = math.atan2(two.y - one.y, two.x - one.x)
    first: Cubic | None = None
    for bend1, bend2 in _bows_like(had):
        start, end = one.port(angle + 0.8 * bend1), two.port(angle + math.pi - 0.8 * bend2)
        curve = bow(start, angle + bend1, end, angle + math.pi - bend2)
        rough = cubic(*curve, 8)
        area = box_of(rough)
        near = [box for owner, box in boxes if _meet(area, box) and owner != tie.from_ and owner != tie.to]
        if not any(segment_meets(box, *a, *b) for box in near for a, b in zip(rough, rough[1:], strict=False)):
            return _points(curve)
        first = first or curve
    assert first is not None
    return _points(first)


def _bows_like(had: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield the bends a line had, then those of a few other bows, the most alike first."""
    yield had
    others = sorted(SHAPES[:60], key=lambda shape: abs(shape[1] - had[0]) + abs(shape[2] - had[1]))
    for _strain, bend1, bend2 in others[:_TRIES]:
        yield bend1, bend2


def _points(curve: Cubic) -> tuple[Point, ...]:
    return straightened(cubic(*curve, max(2, math.ceil(reach(curve) / 1.8))))


def _meet(area: Rect, box: _Box) -> bool:
    return area.x < box[2] and box[0] < area.right and area.y < box[3] and box[1] < area.bottom


def _bends(points: Sequence[Point]) -> tuple[float, float]:
    """Return how far a line leaves and arrives off the straight way between its ends, within a right angle."""
    if len(points) < 4:
        return 0.0, 0.0
    chord = math.atan2(points[-1][1] - points[0][1], points[-1][0] - points[0][0])
    leave = math.atan2(points[1][1] - points[0][1], points[1][0] - points[0][0]) - chord
    arrive = chord - math.atan2(points[-1][1] - points[-2][1], points[-1][0] - points[-2][0])
    return _within(leave), _within(arrive)


def _within(angle: float) -> float:
    return max(-1.4, min(1.4, (angle + math.pi) % (2 * math.pi) - math.pi))


def _words(
    ties: Sequence[TieLine], lines: Mapping[str, Sequence[Point]], layout: Layout, boxes: Sequence[Rect]
) -> tuple[dict[str, tuple[Rect, int]], dict[str, Rect]]:
    """Return the chips and words after a move: those of the moved lines follow to where there is room."""
    own = {tie.id for tie in ties}
    taken = Boxes([*boxes, *(chip for tie, (chip, _size) in layout.chips.items() if tie not in own)])
    for tie, box in layout.labels.items():
        if tie not in own:
            taken.add(box)
    chips, labels = dict(layout.chips), dict(layout.labels)
    for line in ties:
        if line.chips:
            old = layout.chips.get(line.id)
            chips[line.id] = _chip(line, lines[line.id], old[1] if old else len(line.chips) - 1, taken)
            taken.add(chips[line.id][0])
    for line in ties:
        if line.id in labels and line.label is not None:
            x, y = _part(lines[line.id], 0.5)
            box = Rect(x - line.label[0] / 2, y - line.label[1] - 1.2, *line.label)
            if taken.free(box):
                labels[line.id] = box
                taken.add(box)
            else:
                del labels[line.id]
    return chips, labels


def _chip(line: TieLine, points: Sequence[Point], size: int, taken: Boxes) -> tuple[Rect, int]:
    """Return a chip's box: as it was if there is room, else the smallest one where there is."""
    last = len(line.chips) - 1
    for index in dict.fromkeys((min(size, last), last)):
        width, height = line.chips[index]
        for part in _ON_LINE:
            x, y = _part(points, part)
            box = Rect(x - width / 2, y - height / 2, width, height)
            if taken.free(box):
                return box, index
    width, height = line.chips[last]
    x, y = _part(points, 0.5)
    return Rect(x - width / 2, y - height / 2, width, height), last


def _part(points: Sequence[Point], part: float) -> Point:
    """Return the point a part of the way along a line."""
    total = sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False))
    left = total * part
    for a, b in zip(points, points[1:], strict=False):
        piece = math.dist(a, b)
        if piece >= left and piece:
            return a[0] + (b[0] - a[0]) * left / piece, a[1] + (b[1] - a[1]) * left / piece
        left -= piece
    return points[-1]
