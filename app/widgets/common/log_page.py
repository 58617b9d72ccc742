"""The frame of a page that lists what has happened: the newest first, and beneath it all that the chosen line says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_NUMBER = Qt.ItemDataRole.UserRole
_GAP = 16
"""Pixels that a column has beyond its longest words."""


class LogPage(QWidget):
    """Read anew whenever it comes up and while it is seen; what was read is let go of when it is left, so that names
    are not kept where nobody looks. A page of this kind says what to `read`, what to `forget` and what there is
    `to_tell` of a line, and puts ``list`` and ``details`` (in ``split``) where they belong.
    """

    def __init__(self, window: CaseWindow, heading: str, listed: str, told: str, columns: Sequence[str]) -> None:
        """Name the page, the list and the words about a line; ``columns`` are the list's headings."""
        super().__init__()
        self._window = window
        self.heading = QLabel(heading)
        self.heading.setObjectName("pageHeading")
        self.list = QTreeWidget()
        self.list.setObjectName("logList")
        self.list.setAccessibleName(listed)
        self.list.setHeaderLabels(list(columns))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setStretchLastSection(True)
        self.list.currentItemChanged.connect(lambda _now, _before: self._tell())
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(told)
        self.details.setTabChangesFocus(True)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setObjectName("plain")
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(13)
        self.split.addWidget(self.list)
        self.split.addWidget(self.details)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 18)
        self.column.setSpacing(12)
        self.setFocusProxy(self.list)
        window.document.shown_changed.connect(self._read_if_seen)
        window.document.patched.connect(lambda _patch: self._read_if_seen())

    # What a page of this kind says

    def read(self) -> None:
        """Read what has happened, and list it."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what was read."""
        raise NotImplementedError

    def to_tell(self, number: int | None) -> Iterable[str]:
        """Return the lines about what is listed under a number, or about nothing."""
        raise NotImplementedError

    # What they share

    def shown(self) -> None:
        """The page has come up: read the log anew."""
        self.read()

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.read()

    def chosen_number(self) -> int | None:
        """Return the number of the line that is chosen."""
        item = self.list.currentItem()
        number = item.data(0, _NUMBER) if item is not None else None
        return number if isinstance(number, int) else None

    def fill(self, lines: Iterable[tuple[int, Sequence[str]]], chosen: int | None = None) -> None:
        """List lines, each under its number; the one numbered ``chosen`` is chosen, else the first."""
        self.list.blockSignals(True)
        self.list.clear()
        items = []
        for number, words in lines:
            item = QTreeWidgetItem(list(words))
            item.setData(0, _NUMBER, number)
            item.setToolTip(len(words) - 1, words[-1])
            items.append(item)
        self.list.addTopLevelItems(items)
        for column in range(self.list.columnCount() - 1):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + _GAP)
        self.list.blockSignals(False)
        if items:
            self.list.setCurrentItem(next((each for each in items if each.data(0, _NUMBER) == chosen), items[0]))
        self._tell()

    def _tell(self) -> None:
        self.details.setPlainText("\n".join(self.to_tell(self.chosen_number())))

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what was read."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.forget()
            self.list.clear()
            self.details.clear()
