"""The table of plan rows: spreadsheet keys, columns that share the width, rows as high as their words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from app.document import Document
from app.i18n import _
from app.models.records import PlanRow
from app.widgets.common.style import text_scale
from app.widgets.plan.arranging import Arrangement
from app.widgets.plan.columns import Column
from app.widgets.plan.delegate import PlanDelegate
from app.widgets.plan.keyboard import answer_key, is_ours
from app.widgets.plan.model import PlanModel
from app.widgets.plan.rows import RowEdits

_LEAST = 0.94
_Flag = QItemSelectionModel.SelectionFlag


class PlanTable(QTableView):
    """The rows of the plan.

    Emits ``row_picked(row id)``, empty when no row is chosen; ``arranged()`` when the rows are shown in another way;
    ``menu_wanted(global position)``.
    """

    row_picked = Signal(str)
    arranged = Signal()
    menu_wanted = Signal(object)

    def __init__(self, document: Document, columns: Sequence[Column]) -> None:
        super().__init__()
        self.document = document
        self.plan = PlanModel(document, columns)
        self._place: tuple[list[str], str, int] = ([], "", 0)
        self._following = False
        self._widths: tuple[float, ...] = ()
        self._heights: dict[str, tuple[PlanRow | None, int]] = {}
        self.plan.modelAboutToBeReset.connect(self._remember)
        self.setModel(self.plan)
        self.plan.modelReset.connect(self._recall)
        self.edits = RowEdits(self)
        self.setItemDelegate(PlanDelegate(self, self.plan))
        self.setObjectName("planTable")
        self.setAccessibleName(_("Gemensam handlingsplan"))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self._set_header()
        for signal in (self.plan.dataChanged, self.plan.rowsInserted, self.plan.modelReset):
            signal.connect(lambda *_what: self._fitting.start())
        self.selectionModel().currentRowChanged.connect(self._current)
        self._fitting.start()

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(60)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        header.sectionResized.connect(lambda *_sizes: self._fitting.start())

    # Which rows

    def current_row(self) -> str | None:
        """Return the id of the row that the cursor is in, or None."""
        return self.plan.key(self.currentIndex().row()) or None

    def chosen_rows(self) -> list[str]:
        """Return the ids of the rows that are chosen, from the top, none twice; the cursor's where none is."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        chosen = list(dict.fromkeys(key for line in lines if (key := self.plan.key(line))))
        current = self.current_row()
        return chosen or ([current] if current is not None else [])

    def current_column(self) -> Column | None:
        """Return the column that the cursor is in, or None."""
        index = self.currentIndex()
        return self.plan.column(index) if index.isValid() else None

    def choose(self, row: str, column: str = "what") -> None:
        """Make a row the chosen one."""
        line = self.plan.line_of(row)
        if line >= 0:
            self.stand(line, self.plan.place(column))

    def stand(self, line: int, column: int) -> None:
        """Put the cursor in a cell and choose its row alone, whatever keys are held down meanwhile."""
        index = self.plan.index(line, max(0, column))
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)

    def choose_all(self, rows: Sequence[str]) -> None:
        """Choose several rows, the cursor in the first; the others are let go."""
        lines = [line for row in rows if (line := self.plan.line_of(row)) >= 0]
        if not lines:
            return
        at = max(0, self.currentIndex().column())
        self.selectionModel().setCurrentIndex(self.plan.index(lines[0], at), _Flag.NoUpdate)
        chosen = QItemSelection()
        for line in lines:
            chosen.select(self.plan.index(line, 0), self.plan.index(line, len(self.plan.columns) - 1))
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)
        self.scrollTo(self.currentIndex())

    def follow(self, rows: Sequence[str]) -> None:
        """Show these rows as chosen without telling anyone: somebody chose on the map what they grew out of."""
        self._following = True
        try:
            self.choose_all(rows)
        finally:
            self._following = False

    def write_new(self) -> None:
        """Put the cursor in the empty row."""
        self.setFocus()
        self.stand(self.plan.rowCount() - 1, self.plan.place("what"))
        self.scrollTo(self.currentIndex())
        self.edit(self.currentIndex())

    def _current(self, current: QModelIndex) -> None:
        if not self._following:
            self.row_picked.emit(self.current_row() or "")

    def _remember(self) -> None:
        index = self.currentIndex()
        self._place = (self.chosen_rows(), self.plan.key(index.row()), index.column())

    def _recall(self) -> None:
        """After the rows were set anew the cursor stands in the row it stood in."""
        self.clearSpans()
        for line, each in enumerate(self.plan.lines):
            if each.heading:
                self.setSpan(line, 0, 1, len(self.plan.columns))
        rows, row, column = self._place
        line = self.plan.line_of(row) if row else -1
        if line >= 0:
            self._following = True
            if len(rows) > 1:
                self.choose_all(rows)
            self.selectionModel().setCurrentIndex(self.plan.index(line, max(0, column)), _Flag.NoUpdate)
            if len(rows) <= 1:
                self.stand(line, column)
            self._following = False

    # In which order

    def arrange(self, how: Arrangement) -> None:
        """Show the rows in another way; what is being typed is kept first."""
        self.commit()
        self.plan.arrange(how)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(how.sort))
        if how.sort:
            order = Qt.SortOrder.DescendingOrder if how.falling else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self.plan.place(how.sort), order)
        self.arranged.emit()

    def _sort_by(self, section: int) -> None:
        """A click on a heading sorts by it, a second the other way, a third takes the plan's own order again."""
        how, key = self.plan.arrangement, self.plan.columns[section].key
        sort, falling = (key, False) if how.sort != key else ((key, True) if not how.falling else ("", False))
        self.arrange(Arrangement(how.kind, how.group, sort, falling, how.search))

    # Keys and menus

    def commit(self) -> None:
        """Hand over what is being typed in a cell."""
        editor = self.indexWidget(self.currentIndex())
        if self.state() == QAbstractItemView.State.EditingState:
            editor = self.viewport().focusWidget() or editor
            if isinstance(editor, QWidget):
                self.commitData(editor)
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def event(self, event: QEvent) -> bool:
        """Keys that mean something among the rows are not taken by the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the plan's own keys; Enter edits the cell."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if not editing and answer_key(self, event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the rows."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            spot = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(spot))

    # How large

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
        """Make rows as high as their words; one that has not changed since is not measured again."""
        if not self.isVisible():
            return
        widths = (text_scale(), self.plan.names, *(self.columnWidth(at) for at in range(len(self.plan.columns))))
        if widths != self._widths:
            self._widths = widths
            self._heights.clear()
        for line in range(self.plan.rowCount()):
            row = self.plan.row(self.plan.index(line, 0))
            name = row.id if row is not None else self.plan.heading(self.plan.index(line, 0))
            known, high = self._heights.get(name, (None, 0))
            if not high or known is not row:
                high = self.sizeHintForRow(line)
                self._heights[name] = (row, high)
            if self.rowHeight(line) != high:
                self.setRowHeight(line, high)

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that changed unseen get their height."""
        super().showEvent(event)
        self._fitting.start()
