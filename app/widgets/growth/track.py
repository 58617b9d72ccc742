"""The time line: a slider over the moments, with a tick where each day begins and a diamond at each meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QStyleOptionSlider, QToolTip

from app.i18n import _
from app.models.replay import Growth
from app.widgets.common.style import colour, font
from app.widgets.growth.past import Mark

_GROOVE, _TICKS = 12, 26
_NEAR_PX = 7
_ROOM_FOR_DAY_PX = 84


class Track(QSlider):
    """A slider from the first moment to now. ``space()`` when the space bar is pressed on it."""

    space = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(_("Tidslinje över kartans historia"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(46)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSingleStep(1)
        self._days: list[tuple[int, date]] = []
        self._marks: Sequence[Mark] = ()

    def show_growth(self, growth: Growth, marks: Sequence[Mark]) -> None:
        """Span the moments of a growth; the slider goes to the last."""
        self._marks = [mark for mark in marks if mark.meeting]
        self._days = []
        for moment in growth.moments:
            if moment.at is not None and (not self._days or self._days[-1][1] != moment.at.date()):
                self._days.append((moment.number, moment.at.date()))
        self.blockSignals(True)
        self.setRange(0, growth.last)
        self.setPageStep(max(1, growth.last // 20))
        self.setValue(growth.last)
        self.blockSignals(False)
        self.update()

    def x_of(self, number: int) -> int:
        """Return how far from the left edge a moment stands, in pixels."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
        room = self.width() - handle
        return handle // 2 + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), number, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove, days, meetings and handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, here = self.x_of(self.minimum()), self.x_of(self.maximum()), self.x_of(self.value())
        groove = QRect(left - 3, _GROOVE - 3, right - left + 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line_strong"))
        painter.drawRoundedRect(groove, 3, 3)
        painter.setBrush(colour("green"))
        painter.drawRoundedRect(QRect(left - 3, _GROOVE - 3, here - left + 6, 6), 3, 3)
        self._paint_days(painter, right)
        self._paint_meetings(painter)
        painter.setPen(colour("focus") if self.hasFocus() else colour("green"))
        painter.setBrush(colour("white"))
        painter.drawEllipse(QPointF(here, _GROOVE), 9, 9)
        painter.setBrush(colour("focus") if self.hasFocus() else colour("green"))
        painter.drawEllipse(QPointF(here, _GROOVE), 5, 5)
        painter.end()

    def _paint_days(self, painter: QPainter, right: int) -> None:
        painter.setFont(font(9))
        free = -1000
        for number, day in self._days:
            x = self.x_of(number)
            painter.setPen(colour("field"))
            painter.drawLine(x, _GROOVE + 8, x, _TICKS)
            words = day.isoformat()
            wide = painter.fontMetrics().horizontalAdvance(words)
            start = max(0, min(x, right + 8 - wide))  # a single moment has no room on either side
            if x >= free and start >= free:
                painter.setPen(colour("muted"))
                painter.drawText(start, _TICKS + 14, words)
                free = start + max(_ROOM_FOR_DAY_PX, wide + 12)

    def _paint_meetings(self, painter: QPainter) -> None:
        painter.setPen(colour("white"))
        painter.setBrush(colour("accent"))
        for mark in self._marks:
            x, y, r = self.x_of(mark.number), _GROOVE, 6
            painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the press is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setSliderDown(True)
            self._go(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def _go(self, event: QMouseEvent) -> None:
        left = self.x_of(self.minimum())
        room = self.x_of(self.maximum()) - left
        at = round(event.position().x()) - left
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, max(1, room)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays; the arrows step, Home and End go to the ends."""
        if event.key() == Qt.Key.Key_Space:
            self.space.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say which meeting or day lies under the pointer."""
        if isinstance(event, QHelpEvent):
            x = event.pos().x()
            names = [mark.name for mark in self._marks if abs(self.x_of(mark.number) - x) <= _NEAR_PX]
            names += [day.isoformat() for number, day in self._days if abs(self.x_of(number) - x) <= _NEAR_PX]
            QToolTip.showText(event.globalPos(), names[0] if names else "", self)
            return True
        return bool(super().event(event))
