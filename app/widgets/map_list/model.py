"""The list as a model: after an edit only the rows that say something else are touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.widgets.common.style import font
from app.widgets.map_list.lines import AREAS, Key, Line
from app.widgets.map_list.pictures import picture

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
KEY = Role.UserRole
_NOWHERE = QModelIndex()


class _Node:
    """A row. ``number`` is its own for as long as it lives; a Qt index carries it instead of a pointer."""

    __slots__ = ("children", "line", "number", "parent")

    def __init__(self, number: int, line: Line, parent: _Node | None) -> None:
        self.number, self.line, self.parent = number, line, parent
        self.children: list[_Node] = []

    def row(self) -> int:
        """Return the place among its siblings."""
        return self.parent.children.index(self) if self.parent is not None else 0


class MapListModel(QAbstractItemModel):
    """The lines of a map as a tree with one column. What is selected or expanded stays so through `show`."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)
        self._root = _Node(0, Line(("", ""), ""), None)
        self._nodes: dict[int, _Node] = {0: self._root}
        self.may_edit = True

    def show(self, lines: Sequence[Line]) -> None:
        """Say this from now on; rows that say the same as before are left alone."""
        self._follow(self._root, lines)

    def repaint(self) -> None:
        """Tell that every picture and letter looks different now: another theme, another text size."""
        for node in list(self._nodes.values()):
            if node.children:
                first, last = self._index(node.children[0]), self._index(node.children[-1])
                self.dataChanged.emit(first, last)

    def key(self, index: Index) -> Key:
        """Return whose row it is: (family, key), ``groups`` for an area."""
        return self._node(index).line.key

    def indexes_of(self, key: Key) -> Iterator[QModelIndex]:
        """Yield every row of a record, in order: a tie has one at each of its ends."""
        yield from (self._index(node) for node in self._walk(self._root) if node.line.key == key)

    # The difference between before and after

    def _follow(self, parent: _Node, lines: Sequence[Line]) -> None:
        above = self._index(parent)
        wanted = {line.key for line in lines}
        for row in range(len(parent.children) - 1, -1, -1):
            if parent.children[row].line.key not in wanted:
                self.beginRemoveRows(above, row, row)
                self._forget(parent.children.pop(row))
                self.endRemoveRows()
        for row, line in enumerate(lines):
            self._bring(parent, above, row, line)
            node = parent.children[row]
            before, node.line = node.line, line
            if (before.text, before.looks) != (line.text, line.looks):
                index = self._index(node)
                self.dataChanged.emit(index, index)
            self._follow(node, line.children)

    def _bring(self, parent: _Node, above: QModelIndex, row: int, line: Line) -> None:
        """See to it that a line's row stands at ``row``: it is there, or comes from below, or is new."""
        keys = [node.line.key for node in parent.children[row:]]
        if keys and keys[0] == line.key:
            return
        if line.key in keys:
            now = row + keys.index(line.key)
            self.beginMoveRows(above, now, now, above, row)
            parent.children.insert(row, parent.children.pop(now))
            self.endMoveRows()
        else:
            self.beginInsertRows(above, row, row)
            parent.children.insert(row, self._grown(line, parent))
            self.endInsertRows()

    def _grown(self, line: Line, parent: _Node) -> _Node:
        node = _Node(next(self._numbers), line, parent)
        self._nodes[node.number] = node
        node.children = [self._grown(each, node) for each in line.children]
        return node

    def _forget(self, node: _Node) -> None:
        for each in self._walk(node):
            del self._nodes[each.number]
        del self._nodes[node.number]

    def _walk(self, node: _Node) -> Iterator[_Node]:
        for child in node.children:
            yield child
            yield from self._walk(child)

    # What Qt asks

    def _node(self, index: Index) -> _Node:
        return self._nodes.get(int(index.internalId()), self._root) if index.isValid() else self._root

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row(), 0, node.number) if node is not self._root else QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row under ``parent``."""
        children = self._node(parent).children
        there = 0 <= row < len(children) and column == 0
        return self.createIndex(row, 0, children[row].number) if there else QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Return the index of the row above."""
        above = self._node(index).parent
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows stand under ``parent``."""
        return len(self._node(parent).children)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """There is one column."""
        return 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a row says, shows, and is."""
        line = self._node(index).line
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return line.text
        if role == KEY:
            return line.key
        if role == Role.DecorationRole:
            return picture(line)
        if role == Role.FontRole:
            return self._font(line)
        return None

    @staticmethod
    def _font(line: Line) -> QFont:
        return font(11.0 if line.key[0] == AREAS else 10.5, bold=line.key[0] == AREAS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but areas can be edited where the case can."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        can = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.may_edit and self.key(index)[0] != AREAS:
            can |= Qt.ItemFlag.ItemIsEditable
        return can
