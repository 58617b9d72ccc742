"""The list itself: a tree that is walked with the arrow keys and edited where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.i18n import _
from app.widgets.common.style import scaled
from app.widgets.map_list.lines import AREAS, Key
from app.widgets.map_list.model import Index, MapListModel

_PAD = 5  # pixels above and below a row's words
_LEAST = 28  # pixels that a row is high at least, so that it is easy to hit
Select = QItemSelectionModel.SelectionFlag
SIGNS = frozenset("123456789<=>")
"""What says how the selected rows are: the digits and signs of the canvas."""


class RowDelegate(QStyledItemDelegate):
    """Wraps long rows, and edits what a row is called: ``words(key)`` is what stands in the field, `keep` takes it."""

    def __init__(self, view: MapListView, words: Callable[[Key], str | None], keep: Callable[[Key, str], object]):
        super().__init__(view)
        self._view, self._words, self._keep = view, words, keep

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of the words, wrapped to the width of the list."""
        self.initStyleOption(option, index)
        depth = 1
        above = index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        icon = self._view.iconSize().width() + 12 if not option.icon.isNull() else 6
        width = self._view.viewport().width() - depth * self._view.indentation() - icon - 8
        flags = int(Qt.TextFlag.TextWordWrap.value)
        room = QFontMetrics(option.font).boundingRect(QRect(0, 0, max(60, width), 4000), flags, option.text)
        return QSize(max(60, width), max(scaled(_LEAST), room.height() + 2 * _PAD))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override]
        """Return a field for the row's own words, or None where it has none."""
        if self._words(self._view.lines.key(index)) is None:
            return None
        field = QLineEdit(parent)
        field.setObjectName("cellEditor")
        field.setAccessibleName(_("Skriv om"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the row's own words in the field."""
        if isinstance(editor, QLineEdit):
            editor.setText(self._words(self._view.lines.key(index)) or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the words over."""
        if isinstance(editor, QLineEdit):
            self._keep(self._view.lines.key(index), editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The field covers the row."""
        editor.setGeometry(option.rect)


class MapListView(QTreeView):
    """The rows of a `MapListModel`.

    Emits ``picked(list[Key])`` when the user has selected other rows, ``opened(Key)`` on Enter, ``removed()`` on
    Delete, ``sign(str)`` on a digit or < = >, ``left()`` on Esc and ``asked(QPoint)``, in the viewport, for a menu.
    """

    picked = Signal(list)
    opened = Signal(tuple)
    removed = Signal()
    sign = Signal(str)
    left = Signal()
    asked = Signal(object)

    def __init__(self, lines: MapListModel) -> None:
        super().__init__()
        self.lines = lines
        self._quiet = False
        self.setObjectName("mapList")
        self.setModel(lines)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Kartan som lista"))
        self.setAccessibleDescription(
            _("Pil upp och ner går mellan raderna, pil höger visar relationer och önskemål. Retur öppnar uppgifterna.")
        )
        lines.rowsInserted.connect(self._unfold)
        self.measure()

    def edit_with(self, words: Callable[[Key], str | None], keep: Callable[[Key, str], object]) -> None:
        """Edit rows with F2: ``words(key)`` is what can be written anew, None for nothing; ``keep`` takes it."""
        self.setItemDelegate(RowDelegate(self, words, keep))

    def measure(self) -> None:
        """Take the sizes that go with the text size in use."""
        self.setIconSize(QSize(scaled(34), scaled(24)))
        self.setIndentation(scaled(16))
        self.scheduleDelayedItemsLayout()

    def _unfold(self, parent: Index, first: int, last: int) -> None:
        if not parent.isValid():
            for row in range(first, last + 1):
                index = self.lines.index(row, 0)
                self.setExpanded(index, self.lines.key(index)[0] == AREAS)

    # Selecting

    def selected_keys(self) -> list[Key]:
        """Return what is selected, each record once; areas are not records of the map."""
        found = [self.lines.key(index) for index in self.selectedIndexes()]
        return list(dict.fromkeys(key for key in found if key[0] != AREAS))

    def choose(self, keys: Iterable[Key]) -> None:
        """Select exactly these, without telling anyone; what lies folded away is unfolded."""
        wanted = list(keys)
        if set(wanted) == set(self.selected_keys()):
            return
        selection = QItemSelection()
        last = None
        for key in wanted:
            index = next(self.lines.indexes_of(key), None)
            if index is not None:
                selection.select(index, index)
                last = index
        self._quiet = True
        try:
            self.selectionModel().select(selection, Select.ClearAndSelect)
            if last is not None:
                self.selectionModel().setCurrentIndex(last, Select.NoUpdate)
                self.scrollTo(last)
        finally:
            self._quiet = False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what the user has selected."""
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.picked.emit(self.selected_keys())

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes away, digits and signs say how it is, Esc leaves; the rest is the tree's own."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        sign = event.text() if event.text() in SIGNS else ""
        if sign and self.state() != QAbstractItemView.State.EditingState and self.selected_keys():
            self.sign.emit(sign)
        elif self.state() == QAbstractItemView.State.EditingState or not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.lines.key(self.currentIndex()))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, or with the menu key of the current one."""
        spot = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            spot = self.visualRect(self.currentIndex()).center()
        self.asked.emit(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the rows anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
