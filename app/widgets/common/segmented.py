"""One choice among a few, all of them seen: a row of joined buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QSizePolicy, QWidget

from app.widgets.common.icons import status_icon
from app.widgets.common.style import STATUS_COLOURS

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


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
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for value, label in choices.items():
            self._row.addWidget(self._add(value, label, name), 1)
        self._place()

    def _add(self, value: object, label: str, name: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setCheckable(True)
        button.setAutoExclusive(True)  # the group decides; this tells a screen reader that it is one of a few
        button.setObjectName("segment")
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

    def _place(self) -> None:
        """Give each button the corners of its place, in a row or in a column."""
        column = self._row.direction() == QBoxLayout.Direction.TopToBottom
        last = len(self._buttons) - 1
        for position, button in enumerate(self._buttons.values()):
            place = "top" if column else "first"
            if position:
                place = ("bottom" if column else "last") if position == last else ("between" if column else "middle")
            if button.property("place") != place:
                button.setProperty("place", place)
                button.style().unpolish(button)
                button.style().polish(button)

    def _turn(self) -> None:
        """Stand in a row where all words have room there, else in a column."""
        wanted = [button.sizeHint().width() for button in self._buttons.values()]
        alike = max(wanted, default=0) * len(wanted) <= self.width()
        for position, width in enumerate(wanted):
            self._row.setStretch(position, 1 if alike else width)  # where it is narrow each as much as its words need
        column = sum(wanted) > self.width()
        direction = QBoxLayout.Direction.TopToBottom if column else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self._place()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the words no longer have room, or have it again."""
        super().resizeEvent(event)
        self._turn()

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
        """Arrows go between the buttons."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            buttons = list(self._buttons.values())
            if step is not None and watched in buttons:
                buttons[(buttons.index(watched) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
