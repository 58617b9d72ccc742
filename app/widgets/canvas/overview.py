"""The whole sheet, small, in a corner while only a part of it is seen; the part is framed and can be moved.

Figures and lines only, no words: they could not be read. It is painted once as a picture, and anew when the canvas
has come to rest with another sheet picture, so that dragging and zooming pay nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.drawing.ops import Group, Op, Text
from app.drawing.to_qt import Painting
from app.i18n import _
from app.kinds.themes import recolour
from app.widgets.canvas import style
from app.widgets.canvas.sheet_view import SheetView
from app.widgets.common.style import LOOKS, colour, theme_now

LARGEST = QSize(230, 160)
EDGE = 6
REST_MS, FRAME_MS = 250, 30
"""How long the canvas must be at rest before the picture is made anew, and between two moves of the frame."""
SEEN = 0.985
"""The part of the sheet, along each side, from which on all of it counts as seen."""
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_AROUND = 8.0  # mm
_STEP = 0.15  # of what is seen, for each press of an arrow


def without_words(ops: Iterable[Op]) -> Iterator[Op]:
    """Yield what is drawn without its texts."""
    for op in ops:
        if isinstance(op, Group):
            yield replace(op, ops=tuple(without_words(op.ops)))
        elif not isinstance(op, Text):
            yield op


class Overview(QWidget):
    """The small sheet. It shows itself when the canvas shows only a part, and hides when it shows all.

    Emits ``resized()`` when the sheet is another one, which may have another shape.
    """

    resized = Signal()

    def __init__(self, canvas: SheetView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self.setAccessibleName(_("Översikt över kartan"))
        self.setToolTip(_("Klicka eller dra för att flytta det du ser. Med tangenterna: pilarna."))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the canvas
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._canvas = canvas
        self._pixmap: QPixmap | None = None
        self._of: object = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FRAME_MS)
        self._soon.timeout.connect(self.update)
        canvas.moved.connect(self._moved)
        canvas.zoom_changed.connect(lambda _zoom: self._moved())
        LOOKS.changed.connect(self._forget)
        self.hide()

    def allow(self, room: QSize) -> None:
        """Take at most a third of ``room``, in pixels."""
        whole = self._whole()
        if whole.isEmpty():
            return
        wide = min(LARGEST.width(), room.width() // 3)
        high = min(LARGEST.height(), room.height() // 3)
        scale = min((wide - 2 * EDGE) / whole.width(), (high - 2 * EDGE) / whole.height())
        size = QSize(round(whole.width() * scale) + 2 * EDGE, round(whole.height() * scale) + 2 * EDGE)
        if size != self.size():
            self.resize(size)
            self._pixmap = None

    def refresh(self) -> None:
        """Look whether the sheet is another one, as soon as the canvas is at rest."""
        self._rest.start()

    def _moved(self) -> None:
        whole, seen = self._canvas.sheet.room, self._seen()
        part = seen.intersected(whole)
        some = part.width() < SEEN * whole.width() or part.height() < SEEN * whole.height()
        if some == self.isHidden():
            self.setVisible(some)
            self._rest.start()
        elif some and not self._soon.isActive():
            self._soon.start()
        if some and self._of is not self._canvas.sheet.picture:
            self._rest.start()

    def _look(self) -> None:
        if self._of is not self._canvas.sheet.picture:
            self._pixmap = None
            self.resized.emit()
        if self.isVisible():
            self.update()

    def _forget(self) -> None:
        self._pixmap = None
        self.update()

    # Between the sheet and its small picture

    def _whole(self) -> QRectF:
        """Return the part of the sheet that is shown here: the map without its title and legend."""
        box = self._canvas.sheet.picture.bounds.grown(_AROUND)
        return QRectF(box.x, box.y, box.width, box.height)

    def _scale(self) -> float:
        """Return how many pixels a millimetre of the sheet has here."""
        return (self.width() - 2 * EDGE) / max(self._whole().width(), 1.0)

    def _seen(self) -> QRectF:
        """Return the part of the sheet that the canvas shows."""
        return self._canvas.mapToScene(self._canvas.viewport().rect()).boundingRect()

    def frame(self) -> QRectF:
        """Return the frame round what is seen, in pixels of the overview, as far as it lies on the sheet."""
        whole, seen, scale = self._whole(), self._seen(), self._scale()
        corner = (seen.topLeft() - whole.topLeft()) * scale + QPointF(EDGE, EDGE)
        inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        return QRectF(corner, seen.size() * scale).intersected(inside)

    def _go_to(self, at: QPointF) -> None:
        point = (at - QPointF(EDGE, EDGE)) / self._scale() + self._whole().topLeft()
        self._canvas.navigation.follows_fit = False
        self._canvas.centerOn(point)

    # Painting

    def _picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(style.ground(theme_now()))
        sheet = self._canvas.sheet
        painter = QPainter(pixmap)
        painter.translate(EDGE, EDGE)
        painter.scale(self._scale(), self._scale())
        painter.translate(-self._whole().topLeft())
        Painting(list(without_words(sheet.picture.ops())), recolour(theme_now())).paint(painter)
        painter.end()
        self._of = sheet.picture
        return pixmap

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet with what is seen framed and the rest in the shade."""
        if self._pixmap is None:
            self._pixmap = self._picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap)
        frame = self.frame()
        shade = QColor(colour("ink"))
        shade.setAlpha(22)
        painter.setClipRegion(self.rect())
        for box in _around(QRectF(self.rect()), frame):
            painter.fillRect(box, shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("green"), 2))
        painter.drawRoundedRect(frame, 2, 2)
        focused = self.hasFocus()
        painter.setPen(QPen(colour("focus" if focused else "line_strong"), 4 if focused else 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    # The pointer and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the part round the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take what is seen along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move what is seen; plus and minus zoom; Home shows the whole sheet, Esc goes back to it."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            view = self._canvas.viewport()
            way = _ARROWS[key]
            self._canvas.navigation.follows_fit = False
            by = QPoint(round(way.x() * view.width() * _STEP), round(way.y() * view.height() * _STEP))
            self._canvas.navigation.pan(by)
        elif key == Qt.Key.Key_Plus:
            self._canvas.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self._canvas.zoom_out()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_0):
            self._canvas.setFocus()
            self._canvas.fit()
        elif key == Qt.Key.Key_Escape:
            self._canvas.setFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they go elsewhere."""
        super().focusOutEvent(event)
        self.update()


def _around(whole: QRectF, frame: QRectF) -> list[QRectF]:
    """Return the four parts of ``whole`` that lie outside ``frame``."""
    return [
        QRectF(whole.left(), whole.top(), whole.width(), frame.top() - whole.top()),
        QRectF(whole.left(), frame.bottom(), whole.width(), whole.bottom() - frame.bottom()),
        QRectF(whole.left(), frame.top(), frame.left() - whole.left(), frame.height()),
        QRectF(frame.right(), frame.top(), whole.right() - frame.right(), frame.height()),
    ]
