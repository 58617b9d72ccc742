"""The quick way while figures are dragged: their own lines and chips follow, keeping the bows they have."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from app.drawing.bows import SHAPES, Cubic, End, bow, reach
from app.drawing.boxes import Boxes
from app.drawing.curves import box_of, cubic, segment_meets, straightened
from app.drawing.geometry import Point, Rect, united
from app.drawing.layout import Layout, LayoutRequest, TieLine

_TRIES = 14
"""How many other bows are tried when a line has come to run through a figure."""

_TURNS = 4
"""How many of them a line tries at a step of a drag when at the step before none of them all was free."""

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_CELL = 40.0

_ON_LINE = (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75)


def reroute(request: LayoutRequest, layout: Layout, moved: Mapping[str, Point]) -> Layout:
    """Return the layout with some figures moved: their own lines and chips follow, all else stays as it is."""
    return Dragging(request, layout, moved).to(moved)


class Dragging:
    """Some figures of a layout being moved. What stands still is looked at once, so that each step costs the same
    on a large sheet as on a small one."""

    def __init__(self, request: LayoutRequest, layout: Layout, figures: Collection[str]) -> None:
        self._layout = layout
        self._bodies = {body.id: (number, body) for number, body in enumerate(request.bodies, 1)}
        self._moving = [figure for figure in figures if figure in layout.places and figure != request.child]
        self._child = request.child
        held = set(self._moving)
        self.ties = tuple(
            tie for tie in request.ties if (tie.from_ in held or tie.to in held) and tie.id in layout.lines
        )
        still = [("", box) for box in (*(shape.heading for shape in layout.areas), *request.obstacles)]
        for figure in self._bodies:
            if figure in layout.places and figure not in held:
                still += self._boxes(figure, layout.places[figure])
        self._walls = Walls((owner, _edges(box)) for owner, box in still)
        own = {tie.id for tie in self.ties}
        self._taken = Boxes(box for _owner, box in still)
        for box in (
            *(chip for tie, (chip, _size) in layout.chips.items() if tie not in own),
            *(box for tie, box in layout.labels.items() if tie not in own),
        ):
            self._taken.add(box)
        self._room = united([layout.bounds, *(box for _owner, box in still)])
        self._had = {tie.id: _bends(layout.lines[tie.id]) for tie in self.ties}
        self._took: dict[str, tuple[float, float]] = {}
        self._seats: dict[str, float] = {}
        self._blocked: dict[str, int] = {}

    def to(self, moved: Mapping[str, Point]) -> Layout:
        """Return the layout with the figures at ``moved``; a line keeps the bow of the step before if it can."""
        layout = self._layout
        places = {**layout.places, **{figure: moved[figure] for figure in self._moving if figure in moved}}
        own = [each for figure in self._moving for each in self._boxes(figure, places[figure])]
        near = [(owner, _edges(box)) for owner, box in own]
        lines = dict(layout.lines)
        ends: dict[str, End] = {}
        for tie in self.ties:
            for figure in (tie.from_, tie.to):
                if figure not in ends:
                    number, body = self._bodies[figure]
                    ends[figure] = End.of(number, body, places[figure], 0 if figure == self._child else None)
            lines[tie.id] = self._line(tie, ends[tie.from_], ends[tie.to], near)
        boxes = [box for _owner, box in own]
        chips, labels = self._words(lines, boxes)
        everything = [self._room, *boxes, *(box_of(lines[tie.id]) for tie in self.ties)]
        return replace(layout, places=places, lines=lines, chips=chips, labels=labels, bounds=united(everything))

    def _boxes(self, figure: str, place: Point) -> list[tuple[str, Rect]]:
        """Return a figure's boxes with whose they are."""
        if figure == self._child:
            rx, ry = self._layout.clear_radius
            return [(figure, Rect(-0.9 * rx, -0.9 * ry, 1.8 * rx, 1.8 * ry))]
        body = self._bodies[figure][1]
        return [(figure, box.moved(*place)) for box in (body.body, *body.labels)]

    def _line(self, tie: TieLine, one: End, two: End, own: Sequence[tuple[str, _Box]]) -> tuple[Point, ...]:
        """Return a moved figure's line: in the bow it had if that is free, else in the free bow most like it."""
        angle = math.atan2(two.y - one.y, two.x - one.x)
        first: Cubic | None = None
        for bends in self._bows(tie.id):
            start, end = one.port(angle + 0.8 * bends[0]), two.port(angle + math.pi - 0.8 * bends[1])
            curve = bow(start, angle + bends[0], end, angle + math.pi - bends[1])
            rough = cubic(*curve, 8)
            boxes = [*self._walls.near(box_of(rough)), *own]
            foreign = {box for owner, box in boxes if owner != tie.from_ and owner != tie.to}
            if not foreign or not _meets_any(rough, foreign):
                self._took[tie.id] = bends
                self._blocked.pop(tie.id, None)
                return _points(curve)
            first = first or curve
        assert first is not None
        self._blocked[tie.id] = self._blocked.get(tie.id, -_TURNS) + _TURNS
        return _points(first)

    def _bows(self, tie: str) -> Iterator[tuple[float, float]]:
        """Yield the bends of the step before, those a line had, then those of a few other bows, the most alike first.

        A line that found none free at the step before tries the others by turns: each step costs about the same.
        """
        had, took, turn = self._had[tie], self._took.get(tie), self._blocked.get(tie)
        if took is not None:
            yield took
        if took != had:
            yield had
        others = _others(had)
        if turn is None:
            yield from others
        else:
            yield from (others[number % len(others)] for number in range(turn, turn + _TURNS))

    def _words(
        self, lines: Mapping[str, Sequence[Point]], boxes: Sequence[Rect]
    ) -> tuple[dict[str, tuple[Rect, int]], dict[str, Rect]]:
        """Return the chips and words after a move: those of the moved lines follow to where there is room."""
        taken, layout, added = self._taken, self._layout, list(boxes)
        for box in boxes:
            taken.add(box)
        chips, labels = dict(layout.chips), dict(layout.labels)
        for line in self.ties:
            if line.chips:
                old = layout.chips.get(line.id)
                chips[line.id] = self._chip(line, lines[line.id], old[1] if old else len(line.chips) - 1)
                added.append(chips[line.id][0])
                taken.add(added[-1])
        for line in self.ties:
            if line.id in labels and line.label is not None:
                x, y = _part(lines[line.id], 0.5)
                box = Rect(x - line.label[0] / 2, y - line.label[1] - 1.2, *line.label)
                if taken.free(box):
                    labels[line.id] = box
                    added.append(box)
                    taken.add(box)
                else:
                    del labels[line.id]
        for box in added:
            taken.remove(box)
        return chips, labels

    def _chip(self, line: TieLine, points: Sequence[Point], size: int) -> tuple[Rect, int]:
        """Return a chip's box: where on the line it was the step before if there is room, so that it does not jump to
        and fro, and as large as it was, else the smallest one where there is."""
        last = len(line.chips) - 1
        seat = self._seats.get(line.id)
        for index in dict.fromkeys((min(size, last), last)):
            for part in _ON_LINE if seat is None else (seat, *_ON_LINE):
                box = _centred(line.chips[index], _part(points, part))
                if self._taken.free(box):
                    self._seats[line.id] = part
                    return box, index
        return _centred(line.chips[last], _part(points, 0.5)), last


