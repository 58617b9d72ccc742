"""A table of records by their keys, a column of the same record each: what its models have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.i18n import _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class KeyedTable(QAbstractTableModel):
    """``keys`` are the records shown, a row each; ``headings`` (msgids) the columns. `data` is the subclass's."""

    headings: ClassVar[Sequence[str]]

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []

    def show_keys(self, keys: list[str]) -> None:
        """Show other rows, or the same in another order."""
        self.beginResetModel()
        self.keys = keys
        self.endResetModel()

    def read_anew(self) -> None:
        """Read every cell again; the rows stay."""
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, len(self.headings) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.headings[section])
        return None
