"""What can stand above the sheet on the projector, over its whole width: a question, a clock, who has spoken."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.drawing.to_qt import Recolour


class WallHead(QWidget):
    """A strip of the projector's window. The sheet has the room that is left. ``changed()`` when its height may differ.

    ``colour`` gives a colour of the palette in the theme of the projector.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._recolour: Recolour | None = None

    def needed_height(self, window: QSize, words: float) -> int:
        """Return how high it is in a window of this size whose least words are so high, in pixels; 0 hides it."""
        raise NotImplementedError

    def wear(self, recolour: Recolour | None) -> None:
        """Take a theme's colours."""
        self._recolour = recolour
        self.update()

    def colour(self, name: str) -> QColor:
        """Return a colour of the palette as the theme has it."""
        return QColor(self._recolour(name) if self._recolour is not None else name)
