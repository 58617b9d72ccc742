"""The window in which a case is handed over: a password of the file's own, and what goes along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLabel, QLineEdit, QWidget

from app.i18n import _
from app.widgets.common.asking import AskingDialog
from app.widgets.common.messages import tell
from app.widgets.keeping import HANDED
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow
    from app.widgets.services import Services


class HandOverDialog(AskingDialog):
    """Asks for the password twice; nothing is written before both are the same."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _("Lämna över ärendet"), _("Välj var filen sparas…"), width=520)
        about = QLabel(
            _(
                "Hela ärendet skrivs till en krypterad fil. Den som tar emot den behöver filens lösenord: "
                "lämna det på annat sätt än filen, till exempel per telefon. Ärendet är kvar här."
            )
        )
        about.setWordWrap(True)
        self.add(about)
        self.password, self.again = self._secret(), self._secret()
        self.ask(_("Filens lösenord"), self.password)
        self.ask(_("Samma lösenord igen"), self.again)
        self.problem = QLabel()
        self.problem.setObjectName("panelSubheading")
        self.problem.setWordWrap(True)
        self.add(self.problem)
        self.history = QCheckBox(_("Lämna med historiken: vem som gjorde vad när"))
        self.files = QCheckBox(_("Lämna med bilagorna"))
        for box in (self.history, self.files):
            box.setChecked(True)
            self.add(box)
        self._check()

    def _secret(self) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(lambda _words: self._check())
        return line

    def _check(self) -> None:
        if not hasattr(self, "again") or not hasattr(self, "problem"):
            return
        one, two = self.password.text(), self.again.text()
        self.make.setEnabled(bool(one) and one == two)
        self.problem.setText(_("Lösenorden är inte lika än.") if two and one != two else "")


def hand_over(parent: QWidget, services: Services, case_id: str, stem: str) -> str:
    """Ask, write the file, and return where it is; nothing if it was not written. What went wrong is told."""
    dialog = HandOverDialog(parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return ""
    kinds = _("Överlämnat ärende (*{suffix})").format(suffix=HANDED)
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Lämna över ärendet"), stem + HANDED, kinds)
    if not chosen:
        return ""
    path = Path(chosen if chosen.endswith(HANDED) else chosen + HANDED)
    try:
        services.hand_over(
            case_id, path, dialog.password.text(), history=dialog.history.isChecked(), files=dialog.files.isChecked()
        )
    except ServiceFailed as problem:
        tell(parent, _("Ärendet lämnades inte över"), str(problem))
        return ""
    return str(path)


def hand_over_window(window: CaseWindow) -> None:
    """Hand over the case of a window."""
    window.commit_all()
    number = window.document.case.info.number
    stem = _("Arende-{number}").format(number=number) if number else _("Arende")
    written = hand_over(window, window.services, window.library_id, stem.replace("/", "-"))
    if written:
        window.toast.say(_("Överlämnat: {path}. Lämna lösenordet på annat sätt.").format(path=written))
