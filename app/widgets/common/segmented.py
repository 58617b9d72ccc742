"""One choice among a few, all of them seen: a row of joined buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.widgets.common.icons import status_icon
from app.widgets.common.style import STATUS_COLOURS


class Segmented(QWidget):
    """A row of buttons of which at most one is down; emits ``chosen(value)`` when the user picks one.

    ``optional`` lets a click on the chosen button take the choice away (``chosen(None)``).
    With ``answers`` the values are answers to a wish and get their colour and sign.
    """

    chosen = Signal(object)

    def __init__(
        self,
        choices: Mapping[Any, str],
        name: str,
        *,
        optional: bool = False,
        answers: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._optional, self._answers = optional, answers
        self._value: object | None = None
        self._buttons: dict[object, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for position, (value, label) in enumerate(choices.items()):
            row.addWidget(self._add(value, label, name, position, len(choices)), 1)

    def _add(self, value: object, label: str, name: str, position: int, count: int) -> QPushButton:
        button = QPushButton(label, self)
        button.setCheckable(True)
        button.setAutoExclusive(True)  # the group decides; this tells a screen reader that it is one of a few
        button.setObjectName("segment")
        button.setProperty("place", "first" if position == 0 else "last" if position == count - 1 else "middle")
        button.setProperty("status", str(value) if self._answers else "")
        button.setAccessibleName(f"{name} {label}")
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(10)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False, each=value: self._clicked(each))
        button.installEventFilter(self)
        self._group.addButton(button)
        self._buttons[value] = button
        return button

    def value(self) -> object | None:
        """Return what is chosen, or None."""
        return self._value

    def show_value(self, value: object | None) -> None:
        """Show a choice without telling anyone."""
        self._value = value
        for each, button in self._buttons.items():
            button.setChecked(each == value)
            if self._answers and each in STATUS_COLOURS:
                button.setIcon(status_icon(str(each), reverse=each == value))

    def button(self, value: object) -> QPushButton:
        """Return the button of a value. Raises KeyError if there is none."""
        return self._buttons[value]

    def _clicked(self, value: object) -> None:
        new = None if self._optional and value == self._value else value
        changed = new != self._value
        self.show_value(new)
        if changed:
            self.chosen.emit(new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and right arrows go between the buttons."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            buttons = list(self._buttons.values())
            if step is not None and watched in buttons:
                buttons[(buttons.index(watched) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
