"""Curves as points: cubic bows, how long they are, how near each other they run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache

from app.drawing.geometry import Point, Rect


@cache
def weights(count: int) -> tuple[tuple[float, float, float, float], ...]:
    """Return the Bernstein weights of a cubic at ``count`` + 1 even steps."""
    result = []
    for step in range(count + 1):
        t = step / count
        u = 1 - t
        result.append((u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t))
    return tuple(result)


def cubic(one: Point, two: Point, three: Point, four: Point, count: int) -> list[Point]:
    """Return ``count`` + 1 points of a cubic curve."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = one, two, three, four
    return [(a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy) for a, b, c, d in weights(count)]


def length(points: Sequence[Point]) -> float:
    """Return the length of a line."""
    return sum(math.dist(one, two) for one, two in zip(points, points[1:], strict=False))


def resampled(points: Sequence[Point], step: float) -> list[Point]:
    """Return points along a line no more than ``step`` apart, its own corners kept."""
    result = [points[0]]
    for one, two in zip(points, points[1:], strict=False):
        pieces = max(1, math.ceil(math.dist(one, two) / step - 1e-9))
        result.extend(
            (one[0] + (two[0] - one[0]) * k / pieces, one[1] + (two[1] - one[1]) * k / pieces)
            for k in range(1, pieces + 1)
        )
    return result


def evened(points: Sequence[Point], step: float) -> list[Point]:
    """Return points at even distances of at most ``step`` along a line."""
    total = length(points)
    count = max(1, math.ceil(total / step))
    result = [points[0]]
    walked, wanted = 0.0, total / count
    for one, two in zip(points, points[1:], strict=False):
        piece = math.dist(one, two)
        while piece and walked + piece >= wanted - 1e-9 and len(result) < count:
            part = (wanted - walked) / piece
            result.append((one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part))
            wanted += total / count
        walked += piece
    result.append(points[-1])
    return result


def straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the line with a straight one told by its ends alone."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    chord = math.hypot(x2 - x1, y2 - y1) or 1.0
    if all(abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) < 0.02 * chord for x, y in points):
        return points[0], points[-1]
    return tuple(points)


def box_of(points: Sequence[Point]) -> Rect:
    """Return the smallest rectangle round the points."""
    across, down = [x for x, _y in points], [y for _x, y in points]
    left, top = min(across), min(down)
    return Rect(left, top, max(across) - left, max(down) - top)


def sharpest(points: Sequence[Point]) -> float:
    """Return the sharpest turn of a line from one step to the next, in radians."""
    worst = 0.0
    for (x1, y1), (x2, y2), (x3, y3) in zip(points, points[1:], points[2:], strict=False):
        ax, ay, bx, by = x2 - x1, y2 - y1, x3 - x2, y3 - y2
        worst = max(worst, abs(math.atan2(ax * by - ay * bx, ax * bx + ay * by)))
    return worst


def drawn_to(points: Sequence[Point], port: Point, at: int) -> list[Point]:
    """Return a line with its first (``at`` 0) or last (-1) point moved to a port, those next to it following along."""
    result = list(points)
    dx, dy = port[0] - points[at][0], port[1] - points[at][1]
    count = min(8, len(points) - 1)
    for k in range(count):
        part = 1 - k / count
        where = k if at == 0 else -1 - k
        result[where] = result[where][0] + dx * part, result[where][1] + dy * part
    return result


Neighbourhood = dict[tuple[int, int], list[tuple[Point, Point]]]
"""The segments of a line by the cells of 4 mm that they come near."""


def neighbourhood(points: Sequence[Point], reach: float) -> Neighbourhood:
    """Return the segments of a line by the cells that they come within ``reach`` of."""
    cells: Neighbourhood = {}
    points = resampled(points, 4.0)
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        left, right = (x1, x2) if x1 < x2 else (x2, x1)
        top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
        segment = (x1, y1), (x2, y2)
        for column in range(int((left - reach) // 4), int((right + reach) // 4) + 1):
            for row in range(int((top - reach) // 4), int((bottom + reach) // 4) + 1):
                if (column, row) in cells:
                    cells[column, row].append(segment)
                else:
                    cells[column, row] = [segment]
    return cells


def close_stretch(pieces: Iterable[tuple[Point, Point]], line: Neighbourhood, limit: float) -> float:
    """Return how many millimetres of some straight pieces run closer than ``limit`` to a line."""
    result = 0.0
    for (x1, y1), (x2, y2) in pieces:
        piece = math.hypot(x2 - x1, y2 - y1)
        count = max(1, math.ceil(piece / 0.6))
        for k in range(count):
            part = (k + 0.5) / count
            x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
            near = line.get((int(x // 4), int(y // 4)))
            if near and any(_distance((x, y), *segment) < limit for segment in near):
                result += piece / count
    return result


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance from a point to a segment."""
    return math.dist(point, _foot(point, start, end))


def _foot(point: Point, start: Point, end: Point) -> Point:
    """Return the point of a segment nearest to a point."""
    x, y = point
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    square = dx * dx + dy * dy
    part = 0.0 if not square else min(1.0, max(0.0, ((x - x1) * dx + (y - y1) * dy) / square))
    return x1 + part * dx, y1 + part * dy


def nearest(point: Point, line: Neighbourhood) -> Point | None:
    """Return the point of a line nearest to a point, if the line comes near."""
    near = line.get((int(point[0] // 4), int(point[1] // 4)))
    if not near:
        return None
    return min((_foot(point, a, b) for a, b in near), key=lambda foot: math.dist(point, foot))


def segment_meets(box: tuple[float, float, float, float], x1: float, y1: float, x2: float, y2: float) -> bool:
    """Return whether a straight segment passes through a box (left, top, right, bottom)."""
    left, top, right, bottom = box
    if (x1 < left and x2 < left) or (x1 > right and x2 > right) or (y1 < top and y2 < top):
        return False
    if y1 > bottom and y2 > bottom:
        return False
    dx, dy = x2 - x1, y2 - y1
    sides = [dx * (y - y1) - dy * (x - x1) for x in (left, right) for y in (top, bottom)]
    return min(sides) < 0 < max(sides)
