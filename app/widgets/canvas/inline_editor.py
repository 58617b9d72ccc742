"""A field for words, right where they will stand on the sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGraphicsView, QLineEdit

from app.widgets.canvas.card import Once


class InlineEditor(QLineEdit):
    """One line of text at a point of the scene. Enter and clicking elsewhere keep it, Esc drops it."""

    def __init__(
        self,
        view: QGraphicsView,
        anchor: QPointF,
        *,
        width: int,
        text: str = "",
        hint: str = "",
        keep: Callable[[str], object],
        closed: Callable[[], object],
    ) -> None:
        super().__init__(view.viewport())
        self._view, self._anchor = view, QPointF(anchor)
        self._keep, self._once = keep, Once(self, closed)
        self._before = text
        self.setText(text)
        self.selectAll()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setObjectName("inlineEditor")
        self.setFixedWidth(min(width, max(80, view.viewport().width() - 16)))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.adjustSize()
        self.follow()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Stand at the anchor after the view was moved or zoomed, inside the view."""
        middle = self._view.mapFromScene(self._anchor)
        room = self._view.viewport().rect().adjusted(4, 4, -4, -4)
        x = max(room.left(), min(middle.x() - self.width() // 2, room.right() - self.width()))
        y = max(room.top(), min(middle.y() - self.height() // 2, room.bottom() - self.height()))
        self.move(x, y)

    def accept(self) -> None:
        """Close, and keep the words if there are any that differ from those before."""
        words = " ".join(self.text().split())
        if self._once.close() and words and words != self._before:
            self._keep(words)

    def commit(self) -> None:
        """Hand over what is typed."""
        self.accept()

    def drop(self) -> None:
        """Close and keep nothing."""
        self._once.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc drops."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab keeps the words, as Enter does."""
        self.accept()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Clicking elsewhere keeps the words; another window coming in front leaves the field open."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason):
            self.accept()
