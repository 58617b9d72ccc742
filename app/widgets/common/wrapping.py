"""Lines of a list as high as their wrapped words need, where the style sheet pads them at the sides."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListView, QListWidget, QStyledItemDelegate, QStyleOptionViewItem

_PADDING = 22
"""Pixels at the sides that Qt forgets when it breaks the lines: the style sheet's padding and the text's own margin."""


class Wrapping(QStyledItemDelegate):
    """Breaks the lines in the width there is when the padding is taken off, so that no word is left out."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return how large a line is."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(max(option.rect.width() - _PADDING, 1))
        return super().sizeHint(narrower, index)


def wrap_lines(found: QListWidget, name: str) -> None:
    """Let a list, called ``name`` to a screen reader, show all words of its lines, over as many rows as they need."""
    found.setObjectName("handedList")
    found.setAccessibleName(name)
    found.setWordWrap(True)
    found.setTextElideMode(Qt.TextElideMode.ElideNone)
    found.setResizeMode(QListView.ResizeMode.Adjust)
    found.setItemDelegate(Wrapping(found))
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