class Walls:
    """Boxes that lines may not run through, found quickly by where they are."""

    def __init__(self, boxes: Iterable[tuple[str, _Box]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, _Box]]] = {}
        for wall in boxes:
            left, top, right, bottom = wall[1]
            for key in _cells(left, top, right, bottom):
                self._cells.setdefault(key, []).append(wall)

    def near(self, area: Rect) -> Iterator[tuple[str, _Box]]:
        """Yield the boxes that meet ``area``, some more than once."""
        left, top, right, bottom = area.x, area.y, area.right, area.bottom
        cells = self._cells
        for key in _cells(left, top, right, bottom):
            for wall in cells.get(key, ()):
                box = wall[1]
                if left < box[2] and box[0] < right and top < box[3] and box[1] < bottom:
                    yield wall


def _cells(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(left / _CELL), math.floor(right / _CELL) + 1):
        for row in range(math.floor(top / _CELL), math.floor(bottom / _CELL) + 1):
            yield column, row


def _edges(box: Rect) -> _Box:
    return box.x, box.y, box.right, box.bottom


@lru_cache(maxsize=512)
def _others(had: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """Return the bends of a few other bows, the most alike first."""
    others = sorted(SHAPES[:60], key=lambda shape: abs(shape[1] - had[0]) + abs(shape[2] - had[1]))
    return tuple((bend1, bend2) for _strain, bend1, bend2 in others[:_TRIES])


def _points(curve: Cubic) -> tuple[Point, ...]:
    return straightened(cubic(*curve, max(2, math.ceil(reach(curve) / 1.8))))


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


def _meets_any(points: Sequence[Point], boxes: Collection[_Box]) -> bool:
    """Return whether a line runs through any of the boxes."""
    for a, b in pairwise(points):
        for box in boxes:
            if segment_meets(box, *a, *b):
                return True
    return False


def _centred(size: tuple[float, float], middle: Point) -> Rect:
    return Rect(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)


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
