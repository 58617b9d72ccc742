"""Pushing two lines apart where they run along each other, without drawing them anew."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.drawing.bows import End
from app.drawing.curves import Neighbourhood, evened, nearest, neighbourhood
from app.drawing.geometry import Point

APART = 2.2
"""Millimetres that are sought between two lines that run side by side."""

_WINDOW = 4


def nudged(points: Sequence[Point], other: Sequence[Point], start: End, end: End) -> list[Point]:
    """Return a line pushed away from another one where they are too near, its ends still on the figures' edges."""
    line = evened(points, 2.0)
    there = neighbourhood(other, APART)
    for _turn in range(3):
        pushes = _pushes(line, there)
        if not any(x or y for x, y in pushes):
            break
        line = [(x + px, y + py) for (x, y), (px, py) in zip(line, _smoothed(pushes), strict=True)]
        line[0] = _on_edge(start, line[0])
        line[-1] = _on_edge(end, line[-1])
        line = [line[0], *((_soft(a, b, c)) for a, b, c in zip(line, line[1:], line[2:], strict=False)), line[-1]]
        line = evened(line, 2.0)
    return evened(line, 1.9)


def _pushes(line: Sequence[Point], other: Neighbourhood) -> list[Point]:
    """Return how far each point must move to stand clear of the other line, on the side where most of it is."""
    gaps = []
    side = 0.0
    for k, point in enumerate(line):
        foot = nearest(point, other)
        if foot is None:
            gaps.append((math.inf, 0.0, (0.0, 0.0)))
            continue
        (x1, y1), (x2, y2) = line[max(0, k - 1)], line[min(len(line) - 1, k + 1)]
        norm = math.hypot(x2 - x1, y2 - y1) or 1.0
        normal = -(y2 - y1) / norm, (x2 - x1) / norm
        distance = math.dist(point, foot)
        across = (point[0] - foot[0]) * normal[0] + (point[1] - foot[1]) * normal[1]
        if distance < APART:
            side += math.copysign(1.0, across) if abs(across) > 0.05 else 0.2
        gaps.append((distance, across, normal))
    sign = 1.0 if side >= 0 else -1.0
    result = []
    for distance, across, normal in gaps:
        move = 0.0
        if distance < APART:
            here = math.copysign(1.0, across) if abs(across) > 1.0 else sign
            move = here * (APART - abs(across)) if abs(across) < APART else 0.0
        result.append((normal[0] * move, normal[1] * move))
    return result


def _smoothed(pushes: Sequence[Point]) -> list[Point]:
    """Return the pushes spread over their neighbours, so that the line stays a curve."""
    result = []
    for k, own in enumerate(pushes):
        near = pushes[max(0, k - _WINDOW) : k + _WINDOW + 1]
        x, y = sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near)
        result.append((0.5 * own[0] + 0.5 * x, 0.5 * own[1] + 0.5 * y) if own != (0.0, 0.0) else (0.7 * x, 0.7 * y))
    for _turn in range(2):
        middle = [
            ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
            for a, b, c in zip(result, result[1:], result[2:], strict=False)
        ]
        result = [result[0], *middle, result[-1]]
    return result


def _soft(one: Point, two: Point, three: Point) -> Point:
    """Return a point drawn a little towards its neighbours."""
    return 0.2 * one[0] + 0.6 * two[0] + 0.2 * three[0], 0.2 * one[1] + 0.6 * two[1] + 0.2 * three[1]


def _on_edge(end: End, point: Point) -> Point:
    """Return the point of a figure's edge in the direction of a point."""
    return end.port(math.atan2(point[1] - end.y, point[0] - end.x))
