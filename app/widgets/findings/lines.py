"""The findings as lines of a list: whole sentences that break as the room asks, those waved away last and pale."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import _
from app.models.findings.base import Finding
from app.widgets.common.style import colour, font, scaled

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_GAP, _PAD, _SIZE = 8, 12, 10.5
_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FindingModel(QAbstractListModel):
    """The findings that are shown; ``waved`` are the marks of those that were waved away."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Finding] = []
        self.waved: frozenset[str] = frozenset()
        self.with_waved = False
        self.lines: list[Finding] = []

    def show(self, found: Sequence[Finding], waved: Collection[str], *, with_waved: bool) -> bool:
        """Show these; return whether anything is another than before."""
        now = (list(found), frozenset(waved), with_waved)
        if now == (self.found, self.waved, self.with_waved):
            return False
        self.beginResetModel()
        self.found, self.waved, self.with_waved = now
        self.lines = [*self.standing(), *(self.away() if with_waved else ())]
        self.endResetModel()
        return True

    def standing(self) -> list[Finding]:
        """Return those that nobody has waved away."""
        return [each for each in self.found if each.mark not in self.waved]

    def away(self) -> list[Finding]:
        """Return those that were waved away and are still so."""
        return [each for each in self.found if each.mark in self.waved]

    def is_away(self, index: Index) -> bool:
        """Return whether a line has been waved away."""
        return self.lines[index.row()].mark in self.waved

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return one: the sentence."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line's sentence, for the eye and the ear."""
        text = self.lines[index.row()].text
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Bortvald: {sentence}").format(sentence=text) if self.is_away(index) else text
        return None


class FindingDelegate(QStyledItemDelegate):
    """Paints a sentence in a rounded field as high as its words."""

    def __init__(self, view: QListView, model: FindingModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return as wide as the list, as high as the words at that width."""
        wide = max(120, self._view.viewport().width() - 2)
        room = QRect(0, 0, wide - 2 * scaled(_PAD), 10_000)
        words = QFontMetrics(font(_SIZE)).boundingRect(room, int(_WORDS), str(index.data()))
        return QSize(wide, words.height() + 2 * scaled(_PAD) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        away = self._model.is_away(index)
        field = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -_GAP + 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        focused = chosen and self._view.hasFocus()
        pen.setColor(colour("focus" if focused else "line_strong" if chosen or over else "line"))
        pen.setWidthF(2 if focused else 1)
        pen.setStyle(Qt.PenStyle.DashLine if away else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(colour("panel" if away else "green_pale" if chosen else "white"))
        painter.drawRoundedRect(field, 9, 9)
        painter.setPen(colour("muted" if away else "ink"))
        painter.setFont(font(_SIZE))
        pad = scaled(_PAD)
        painter.drawText(field.toRect().adjusted(pad, pad - 1, -pad, 0), int(_WORDS), str(index.data()))
        painter.restore()
