"""A text as it was written, with what may tell who it is about marked, by colour and by a line under it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.i18n import _
from app.models.deidentify.marking import KINDS, Mark
from app.models.deidentify.reviewing import Said
from app.widgets.common import style


class ShownText(QTextEdit):
    """Only read. What is certain has a line under it, what may be a name a dotted one; `told` says it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shownText")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Texten som den är skriven"))
        self._said: Said | None = None
        style.LOOKS.changed.connect(self._paint)

    def sizeHint(self) -> QSize:
        """Ask for a few lines; it gets what room there is."""
        return _few_lines()

    def show_text(self, said: Said | None) -> None:
        """Show a text, or nothing."""
        self._said = said
        self.setPlainText(said.text if said is not None else "")
        self.setAccessibleDescription(told(said.marks, said.text) if said is not None else "")
        self._paint()

    def _paint(self) -> None:
        if self._said is None:
            return
        shift = _positions(self._said.text)
        for mark in self._said.marks:
            cursor = QTextCursor(self.document())
            cursor.setPosition(shift[mark.start])
            cursor.setPosition(shift[mark.end], QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(_looks(mark))


class Proposal(QPlainTextEdit):
    """The text as it will be, to be written in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Texten som den blir"))

    def sizeHint(self) -> QSize:
        """Ask for a few lines; it gets what room there is."""
        return _few_lines()


def _few_lines() -> QSize:
    return QSize(style.scaled(320), style.scaled(84))


def told(marks: tuple[Mark, ...], text: str, most: int | None = None) -> str:
    """Return what was found in a text, each thing once, in words (translated); of more than ``most`` the first."""
    if not marks:
        return _("Inget hittades som kan peka ut någon.")
    found = list(dict.fromkeys(f"{text[mark.start : mark.end]} ({_(KINDS[mark.kind])})" for mark in marks))
    said = ", ".join(found[:most])
    left = len(found) - len(found[:most])
    if left:
        said += " " + _("och {n} till").format(n=left)
    return _("Hittat: {what}.").format(what=said)


def _looks(mark: Mark) -> QTextCharFormat:
    looks = QTextCharFormat()
    certain = mark.instead is not None
    lines = QTextCharFormat.UnderlineStyle
    looks.setUnderlineStyle(lines.SingleUnderline if certain else lines.DotLine)
    looks.setFontWeight(700 if certain else 600)
    looks.setToolTip(_(KINDS[mark.kind]))
    return looks


def _positions(text: str) -> list[int]:
    """Return where each letter stands in Qt's text, which counts letters outside the first plane twice."""
    places, at = [], 0
    for letter in text:
        places.append(at)
        at += 2 if ord(letter) > 0xFFFF else 1
    return [*places, at]
