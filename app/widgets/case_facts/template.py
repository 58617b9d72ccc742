"""Saving a case's areas and functions as a template, without anything of its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.edits.making import EditRefused
from app.models.templates import TemplateNotSaved, save_template, template_of
from app.widgets.common.asking import AskingDialog
from app.widgets.properties.editors import Line

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class TemplateDialog(AskingDialog):
    """Asks what the template is to be called, and says what comes along."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent, _("Spara som mall"), _("Spara mallen"), width=480)
        count = len(template_of(case, "-").stands)
        functions = ngettext("{n} funktion", "{n} funktioner", count).format(n=count)
        about = QLabel(
            _(
                "Mallen får ärendets områden och {functions}. Namn, familj, kamrater och allt som ni har skrivit "
                "lämnas utanför. Skriv inget namn på någon i mallens namn heller."
            ).format(functions=functions)
        )
        about.setWordWrap(True)
        self.line = Line()
        self.line.textChanged.connect(self._check)
        self.add(about)
        self.ask(_("Mallens namn"), self.line)
        self.make.setEnabled(False)

    def _check(self, words: str) -> None:
        self.make.setEnabled(bool(words.strip()))


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
