"""A list whose rows are as high as their words, broken into lines, need."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QListWidget

_BESIDE, _ABOVE = 24, 16
"""Pixels that the style sheet puts beside and above and below the words of a row, and some air."""


class WordList(QListWidget):
    """A list of words. Call `fit` after its words were changed. ``bold`` leaves room for rows in bold."""

    def __init__(self, name: str, label: str, *, bold: bool = False) -> None:
        super().__init__()
        self._bold = bold
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Give every row the height that its words need at this width."""
        widest = QFont(self.font())
        widest.setBold(self._bold)
        metrics = QFontMetrics(widest)
        room = QRect(0, 0, max(40, self.viewport().width() - _BESIDE), 10_000)
        for row in range(self.count()):
            item = self.item(row)
            high = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text()).height() + _ABOVE
            if item.sizeHint().height() != high:
                item.setSizeHint(QSize(0, high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text takes more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()
