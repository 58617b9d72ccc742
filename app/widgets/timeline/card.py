"""One card on the timeline: what was done and who answers for it, in its service's colour."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout

from app.kinds.base import Look
from app.widgets.common.style import colour, scaled
from app.widgets.timeline.colours import themed

_BAND = 6  # pixels of the service's colour at the card's left side
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class CardWidget(QFrame):
    """Signals, all with the card's key first: ``picked``; ``opened`` to write in it; ``went(key, dx, dy)`` to the next
    card; ``pushed(key, dx, dy)`` to move the card; ``removed``; ``dragged(key, global point)``, ``dropped(key, point)``
    and ``kept(key)`` when it is dropped nowhere.
    """

    picked, opened, removed, kept = Signal(str), Signal(str), Signal(str), Signal(str)
    went, pushed = Signal(str, int, int), Signal(str, int, int)
    dragged, dropped = Signal(str, QPoint), Signal(str, QPoint)

    def __init__(self, key: str, text: str, who: str, said: str, look: Look) -> None:
        super().__init__()
        self.key, self._look = key, look
        self._from: QPoint | None = None
        self._dragging = False
        self.chosen = False
        self.setObjectName("timelineCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(said)
        self.words = QLabel(text or "–")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_BAND + 8, 6, 8, 7)
        column.setSpacing(2)
        column.addWidget(self.words)
        if who:
            name = QLabel(who)
            name.setObjectName("caption")
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setWordWrap(True)
            column.addWidget(name)

    def choose(self, on: bool) -> None:
        """Mark the card as the one that is written in beside the line, or not."""
        if on != self.chosen:
            self.chosen = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card with its band, and a frame when it is chosen or has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        strong = self.chosen or self.hasFocus()
        painter.setPen(QPen(colour("focus") if strong else themed(self._look.line), 2.5 if strong else 1.0))
        painter.setBrush(colour("white"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themed(self._look.fill))
        painter.drawRoundedRect(box.x() + 1, box.y() + 1, _BAND, box.height() - 2, 3, 3)
        painter.end()

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the card; it may be dragged from here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card once the pointer has gone far enough to mean it."""
        if self._from is None:
            return
        far = (event.position().toPoint() - self._from).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.key, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card."""
        dragging, self._from, self._dragging = self._dragging, None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if dragging:
            self.dropped.emit(self.key, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write in the card."""
        self.opened.emit(self.key)

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The card that has the keyboard is the one that is picked."""
        super().focusInEvent(event)
        self.picked.emit(self.key)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint it without its frame."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next card, with Ctrl they move it; Enter writes in it, Delete removes it, Esc lets it go."""
        key, step = Qt.Key(event.key()), _STEPS.get(Qt.Key(event.key()))
        if key == Qt.Key.Key_Escape and self._dragging:
            self._from, self._dragging = None, False
            self.kept.emit(self.key)
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pushed.emit(self.key, *step)
        elif step is not None:
            self.went.emit(self.key, *step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self.key)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)


def column_width() -> int:
    """Return how many pixels a day's cards are wide at the user's text size."""
    return scaled(188)
