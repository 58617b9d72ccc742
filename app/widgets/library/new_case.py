"""A new case: what it is called, and what the child is called."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import _


class NewCaseDialog(QDialog):
    """Asks for a title and the child's name; both are needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(_("Nytt ärende"))
        self.setMinimumWidth(460)
        heading = QLabel(_("Nytt ärende"))
        heading.setObjectName("dialogHeading")
        self.title = self._line(_("Casenamn"), _("t.ex. Åk 5 – hög frånvaro"))
        self.child = self._line(_("Barnets namn eller alias"), _("Ett påhittat namn räcker"))
        self.make = QPushButton(_("Skapa ärendet"))
        self.make.setObjectName("primary")
        self.make.setDefault(True)
        self.make.clicked.connect(self.accept)
        cancel = QPushButton(_("Avbryt"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(8)
        column.addWidget(heading)
        for line in (self.title, self.child):
            caption = QLabel(line.accessibleName())
            caption.setObjectName("caption")
            caption.setBuddy(line)
            column.addWidget(caption)
            column.addWidget(line)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.make)
        column.addSpacing(8)
        column.addLayout(row)
        self._check()

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.textChanged.connect(self._check)
        return line

    def _check(self) -> None:
        self.make.setEnabled(bool(self.title.text().strip() and self.child.text().strip()))

    def values(self) -> tuple[str, str]:
        """Return title and name."""
        return self.title.text().strip(), self.child.text().strip()
