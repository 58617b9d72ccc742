"""A ring round a widget that has no edge of its own, while it has the focus from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from app.widgets.common.style import colour

WIDTH = 2  # pixels
_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class FocusRing(QWidget):
    """Lies over the edge of ``owner`` and nothing else, so that what moves inside costs no more than without it."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the owner's focus and size."""
        if isinstance(event, QFocusEvent):
            self._show(event.gotFocus() and event.reason() not in _MOUSE)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._show(True)
        return False

    def _show(self, on: bool) -> None:
        owner = self.parentWidget()
        if on and owner is not None:
            self.setGeometry(owner.rect())
            inside = QRegion(self.rect().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH))
            self.setMask(QRegion(self.rect()).subtracted(inside))
            self.raise_()
        self.setVisible(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring in the colour that focus has everywhere."""
        QPainter(self).fillRect(self.rect(), colour("focus"))
