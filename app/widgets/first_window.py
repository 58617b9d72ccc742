"""What is seen while the program starts: the case's window as it will be, still empty.

It is painted before anything else of the program has been read, so it needs little: no style sheet, no fonts, no
case. The real window then opens over it, of the same size.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.widgets.common import tokens
from app.widgets.common.opening import open_where_it_was

_TOP, _STATUS = 51, 28
"""Pixels high: the bar at the top, and the one at the bottom."""


class FirstWindow(QWidget):
    """The empty window of a case, or of the library. Emits ``seen()`` once, when it has been painted."""

    seen = Signal()

    def __init__(self, settings: Settings, *, case: bool = True) -> None:
        super().__init__()
        self._colours = _colours(settings)
        self._seen = False
        self._case, self._panels = case, settings.values.get("page") != "plan"
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        if case:
            open_where_it_was(self, 1440, 900, settings.recall("case"), whole=True)
        else:
            open_where_it_was(self, 1080, 680, settings.recall("library"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars and panels where the real window has them."""
        painter = QPainter(self)
        for area, colour in self._areas() if self._case else [(self.rect(), "paper")]:
            painter.fillRect(area, QColor(self._colours[colour]))
        painter.end()
        if not self._seen:
            self._seen = True
            self.seen.emit()

    def _areas(self) -> list[tuple[QRect, str]]:
        width, height = self.width(), self.height()
        left, right = ((256, 330) if width >= 1600 else (244, 284)) if self._panels else (0, 0)
        middle = QRect(0, _TOP, width, height - _TOP - _STATUS)
        return [
            (middle, "line"),
            (QRect(0, 0, width, _TOP - 1), "white"),
            (middle.adjusted(0, 0, left - width, 0), "panel"),
            (middle.adjusted(width - right, 0, 0, 0), "panel"),
            (middle.adjusted(left + bool(left), 0, -right - bool(right), 0), "paper"),
            (QRect(0, height - _STATUS, width, _STATUS), "bar"),
        ]


def _colours(settings: Settings) -> dict[str, str]:
    """Return the colours of the theme that the user has chosen, as `app.widgets.common.style` would."""
    chosen = settings.values.get("theme")
    if chosen not in ("light", "dark"):
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        chosen = "dark" if dark else "light"
    return tokens.DARK if chosen == "dark" else tokens.LIGHT
