"""How the plan's cells are painted, and what they are edited with: Enter and Tab as in a spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.models.case import Case
from app.models.typed_days import read_day as read_typed_day
from app.widgets.common.picks import Picks
from app.widgets.common.sectors import actor_colour
from app.widgets.common.style import colour, font, text_scale
from app.widgets.plan.columns import Column
from app.widgets.plan.model import PlanModel
from app.widgets.properties.editors import QuietCombo, read_day

if TYPE_CHECKING:
    from app.widgets.plan.table import PlanTable

Index = QModelIndex | QPersistentModelIndex
_PILLS = {
    "planned": ("unanswered", "unanswered_pale"),
    "started": ("started", "started_pale"),
    "done": ("can", "can_pale"),
    "stopped": ("blocked", "blocked_pale"),
}
_PAD = 8


class CellText(QPlainTextEdit):
    """Text in a cell. Enter keeps it, Shift+Enter breaks the line, Ctrl+Enter writes it on every chosen row."""

    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.for_all = False
        self.setObjectName("cellEditor")
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the text, with Ctrl on every chosen row."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.for_all = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.done.emit()
        else:
            super().keyPressEvent(event)


class PlanDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a `PlanModel`."""

    def __init__(self, view: PlanTable, model: PlanModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._refused: tuple[str, str] | None = None
        self._scale = 0.0
        self._measures: dict[bool, QFontMetrics] = {}

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the words: the state as a pill, the responsible with a dot in its colour."""
        self.initStyleOption(option, index)
        heading = self._model.heading(index)
        if heading:
            self._heading(painter, option.rect, heading)
            return
        row, column = self._model.row(index), self._model.column(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("green_pale"))
        room = option.rect.adjusted(_PAD, 6, -_PAD, -6)
        painter.setFont(self._font(column))
        painter.setPen(colour("ink") if row is not None else colour("faint"))
        if row is not None and column.key == "status":
            self._pill(painter, room, row.status, option.text)
        else:
            if row is not None and column.key == "responsible" and row.responsible is not None:
                room = self._dot(painter, room, actor_colour(self._model.document.case, row.responsible))
            painter.drawText(room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, option.text)
        painter.setPen(colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("focus"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)
        painter.restore()

    @staticmethod
    def _heading(painter: QPainter, rect: QRect, words: str) -> None:
        painter.save()
        painter.fillRect(rect, colour("hover"))
        painter.setFont(font(10.5, bold=True))
        painter.setPen(colour("ink"))
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    @staticmethod
    def _font(column: Column) -> QFont:
        return font(10.5, bold=column.key == "what")

    @staticmethod
    def _pill(painter: QPainter, room: QRect, status: str, text: str) -> None:
        strong, pale = _PILLS[status]
        painter.setFont(font(9.5, bold=True))
        metrics = painter.fontMetrics()
        field = QRectF(room.x() - 2, room.y() - 1, metrics.horizontalAdvance(text) + 20, metrics.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(pale))
        painter.drawRoundedRect(field, field.height() / 2, field.height() / 2)
        painter.setPen(colour(strong))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    @staticmethod
    def _dot(painter: QPainter, room: QRect, fill: str) -> QRect:
        pen = painter.pen()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawEllipse(QRectF(room.x(), room.y() + 5, 9, 9))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        return room.adjusted(18, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of the words, wrapped to the column's width."""
        column, wide = self._model.column(index), self._view.columnWidth(index.column())
        if self._model.heading(index):
            return QSize(20, self._metrics(bold=True).height() + 12)
        width = max(20, wide - 2 * _PAD - (18 if column.key == "responsible" else 0))
        words = str(self._model.data(index) or "")
        metrics = self._metrics(bold=column.key == "what")
        high = metrics.height()
        if "\n" in words or metrics.horizontalAdvance(words) > width:
            flags = int(Qt.TextFlag.TextWordWrap.value)
            high = metrics.boundingRect(QRect(0, 0, width, 2000), flags, words).height()
        return QSize(wide, max(20, high) + 13)

    def _metrics(self, *, bold: bool) -> QFontMetrics:
        """Return how wide letters are, kept while the text size is the same: every cell is measured."""
        if self._scale != text_scale():
            self._scale = text_scale()
            self._measures = {each: QFontMetrics(font(10.5, bold=each)) for each in (False, True)}
        return self._measures[bold]

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor that suits the column."""
        column, case = self._model.column(index), self._model.document.shown
        if column.editor == "many":
            return self._picks(parent, column, case)
        if column.editor == "one":
            return self._combo(parent, column, case)
        if column.editor == "day":
            line = QLineEdit(parent)
            line.setObjectName("cellEditor")
            return line
        text = CellText(parent)
        text.done.connect(lambda: self._finish(text, QAbstractItemDelegate.EndEditHint.NoHint))
        return text

    def _picks(self, parent: QWidget, column: Column, case: Case) -> Picks:
        assert column.choices is not None
        picks = Picks(column.choices(case), column.key, parent)
        QTimer.singleShot(0, picks, picks.open)
        picks.picked.connect(lambda _value: self._finish(picks, QAbstractItemDelegate.EndEditHint.NoHint))
        return picks

    def _combo(self, parent: QWidget, column: Column, case: Case) -> QuietCombo:
        assert column.choices is not None
        combo = QuietCombo()
        combo.setParent(parent)
        if column.optional:
            combo.addItem("–", None)
        for value, label in column.choices(case).items():
            combo.addItem(label, value)
        combo.activated.connect(lambda _index: self._finish(combo, QAbstractItemDelegate.EndEditHint.NoHint))
        QTimer.singleShot(0, combo, combo.showPopup)
        return combo

    def _finish(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's value in the editor; words that were refused come back."""
        row, column = self._model.row(index), self._model.column(index)
        value = column.value(row) if row is not None else None
        if isinstance(editor, Picks):
            editor.show_value(tuple(value or ()))
        elif isinstance(editor, QuietCombo):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, CellText | QLineEdit):
            text = column.text(self._model.document.shown, row) if row is not None else ""
            if self._refused is not None and row is not None and self._refused[0] == row.id + column.key:
                text = self._refused[1]
            self._refused = None
            if isinstance(editor, QLineEdit):
                editor.setText(text)
            else:
                editor.setPlainText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the edit over; words that are refused stand in the cell's editor again."""
        row, column = self._model.row(index), self._model.column(index)
        value: Any = None
        words = ""
        if isinstance(editor, Picks):
            value = editor.value() or (None if row is not None and row.who else ())
        elif isinstance(editor, QuietCombo):
            value = editor.currentData()
        elif isinstance(editor, QLineEdit):
            words = editor.text()
            value = read_day(words)
            if isinstance(value, str):
                value = read_typed_day(words, date.today()) or value
        elif isinstance(editor, CellText):
            words = editor.toPlainText().strip()
            value = words or None
        if not self._write(editor, index, value) and row is not None:
            self._refused = (row.id + column.key, words)
            stays = QPersistentModelIndex(index)
            QTimer.singleShot(0, self._view, lambda: self._view.edit(self._model.index(stays.row(), stays.column())))

    def _write(self, editor: QWidget, index: Index, value: Any) -> bool:
        """Make the edit in the cell; where several rows are chosen, a choice is for all of them."""
        row, column = self._model.row(index), self._model.column(index)
        chosen = self._view.chosen_rows()
        for_all = editor.for_all if isinstance(editor, CellText) else row is not None and value != column.value(row)
        if row is not None and for_all and len(chosen) > 1 and row.id in chosen:
            return self._model.fill(chosen, column, value)
        return self._model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The editor covers the cell, and is high enough to write in."""
        least = 62 if isinstance(editor, CellText) else 34
        editor.setGeometry(QRect(option.rect.topLeft(), QSize(option.rect.width(), max(option.rect.height(), least))))
