"""Curves as points, without NumPy: cubic bows, straight ones, boxes round them and boxes they meet."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
