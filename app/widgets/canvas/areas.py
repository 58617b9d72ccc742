"""Which area and which ring lie under a point of the sheet."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF

from app.drawing.geometry import Point
from app.drawing.layout import AreaShape, Layout
from app.drawing.to_qt import painter_path


def area_at(layout: Layout, point: Point) -> str | None:
    """Return the id of the area that covers ``point``, or None."""
    spot = QPointF(*point)
    return next((area.id for area in layout.areas if painter_path(area.outline).contains(spot)), None)


def area_towards(layout: Layout, point: Point) -> str | None:
    """Return the area that covers ``point``, else the one that lies nearest in that direction; None without areas."""
    covering = area_at(layout, point)
    if covering is not None or not layout.areas:
        return covering
    wanted = math.atan2(point[1], point[0])
    return min(layout.areas, key=lambda area: _turn(_direction(area), wanted)).id


def ring_at(layout: Layout, point: Point) -> int:
    """Return the ring (1–3) that ``point`` lies in."""
    for ring, (rx, ry) in enumerate(layout.rings[:3], start=1):
        if rx > 0 and ry > 0 and (point[0] / rx) ** 2 + (point[1] / ry) ** 2 <= 1:
            return ring
    return 3


def _direction(area: AreaShape) -> float:
    middle = painter_path(area.outline).boundingRect().center()
    return math.atan2(middle.y(), middle.x())


def _turn(one: float, other: float) -> float:
    turn = abs(one - other) % math.tau
    return min(turn, math.tau - turn)
