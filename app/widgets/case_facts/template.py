"""Saving a case's areas and functions as a template, without anything of its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.edits.making import EditRefused
from app.models.templates import TemplateNotSaved, save_template, template_of
from app.widgets.properties.editors import Line

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class TemplateDialog(QDialog):
    """Asks what the template is to be called, and says what comes along."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(_("Spara som mall"))
        self.setMinimumWidth(480)
        heading = QLabel(_("Spara som mall"))
        heading.setObjectName("dialogHeading")
        count = len(template_of(case, "-").stands)
        functions = ngettext("{n} funktion", "{n} funktioner", count).format(n=count)
        about = QLabel(
            _(
                "Mallen får ärendets områden och {functions}. Namn, familj, kamrater och allt som ni har skrivit "
                "lämnas utanför. Skriv inget namn på någon i mallens namn heller."
            ).format(functions=functions)
        )
        about.setWordWrap(True)
        caption = QLabel(_("Mallens namn"))
        caption.setObjectName("caption")
        self.line = Line()
        self.line.setAccessibleName(_("Mallens namn"))
        self.line.textChanged.connect(self._check)
        caption.setBuddy(self.line)
        self.save = QPushButton(_("Spara mallen"))
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        self.save.setEnabled(False)
        self.save.clicked.connect(self.accept)
        cancel = QPushButton(_("Avbryt"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(8)
        for widget in (heading, about, caption, self.line):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column.addSpacing(8)
        column.addLayout(row)

    def _check(self, words: str) -> None:
        self.save.setEnabled(bool(words.strip()))


def ask_template(window: CaseWindow) -> None:
    """Ask for a name, save the template, and say where it is found."""
    window.commit_all()
    case = window.document.case
    dialog = TemplateDialog(case, window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    try:
        save_template(template_of(case, dialog.line.text()))
    except (EditRefused, TemplateNotSaved) as problem:
        window.banner.say(str(problem))
        return
    window.toast.say(_("Mallen är sparad. Välj den när du skapar ett nytt ärende."))
