"""What a tool is, and a gesture: what goes on from a press until the button is let go or Esc drops it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

Modifiers = Qt.KeyboardModifier
ADDING = Modifiers.ShiftModifier | Modifiers.ControlModifier


class Gesture(ABC):
    """One press and what follows. It shows things on the scene; the case is touched in `release` at the earliest."""

    @abstractmethod
    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """Follow the pointer to ``point`` (scene)."""

    @abstractmethod
    def release(self, point: QPointF, modifiers: Modifiers) -> None:
        """Do it."""

    @abstractmethod
    def cancel(self) -> None:
        """Leave everything as it was before the press."""


class Tool(ABC):
    """Decides which gesture a press begins."""

    name: ClassVar[str]
    label: ClassVar[str]  # Swedish msgid
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.ArrowCursor

    @abstractmethod
    def press(self, canvas: CanvasView, point: QPointF, modifiers: Modifiers) -> Gesture | None:
        """Return the gesture that a press of the main button at ``point`` (scene) begins."""
