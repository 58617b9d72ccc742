"""The plan's rows as a table model, with one empty row at the end to write the next one in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.document import Document
from app.i18n import _
from app.models.edits.plan import add_row
from app.models.patch import Change, Patch
from app.models.records import PlanRow
from app.widgets.common.changes import change
from app.widgets.plan.arranging import Arrangement, Line, arranged, rows_in
from app.widgets.plan.columns import Column

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NAMED = frozenset({"figures", "organisations", "long_term", "short_term"})
_SHOWN = _NAMED | {"plan", "groups", "wishes", "support_answers"}


class PlanModel(QAbstractTableModel):
    """Rows as they are arranged, perhaps under headings.

    Emits ``refused(sentence)`` when a cell's value is not allowed.
    """

    refused = Signal(str)

    def __init__(self, document: Document, columns: Sequence[Column]) -> None:
        super().__init__()
        self.document = document
        self.columns = tuple(columns)
        self.arrangement = Arrangement()
        self._fresh: set[str] = set()
        self.names = 0  # goes up whenever other records than rows may be called something else
        self.lines = self._arranged()
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._renamed)

    # What is shown

    def arrange(self, how: Arrangement) -> None:
        """Show the rows in another way."""
        if how != self.arrangement:
            self.arrangement = how
            self._fresh.clear()
            self._arrange_anew()

    @property
    def keys(self) -> list[str]:
        """The ids of the rows that are shown, none twice, from the top."""
        return rows_in(self.lines)

    def line_of(self, row: str) -> int:
        """Return the first line that shows a row, or −1."""
        return next((at for at, line in enumerate(self.lines) if line.row == row), -1)

    def row(self, index: Index) -> PlanRow | None:
        """Return the record of an index as it is shown; None for a heading and for the empty row."""
        key = self.key(index.row())
        return self.document.shown.plan.get(key) if key else None

    def key(self, line: int) -> str:
        """Return the id of the row on a line; empty for a heading and the empty row."""
        return self.lines[line].row if 0 <= line < len(self.lines) else ""

    def heading(self, index: Index) -> str:
        """Return the words of a heading; empty for every other line."""
        return self.lines[index.row()].heading if 0 <= index.row() < len(self.lines) else ""

    def column(self, index: Index) -> Column:
        """Return the column of an index."""
        return self.columns[index.column()]

    def place(self, key: str) -> int:
        """Return where the column of a field stands. Raises StopIteration if it is not shown."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)

    # Qt's questions

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines, the empty one included."""
        return 0 if parent.isValid() else len(self.lines) + (not self.document.read_only)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].heading)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited; in the empty row only what is to be done. Hidden names are not written over."""
        if self.heading(index):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        written = index.row() < len(self.lines)
        masked = self.document.names_hidden and written and self.column(index).editor == "text"
        if not self.document.read_only and not masked and (written or self.column(index).key == "what"):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, or the record's value to the editor."""
        heading = self.heading(index)
        if heading:
            words = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return heading if words and index.column() == 0 else None
        row, column = self.row(index), self.column(index)
        if row is None:
            first = role == Qt.ItemDataRole.DisplayRole and column.key == "what" and not self.document.read_only
            return _("Skriv en ny rad…") if first else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(self.document.shown, row)
        if role == Qt.ItemDataRole.EditRole:
            return column.value(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(column.heading)} {column.text(self.document.shown, row)}"
        return None

    # Edits

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Make the edit; False with `refused` if it is not allowed."""
        row, column = self.row(index), self.column(index)
        if row is None:
            return bool(value) and self.add(str(value))
        if value == column.value(row):
            return True
        return self._push(lambda: column.patch(self.document.case, row.id, value))

    def fill(self, rows: Iterable[str], column: Column, value: Any) -> bool:
        """Put a value in a column of several rows, as one step; False with `refused` if it is not allowed."""
        return self._push(lambda: column.fill(self.document.case, rows, value))

    def add(self, what: str) -> bool:
        """Write a new row at the end, in the plan that is shown."""
        kind = self.arrangement.kind or "child"
        return self._push(lambda: add_row(self.document.case, what=what, kind=kind))

    def _push(self, build: Any) -> bool:
        problem = change(self.document, build)
        if problem is not None:
            self.refused.emit(problem)
        return problem is None

    # Following the case

    def _arranged(self) -> list[Line]:
        return arranged(self.document.shown, self.columns, self.arrangement, date.today(), self._fresh)

    def _patched(self, patch: Patch) -> None:
        touched = {family for family, _key in patch.touched()}
        if not touched & _SHOWN:
            return
        self.names += bool(touched & _NAMED)
        plan = [each for each in patch.changes if each.family == "plan"]
        self._fresh |= {each.key for each in plan if each.before is None}
        if len(plan) == 1 and _written(plan[0]):
            self._fresh.add(plan[0].key)  # what is being written stays in sight
        self._arrange_anew()

    def _renamed(self) -> None:
        self.names += 1
        self._arrange_anew()

    def _arrange_anew(self) -> None:
        new, old = self._arranged(), self.lines
        if new == old:
            self._read_anew()
        elif not self.arrangement.group and len(new) > len(old) and new[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self.lines = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.lines = new
            self.endResetModel()

    def _read_anew(self) -> None:
        """Say that every row may look different."""
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))


def _written(change: Change) -> bool:
    """Return whether a row was written in, and not moved between the plans."""
    before, after = change.before, change.after
    return isinstance(before, PlanRow) and isinstance(after, PlanRow) and before.kind == after.kind
