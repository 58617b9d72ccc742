"""The cases as calm cards in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import _, ngettext
from app.models.records import CASE_KINDS, CASE_STATUSES
from app.widgets.common.names import human_time
from app.widgets.common.style import colour, font, scaled
from app.widgets.services import CaseCard

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEIGHT, _GAP, _PAD = 78, 8, 20


def matches(card: CaseCard, words: str) -> bool:
    """Return whether every one of ``words`` is found in the card."""
    if not words:
        return True
    where = " ".join((card.number or "", card.title, card.case_id, _(CASE_KINDS.get(card.kind, card.kind)))).casefold()
    return all(word in where for word in words.casefold().split())


def counts(card: CaseCard) -> str:
    """Return "19 figurer · 21 önskemål"."""
    figures = ngettext("{n} figur", "{n} figurer", card.figures).format(n=card.figures)
    wishes = ngettext("{n} önskemål", "{n} önskemål", card.wishes).format(n=card.wishes)
    return f"{figures} · {wishes}"


def blocked(card: CaseCard) -> str:
    """Return "4 blockerade", or nothing."""
    return ngettext("{n} blockerat", "{n} blockerade", card.blocked).format(n=card.blocked) if card.blocked else ""


class CardModel(QAbstractListModel):
    """The cases that the search leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[CaseCard] = []
        self.cards: list[CaseCard] = []
        self._words = ""

    def show_cards(self, cards: Sequence[CaseCard]) -> None:
        """Show these cases."""
        self.all = list(cards)
        self._filter()

    def search(self, words: str) -> None:
        """Leave only the cases that answer to ``words``."""
        self._words = words
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self.cards = [card for card in self.all if matches(card, self._words)]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many cases are listed."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the card, and its words for the eye and the ear."""
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (card.number or "", card.title, counts(card), blocked(card), human_time(card.changed))
            return ", ".join(part for part in parts if part)
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints a case: number and title, what it holds, when it was last changed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every card is as high as the others."""
        return QSize(200, scaled(_HEIGHT) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        card: CaseCard = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        field = QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -_GAP + 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(colour("green" if chosen else "line_strong" if over else "line"))
        pen.setWidthF(2 if chosen else 1)
        painter.setPen(pen)
        painter.setBrush(colour("white"))
        painter.drawRoundedRect(field, 10, 10)
        room = field.toRect().adjusted(_PAD, 13, -_PAD, -12)
        right = self._when(painter, room, card)
        self._words(painter, room.adjusted(0, 0, -right - 20, 0), card)
        painter.restore()

    @staticmethod
    def _when(painter: QPainter, room: QRect, card: CaseCard) -> int:
        """Paint when it was changed and its state at the right edge; return the width taken."""
        changed = _("Ändrat {when}").format(when=human_time(card.changed))
        state = _(CASE_STATUSES.get(card.status, card.status))
        painter.setPen(colour("muted"))
        painter.setFont(font(10.5))
        width = painter.fontMetrics().horizontalAdvance(changed)
        top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, top, changed)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, state)
        return width

    @staticmethod
    def _words(painter: QPainter, room: QRect, card: CaseCard) -> None:
        left = room.x()
        painter.setFont(font(13.5, bold=True))
        if card.number:
            painter.setPen(colour("accent"))
            painter.drawText(room, Qt.AlignmentFlag.AlignTop, card.number)
            left += painter.fontMetrics().horizontalAdvance(card.number) + 12
        painter.setPen(colour("ink"))
        title = painter.fontMetrics().elidedText(card.title, Qt.TextElideMode.ElideRight, room.right() - left)
        painter.drawText(QRect(left, room.y(), room.right() - left, scaled(40)), Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(font(10.5))
        painter.setPen(colour("muted"))
        line = f"{_(CASE_KINDS.get(card.kind, card.kind))} · {counts(card)}"
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom, line)
        if blocked(card):
            bold = font(10.5, bold=True)
            x = room.x() + QFontMetrics(painter.font()).horizontalAdvance(line + " · ")
            painter.setFont(bold)
            painter.setPen(colour("blocked"))
            painter.drawText(
                QRect(x, room.y(), scaled(300), room.height()), Qt.AlignmentFlag.AlignBottom, blocked(card)
            )
