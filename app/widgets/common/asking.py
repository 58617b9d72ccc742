"""The frame of a small dialog that asks for a few things: heading, fields under their names, two buttons."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.common.style import scaled


class AskingDialog(QDialog):
    """Heading and buttons are there from the start; what is asked is added between them, in order."""

    def __init__(self, parent: QWidget | None, heading: str, make: str, *, width: int = 460) -> None:
        """Show ``heading`` over what is asked; the button ``make`` accepts it. ``width`` is the least, in pixels, as
        designed.
        """
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(heading)
        self.setMinimumWidth(min(scaled(width), self.screen().availableGeometry().width() - 40))
        title = QLabel(heading)
        title.setObjectName("dialogHeading")
        title.setWordWrap(True)
        self.make = QPushButton(make)
        self.make.setObjectName("primary")
        self.make.setDefault(True)
        self.make.clicked.connect(self.accept)
        self.cancel = QPushButton(_("Avbryt"))
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.make)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(self._asked)
        column.addSpacing(8)
        column.addLayout(buttons)

    def add(self, widget: QWidget) -> None:
        """Put something last of what is asked."""
        self._asked.addWidget(widget)

    def ask(self, name: str, field: QWidget) -> None:
        """Put a field last, under its name."""
        caption = QLabel(name)
        caption.setObjectName("caption")
        caption.setBuddy(field)
        field.setAccessibleName(name)
        self.add(caption)
        self.add(field)

    def event(self, event: QEvent) -> bool:
        """Be as high as what is said needs, also when more is."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().event(event)

    def _grow(self) -> None:
        column = self.layout()
        high = column.totalHeightForWidth(self.width()) if column is not None else 0
        if high > self.height():
            self.resize(self.width(), high)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field: the keyboard goes through what is asked, then to the buttons."""
        super().showEvent(event)
        self._grow()
        buttons = [self.cancel, self.make]
        own = (each for each in self.findChildren(QWidget) if each.window() is self)  # not what drops down from a field
        fields = [each for each in own if each not in buttons and _takes_keys(each)]
        for before, after in pairwise([*fields, *buttons]):
            QWidget.setTabOrder(before, after)
        if fields and self.focusWidget() in (None, *buttons):
            fields[0].setFocus()


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.isHidden()
