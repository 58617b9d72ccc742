"""Dialogs that say what happened in whole sentences, and ask before something is lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _


class Message(QDialog):
    """A calm dialog: heading, sentence, perhaps a list of lines, one or two buttons."""

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        sentence: str,
        *,
        lines: Sequence[str] = (),
        accept: str,
        reject: str | None = None,
        dangerous: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(heading)
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        title = QLabel(heading)
        title.setObjectName("dialogHeading")
        title.setWordWrap(True)
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(title)
        column.addWidget(self.sentence)
        self.lines = QPlainTextEdit("\n".join(lines))
        if lines:
            self.lines.setReadOnly(True)
            self.lines.setAccessibleName(heading)
            self.lines.setMinimumHeight(min(300, 60 + 24 * len(lines)))
            self.setMinimumWidth(640)
            column.addWidget(self.lines, 1)
        column.addLayout(self._buttons(accept, reject, dangerous))

    def _buttons(self, accept: str, reject: str | None, dangerous: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.no = QPushButton(reject or "")
        self.yes = QPushButton(accept)
        self.yes.setObjectName("danger" if dangerous else "primary")
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        if reject is not None:
            row.addWidget(self.no)
        row.addWidget(self.yes)
        (self.no if reject is not None and dangerous else self.yes).setDefault(True)
        return row


def tell(parent: QWidget | None, heading: str, sentence: str, lines: Sequence[str] = ()) -> None:
    """Show a message and wait until it is closed."""
    Message(parent, heading, sentence, lines=lines, accept=_("Stäng")).exec()


def ask(parent: QWidget | None, heading: str, sentence: str, *, accept: str, dangerous: bool = False) -> bool:
    """Ask before doing something; return whether the answer was yes."""
    message = Message(parent, heading, sentence, accept=accept, reject=_("Avbryt"), dangerous=dangerous)
    return message.exec() == QDialog.DialogCode.Accepted
