"""What can be chosen under a field while one types: a list that follows the letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.widgets.common.style import colour

_CHOICE = Qt.ItemDataRole.UserRole
SHOWN = 7
_DOT = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the list: what is taken, its name, what is said of it, and the colour of its area (hex)."""

    value: object
    name: str
    detail: str = ""
    colour: str | None = None


class Choices(QListWidget):
    """The choices, best first; one of them is the one that Enter takes. Emits ``picked(object)`` on a click."""

    picked = Signal(object)

    def __init__(self, name: str, most: int = SHOWN) -> None:
        super().__init__()
        self._most = most
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Line(self))
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(_CHOICE).value))

    def show_choices(self, choices: Sequence[Choice], current: int = 0) -> None:
        """Show these; ``current`` is the one that Enter takes, -1 the last. The list is as high as they are."""
        self.clear()
        for choice in choices[: self._most]:
            item = QListWidgetItem(choice.name)
            item.setData(_CHOICE, choice)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (choice.name, choice.detail))))
            self.addItem(item)
        if choices:
            self.setCurrentRow(current % self.count())
        self.setFixedHeight(self.count() * self.line_height() + 4)

    def current(self) -> Choice | None:
        """Return the choice that Enter takes, or None where there is nothing to choose."""
        item = self.currentItem()
        found = item.data(_CHOICE) if item is not None else None
        return found if isinstance(found, Choice) else None

    def step(self, by: int) -> None:
        """Go up or down, round and round."""
        if self.count():
            self.setCurrentRow((self.currentRow() + by) % self.count())

    def line_height(self) -> int:
        """Return how high a line is, pixels."""
        return self.fontMetrics().height() + 10

    def said(self) -> str:
        """Return the current choice as it is read aloud."""
        choice = self.current()
        return ", ".join(filter(None, (choice.name, choice.detail))) if choice is not None else ""


class _Line(QStyledItemDelegate):
    """Dot in the area's colour, name, and what is said of it to the right."""

    def __init__(self, of: Choices) -> None:
        super().__init__(of)
        self._list = of

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A line is as wide as the list."""
        return QSize(100, self._list.line_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        choice = index.data(_CHOICE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("green"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        if choice.colour is not None:
            painter.setPen(colour("white") if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(choice.colour))
            painter.drawEllipse(rect.left() + 10, rect.center().y() - _DOT // 2 + 1, _DOT, _DOT)
        self._words(painter, rect.adjusted(30, 0, -12, 0), choice, chosen)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, choice: Choice, chosen: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour("white" if chosen else "ink"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(choice.name, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignLeft, name)
        left = rect.adjusted(metrics.horizontalAdvance(name) + 14, 0, 0, 0)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(colour("white" if chosen else "muted"))
        detail = painter.fontMetrics().elidedText(choice.detail, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, detail)
