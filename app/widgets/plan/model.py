"""The plan's rows as a table model, with one empty row at the end to write the next one in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.document import Document
from app.i18n import _
from app.models.edits.plan import add_row
from app.models.patch import Patch
from app.models.records import PlanRow
from app.widgets.common.changes import change
from app.widgets.plan.columns import Column

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN = frozenset({"plan", "figures", "organisations", "long_term", "short_term", "groups"})


class PlanModel(QAbstractTableModel):
    """Rows by the case's order. Emits ``refused(sentence)`` when a cell's value is not allowed."""

    refused = Signal(str)

    def __init__(self, document: Document, columns: Sequence[Column]) -> None:
        super().__init__()
        self.document = document
        self.columns = tuple(columns)
        self.keys = list(document.case.plan)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._read_anew)

    def row(self, index: Index) -> PlanRow | None:
        """Return the record of an index as it is shown; None for the empty row."""
        if not 0 <= index.row() < len(self.keys):
            return None
        return self.document.shown.plan.get(self.keys[index.row()])

    def column(self, index: Index) -> Column:
        """Return the column of an index."""
        return self.columns[index.column()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows, the empty one included."""
        return 0 if parent.isValid() else len(self.keys) + (not self.document.read_only)

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
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        written = index.row() < len(self.keys)
        masked = self.document.names_hidden and written and self.column(index).editor == "text"
        if not self.document.read_only and not masked and (written or self.column(index).key == "what"):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, or the record's value to the editor."""
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

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Make the edit; False with `refused` if it is not allowed."""
        row, column = self.row(index), self.column(index)
        case = self.document.case
        if row is None:
            return bool(value) and self.add(str(value))
        if value == column.value(row):
            return True
        problem = change(self.document, lambda: column.patch(case, row.id, value))
        if problem is not None:
            self.refused.emit(problem)
        return problem is None

    def add(self, what: str) -> bool:
        """Write a new row at the end."""
        problem = change(self.document, lambda: add_row(self.document.case, what=what))
        if problem is not None:
            self.refused.emit(problem)
        return problem is None

    def _patched(self, patch: Patch) -> None:
        if not any(family in _SHOWN for family, _key in patch.touched()):
            return
        new, old = list(self.document.case.plan), self.keys
        if new == old:
            self._read_anew()
        elif len(new) == len(old) + 1 and new[:-1] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(old))
            self.keys = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.keys = new
            self.endResetModel()

    def _read_anew(self) -> None:
        """Say that every row may look different."""
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, len(self.columns) - 1))
