"""Looking at a sheet: zoom, pan, pinch, fit. What one can do to it is in `view`."""

from __future__ import annotations

import time
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from app.kinds.themes import recolour
from app.widgets.canvas import style
from app.widgets.canvas.navigation import Navigation
from app.widgets.canvas.scene import CanvasScene, Key
from app.widgets.canvas.still import StillPicture, paint_strips
from app.widgets.canvas.touch import Fingers

NEAR = 1.5
"""The zoom of a double tap, at least; 1.0 is true size."""


class SheetView(QGraphicsView):
    """A view of a sheet. ``zoom_changed(float)``: 1.0 is true size. ``moved()``: another part is seen."""

    zoom_changed = Signal(float)
    moved = Signal()

    def __init__(self, sheet: CanvasScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        sheet.setParent(self)  # so that the view goes first when both go
        self._still: StillPicture | None = None
        self.navigation = Navigation(self)
        self.fingers = Fingers(self)
        self.navigation.zoom_changed.connect(self.zoom_changed)
        self._set_up()

    def _set_up(self) -> None:
        self.setScene(self.sheet)
        self.wear("light")
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing is filled that is painted over
        self.setMinimumSize(240, 180)

    def wear(self, theme: str) -> None:
        """Show the sheet in a theme, ``light`` or ``dark``. Raises KeyError for another."""
        self.setBackgroundBrush(style.ground(theme))
        self.sheet.set_theme(recolour(theme))

    def sizeHint(self) -> QSize:
        """Take the room there is."""
        return QSize(1200, 800)

    def fit(self) -> None:
        """Show the whole sheet, and go on doing so while the window changes size."""
        self.navigation.fit(self.sheet.room)

    def zoom_in(self) -> None:
        """Zoom in a step."""
        self.navigation.step(1)

    def zoom_out(self) -> None:
        """Zoom out a step."""
        self.navigation.step(-1)

    def zoom(self) -> float:
        """Return the zoom; 1.0 is true size."""
        return self.navigation.zoom

    def set_zoom(self, factor: float) -> None:
        """Zoom to ``factor``; 1.0 is true size. Kept between 0.1 and 8."""
        self.navigation.set_zoom(factor)

    def zoom_here(self, spot: QPoint) -> None:
        """A double tap with two fingers: from the whole sheet go near what lies at ``spot``, else back to the whole."""
        if self.navigation.follows_fit:
            self.navigation.set_zoom(max(NEAR, 2 * self.zoom()), spot)
        else:
            self.fit()

    def set_room_below(self, pixels: int, corner: QPoint | None = None) -> None:
        """Keep this much free at the lower edge when the sheet is fitted, for bars that float there; to the left of
        and above ``corner`` there are none.
        """
        self.navigation.bottom_px, self.navigation.corner = pixels, corner
        if self.navigation.follows_fit and self.isVisible():  # unseen, it is fitted when it is shown
            self.fit()

    def keep_still(self, moving: Iterable[QGraphicsItem] | None) -> None:
        """From now on paint everything but ``moving`` as a picture taken once; None: paint everything again."""
        self._still = None if moving is None else StillPicture(self, moving)
        self.viewport().update()

    def begin_step(self) -> None:
        """Call before each step of a drag: what moves leaves nothing behind where it was."""
        if self._still is not None:
            self._still.expose()

    def pixels(self, by: QPointF) -> float:
        """Return how many pixels a stretch of the scene is, along its longer side."""
        return float(max(abs(by.x()), abs(by.y())) * self.transform().m11())

    def pointer_point(self) -> QPointF:
        """Return where the pointer is on the sheet, or the middle of what is seen if it is elsewhere."""
        spot = self.viewport().mapFromGlobal(QCursor.pos())
        rect = self.viewport().rect()
        return self.mapToScene(spot if rect.contains(spot) else rect.center())

    def show_key(self, key: Key) -> None:
        """Bring a figure or tie into view."""
        if self.sheet.has(key):
            middle = self.sheet.middle_of(key)
            if not self.viewport().rect().adjusted(20, 20, -20, -20).contains(self.mapFromScene(middle)):
                self.centerOn(middle)

    def room_on_screen(self) -> QRect:
        """Return where the sheet lies in the viewport."""
        return self.mapFromScene(self.sheet.room).boundingRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sheet fitted until the user has zoomed or panned."""
        super().resizeEvent(event)
        if self.navigation.follows_fit:
            self.fit()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Tell what hangs over the sheet that it moved."""
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, or its scaled picture while the wheel turns."""
        if self.navigation.paint_snapshot():
            return
        if self._still is not None:
            self._still.paint()
            return
        if event.region().rectCount() > 1:
            paint_strips(self, event.region())
            return
        started = time.perf_counter()
        super().paintEvent(event)
        if event.rect() == self.viewport().rect():
            self.navigation.repaint_ms = (time.perf_counter() - started) * 1000

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift move the sheet."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.navigation.follows_fit = False
            self.navigation.pan(-delta)
        elif delta.y():
            self.navigation.step(delta.y() / 120, event.position().toPoint(), gesture=True)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom by two fingers on the touch pad, and follow those on the screen."""
        if isinstance(event, QNativeGestureEvent):
            spot = event.position().toPoint()
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.navigation.set_zoom(self.navigation.zoom * (1 + event.value()), spot, gesture=True)
                return True
            if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self.zoom_here(spot)
                return True
        if isinstance(event, QTouchEvent):
            self.fingers.take(event)
            return True
        return bool(super().viewportEvent(event))
