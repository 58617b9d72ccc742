"""A short word in a coloured, rounded field: a state that is seen at a glance."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Tone = Literal["good", "warn", "bad", "quiet", "info"]


class Pill(QLabel):
    """A rounded label. The tone gives the colour, the words say the same thing. Emits ``pressed()`` when clicked."""

    pressed = Signal()

    def __init__(self, text: str = "", tone: Tone = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(text, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Show other words in another tone; without words the pill is hidden."""
        self.setText(text)
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))
        elif not text:  # shown without a parent it would be a window of its own for a moment
            self.hide()
        self.style().unpolish(self)
        self.style().polish(self)

    def leads_somewhere(self) -> None:
        """Look like something to click."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that ends on the pill is a press."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
