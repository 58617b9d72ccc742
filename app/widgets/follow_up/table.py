"""The plan's rows as a meeting goes through them, each dealt with by one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.document import Document
from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.follow import said_now
from app.models.following import is_late, rows_in_order, step_is_due
from app.models.records import PLAN_STATUSES, PlanRow
from app.widgets.common.keyed_table import Index, KeyedTable
from app.widgets.common.names import actor_name
from app.widgets.common.style import LOOKS, colour, font, scaled, text_scale
from app.widgets.follow_up.words import mark_words, said_words, when_words

_COLOURS = {"planned": "unanswered", "started": "started", "done": "can", "stopped": "blocked"}
_PAD = 11  # pixels round the words of a cell: the style sheet's and the view's own
_LARGE = 1.25  # text size from which the columns no longer fit beside each other
NOTHING_NEW = ""
"""What `FollowTable.said` carries where there is nothing new: no state."""

KEYS: dict[Qt.Key, str] = {
    Qt.Key.Key_1: "planned",
    Qt.Key.Key_2: "started",
    Qt.Key.Key_3: "done",
    Qt.Key.Key_4: "stopped",
    Qt.Key.Key_0: NOTHING_NEW,
    Qt.Key.Key_Space: NOTHING_NEW,
}
"""The key that says how a row goes."""

WHAT, RESPONSIBLE, WHEN, STATE, LAST = range(5)
COLUMNS = (
    (N_("Vad?"), 300),
    (N_("Ansvarig"), 130),
    (N_("När?"), 130),
    (N_("Läge"), 146),
    (N_("Senast sagt"), 210),
)
"""Heading (msgid) and share of the width of each column."""


class FollowModel(KeyedTable):
    """The rows of both plans. Their order stays while a meeting works through them; `reload` orders them anew."""

    headings = tuple(heading for heading, _share in COLUMNS)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.day = self.today = date.min
        self.meeting: str | None = None
        self._read: dict[int, Callable[[Case, PlanRow], str]] = {
            WHAT: lambda _case, row: row.what,
            RESPONSIBLE: lambda case, row: actor_name(case, row.responsible),
            WHEN: lambda _case, row: when_words(row),
            STATE: lambda _case, row: "\n".join(filter(None, (_(PLAN_STATUSES[row.status]), self._mark(row)))),
            LAST: lambda _case, row: said_words(row.log[-1]) if row.log else "",
        }

    def _mark(self, row: PlanRow) -> str:
        return mark_words(row, self.today)

    def begin(self, day: date, meeting: str | None, today: date) -> None:
        """Follow up at a meeting, or on a day without one; what is late is counted from ``today``."""
        self.day, self.meeting, self.today = day, meeting, today
        self.reload()

    def reload(self) -> None:
        """Read the rows again, what needs most care first."""
        self.show_keys(rows_in_order(self._document.case.plan, self.today))

    def refresh(self) -> None:
        """Show the rows as they are now, in the order they have; new ones last."""
        plan = self._document.case.plan
        kept = [key for key in self.keys if key in plan]
        keys = [*kept, *(key for key in plan if key not in kept)]
        if keys != self.keys:
            self.show_keys(keys)
        else:
            self.read_anew()

    def followed(self, key: str) -> bool:
        """Return whether something has been said of a row at this meeting."""
        row = self._document.case.plan.get(key)
        return row is not None and said_now(row, self.day, self.meeting) is not None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; a row that has been dealt with at this meeting has a tick."""
        case, key, column = self._document.shown, self.keys[index.row()], index.column()
        row = case.plan.get(key)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._read[column](case, row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._read[column](case, row)
            return f"{words}, {_('sagt nu')}" if column == LAST and self.followed(key) else words
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, key, column)
        if role == Qt.ItemDataRole.FontRole and (column == STATE or (column == LAST and self.followed(key))):
            return font(10.5, bold=True)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def _colour(self, row: PlanRow, key: str, column: int) -> QColor | None:
        if column == STATE:
            attention = is_late(row, self.today) or step_is_due(row, self.today)
            return colour("partly" if attention else _COLOURS[row.status])
        if column == LAST:
            return colour("can" if self.followed(key) else "muted")
        return None


class _Wrapping(QStyledItemDelegate):
    """Makes a row high enough for its words as the style sheet pads them, which Qt itself does not count with."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the words in the column's width."""
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - 2 * _PAD
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole) or view.font())
        box = metrics.boundingRect(
            QRect(0, 0, max(width, 20), 10_000), Qt.TextFlag.TextWordWrap, str(index.data() or " ")
        )
        return QSize(width, box.height() + 2 * _PAD)


class FollowTable(QTableView):
    """The table. ``said(state)`` when a key says how the chosen row goes; ``note_wanted()``; ``picked(row id)``."""

    said = Signal(str)
    note_wanted = Signal()
    picked = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FollowModel(document)
        self.setModel(self.rows)
        self.setItemDelegate(_Wrapping(self))
        self.setObjectName("wishTable")
        self.setAccessibleName(_("Planens rader"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        header.sectionResized.connect(lambda *_sizes: self._fitting.start())
        self.rows.dataChanged.connect(lambda *_what: self._fitting.start())
        self.rows.modelReset.connect(self._fitting.start)
        self.selectionModel().currentRowChanged.connect(self._current)
        self._measure()
        LOOKS.changed.connect(self._measure)

    def _measure(self) -> None:
        """Share the width among the columns; where text is large they keep their own, and the table scrolls."""
        header, large = self.horizontalHeader(), text_scale() > _LARGE
        for column, (_heading, width) in enumerate(COLUMNS):
            stays = column == STATE or large
            mode = QHeaderView.ResizeMode.Fixed if stays else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if stays:
                header.resizeSection(column, scaled(width))
        self._fitting.start()

    def chosen(self) -> str | None:
        """Return the chosen row's id, or None."""
        index = self.currentIndex()
        return self.rows.keys[index.row()] if index.isValid() and index.row() < len(self.rows.keys) else None

    def choose(self, key: str) -> None:
        """Choose a row, if it is listed."""
        if key in self.rows.keys:
            self.selectRow(self.rows.keys.index(key))
            self.setCurrentIndex(self.rows.index(self.rows.keys.index(key), 0))

    def go_on(self) -> None:
        """Choose the next row; after the last one stay."""
        row = self.currentIndex().row() + 1
        if 0 < row < len(self.rows.keys):
            self.choose(self.rows.keys[row])

    def _current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(self.rows.keys[current.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say how the row goes with a digit, or go to its note with Enter."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if plain and self.chosen() is not None and key in KEYS:
            self.said.emit(KEYS[key])
        elif plain and self.chosen() is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.note_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Make the rows as high as their words, once they are seen."""
        if self.isVisible():
            self.resizeRowsToContents()

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that changed unseen get their height."""
        super().showEvent(event)
        self._fitting.start()
