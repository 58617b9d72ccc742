"""Shapes that many pictures are made of: rounded boxes, lines along points, arrowheads. Millimetres."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from app.drawing.geometry import Point, Rect
from app.drawing.ops import Segment

ROUND = 0.5523
"""How far a cubic curve's handles reach, in parts of the radius, to look like a quarter of a circle."""


def rounded(box: Rect, radius: float) -> tuple[Segment, ...]:
    """Return the outline of a box with round corners."""
    r = min(radius, box.width / 2, box.height / 2)
    k = r * (1 - ROUND)
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    return (
        ("M", x + r, y),
        ("L", right - r, y),
        ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r),
        ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r),
        ("C", x, y + k, x + k, y, x + r, y),
        ("Z",),
    )


def polyline(points: Sequence[Point], *, closed: bool = False) -> tuple[Segment, ...]:
    """Return straight segments through ``points``."""
    if not points:
        return ()
    segments: list[Segment] = [("M", *points[0])]
    segments += [("L", *point) for point in points[1:]]
    return (*segments, ("Z",)) if closed else tuple(segments)


def star(cx: float, cy: float, radius: float, points: int = 5, inner: float = 0.45) -> tuple[Segment, ...]:
    """Return a star's outline, one tip upwards."""
    corners = [
        (cx + r * sin(i * pi / points), cy - r * cos(i * pi / points))
        for i in range(2 * points)
        for r in (radius if i % 2 == 0 else radius * inner,)
    ]
    return polyline(corners, closed=True)


def length(line: Sequence[Point]) -> float:
    """Return the length of a line."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))


class Track:
    """A line that can be walked along: points and directions by distance from its start."""

    def __init__(self, line: Sequence[Point]) -> None:
        """Take a line; points on the same spot are left out. One without length points to the right."""
        last = before = line[0] if line else (0.0, 0.0)
        kept, ats, total = [last], [0.0], 0.0
        for point in line[1:]:
            size = hypot(point[0] - before[0], point[1] - before[1])
            if size > 1e-6:
                total += size if before is last else hypot(point[0] - last[0], point[1] - last[1])
                kept.append(point)
                ats.append(total)
                last = point
            before = point
        if len(kept) == 1:
            kept.append((last[0] + 1e-3, last[1]))
            ats.append(hypot(kept[1][0] - last[0], 0.0))
        self.points: tuple[Point, ...] = tuple(kept)
        self._at = ats
        self.length = ats[-1]

    def at(self, distance: float) -> Point:
        """Return the point at a distance from the start; beyond the ends it goes straight on."""
        ats, points = self._at, self.points
        i = bisect_right(ats, distance, 1, len(ats) - 1)
        (ax, ay), (bx, by) = points[i - 1], points[i]
        part = (distance - ats[i - 1]) / (ats[i] - ats[i - 1])
        return ax + (bx - ax) * part, ay + (by - ay) * part

    def direction(self, distance: float, reach: float = 0.0) -> Point:
        """Return the unit direction there; ``reach`` smooths it over a stretch of that length."""
        if reach > 0:
            a, b = self.at(max(0.0, distance - reach / 2)), self.at(min(self.length, distance + reach / 2))
        else:
            i = self._leg(distance)
            a, b = self.points[i], self.points[i + 1]
        size = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        return (b[0] - a[0]) / size, (b[1] - a[1]) / size

    def beside(self, distance: float, offset: float, reach: float = 2.0) -> Point:
        """Return the point ``offset`` to the left of the line as it is walked (y downwards), at a distance."""
        x, y = self.at(distance)
        dx, dy = self.direction(distance, reach)
        return x + dy * offset, y - dx * offset

    def part(self, start: float, end: float) -> tuple[Point, ...]:
        """Return the stretch between two distances."""
        start, end = max(0.0, start), min(self.length, end)
        if end <= start:
            return ()
        first, last = bisect_right(self._at, start + 1e-6), bisect_left(self._at, end - 1e-6)
        return (self.at(start), *self.points[first:last], self.at(end))

    def _leg(self, distance: float) -> int:
        return bisect_right(self._at, distance, 1, len(self.points) - 1) - 1


def arrowhead(tip: Point, direction: Point, size: float, spread: float = 0.42) -> tuple[Segment, ...]:
    """Return a filled arrowhead with its tip at ``tip``, pointing in ``direction`` (a unit vector)."""
    dx, dy = direction
    bx, by = tip[0] - dx * size, tip[1] - dy * size
    half = size * spread
    notch = (tip[0] - dx * size * 0.78, tip[1] - dy * size * 0.78)
    return polyline([tip, (bx - dy * half, by + dx * half), notch, (bx + dy * half, by - dx * half)], closed=True)
