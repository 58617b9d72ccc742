"""Which area and which ring lie under a point of the sheet."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.drawing.geometry import Point
from app.drawing.layout import AreaShape, Layout
from app.drawing.qt_strokes import painter_path
from app.widgets.canvas import style
from app.widgets.canvas.items import FURNITURE

_LIGHT_PEN = QPen(style.ACCENT, 2.5)
_LIGHT_PEN.setCosmetic(True)
_LIGHT_FILL = QBrush(style.soft(style.ACCENT, 10))


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
    spot = QPointF(*point)
    for ring, path in enumerate(layout.ring_paths[:3], start=1):
        if painter_path(path).contains(spot):
            return ring
    return 3


def _direction(area: AreaShape) -> float:
    middle = painter_path(area.outline).boundingRect().center()
    return math.atan2(middle.y(), middle.x())


def _turn(one: float, other: float) -> float:
    turn = abs(one - other) % math.tau
    return min(turn, math.tau - turn)


class AreaLight(QGraphicsItem):
    """Lights the area that something dragged would come to, and says which it is."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.setZValue(FURNITURE - 0.5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._paths = {area.id: painter_path(area.outline) for area in layout.areas}
        self._lit: str | None = None

    @property
    def lit(self) -> str | None:
        """The id of the area that is lit."""
        return self._lit

    def light(self, point: Point) -> str | None:
        """Light the area that covers a point and return its id; nothing outside all areas."""
        spot = QPointF(*point)
        found = next((area for area, path in self._paths.items() if path.contains(spot)), None)
        if found != self._lit:
            self.prepareGeometryChange()
            self._lit = found
            self.update()
        return found

    def _path(self) -> QPainterPath:
        return self._paths[self._lit] if self._lit is not None else QPainterPath()

    def boundingRect(self) -> QRectF:
        """Return the lit area's room."""
        return self._path().boundingRect().adjusted(-2, -2, 2, 2) if self._lit is not None else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the lit area's ground and edge."""
        if self._lit is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # 25 times as quick, at every step of a drag
            painter.setPen(_LIGHT_PEN)
            painter.setBrush(_LIGHT_FILL)
            painter.drawPath(self._path())
