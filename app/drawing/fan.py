"""The fan that a sheet stands on: rings round the child, cut into one wedge for each group.

A point of the fan is told by its angle (0 to the right, clockwise because y runs downwards) and its depth, the
millimetres outwards from the inner edge measured straight up; sideways the fan is ``stretch`` times as deep. The
inner edge is an ellipse; outwards the rings fill the corners of the sheet more and more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.drawing.geometry import Point, Rect
from app.drawing.ops import Segment

GAP = 2.4
"""Millimetres of paper between two wedges."""

TURN = 2 * math.pi

SQUARE = 2.8
"""How square the rings are: 2 makes ellipses, more goes farther into the corners."""


def fullness(angle: float) -> float:
    """Return how much farther out than an ellipse a ring goes at an angle."""
    return float((abs(math.cos(angle)) ** SQUARE + abs(math.sin(angle)) ** SQUARE) ** (-1 / SQUARE))


@dataclass(frozen=True, slots=True)
class Fan:
    """Rings from the inner edge (rx, ry) outwards; ``edges`` are the depths where they end."""

    rx: float
    ry: float
    stretch: float
    edges: tuple[float, ...]
    wedges: Mapping[str, tuple[float, float]]

    def at(self, angle: float, depth: float) -> Point:
        """Return the point at an angle and a depth."""
        depth *= fullness(angle)
        return (self.rx + self.stretch * depth) * math.cos(angle), (self.ry + depth) * math.sin(angle)

    def radii(self, depth: float) -> tuple[float, float]:
        """Return how far the ring at a depth goes sideways and upwards (rx, ry)."""
        return self.rx + self.stretch * depth, self.ry + depth

    def polar(self, point: Point) -> tuple[float, float]:
        """Return the angle and depth of a point; a point within the inner edge has a depth below 0."""
        x, y = point
        low = 0.5 - min(self.ry, self.rx / self.stretch)
        high = max(abs(x) / self.stretch, abs(y)) * 2 + self.edges[-1] + 1
        for _step in range(40):
            middle = (low + high) / 2
            rx, ry = self.radii(middle)
            if (x / rx) ** 2 + (y / ry) ** 2 > 1:
                low = middle
            else:
                high = middle
        rx, ry = self.radii(high)
        angle = math.atan2(y / ry, x / rx)
        return angle, high / fullness(angle) if high > 0 else high

    def inset(self, angle: float, depth: float, width: float) -> float:
        """Return the angle that ``width`` millimetres along the ring take up there."""
        rx, ry = self.radii(depth * fullness(angle))
        return width / max(1.0, math.hypot(rx * math.sin(angle), ry * math.cos(angle)))

    def outline(self, area: str, depth: float) -> tuple[Segment, ...]:
        """Return the outline of an area's wedge out to a depth, with its half of the gap taken off."""
        low, high = self.wedges[area]
        if high - low > TURN - 1e-6:  # the only area goes all the way round, without a seam
            return (
                ("M", *self.at(low, depth)),
                *self.arc(depth, low, high),
                ("Z",),
                ("M", *self.at(high, 0)),
                *self.arc(0, high, low),
                ("Z",),
            )
        half = GAP / 2
        inner = low + self.inset(low, 0, half), high - self.inset(high, 0, half)
        outer = low + self.inset(low, depth, half), high - self.inset(high, depth, half)
        start = self.at(inner[0], 0)
        return (
            ("M", *start),
            ("L", *self.at(outer[0], depth)),
            *self.arc(depth, outer[0], outer[1]),
            ("L", *self.at(inner[1], 0)),
            *self.arc(0, inner[1], inner[0]),
            ("Z",),
        )

    def ring(self, depth: float) -> tuple[Segment, ...]:
        """Return the whole ring at a depth as a closed path."""
        return (("M", *self.at(0.0, depth)), *self.arc(depth, 0.0, TURN), ("Z",))

    def arc(self, depth: float, start: float, end: float) -> list[Segment]:
        """Return a stretch of the ring at a depth as cubic curves, from one angle to another."""
        pieces = max(1, math.ceil(abs(end - start) / 0.2))
        step = (end - start) / pieces
        result: list[Segment] = []
        for piece in range(pieces):
            one, two = start + piece * step, start + (piece + 1) * step
            (x1, y1), (x2, y2) = self.at(one, depth), self.at(two, depth)
            (ax, ay), (bx, by) = self.along(one, depth), self.along(two, depth)
            third = step / 3
            result.append(("C", x1 + ax * third, y1 + ay * third, x2 - bx * third, y2 - by * third, x2, y2))
        return result

    def along(self, angle: float, depth: float) -> Point:
        """Return how the ring runs at an angle: millimetres for each radian."""
        (x1, y1), (x2, y2) = self.at(angle - 1e-4, depth), self.at(angle + 1e-4, depth)
        return (x2 - x1) / 2e-4, (y2 - y1) / 2e-4


