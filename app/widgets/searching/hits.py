"""What was found, as lines: what stands there, and in which case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import _
from app.models.records import FAMILIES
from app.widgets.common.style import colour, font, scaled
from app.widgets.services import Found

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAD = 10


def where(hit: Found) -> str:
    """Return "2026-014 · Tuva · Önskemål"."""
    called = FAMILIES[hit.family].called if hit.family in FAMILIES else ""
    return " · ".join(part for part in (hit.number, hit.title, _(called) if called else "") if part)


class HitModel(QAbstractListModel):
    """The records that were found."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Found] = []

    def show_hits(self, hits: Sequence[Found]) -> None:
        """Show these."""
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the hit, and its words for the eye and the ear."""
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return hit.said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.said}, {where(hit)}"
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints a hit: what stands there, and beneath it where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every line is as high as the others."""
        return QSize(200, scaled(50))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        hit: Found = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("green_pale"))
        room: QRect = option.rect.adjusted(_PAD, 5, -_PAD, -5)
        for words, size, name, side in (
            (hit.said, 12, "ink", Qt.AlignmentFlag.AlignTop),
            (where(hit), 10.5, "muted", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font(size))
            painter.setPen(colour(name))
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, side, cut)
        painter.restore()
