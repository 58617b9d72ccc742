"""The editors that the fields of records are changed with. One edit is one commit, one undo step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
    QWidgetAction,
)

from app.i18n import _
from app.widgets.common.icons import icon
from app.widgets.common.picks import Picks, rows
from app.widgets.common.segmented import Segmented


class FieldEditor(QWidget):
    """A caption, an editor and room for a red sentence. Emits ``committed(value)`` with the new value.

    The value is None where the field is left out. `refuse` says why a value was not taken; what was
    typed stays.
    """

    committed = Signal(object)

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = QLabel(caption)
        self.caption.setObjectName("caption")
        self.caption.setWordWrap(True)
        self.error = QLabel()
        self.error.setObjectName("error")
        self.error.setWordWrap(True)
        self.error.hide()
        self._shown: Any = None

    def _hold(self, editor: QWidget, *, caption: bool = True) -> None:
        editor.setAccessibleName(self.caption.text())
        self.caption.setBuddy(editor)
        self.setFocusProxy(editor)
        column = rows(self, gap=4)
        if caption:
            column.addWidget(self.caption)
        column.addWidget(editor)
        column.addWidget(self.error)

    def show_value(self, value: Any) -> None:
        """Show the record's value without telling anyone; a refusal is forgotten."""
        self._shown = value
        self.error.hide()
        self._put(value)

    def shown_value(self) -> Any:
        """Return the record's value as it was last shown."""
        return self._shown

    def refuse(self, sentence: str) -> None:
        """Say beneath the field why its value was not taken."""
        self.error.setText(sentence)
        self.error.show()

    def commit(self) -> None:
        """Hand over what stands in the editor, if it is not what the record has."""
        value = self._take()
        if value != self._shown:
            self.committed.emit(value)
        else:
            self.error.hide()

    def set_read_only(self, on: bool) -> None:
        """Let the value be read and copied but not changed."""
        self.setEnabled(not on)

    def _put(self, value: Any) -> None:
        raise NotImplementedError

    def _take(self) -> Any:
        raise NotImplementedError


def _is_case_undo(event: QEvent, undo: bool, redo: bool) -> bool:
    """Return whether a key is undo or redo, and the field itself has nothing to undo or redo."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)


def _swallowed(event: QKeyEvent, read_only: bool) -> bool:
    """Take a letter typed in a field that is only read: elsewhere in the window it would begin something."""
    typed = read_only and event.text().isprintable() and bool(event.text())
    if typed:
        event.accept()
    return typed


class Line(QLineEdit):
    """A line of text that leaves undo to the case when nothing was typed."""

    def event(self, event: QEvent) -> bool:
        """Let the window have Ctrl+Z when the line has no use for it."""
        if _is_case_undo(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep letters that cannot be written here."""
        if not _swallowed(event, self.isReadOnly()):
            super().keyPressEvent(event)


