"""A goal's readings as a small curve, with its baseline as a dashed line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.models.readings import Readings, readings
from app.models.records import ShortTermGoal
from app.widgets.common.style import LOOKS, colour, font, scaled

_SMALL, _LARGE = (86, 28), (380, 130)


class GoalCurve(QWidget):
    """The curve of one goal; ``large`` has words at baseline, first and last reading.

    In a parent it is hidden where nothing is measured.
    """

    def __init__(self, goal: ShortTermGoal, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._large = large
        self._readings = Readings((), None)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if large else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        LOOKS.changed.connect(self.updateGeometry)
        self.show_goal(goal)

    def show_goal(self, goal: ShortTermGoal) -> None:
        """Draw another goal, or the same anew."""
        self._readings = readings(goal)
        points, baseline = self._readings.points, self._readings.baseline
        said = [_("Utgångsläge {value}").format(value=words(baseline))] if baseline is not None else []
        said += [f"{day.isoformat()}: {words(value)}" for day, value in points]
        self.setToolTip("\n".join(said))
        self.setAccessibleName(_("Målets kurva"))
        self.setAccessibleDescription(", ".join(said))
        if self.parentWidget() is not None:
            self.setVisible(bool(points))
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size, which grows with the text."""
        return QSize(*map(scaled, _LARGE if self._large else _SMALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw baseline, line, readings and, where it is large, their words."""
        points = self._readings.points
        if not points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        if self._large:
            high = scaled(17)
            room = room.adjusted(scaled(34), high, -scaled(34), -high)
        spots, level = self._spots(room)
        if level is not None:
            painter.setPen(QPen(colour("muted"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(room.left(), level), QPointF(room.right(), level))
        painter.setPen(QPen(colour("started"), 2.2))
        painter.drawPolyline(QPolygonF(spots))
        painter.setBrush(colour("started"))
        for spot in spots if self._large else spots[-1:]:
            painter.drawEllipse(spot, 3.0, 3.0)
        if self._large:
            self._words(painter, room, spots, level)

    def _spots(self, room: QRectF) -> tuple[list[QPointF], float | None]:
        """Return where the readings stand, by their days, and how high the baseline does."""
        points, baseline = self._readings.points, self._readings.baseline
        values = [value for _day, value in points] + ([baseline] if baseline is not None else [])
        low, high = min(values), max(values)
        first, last = points[0][0], points[-1][0]

        def y(value: float) -> float:
            return room.center().y() if high == low else room.bottom() - (value - low) / (high - low) * room.height()

        days = (last - first).days
        spots = [
            QPointF(room.left() + (room.width() * (day - first).days / days if days else room.width() / 2), y(value))
            for day, value in points
        ]
        return spots, None if baseline is None else y(baseline)

    def _words(self, painter: QPainter, room: QRectF, spots: list[QPointF], level: float | None) -> None:
        """Write the values beside first and last reading, their days beneath, and what the dashed line is."""
        painter.setFont(font(9))
        high = painter.fontMetrics().height()
        points = self._readings.points
        painter.setPen(colour("ink"))
        for at in sorted({0, len(spots) - 1}):
            day, value = points[at]
            over = QRectF(spots[at].x() - 60, spots[at].y() - high - 4, 120, high)
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, words(value))
            under = QRectF(spots[at].x() - 60, self.height() - high, 120, high)
            left = Qt.AlignmentFlag.AlignCenter
            painter.drawText(under, left, day.isoformat())
        if level is not None:
            painter.setPen(colour("muted"))
            text = _("Utgångsläge {value}").format(value=words(self._readings.baseline))
            low = level > room.center().y()  # beneath the dashes where the curve is over them
            painter.drawText(QPointF(room.left() + room.width() / 3, level + (high - 2 if low else -4)), text)


def words(value: float | None) -> str:
    """Return a reading as it is written: whole numbers without decimals, else with a comma."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value:g}".replace(".", ",")
