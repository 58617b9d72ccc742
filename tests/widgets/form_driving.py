"""Helpers that fill in forms as a user does: by keys in fields, in lists, and in cells of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from canvas_driving import type_letters
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from window_driving import click

from app.widgets.common.picks import Picks
from app.widgets.plan.table import PlanTable
from app.widgets.properties.editors import (
    ChoiceField,
    FieldEditor,
    FlagField,
    GrowingText,
    PicksField,
    SegmentedField,
)
from app.widgets.properties.form import Panel

Key = Qt.Key
D = TypeVar("D", bound=QDialog)
CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    QTest.keyClick(focus, key, mods)
    QApplication.processEvents()


def type_here(words: str) -> None:
    """Type letters where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    type_letters(focus, words)


def type_lines(field: QWidget, words: str) -> None:
    """Type words with Enter between their lines."""
    for at, line in enumerate(words.split("\n")):
        if at:
            QTest.keyClick(field, Key.Key_Return)
        type_letters(field, line)


def _back_to(window: QWidget) -> None:
    """Give the keyboard back to a window, as the desktop does when a dialog or a list over it goes."""
    window.activateWindow()
    wait_for(lambda: QApplication.activeWindow() is window)


def wait_for(true: Callable[[], bool]) -> None:
    """Let the program work until something is true, at most ten seconds."""
    for _try in range(2000):
        if true():
            return
        QTest.qWait(5)
    raise AssertionError("it did not come true")


def choose(combo: QComboBox, value: object) -> None:
    """Choose in a drop-down list as a user does."""
    at, window = combo.findData(value), combo.window()
    assert at >= 0, f"{value!r} cannot be chosen in {combo.accessibleName()}"
    combo.hidePopup()
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
    QApplication.processEvents()
    _back_to(window)


def tick(picks: Picks, values: Sequence[str]) -> None:
    """Let exactly these be ticked, in this order: with arrows and Space in the list that a press opens."""
    window = picks.window()
    if picks.list is None:
        picks.setFocus()
        QTest.keyClick(picks, Key.Key_Space)
    shown = picks.list
    assert shown is not None
    keys = [shown.item(at).data(Qt.ItemDataRole.UserRole) for at in range(shown.count())]
    for key in [*(each for each in shown.chosen() if list(shown.chosen()) != list(values)), *values]:
        if list(shown.chosen()) == list(values):
            break
        while shown.currentRow() != keys.index(key):
            QTest.keyClick(shown, Key.Key_Down if shown.currentRow() < keys.index(key) else Key.Key_Up)
        QTest.keyClick(shown, Key.Key_Space)
    QTest.keyClick(shown, Key.Key_Return)
    QApplication.processEvents()
    _back_to(window)


def fill_in(editor: FieldEditor, value: Any) -> None:
    """Give a field a value: typed, ticked or chosen, each as the field takes it."""
    editor.setFocus()
    if isinstance(editor, ChoiceField):
        choose(editor.combo, value)
    elif isinstance(editor, SegmentedField):
        click(editor.segmented.button(value))
    elif isinstance(editor, PicksField):
        tick(editor.picks, value)
    elif isinstance(editor, FlagField):
        if editor.box.isChecked() != value:
            QTest.keyClick(editor.box, Key.Key_Space)
    else:
        field = editor.focusProxy()
        assert isinstance(field, QLineEdit | QPlainTextEdit) and not field.isReadOnly()
        field.selectAll()
        type_lines(field, value.isoformat() if isinstance(value, date) else str(value))
        QTest.keyClick(field, Key.Key_Tab if isinstance(field, GrowingText) else Key.Key_Return)
    QApplication.processEvents()
    assert not editor.error.isVisible(), editor.error.text()


def fill_form(panel: Callable[[], Panel], values: dict[str, Any]) -> None:
    """Fill in a form's fields; the form is asked for anew each time, as an edit may have made it anew."""
    for name, value in values.items():
        fill_in(panel().editors[name], value)


def in_dialog(kind: type[D], fill: Callable[[D], object], opens: Callable[[], object]) -> None:
    """Do what opens a dialog, fill the dialog in, and accept it."""
    met: list[D] = []
    window = QApplication.activeWindow()
    assert window is not None

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        met.append(dialog)
        try:
            fill(dialog)
        finally:
            dialog.accept()

    QTimer.singleShot(0, act)
    opens()
    assert met, f"no {kind.__name__} was opened"
    _back_to(window)


def put(table: PlanTable, row: str, key: str, value: Any) -> None:
    """Put a value in a cell of the plan: typed, or chosen in the cell's list."""
    table.setCurrentIndex(table.plan.index(table.plan.line_of(row), table.plan.place(key)))
    table.edit(table.currentIndex())
    fields = table.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (field,) = [each for each in fields if each.isVisible()]
    if isinstance(field, Picks):
        QApplication.processEvents()
        tick(field, value)
    elif isinstance(field, QComboBox):
        choose(field, value)
    else:
        assert isinstance(field, QPlainTextEdit | QLineEdit)
        field.selectAll()
        type_letters(field, str(value))
        QTest.keyClick(field, Key.Key_Return)
    QApplication.processEvents()
