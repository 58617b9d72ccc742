"""What is drawn over the map for the moment, and the dot that points. Nothing of it is ever stored."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsPathItem, QGraphicsScene

from app.widgets.canvas.items import OVERLAY

STAYS_S, FADES_S = 6.0, 1.2
"""How many seconds a stroke for the moment is seen, and how many it then takes to go."""
_TICK_MS = 60
_STEP_MM = 0.4
COLOURS = {"light": "#c21826", "dark": "#ff7a70"}
"""The pen's red on the ground of each theme: at least 4.5:1."""


class Pen(QObject):
    """Strokes on a scene. ``width`` and the dot's ``radius`` are pixels."""

    def __init__(self, scene: QGraphicsScene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._colour = QColor(COLOURS["light"])
        self._strokes: list[tuple[QGraphicsPathItem, float | None]] = []
        self._drawing: QGraphicsPathItem | None = None
        self._dot: QGraphicsEllipseItem | None = None
        self.width, self.radius = 6.0, 9.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.fade)

    @property
    def strokes(self) -> int:
        """How many strokes are on the scene."""
        return len(self._strokes)

    @property
    def drawing(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._drawing is not None

    def wear(self, theme: str) -> None:
        """Draw in a theme's red; what is drawn changes with it. Raises KeyError for a theme that there is not."""
        self._colour = QColor(COLOURS[theme])
        for stroke, _born in self._strokes:
            stroke.setPen(self._pen())
        if self._dot is not None:
            self._dot.setBrush(QBrush(self._colour))

    def begin(self, at: QPointF, *, stays: bool) -> None:
        """Begin a stroke at a point of the scene; one that does not stay fades after a while."""
        path = QPainterPath(at)
        path.lineTo(at + QPointF(0.01, 0))  # so that a mere press leaves a dot
        stroke = QGraphicsPathItem(path)
        stroke.setPen(self._pen())
        stroke.setZValue(OVERLAY)
        stroke.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._scene.addItem(stroke)
        self._drawing = stroke
        self._strokes.append((stroke, None if stays else time.monotonic()))
        if not stays:
            self._timer.start()

    def draw(self, to: QPointF) -> None:
        """Draw on to a point of the scene."""
        if self._drawing is None:
            return
        path = self._drawing.path()
        by = to - path.currentPosition()
        if by.x() ** 2 + by.y() ** 2 >= _STEP_MM**2:
            path.lineTo(to)
            self._drawing.setPath(path)

    def end(self) -> None:
        """Lift the pen."""
        self._drawing = None

    def undo(self) -> None:
        """Take the last stroke away."""
        if self._strokes:
            stroke, _born = self._strokes.pop()
            self._scene.removeItem(stroke)

    def clear(self) -> None:
        """Take every stroke away."""
        self._drawing = None
        while self._strokes:
            self.undo()
        self._timer.stop()

    def fade(self) -> None:
        """Let strokes for the moment go, a little at a time."""
        now = time.monotonic()
        for stroke, born in list(self._strokes):
            if born is None or stroke is self._drawing:
                continue
            left = 1 - max(0.0, now - born - STAYS_S) / FADES_S
            stroke.setOpacity(max(0.0, left))
            if left <= 0:
                self._strokes.remove((stroke, born))
                self._scene.removeItem(stroke)
        if all(born is None for _stroke, born in self._strokes):
            self._timer.stop()

    def point(self, at: QPointF | None) -> None:
        """Show the dot at a point of the scene, or take it away."""
        if self._dot is None:
            r = self.radius
            self._dot = QGraphicsEllipseItem(-r, -r, 2 * r, 2 * r)
            self._dot.setFlag(QGraphicsEllipseItem.GraphicsItemFlag.ItemIgnoresTransformations)
            self._dot.setZValue(OVERLAY)
            self._dot.setPen(QPen(QColor(255, 255, 255, 210), 2.5))
            self._dot.setBrush(QBrush(self._colour))
            self._scene.addItem(self._dot)
        self._dot.setVisible(at is not None)
        if at is not None:
            self._dot.setPos(at)

    @property
    def pointing(self) -> bool:
        """Whether the dot is seen."""
        return self._dot is not None and self._dot.isVisible()

    def _pen(self) -> QPen:
        pen = QPen(self._colour, self.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        pen.setCosmetic(True)
        return pen
