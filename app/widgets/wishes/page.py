"""Every wish with its number, its sign, its words and its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import N_, _, ngettext
from app.models.case import Case
from app.models.patch import Patch
from app.models.records import ANSWERS, CAUSES, Wish
from app.widgets.common.icons import status_icon
from app.widgets.common.keyed_table import Index, KeyedTable
from app.widgets.common.names import actor_name
from app.widgets.common.style import LOOKS, STATUS_COLOURS, font, scaled, text_scale

_LARGE = 1.25  # text size from which the columns no longer fit beside each other


def _answer(case: Case, wish: Wish) -> str:
    status = _(ANSWERS[wish.status])
    if wish.answer is not None and wish.answer.cause is not None:
        status = f"{status} · {_(CAUSES[wish.answer.cause])}"
    return status


COLUMNS: tuple[tuple[str, Callable[[Case, Wish], str], int], ...] = (
    (N_("Nr"), lambda case, wish: str(case.wish_number(wish.id)), 62),
    (N_("Den som behöver"), lambda case, wish: actor_name(case, wish.from_), 190),
    (N_("Den som tillfrågas"), lambda case, wish: actor_name(case, wish.to), 190),
    (N_("Önskemål"), lambda _case, wish: wish.text, 340),
    (N_("Läge"), _answer, 178),
    (N_("Svar"), lambda _case, wish: (wish.answer and wish.answer.text) or "", 300),
    (N_("Vad skulle låsa upp det?"), lambda _case, wish: (wish.answer and wish.answer.unlock) or "", 260),
)
"""Heading (msgid), text, and share of the width for each column."""


class WishModel(KeyedTable):
    """The wishes of a case as a table; ``only_blocked`` leaves the others out."""

    headings = tuple(heading for heading, _text, _share in COLUMNS)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.only_blocked = False
        document.patched.connect(self._patched)
        document.shown_changed.connect(self.read_anew)
        self.reload()

    def reload(self) -> None:
        """Read the wishes again."""
        self.show_keys(self._listed())

    def _listed(self) -> list[str]:
        wishes = self._document.case.wishes
        return [key for key, wish in wishes.items() if not self.only_blocked or wish.status == "blocked"]

    def _patched(self, patch: Patch) -> None:
        if not any(family in ("wishes", "figures") for family, _key in patch.touched()):
            return
        before = self.keys
        if self._listed() != before:
            self.reload()
        else:
            self.read_anew()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        case = self._document.shown
        wish = case.wishes.get(self.keys[index.row()])
        if wish is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return COLUMNS[index.column()][1](case, wish)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return status_icon(wish.status)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 4:
            return QColor(STATUS_COLOURS[wish.status][0])
        if role == Qt.ItemDataRole.FontRole and index.column() in (0, 4):
            return font(10.5, bold=True)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None


class _TopDelegate(QStyledItemDelegate):
    """The sign stands beside the first line of the words."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the sign at the top."""
        super().initStyleOption(option, index)
        option.decorationAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class WishesPage(QWidget):
    """The list of wishes. Emits ``picked(wish id)`` when one is chosen."""

    picked = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.model = WishModel(document)
        self.heading = QLabel()
        self.heading.setObjectName("pageHeading")
        self.only_blocked = QCheckBox(_("Visa bara blockerade"))
        self.only_blocked.toggled.connect(self._filter)
        self.empty = QLabel(
            _("Inga önskemål ännu. Välj Önskemål under kartan och dra från den som behöver till den som tillfrågas.")
        )
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        self.table = self._table()
        top = QHBoxLayout()
        self.heading.setWordWrap(True)
        top.addWidget(self.heading, 1)
        top.addWidget(self.only_blocked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self.model.modelReset.connect(self._say)
        self.model.dataChanged.connect(self._say)
        self.table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fitting.start())
        self._measure()
        LOOKS.changed.connect(self._measure)
        self._say()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(_TopDelegate(table))
        table.setObjectName("wishTable")
        table.setAccessibleName(_("Önskemål"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        table.selectionModel().currentRowChanged.connect(self._current)
        return table

    def _measure(self) -> None:
        """Share the width among the columns; where text is large they keep their own, and the table scrolls."""
        header, large = self.table.horizontalHeader(), text_scale() > _LARGE
        for column, (_heading, _read, width) in enumerate(COLUMNS):
            stays = width < 180 or large
            mode = QHeaderView.ResizeMode.Fixed if stays else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if stays:
                header.resizeSection(column, scaled(width))
        self.table.setIconSize(QSize(scaled(18), scaled(18)))
        self._fitting.start()

    def select(self, wish: str) -> None:
        """Show this wish as chosen, without telling anyone; one that is not listed clears the choice."""
        model = self.table.selectionModel()
        model.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag
        if wish in self.model.keys:
            index = self.model.index(self.model.keys.index(wish), 0)
            model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        else:
            model.clear()
        model.blockSignals(False)
        self.table.viewport().update()

    def first_seen(self) -> None:
        """Take the focus without choosing anything that was not chosen."""
        chosen = self.table.selectionModel().hasSelection()
        blocked = self.table.selectionModel().blockSignals(not chosen)
        self.table.setFocus()
        if not chosen:
            self.table.clearSelection()
        self.table.selectionModel().blockSignals(blocked)

    def _current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(self.model.keys[current.row()])

    def _filter(self, on: bool) -> None:
        self.model.only_blocked = on
        self.model.reload()

    def _fit(self) -> None:
        """Make the rows as high as their words, once they are seen."""
        if self.isVisible():
            self.table.resizeRowsToContents()

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that changed unseen get their height."""
        super().showEvent(event)
        self._fitting.start()

    def _say(self) -> None:
        wishes = self._document.case.wishes
        blocked = sum(wish.status == "blocked" for wish in wishes.values())
        count = ngettext("{n} önskemål", "{n} önskemål", len(wishes)).format(n=len(wishes))
        self.heading.setText(_("{count}, {blocked} blockerade").format(count=count, blocked=blocked))
        self.empty.setVisible(not wishes)
        self.table.setVisible(bool(wishes))
        self._fitting.start()
