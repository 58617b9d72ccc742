"""The bows that a line may take from one figure to another, and where on a figure's edge it may end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from app.drawing.geometry import Point
from app.drawing.layout import BodyBox

Cubic = tuple[Point, Point, Point, Point]

_MAX_STRAIN = 4.2
_WORDS, _BESIDE = math.radians(42), math.radians(80)
"""Off straight down: where a round figure's words end, and from where on lines need not make way for them."""
_BENDS = (0, 12, 25, 40, 58, 78)
_FINE_BENDS, _FINE_STRAIN = (0, 7, 15, 25, 37, 52, 70), 3.0

Shapes = tuple[tuple[float, float, float], ...]


def _shapes(bends: Sequence[int], most: float) -> Shapes:
    both = [math.radians(sign * turn) for turn in bends for sign in ((1, -1) if turn else (1,))]
    found = ((one * one + two * two + 0.6 * (one - two) ** 2, one, two) for one, two in product(both, both))
    return tuple(sorted(shape for shape in found if shape[0] < most))


SHAPES, FINE_SHAPES = _shapes(_BENDS, _MAX_STRAIN), _shapes(_FINE_BENDS, _FINE_STRAIN)
"""(strain, bend at start, bend at end) in radians off the straight way, the least strained first; the fine ones are
for long lines, whose bows lie far apart otherwise."""

SHIFTS = (
    (0.0, 0.0),
    *((a, b) for a in (0.0, 0.22, -0.22) for b in (0.0, 0.22, -0.22) if a or b),
    *((a, b) for a in (0.0, 0.5, -0.5) for b in (0.0, 0.5, -0.5) if a or b),
)
"""How far the two ends may be moved along the figures' edges, in radians seen from the middle."""


@dataclass(frozen=True, slots=True)
class End:
    """Where lines end at a figure: its number, the middle and half size of its body.

    The child stands in a circle and is ``round``; ``below`` says that the figure's words stand below its body.
    """

    number: int
    x: float
    y: float
    half_width: float
    half_height: float
    round: bool
    below: bool

    @classmethod
    def of(cls, number: int, body: BodyBox, place: Point, disc: int | None = None) -> End:
        """Return the end that a figure offers where it stands; the child has a ``disc``, whatever its number."""
        x, y = body.body.moved(*place).centre
        below = any(box.y >= body.body.bottom - 0.5 for box in body.labels)
        half_width, half_height = max(body.body.width / 2, 0.5), max(body.body.height / 2, 0.5)
        return cls(number, x, y, half_width, half_height, disc is not None, below)

    def port(self, angle: float) -> Point:
        """Return the point of the edge that a ray from the middle leaves through.

        A ray that would leave downwards through the words ends beside them instead.
        """
        dx, dy = math.cos(angle), math.sin(angle)
        if self.round:
            aside = math.atan2(abs(dx), dy)
            if self.below and aside < _BESIDE:
                aside = _WORDS + aside * (_BESIDE - _WORDS) / _BESIDE
                dx, dy = math.copysign(math.sin(aside), dx), math.cos(aside)
            reach = 1 / math.hypot(dx / self.half_width, dy / self.half_height)
            return self.x + dx * reach, self.y + dy * reach
        across = self.half_width / abs(dx) if abs(dx) > 1e-9 else math.inf
        along = self.half_height / abs(dy) if abs(dy) > 1e-9 else math.inf
        if along < across and dy > 0 and self.below:
            side = self.half_width if dx >= 0 else -self.half_width
            return self.x + side, self.y + self.half_height * (0.6 + 0.4 * min(1.0, abs(dx) / dy))
        reach = min(across, along)
        return self.x + dx * reach, self.y + dy * reach

    def holds(self, point: Point) -> bool:
        """Return whether a point lies on the body."""
        dx, dy = (point[0] - self.x) / self.half_width, (point[1] - self.y) / self.half_height
        return dx * dx + dy * dy <= 1 if self.round else max(abs(dx), abs(dy)) <= 1

    def leaving(self, points: Sequence[Point]) -> list[Point]:
        """Return a way that begins on the body from where it leaves the edge for the last time."""
        last = max((k for k, point in enumerate(points) if self.holds(point)), default=-1)
        if last < 0 or last + 1 >= len(points):
            return list(points)
        inside, outside = points[last], points[last + 1]
        low, high = 0.0, 1.0
        for _step in range(30):
            part = (low + high) / 2
            if self.holds(_between(inside, outside, part)):
                low = part
            else:
                high = part
        return [_between(inside, outside, high), *points[last + 1 :]]


def _between(one: Point, two: Point, part: float) -> Point:
    return one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part


def bow(start: Point, leave: float, end: Point, arrive: float) -> Cubic:
    """Return the cubic from a port to a port that leaves and arrives at the given angles."""
    pull = min(max(0.36 * math.dist(start, end), 2.0), 60.0)
    return (
        start,
        (start[0] + pull * math.cos(leave), start[1] + pull * math.sin(leave)),
        (end[0] + pull * math.cos(arrive), end[1] + pull * math.sin(arrive)),
        end,
    )


def reach(curve: Cubic) -> float:
    """Return about how long a cubic is."""
    one, two, three, four = curve
    return (math.dist(one, four) + math.dist(one, two) + math.dist(two, three) + math.dist(three, four)) / 2
