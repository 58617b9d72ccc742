"""Cutting a line, or what a line goes round, down to what of it lies within a box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.drawing.geometry import Point

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def cut(points: Sequence[Point], box: Box) -> list[list[Point]]:
    """Return the stretches of the line through ``points`` that lie within ``box``, in order."""
    stretches: list[list[Point]] = []
    joined = False
    for (x1, y1), (x2, y2) in pairwise(points):
        begin, end = _part(x1, y1, x2 - x1, y2 - y1, box)
        if begin >= end:
            joined = False
            continue
        if not joined:
            stretches.append([(x1 + begin * (x2 - x1), y1 + begin * (y2 - y1))])
        stretches[-1].append((x1 + end * (x2 - x1), y1 + end * (y2 - y1)))
        joined = end == 1.0
    return stretches


def within(corners: Sequence[Point], box: Box) -> Sequence[Point]:
    """Return the corners of the part of a polygon that lies within ``box``; parts may hang together along its edges.

    Sutherland and Hodgman, "Reentrant polygon clipping", Communications of the ACM 17 (1974).
    """
    left, top, right, bottom = box
    across, down = ((0, left, 1), (0, right, -1)), ((1, top, 1), (1, bottom, -1))
    for axis, edge, way in (*across, *down) if right - left < bottom - top else (*down, *across):
        kept: list[Point] = []
        before = corners[-1]
        was_in = (before[axis] - edge) * way >= 0
        for corner in corners:
            is_in = (corner[axis] - edge) * way >= 0
            if is_in != was_in:
                part = (edge - before[axis]) / (corner[axis] - before[axis])
                kept.append((before[0] + part * (corner[0] - before[0]), before[1] + part * (corner[1] - before[1])))
            if is_in:
                kept.append(corner)
            before, was_in = corner, is_in
        if not kept:
            return ()
        corners = kept
    return corners


def _part(x: float, y: float, dx: float, dy: float, box: Box) -> tuple[float, float]:
    """Return from which part of a straight stretch to which it lies within the box; nowhere if the first is not less.

    Liang and Barsky, "A new concept and method for line clipping", ACM Transactions on Graphics 3 (1984).
    """
    left, top, right, bottom = box
    begin, end = 0.0, 1.0
    for start, by, low, high in ((x, dx, left, right), (y, dy, top, bottom)):
        if by:
            one, other = (low - start) / by, (high - start) / by
            begin, end = max(begin, min(one, other)), min(end, max(one, other))
        elif not low <= start <= high:
            return 1.0, 0.0
    return begin, end
