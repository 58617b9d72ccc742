"""The fields that answers and wishes are typed in, quickly: Enter keeps, and one goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.i18n import _
from app.models.case import Case
from app.widgets.common.names import actor_name
from app.widgets.properties.editors import GrowingText, Line, QuietCombo

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class QuickText(GrowingText):
    """Several lines of text; Enter keeps them (``kept()``), Shift+Enter breaks the line."""

    kept = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what is typed."""
        if event.key() in _ENTER and event.modifiers() in _PLAIN and not self.isReadOnly():
            self.kept.emit()
        else:
            super().keyPressEvent(event)


class QuickLine(Line):
    """One line of text; Enter keeps it (``kept()``); the arrows go to the lines beside (``moved(step)``)."""

    kept = Signal()
    moved = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what is typed; arrows up and down leave the line."""
        key = event.key()
        if key in _ENTER and event.modifiers() in _PLAIN:
            self.kept.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the line is written in now."""
        super().focusInEvent(event)
        self.entered.emit()


def teller_choice(case: Case, figure: str) -> QuietCombo:
    """Return the choice of who tells an answer on a figure's behalf; None is the figure itself."""
    combo = QuietCombo()
    combo.setAccessibleName(_("Framfört av"))
    combo.addItem(_("Svarar själv"), None)
    for key in case.figures:
        if key not in (figure, case.child):
            combo.addItem(_("Framfört av {name}").format(name=actor_name(case, key)), key)
    return combo


def choice_open(combo: QuietCombo) -> bool:
    """Return whether a choice's list is open: then the user has not left it."""
    popup = QApplication.activePopupWidget()
    return popup is not None and combo.view().window() is popup
