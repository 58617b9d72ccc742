"""The table of plan rows: spreadsheet keys, columns that share the width, rows as high as their words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from app.document import Document
from app.i18n import _
from app.models.edits.plan import move_row
from app.models.edits.removal import remove
from app.widgets.common.changes import change
from app.widgets.common.style import text_scale
from app.widgets.plan.columns import Column
from app.widgets.plan.delegate import PlanDelegate
from app.widgets.plan.model import PlanModel

_LEAST = 0.94


class PlanTable(QTableView):
    """The rows of the plan. Emits ``row_picked(row id)``: empty when no row is chosen."""

    row_picked = Signal(str)

    def __init__(self, document: Document, columns: Sequence[Column]) -> None:
        super().__init__()
        self.document = document
        self.plan = PlanModel(document, columns)
        self.setModel(self.plan)
        self.setItemDelegate(PlanDelegate(self, self.plan))
        self.setObjectName("planTable")
        self.setAccessibleName(_("Gemensam handlingsplan"))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(60)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        header.sectionResized.connect(lambda *_sizes: self._fitting.start())
        for signal in (self.plan.dataChanged, self.plan.rowsInserted, self.plan.modelReset):
            signal.connect(lambda *_what: self._fitting.start())
        self.selectionModel().currentRowChanged.connect(self._current)
        self._fitting.start()

    def current_row(self) -> str | None:
        """Return the id of the chosen row, or None."""
        row = self.currentIndex().row()
        return self.plan.keys[row] if 0 <= row < len(self.plan.keys) else None

    def write_new(self) -> None:
        """Put the cursor in the empty row."""
        what = next(n for n, column in enumerate(self.plan.columns) if column.key == "what")
        index = self.plan.index(self.plan.rowCount() - 1, what)
        self.setFocus()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)

    def choose(self, row: str, column: str = "what") -> None:
        """Make a row the chosen one."""
        if row in self.plan.keys:
            at = next(n for n, each in enumerate(self.plan.columns) if each.key == column)
            self.setCurrentIndex(self.plan.index(self.plan.keys.index(row), at))

    def remove_row(self) -> None:
        """Take the chosen row out of the plan."""
        row = self.current_row()
        if row is not None:
            change(self.document, lambda: remove(self.document.case, [("plan", row)]))

    def move_row(self, by: int) -> None:
        """Move the chosen row up (−1) or down (1)."""
        row = self.current_row()
        if row is None:
            return
        to = self.plan.keys.index(row) + by
        if 0 <= to < len(self.plan.keys):
            change(self.document, lambda: move_row(self.document.case, row, to))
            self.choose(row)

    def commit(self) -> None:
        """Hand over what is being typed in a cell."""
        editor = self.indexWidget(self.currentIndex())
        if self.state() == QAbstractItemView.State.EditingState:
            editor = self.viewport().focusWidget() or editor
            if isinstance(editor, QWidget):
                self.commitData(editor)
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits the cell."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        widths = [column.width for column in self.plan.columns]
        room = self.viewport().width()
        share = max(_LEAST, room / sum(widths))
        for column, width in enumerate(widths):
            heading = self.horizontalHeader().sectionSizeHint(column) if text_scale() > 1 else 0
            self.setColumnWidth(column, max(int(width * share), heading))

    def _fit(self) -> None:
        if self.isVisible():
            self.resizeRowsToContents()

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that changed unseen get their height."""
        super().showEvent(event)
        self._fitting.start()

    def _current(self, current: QModelIndex) -> None:
        self.row_picked.emit(self.current_row() or "")