def arc(radii: tuple[float, float], start: float, end: float) -> list[Segment]:
    """Return an arc of an ellipse about the origin as cubic curves, from one angle to another."""
    pieces = max(1, math.ceil(abs(end - start) / 0.6))
    step = (end - start) / pieces
    pull = 4 / 3 * math.tan(step / 4)
    rx, ry = radii
    result: list[Segment] = []
    for piece in range(pieces):
        one, two = start + piece * step, start + (piece + 1) * step
        result.append(
            (
                "C",
                rx * (math.cos(one) - pull * math.sin(one)),
                ry * (math.sin(one) + pull * math.cos(one)),
                rx * (math.cos(two) + pull * math.sin(two)),
                ry * (math.sin(two) - pull * math.cos(two)),
                rx * math.cos(two),
                ry * math.sin(two),
            )
        )
    return result


def wedges(needs: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Share the whole turn among areas by their needs, in order, the first one with its middle at the top."""
    total = sum(needs.values())
    if not total:
        return {}
    result = {}
    first = next(iter(needs.values()))
    angle = -math.pi / 2 - first / total * math.pi
    for area, need in needs.items():
        share = need / total * TURN
        result[area] = (angle, angle + share)
        angle += share
    return result


def clear_radius(boxes: Iterable[Rect], margin: float) -> tuple[float, float]:
    """Return the radii of the smallest circle or gentle ellipse about the origin that holds the boxes."""
    corners = [(abs(x), abs(y)) for b in boxes for x in (b.x, b.right) for y in (b.y, b.bottom)] or [(6.0, 6.0)]
    best = (math.inf, 0.0, 0.0)
    for ratio in (1.0, 1.2, 1.4, 1.7, 2.0):
        ry = max(math.hypot(x / ratio, y) for x, y in corners) + margin
        best = min(best, (ratio * ry * ry * (1 if ratio == 1 else 1.12), ratio * ry, ry))
    return best[1], best[2]


def heading_box(fan: Fan, area: str, size: tuple[float, float], depth: float, taken: list[Rect], aspect: float) -> Rect:
    """Return where an area's heading stands: outside its arc, near its middle, where it widens the sheet least."""
    low, high = fan.wedges[area]
    rx, ry = fan.radii(depth)
    width, height = size
    # what can be in the way reaches out to the ring, which holds the ellipse within it
    near = [box for box in taken if math.hypot(_farther(box.x, box.right) / rx, _farther(box.y, box.bottom) / ry) > 0.9]
    best: tuple[float, Rect] | None = None
    for away in range(4):
        for part in range(21):
            angle = low + (high - low) * (part + 0.5) / 21
            ax, ay = fan.along(angle, depth)
            norm = math.hypot(ax, ay) or 1.0
            nx, ny = ay / norm, -ax / norm
            out = 2.0 + 6 * away + abs(nx) * width / 2 + abs(ny) * height / 2
            x, y = fan.at(angle, depth)
            x, y = x + nx * out, y + ny * out
            box = Rect(x - width / 2, y - height / 2, width, height)
            if best is not None and away * 8 >= best[0]:
                continue
            wider = max(0.0, abs(x) + width / 2 - rx) / aspect
            higher = max(0.0, abs(y) + height / 2 - ry)
            off_middle = abs(part - 10) / 10 * (high - low) * (rx + ry) / 4
            cost = wider + higher + 0.22 * off_middle + 8 * away
            if best is not None and cost >= best[0]:
                continue
            room = box.grown(1.5)
            cost += 1000 * sum(room.overlaps(other) for other in near)
            if best is None or cost < best[0] - 1e-9:
                best = cost, box
        if best is not None and best[0] < 900:
            break
    assert best is not None
    return best[1]


def _farther(one: float, two: float) -> float:
    return max(abs(one), abs(two)) + 1.5
