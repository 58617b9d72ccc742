"""Choosing several among many: a button that says what is chosen, and a list with ticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _


class PicksList(QListWidget):
    """A list with ticks in a window of its own; emits ``closed`` when it is put away."""

    closed = Signal()

    def __init__(self, parent: QWidget, choices: Mapping[str, str], chosen: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("picksList")
        self._order = list(chosen)
        for value, label in choices.items():
            item = QListWidgetItem(label, self)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
        self.setCurrentRow(0)
        self.itemClicked.connect(self._toggle)

    def chosen(self) -> tuple[str, ...]:
        """Return what is ticked, in the order it was ticked: the one named first comes first."""
        ticked = [
            str(self.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self.count())
            if self.item(row).checkState() == Qt.CheckState.Checked
        ]
        kept = [value for value in self._order if value in ticked]
        return tuple(kept + [value for value in ticked if value not in kept])

    def _toggle(self, item: QListWidgetItem) -> None:
        value, ticked = str(item.data(Qt.ItemDataRole.UserRole)), item.checkState() == Qt.CheckState.Checked
        self._order = [each for each in self._order if each != value] + ([] if ticked else [value])
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter and Esc put the list away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.close()
        elif event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            self._toggle(self.currentItem())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: object) -> None:
        """Say that the choosing is over."""
        self.closed.emit()
        super().closeEvent(event)  # type: ignore[arg-type]


class Picks(QPushButton):
    """A button with the chosen names; a press opens the list. Emits ``picked(tuple)`` when it has changed."""

    picked = Signal(object)

    def __init__(self, choices: Mapping[str, str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picks")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choices = dict(choices)
        self._value: tuple[str, ...] = ()
        self.list: PicksList | None = None
        self.clicked.connect(self.open)
        self.show_value(())

    def value(self) -> tuple[str, ...]:
        """Return what is chosen."""
        return self._value

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show a choice without telling anyone."""
        self._value = value
        words = ", ".join(self._choices.get(each, each) for each in value)
        self.setText(words or _("Välj…"))
        self.setToolTip(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the names as has room, and that there are more."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def open(self) -> None:
        """Open the list beneath the button."""
        self.list = PicksList(self, self._choices, self._value)
        self.list.resize(max(self.width(), 240), min(320, 12 + 28 * max(1, len(self._choices))))
        self.list.move(self.mapToGlobal(QPoint(0, self.height())))
        self.list.closed.connect(self._closed)
        self.list.show()
        self.list.setFocus()

    def _closed(self) -> None:
        if self.list is None:
            return
        new = self.list.chosen()
        self.list = None
        if new != self._value:
            self.show_value(new)
            self.picked.emit(new)


def rows(parent: QWidget, *widgets: QWidget, gap: int = 6) -> QVBoxLayout:
    """Return a column without margins on ``parent`` that holds ``widgets``."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    return column
