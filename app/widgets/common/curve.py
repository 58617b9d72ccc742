"""A goal's readings as a small curve, with its baseline as a dashed line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
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
        points, said = self._readings.points, told(self._readings)
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
        if not self._readings.points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = Inks(colour("started"), colour("muted"), colour("ink"))
        paint_curve(painter, QRectF(self.rect()), self._readings, inks, font(9) if self._large else None)
        painter.end()


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a curve: its line, the baseline with its words, the other words."""

    line: QColor
    baseline: QColor
    words: QColor


def paint_curve(painter: QPainter, box: QRectF, said: Readings, inks: Inks, letters: QFont | None = None) -> None:
    """Paint baseline, line and readings into a box; in ``letters`` also what the first, last and baseline are.

    Nothing is painted where nothing is measured.
    """
    if not said.points:
        return
    room, dot = box.adjusted(5, 5, -5, -5), 3.0
    if letters is not None:
        high = QFontMetricsF(letters).height()
        room, dot = room.adjusted(2 * high, high, -2 * high, -high), max(dot, high / 6)
    spots, level = _spots(said, room)
    if level is not None:
        painter.setPen(QPen(inks.baseline, dot * 0.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), level), QPointF(room.right(), level))
    painter.setPen(QPen(inks.line, dot * 0.75))
    painter.drawPolyline(QPolygonF(spots))
    painter.setBrush(inks.line)
    for spot in spots if letters is not None else spots[-1:]:
        painter.drawEllipse(spot, dot, dot)
    if letters is not None:
        painter.setFont(letters)
        _write(painter, box, room, said, inks)


def _spots(said: Readings, room: QRectF) -> tuple[list[QPointF], float | None]:
    """Return where the readings stand, by their days, and how high the baseline does."""
    points, baseline = said.points, said.baseline
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


def _write(painter: QPainter, box: QRectF, room: QRectF, said: Readings, inks: Inks) -> None:
    """Write the values over first and last reading, their days beneath, and what the dashed line is."""
    high = QFontMetricsF(painter.font()).height()
    spots, level = _spots(said, room)
    middle = Qt.AlignmentFlag.AlignCenter
    painter.setPen(inks.words)
    for at in sorted({0, len(spots) - 1}):
        day, value = said.points[at]
        left = spots[at].x() - 3.5 * high
        painter.drawText(QRectF(left, spots[at].y() - high - 4, 7 * high, high), middle, words(value))
        painter.drawText(QRectF(left, box.bottom() - high, 7 * high, high), middle, day.isoformat())
    if level is not None:
        painter.setPen(inks.baseline)
        text = _("Utgångsläge {value}").format(value=words(said.baseline))
        low = level > room.center().y()  # beneath the dashes where the curve is over them
        painter.drawText(QPointF(room.left() + room.width() / 3, level + (high - 2 if low else -4)), text)


def words(value: float | None) -> str:
    """Return a reading as it is written: whole numbers without decimals, else with a comma."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value:g}".replace(".", ",")


def told(said: Readings) -> list[str]:
    """Return baseline and readings in words, one after another."""
    first = [_("Utgångsläge {value}").format(value=words(said.baseline))] if said.baseline is not None else []
    return [*first, *(f"{day.isoformat()}: {words(value)}" for day, value in said.points)]
