"""Looking round on the sheet: zoom at a point, pan, fit.

A whole repaint of a large map takes longer than a frame, so while the wheel turns a picture of the view is
scaled instead, and the map is painted sharp when it stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QTransform

from app.widgets.canvas.style import PX_PER_MM

if TYPE_CHECKING:
    from app.widgets.canvas.sheet_view import SheetView

SMALLEST, LARGEST = 0.1, 8.0
STEP = 1.2
REST_MS = 140
SLOW_MS = 9.0
FIT_MARGIN_PX = 14


class Navigation(QObject):
    """Zoom and pan of one view. ``zoom_changed(float)``: 1.0 is true size, a millimetre on the sheet a millimetre."""

    zoom_changed = Signal(float)

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view
        self.follows_fit = True
        self.bottom_px = 0
        self.corner: QPoint | None = None
        self.repaint_ms = 0.0
        self._snapshot: QPixmap | None = None
        self._taken = QTransform()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._sharpen)

    @property
    def zoom(self) -> float:
        """The zoom now; 1.0 is true size at 96 dpi."""
        return self._view.transform().m11() / PX_PER_MM

    def set_zoom(self, zoom: float, at: QPoint | None = None, *, gesture: bool = False) -> None:
        """Zoom so that the point of the viewport ``at`` (else its middle) stays where it is."""
        view = self._view
        zoom = max(SMALLEST, min(zoom, LARGEST))
        spot = at if at is not None else view.viewport().rect().center()
        if gesture:
            self._begin_gesture()
        kept = view.mapToScene(spot)
        view.setTransform(QTransform.fromScale(zoom * PX_PER_MM, zoom * PX_PER_MM))
        moved = view.mapFromScene(kept) - spot
        self.pan(moved)
        self.follows_fit = False
        self.zoom_changed.emit(self.zoom)

    def step(self, steps: float, at: QPoint | None = None, *, gesture: bool = False) -> None:
        """Zoom in (positive) or out by steps."""
        self.set_zoom(self.zoom * STEP**steps, at, gesture=gesture)

    def pan(self, by: QPoint) -> None:
        """Move what is seen by pixels."""
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

    def fit(self, room: QRectF) -> None:
        """Show the whole of ``room`` (scene), and keep doing so when the view changes size."""
        view = self._view
        width = view.viewport().width() - 2 * FIT_MARGIN_PX
        height = view.viewport().height() - 2 * FIT_MARGIN_PX - self.bottom_px
        if width < 20 or height < 20 or room.isEmpty():
            return
        scale = min(width / room.width(), height / room.height())
        scale = max(SMALLEST * PX_PER_MM, min(scale, LARGEST * PX_PER_MM))
        view.setTransform(QTransform.fromScale(scale, scale))
        view.centerOn(room.center() + QPointF(0, self.bottom_px / 2 / scale))
        self.follows_fit = True
        self.zoom_changed.emit(self.zoom)

    # The picture that is scaled while the wheel turns

    def _begin_gesture(self) -> None:
        if self._snapshot is None and self.repaint_ms >= SLOW_MS:
            self._take_snapshot()
        self._rest.start()  # not before: a large sheet takes longer to paint than the rest is long

    def _take_snapshot(self) -> None:
        viewport = self._view.viewport()
        ratio = viewport.devicePixelRatioF()
        snapshot = QPixmap(viewport.size() * ratio)
        snapshot.setDevicePixelRatio(ratio)
        snapshot.fill(self._view.backgroundBrush().color())
        painter = QPainter(snapshot)
        painter.setRenderHints(self._view.renderHints())
        self._view.render(painter, QRectF(viewport.rect()), viewport.rect())
        painter.end()
        self._taken = self._view.viewportTransform()
        self._snapshot = snapshot

    def paint_snapshot(self) -> bool:
        """Paint the scaled picture instead of the map if a gesture is on; return whether it did."""
        if self._snapshot is None:
            return False
        back, possible = self._taken.inverted()
        if not possible:
            return False
        painter = QPainter(self._view.viewport())
        painter.fillRect(self._view.viewport().rect(), self._view.backgroundBrush())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(back * self._view.viewportTransform())
        painter.drawPixmap(0, 0, self._snapshot)
        painter.end()
        return True

    def _sharpen(self) -> None:
        self._snapshot = None
        self._view.viewport().update()
