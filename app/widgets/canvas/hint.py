"""What to do on a sheet where nobody stands round the child yet, in the corner that areas leave free."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _

_EDGE, _WIDEST, _BESIDE = 16, 250, 760  # from that width on the words have room beside the tools


class EmptyHint(QLabel):
    """A few words in the lower corner of an empty sheet; the mouse goes through them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Skriv en bokstav, eller dubbelklicka, för att ställa ut en figur."), parent)
        self._room = parent
        self.setObjectName("canvasHint")
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def place(self, wanted: bool, bars: int = 0) -> None:
        """Show the words in the corner or hide them; in a narrow room above what floats there, ``bars`` pixels high."""
        self.setVisible(wanted)
        room = self._room.rect()
        beside = room.width() >= _BESIDE
        self.setFixedWidth(min(_WIDEST, max(120, room.width() // 3 - 3 * _EDGE)))
        self.adjustSize()
        self.move(room.left() + _EDGE, room.bottom() - (_EDGE if beside else max(bars, _EDGE)) - self.height())
