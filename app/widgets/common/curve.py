"""A small curve of a goal's readings: where it began, each reading, and the last one in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.widgets.common.style import LOOKS, colour, font, scaled

_HEIGHT, _DOT, _EDGE = 76, 4.0, 8


def figure_words(value: float) -> str:
    """Return a number as people write it: "61", "61,5"."""
    return f"{value:g}".replace(".", ",")


class Curve(QWidget):
    """The curve. It says the same in words to a screen reader; nothing in it tells good from bad."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.baseline: float | None = None
        self.points: tuple[tuple[date, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        LOOKS.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(scaled(_HEIGHT))
        self.update()

    def show_points(self, baseline: float | None, points: Sequence[tuple[date, float]]) -> None:
        """Show readings by day, and what it began from."""
        self.baseline, self.points = baseline, tuple(points)
        self.setAccessibleName(self.words())
        self.setToolTip(self.words())
        self.update()

    def words(self) -> str:
        """Return the curve in words."""
        parts = [f"{day.isoformat()}: {figure_words(value)}" for day, value in self.points]
        if self.baseline is not None:
            parts.insert(0, _("utgångsläge {value}").format(value=figure_words(self.baseline)))
        return f"{self._name}: {', '.join(parts)}" if parts else self._name

    def sizeHint(self) -> QSize:
        """Return a size that a curve can be read at."""
        return QSize(scaled(200), scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the baseline, the line and the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        values = [value for _day, value in self.points]
        if self.baseline is not None:
            values.append(self.baseline)
        if not values:
            return
        painter.setFont(font(9.5, bold=True))
        last = figure_words(values[0] if not self.points else self.points[-1][1])
        edge = painter.fontMetrics().horizontalAdvance(last) + 2 * _EDGE
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE + 4, -edge, -_EDGE - 4)
        low, high = min(values), max(values)
        self._paint_baseline(painter, room, low, high)
        self._paint_line(painter, room, low, high, last)

    @staticmethod
    def _height(room: QRectF, value: float, low: float, high: float) -> float:
        return room.center().y() if high == low else room.bottom() - (value - low) / (high - low) * room.height()

    def _paint_baseline(self, painter: QPainter, room: QRectF, low: float, high: float) -> None:
        if self.baseline is None:
            return
        y = self._height(room, self.baseline, low, high)
        painter.setPen(QPen(colour("field"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _paint_line(self, painter: QPainter, room: QRectF, low: float, high: float, last: str) -> None:
        if not self.points:
            return
        spots = [QPointF(self._x(room, day), self._height(room, value, low, high)) for day, value in self.points]
        strong: QColor = colour("green")
        painter.setPen(QPen(strong, 2))
        painter.drawPolyline(spots)
        painter.setBrush(strong)
        for spot in spots:
            painter.drawEllipse(spot, _DOT, _DOT)
        words = QRectF(spots[-1].x() + _EDGE, spots[-1].y() - 20, self.width(), 40)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, last)

    def _x(self, room: QRectF, day: date) -> float:
        first, last = self.points[0][0], self.points[-1][0]
        if first == last:
            return room.right()
        return room.left() + (day - first).days / (last - first).days * room.width()
