"""One figure of the palette: its drawing and its role."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from app.drawing.to_qt import Painting
from app.i18n import _
from app.kinds.sheet_picture import icon
from app.kinds.themes import recolour
from app.models.roles import Role
from app.widgets.canvas.drop import CarriedFigure, carry
from app.widgets.common.style import LOOKS, scaled, theme_now

_PIXELS_PER_MM = 1.9
_WIDTH, _HEIGHT = 34, 34


@cache
def figure_pixmap(kind: str, sector: str, theme: str, scale: float = 1.0) -> QPixmap:
    """Return the drawing of a figure kind in its sector's colours of a theme; ``scale`` 1 is palette size."""
    ratio = 2.0
    picture = QPixmap(int(_WIDTH * ratio * scale), int(_HEIGHT * ratio * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(picture.width() / 2, picture.height() / 2)
    painter.scale(_PIXELS_PER_MM * ratio * scale, _PIXELS_PER_MM * ratio * scale)
    Painting(icon(kind, sector), recolour(theme)).paint(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class RoleTile(QPushButton):
    """A role that can be dragged to the canvas. Double click, Enter and a press emit ``wanted(Role)``."""

    wanted = Signal(object)

    def __init__(self, role: Role) -> None:
        super().__init__()
        self.role = role
        self._pressed: QPoint | None = None
        self.clicked.connect(lambda _checked=False: self.wanted.emit(self.role))
        self.setObjectName("tile")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(role.name)
        self.setAccessibleDescription(_("Dubbelklicka eller dra till kartan för att ställa ut."))
        self.setToolTip(_("{role}: dubbelklicka eller dra till kartan").format(role=role.name))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name = QLabel(role.name)
        name.setObjectName("tileName")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 3, 1, 3)
        column.setSpacing(0)
        column.addWidget(self.picture)
        column.addWidget(name)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()
        LOOKS.changed.connect(self._dress)

    def _dress(self) -> None:
        self.picture.setPixmap(figure_pixmap(self.role.kind, self.role.sector, theme_now()))
        self._name.ensurePolished()
        self.setFixedWidth(max(scaled(106), self._name.sizeHint().width() + 8))

    def sizeHint(self) -> QSize:
        """Return the room of picture and role."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may become a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the figure when the pointer has moved far enough."""
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        role = self.role
        drag = QDrag(self)
        drag.setMimeData(carry(CarriedFigure(role.kind, role.name, None, role.sector, role.ring, role.name)))
        drag.setPixmap(figure_pixmap(role.kind, role.sector, theme_now(), 1.4))
        drag.setHotSpot(QPoint(int(_WIDTH * 0.7), int(_HEIGHT * 0.7)))
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Letting go without moving carries nothing."""
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Set the figure out."""
        self.wanted.emit(self.role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space set the figure out."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit(self.role)
        else:
            super().keyPressEvent(event)