class LineField(FieldEditor):
    """One line of text; commits on Enter and when it is left."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(caption, parent)
        self.line = Line()
        self.line.editingFinished.connect(self.commit)
        self._hold(self.line)

    def set_read_only(self, on: bool) -> None:
        """Let the line be read and copied but not changed."""
        self.line.setReadOnly(on)

    def _put(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def _take(self) -> Any:
        return self.line.text().strip() or None


class NumberField(LineField):
    """A whole number; words are handed over as they are and refused by the record."""

    def _take(self) -> Any:
        text = self.line.text().strip()
        try:
            return int(text) if text else None
        except ValueError:
            return text


class GrowingText(QPlainTextEdit):
    """Several lines of text, as high as they need; emits ``left`` when it is left or Ctrl+Enter is pressed."""

    left = Signal()

    def __init__(self, least: int = 2, most: int = 9) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        shown = max(self._least, min(self._most, lines))
        height = shown * self.fontMetrics().lineSpacing() + 22
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(100, self.height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field commits it, unless only a menu opened."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Let the window have Ctrl+Z when the text has no use for it."""
        text = self.document()
        if _is_case_undo(event, text.isUndoAvailable(), text.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
            return
        if not _swallowed(event, self.isReadOnly()):
            super().keyPressEvent(event)


class LongField(FieldEditor):
    """Several lines of text; commits when it is left and on Ctrl+Enter."""

    def __init__(self, caption: str, parent: QWidget | None = None, *, least: int = 2) -> None:
        super().__init__(caption, parent)
        self.text = GrowingText(least)
        self.text.left.connect(self.commit)
        self._hold(self.text)

    def set_read_only(self, on: bool) -> None:
        """Let the text be read and copied but not changed."""
        self.text.setReadOnly(on)

    def _put(self, value: Any) -> None:
        if self.text.toPlainText() != (value or ""):
            self.text.setPlainText(value or "")
        else:
            self.text.document().clearUndoRedoStacks()

    def _take(self) -> Any:
        text = self.text.toPlainText()
        return text if text.strip() else None


class QuietCombo(QComboBox):
    """A drop-down list that the wheel does not change while one scrolls past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(18)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll instead."""
        event.ignore()


class ChoiceField(FieldEditor):
    """One of a list; ``optional`` has a first line for nothing chosen."""

    def __init__(
        self, caption: str, choices: Mapping[Any, str], *, optional: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(caption, parent)
        self.combo = QuietCombo()
        if optional:
            self.combo.addItem("–", None)
        for value, label in choices.items():
            self.combo.addItem(label, value)
        self.combo.activated.connect(lambda _index: self.commit())
        self._hold(self.combo)

    def _put(self, value: Any) -> None:
        found = self.combo.findData(value)
        if found < 0 and value is not None:
            self.combo.addItem(str(value), value)
            found = self.combo.count() - 1
        self.combo.setCurrentIndex(found)

    def _take(self) -> Any:
        return self.combo.currentData()


class SegmentedField(FieldEditor):
    """One of a few, all seen."""

    def __init__(self, caption: str, choices: Mapping[Any, str], *, optional: bool, answers: bool = False) -> None:
        super().__init__(caption)
        self.segmented = Segmented(choices, caption, optional=optional, answers=answers)
        self.segmented.chosen.connect(lambda _value: self.commit())
        self._hold(self.segmented)

    def _put(self, value: Any) -> None:
        self.segmented.show_value(value)

    def _take(self) -> Any:
        return self.segmented.value()


class FlagField(FieldEditor):
    """Yes or no."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(caption, parent)
        self.box = QCheckBox(caption)
        self.box.clicked.connect(lambda _checked: self.commit())
        self._hold(self.box, caption=False)

    def _put(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def _take(self) -> Any:
        ticked = self.box.isChecked()
        return self._shown if ticked == bool(self._shown) else ticked


class PicksField(FieldEditor):
    """Several of many."""

    def __init__(self, caption: str, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(caption, parent)
        self.picks = Picks(choices, caption)
        self.picks.picked.connect(lambda _value: self.commit())
        self._hold(self.picks)

    def _put(self, value: Any) -> None:
        self.picks.show_value(tuple(value or ()))

    def _take(self) -> Any:
        chosen = self.picks.value()
        return chosen if chosen or not self._shown else None


class DayField(FieldEditor):
    """A date, typed or picked in a calendar."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(caption, parent)
        self.line = Line()
        self.line.setPlaceholderText(_("åååå-mm-dd"))
        self.line.editingFinished.connect(self.commit)
        self._button = QPushButton(icon("calendar", "muted"), "")
        self._button.setObjectName("field")
        self._button.setAccessibleName(_("Välj dag: {field}").format(field=caption))
        self._button.clicked.connect(self._open)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self._button)
        self._hold(both)
        self.line.setAccessibleName(caption)
        self.setFocusProxy(self.line)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        if isinstance(self._shown, date):
            calendar.setSelectedDate(QDate(self._shown.year, self._shown.month, self._shown.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def picked(day: QDate) -> None:
            menu.close()
            self.line.setText(day.toString(Qt.DateFormat.ISODate))
            self.commit()

        calendar.clicked.connect(picked)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _put(self, value: Any) -> None:
        self.line.setText(value.isoformat() if isinstance(value, date) else "")

    def _take(self) -> Any:
        return read_day(self.line.text())


def read_day(text: str) -> date | str | None:
    """Read a date as people type it: 2026-10-06 or 20261006; other words come back as they are."""
    words = text.strip()
    if not words:
        return None
    digits = words.replace("-", "").replace(".", "").replace("/", "")
    if len(digits) == 8 and digits.isdigit():
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return words
    return words
