"""The map of an earlier time, to look at: it fades from state to state, and who was moved walks there."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.drawing.geometry import Point
from app.drawing.to_qt import register_fonts
from app.i18n import _
from app.kinds.sheet_picture import SheetPicture, recompose
from app.models.case import Case
from app.widgets.canvas.scene import FIGURES, CanvasScene
from app.widgets.canvas.sheet_view import SheetView
from app.widgets.common.style import LOOKS, theme_now

FADE_MS = 340
_WALKERS = 12
"""More people than this are not led step by step; the map fades over."""


class PastView(SheetView):
    """Shows pictures of one kind of map. Nothing on it can be changed."""

    def __init__(self, picture: SheetPicture, parent: QWidget | None = None) -> None:
        register_fonts()
        super().__init__(CanvasScene(picture), parent)
        self._before: QPixmap | None = None
        self._case: Case | None = None
        self._target = picture
        self._walk: dict[str, tuple[Point, Point]] = {}
        self._part = 1.0
        self._held: QPoint | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._animation.valueChanged.connect(self._advance)
        self._animation.finished.connect(self._arrive)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(_("Kartan som den var"))
        LOOKS.changed.connect(self._dress)
        self._dress()

    @property
    def picture(self) -> SheetPicture:
        """The picture that is shown, or being faded to."""
        return self._target

    @property
    def moving(self) -> bool:
        """Whether the map is on its way from one state to the next."""
        return self._animation.state() == QVariantAnimation.State.Running

    def show_state(self, picture: SheetPicture, case: Case, *, smoothly: bool) -> None:
        """Show another state; ``smoothly`` fades what comes and goes and leads who was moved."""
        self._animation.stop()
        self._arrive()
        old = {key: figure.place for key, figure in self._target.figures.items()}
        smoothly = smoothly and self.isVisible()
        if smoothly:
            self._before = self.viewport().grab()
        self._target, self._case = picture, case
        self.sheet.show_picture(picture)
        if not smoothly:
            self.viewport().update()
            return
        walkers = {
            key: (old[key], figure.place)
            for key, figure in picture.figures.items()
            if key in old and old[key] != figure.place
        }
        self._walk = walkers if len(walkers) <= _WALKERS else {}
        self._advance(0.0)
        self._animation.setDuration(FADE_MS * (2 if self._walk else 1))
        self._animation.start()

    def light(self, key: tuple[str, str] | None) -> None:
        """Light a figure or a tie and bring it into view; None: everything as usual."""
        self.sheet.set_lit([key] if key is not None else [])
        if key is not None:
            self.show_key(key)

    def _advance(self, part: float) -> None:
        """Show a part of the way, 0 to 1."""
        self._part = part
        if self._walk and self._case is not None:
            at = {key: (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for key, (a, b) in self._walk.items()}
            self.sheet.preview(recompose(self._case, self._target, at))
        self.viewport().update()

    def _arrive(self) -> None:
        if self._walk:
            self._walk = {}
            self.sheet.show_picture(self._target)
        self._before = None
        self.viewport().update()

    def _dress(self) -> None:
        self.wear(theme_now())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the new state, and over it what is left of the old one."""
        super().paintEvent(event)
        if self._before is not None and self._part < 1.0:
            painter = QPainter(self.viewport())
            painter.setOpacity(1.0 - min(1.0, self._part * (2 if self._walk else 1)))
            painter.drawPixmap(0, 0, self._before)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the paper."""
        self._held = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the paper, or say what lies under the pointer."""
        spot = event.position().toPoint()
        if self._held is not None:
            self.navigation.follows_fit = False
            self.navigation.pan(self._held - spot)
            self._held = spot
            return
        self._say(self.mapToScene(spot))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the paper go."""
        self._held = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing is put out on an earlier map."""
        event.accept()

    def _say(self, point: QPointF) -> None:
        key = self.sheet.key_at(point)
        self.sheet.set_hovered(key)
        words = ""
        if key is not None:
            pictures = self._target.figures if key[0] == FIGURES else self._target.ties
            words = pictures[key[1]].alt if key[1] in pictures else ""
        self.setToolTip(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys belong to the time line."""
        event.ignore()
