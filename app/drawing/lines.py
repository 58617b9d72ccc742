"""A line while lines are sought, and what its points tell of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from app.drawing.board import Cells
from app.drawing.bows import End
from app.drawing.bundles import Floats
from app.drawing.geometry import Point
from app.drawing.layout import TieLine


@dataclass(slots=True)
class Line:
    """A line while lines are sought: its tie, its ends, the points it now runs through, those and the ones half-way
    between, the cells that these lie in and all cells that they come near."""

    tie: TieLine
    start: End
    end: End
    points: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    dense: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    spine: Cells = field(default_factory=lambda: np.zeros(0, np.intp))
    cells: Cells = field(default_factory=lambda: np.zeros(0, np.intp))
    content: float = 0.0  # no better way was found while it cost no more than this where it runs
    blocked: bool = True

    single: Cells | None = None

    def alone(self) -> Cells:
        """Return the cells that the line's points lie in, each once."""
        if self.single is None:
            new = np.ones(len(self.spine), np.bool_)
            cells = np.sort(self.spine)
            np.not_equal(cells[1:], cells[:-1], out=new[1:])
            self.single = cells[new]
        return self.single

    @property
    def chord(self) -> float:
        """The distance between the middles of the figures."""
        return math.hypot(self.end.x - self.start.x, self.end.y - self.start.y)


def turning(points: Floats) -> float:
    """Return how much a line turns in all, this way and that, in radians."""
    step = points[1:] - points[:-1]
    angle = np.arctan2(step[:, 1], step[:, 0])
    return float(np.abs((np.diff(angle) + math.pi) % (2 * math.pi) - math.pi).sum())


def halved(points: Floats) -> Floats:
    """Return points with those half-way between them."""
    dense = np.empty((2 * len(points) - 1, 2))
    dense[::2], dense[1::2] = points, (points[1:] + points[:-1]) / 2
    return dense


def as_points(points: Floats) -> Sequence[Point]:
    """Return an array's points as tuples."""
    return [(x, y) for x, y in points.tolist()]
