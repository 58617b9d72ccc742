"""The window in which the eight domains get other names: on the screen and on paper, in every case."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.choices import DOMAINS
from app.models.domain_names import LONGEST, NamesNotSaved, own_names, save_names


class NamesDialog(QDialog):
    """A line for each domain; an empty one gives the program's own name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(_("Områdenas namn"))
        self.setMinimumWidth(460)
        self.lines: dict[str, QLineEdit] = {}
        heading = QLabel(_("Områdenas namn"))
        heading.setObjectName("dialogHeading")
        found = own_names()
        self.said = QLabel(
            found.problem
            or _("Namnen gäller i alla ärenden, på skärmen och på papper. En tom rad ger programmets eget namn.")
        )
        self.said.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for domain, label in DOMAINS.items():
            line = QLineEdit(found.names.get(domain, ""))
            line.setMaxLength(LONGEST)
            line.setPlaceholderText(_(label))
            line.setAccessibleName(_("Namn i stället för {name}").format(name=_(label)))
            form.addRow(_(label), line)
            self.lines[domain] = line
        self.keep = QPushButton(_("Spara namnen"))
        self.keep.setObjectName("primary")
        self.keep.clicked.connect(self._keep)
        cancel = QPushButton(_("Avbryt"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.said)
        column.addLayout(form)
        column.addLayout(row)

    def _keep(self) -> None:
        try:
            save_names({domain: line.text() for domain, line in self.lines.items()})
        except NamesNotSaved as problem:
            self.said.setText(str(problem))
            return
        self.accept()
