"""Rectangles and points in millimetres, y downwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
FARTHEST = 2000.0
"""Millimetres from the middle within which everything is drawn: what a file places farther out is drawn here."""


def near(place: Point) -> Point:
    """Return the place, or where it is drawn if it lies beyond `FARTHEST`."""
    x, y = place
    return min(max(x, -FARTHEST), FARTHEST), min(max(y, -FARTHEST), FARTHEST)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> Rect:
        """Return the rectangle moved."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def scaled(self, factor: float) -> Rect:
        """Return the rectangle with place and size multiplied by ``factor``."""
        return Rect(self.x * factor, self.y * factor, self.width * factor, self.height * factor)

    def grown(self, margin: float) -> Rect:
        """Return the rectangle with ``margin`` more on every side."""
        return Rect(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def overlaps(self, other: Rect) -> bool:
        """Return whether the two share an area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, point: Point) -> bool:
        """Return whether the point lies inside or on the edge."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom


def united(rects: Iterable[Rect]) -> Rect:
    """Return the smallest rectangle around all of ``rects``; empty at the origin if there are none."""
    each = list(rects)
    if not each:
        return Rect(0, 0, 0, 0)
    left, top = min(r.x for r in each), min(r.y for r in each)
    return Rect(left, top, max(r.right for r in each) - left, max(r.bottom for r in each) - top)
