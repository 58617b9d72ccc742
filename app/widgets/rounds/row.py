"""The row of those who are asked: who has had its turn and who has not is always in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.i18n import _
from app.models.case import Case
from app.widgets.common.icons import turn_icon
from app.widgets.common.names import actor_name
from app.widgets.common.style import LOOKS, font, scaled
from app.widgets.rounds.asking import Seat, Which, briefly, progress, words

_WIDE, _AROUND = 224, 40  # pixels: the row at usual text size, and what stands round an item's words
_FIGURE = Qt.ItemDataRole.UserRole


class TurnRow(QWidget):
    """The actors, each with the sign of its state. Emits ``wanted(figure)`` when the user picks one."""

    wanted = Signal(str)

    def __init__(self, which: Which) -> None:
        super().__init__()
        self._which = which
        self.heading = QLabel()
        self.heading.setObjectName("caption")
        self.heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("turnList")
        self.list.setAccessibleName(_("Aktörerna i tur och ordning"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        LOOKS.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedWidth(min(scaled(_WIDE), 320))
        self.list.setIconSize(QSize(scaled(16), scaled(16)))

    def show_row(self, case: Case, row: Sequence[Seat], current: str | None) -> None:
        """Show everyone's state, and whose turn it is, without telling anyone."""
        self.heading.setText(progress(row, self._which))
        self.list.blockSignals(True)
        if [self._figure(at) for at in range(self.list.count())] != [seat.figure for seat in row]:
            self.list.clear()
            for seat in row:
                item = QListWidgetItem()
                item.setData(_FIGURE, seat.figure)
                self.list.addItem(item)
        for at, seat in enumerate(row):
            self._fill(self.list.item(at), case, seat, seat.figure == current)
        self.list.blockSignals(False)

    def _fill(self, item: QListWidgetItem, case: Case, seat: Seat, current: bool) -> None:
        name, state = actor_name(case, seat.figure), words(seat, self._which)
        added = briefly(seat)
        item.setText(f"{name}\n{added}" if added else name)
        item.setIcon(turn_icon(seat.state))
        item.setToolTip(f"{name}: {state}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {state}")
        item.setFont(font(10.5, bold=current))
        item.setSizeHint(self._size(item))
        if current:
            self.list.setCurrentItem(item)
            self.list.scrollToItem(item)

    def _size(self, item: QListWidgetItem) -> QSize:
        """Return the room that all of an item's words need: the style's own reckoning leaves out its padding."""
        room = QRect(0, 0, self.width() - scaled(16) - _AROUND, 10_000)
        words = QFontMetrics(item.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text())
        return QSize(0, words.height() + 10)

    def _figure(self, at: int) -> str:
        return str(self.list.item(at).data(_FIGURE))

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(str(item.data(_FIGURE)))
