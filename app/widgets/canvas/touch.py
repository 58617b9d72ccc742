"""Fingers on a view: one is the hand's, two zoom and move the view, one that rests asks for the menu."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QTimer
from PySide6.QtGui import QEventPoint, QTouchEvent

if TYPE_CHECKING:
    from app.widgets.canvas.sheet_view import SheetView

STILL_PX = 12
"""How far a finger may slide and still rest on one spot."""
REST_MS = 600
"""How long a finger rests until the menu comes up."""


class Hand(Protocol):
    """What one finger does. Points are pixels of the viewport."""

    def down(self, at: QPoint) -> None:
        """A finger was set down."""

    def slide(self, to: QPoint) -> None:
        """It has slid, by more than a finger trembles."""

    def up(self, at: QPoint, *, slid: bool) -> None:
        """It was lifted; without sliding that was a tap."""

    def rest(self, at: QPoint) -> None:
        """It has rested on one spot; what it began was dropped."""

    def drop(self) -> None:
        """Nothing is to come of it: a second finger came."""


class PanningHand:
    """One finger moves the view."""

    def __init__(self, view: SheetView) -> None:
        self._view = view
        self._last = QPoint()

    def down(self, at: QPoint) -> None:
        """Take hold of the paper."""
        self._last = at

    def slide(self, to: QPoint) -> None:
        """Let the paper follow."""
        self._view.navigation.follows_fit = False
        self._view.navigation.pan(self._last - to)
        self._last = to

    def up(self, at: QPoint, *, slid: bool) -> None:
        """Let go."""

    def rest(self, at: QPoint) -> None:
        """There is no menu."""

    def drop(self) -> None:
        """There is nothing to drop."""


class Fingers(QObject):
    """The fingers on one view."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view
        self.hand: Hand = PanningHand(view)
        self._one = False
        self._slid = False
        self._start = QPoint()
        self._pinch: tuple[QPointF, float] | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST_MS)
        self._resting.timeout.connect(self._rested)

    def take(self, event: QTouchEvent) -> None:
        """Follow the fingers of a touch event."""
        event.accept()
        down = [each for each in event.points() if each.state() != QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchCancel:
            self._leave()
        elif event.type() == QEvent.Type.TouchBegin and len(down) == 1:
            self._begin(down[0].position().toPoint())
        elif len(down) >= 2:
            self._two(down[0].position(), down[1].position())
        elif self._pinch is not None:
            self._pinch = None
        elif self._one:
            at = event.points()[0].position().toPoint()
            self._follow(at, lifted=not down)

    def _begin(self, at: QPoint) -> None:
        self._one, self._slid, self._start, self._pinch = True, False, at, None
        self._resting.start()
        self.hand.down(at)

    def _follow(self, at: QPoint, *, lifted: bool) -> None:
        by = at - self._start
        if not self._slid and max(abs(by.x()), abs(by.y())) > STILL_PX:
            self._slid = True
            self._resting.stop()
        if self._slid:
            self.hand.slide(at)
        if lifted:
            self._one = False
            self._resting.stop()
            self.hand.up(at, slid=self._slid)

    def _two(self, one: QPointF, other: QPointF) -> None:
        self._leave()
        middle = (one + other) / 2
        apart = max(1.0, math.hypot(one.x() - other.x(), one.y() - other.y()))
        if self._pinch is not None:
            before, was_apart = self._pinch
            navigation = self._view.navigation
            navigation.set_zoom(navigation.zoom * apart / was_apart, middle.toPoint(), gesture=True)
            navigation.pan(before.toPoint() - middle.toPoint())
        self._pinch = middle, apart

    def _leave(self) -> None:
        self._resting.stop()
        if self._one:
            self._one = False
            self.hand.drop()

    def _rested(self) -> None:
        if self._one:
            self._leave()
            self.hand.rest(self._start)
