"""Taking in a file that was handed over: its password, a preview, then a new case, or the two merged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from app.i18n import _, ngettext
from app.models.pseudonyms import for_paper
from app.widgets.case_merging.window import MergeCasesWindow
from app.widgets.common.asking import AskingDialog
from app.widgets.common.messages import Message, tell
from app.widgets.dropping import tell_refused
from app.widgets.keeping import HANDED, HandedCase
from app.widgets.services import ServiceFailed, Services, WrongWord


class FilePasswordDialog(AskingDialog):
    """Asks for the password of a file, and reads it; a wrong one is told where it was written."""

    def __init__(self, services: Services, path: Path, parent: QWidget | None) -> None:
        super().__init__(parent, _("Öppna ett överlämnat ärende"), _("Öppna"), width=480)
        self._services, self._path = services, path
        self.handed: HandedCase | None = None
        self.failed = ""
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.textChanged.connect(lambda words: self.make.setEnabled(bool(words)))
        self.add(QLabel(path.name))
        self.ask(_("Filens lösenord"), self.password)
        self.problem = QLabel()
        self.problem.setObjectName("error")
        self.problem.setWordWrap(True)
        self.add(self.problem)
        self.make.setEnabled(False)

    def accept(self) -> None:
        """Read the file; stay where the password is wrong."""
        try:
            self.handed = self._services.read_handed(self._path, self.password.text())
        except WrongWord as problem:
            self.problem.setText(str(problem))
            self.password.selectAll()
            self.password.setFocus()
            return
        except ServiceFailed as problem:
            self.failed = str(problem)
        super().accept()


def import_all(parent: QWidget, services: Services, paths: Sequence[Path]) -> list[str] | None:
    """Import case files, all or none, and then each that was handed over; return the library ids of the cases.

    What went wrong is told; None if the case files were refused, and then nothing is imported.
    """
    handed = [path for path in paths if path.suffix.lower() == HANDED]
    plain = [path for path in paths if path not in handed]
    try:
        made = list(services.import_files(plain)) if plain else []
    except ServiceFailed as problem:
        tell_refused(parent, problem)
        return None
    return [*made, *(own for path in handed if (own := take_in(parent, services, path)) is not None)]


def take_in(parent: QWidget, services: Services, path: Path) -> str | None:
    """Take in one file; return the library id of the case, None if nothing was taken in. What went wrong is told."""
    asked = FilePasswordDialog(services, path, parent)
    if asked.exec() != QDialog.DialogCode.Accepted:
        return None
    if asked.handed is None:
        tell(parent, _("Inget importerades"), asked.failed)
        return None
    try:
        return _merge(parent, services, asked.handed) if asked.handed.same else _add(parent, services, asked.handed)
    except ServiceFailed as problem:
        tell(parent, _("Inget importerades"), str(problem))
        return None


def preview_words(handed: HandedCase) -> str:
    """Return what a file holds: which case, from whom, how much."""
    case = for_paper(handed.case)
    parts = [
        _("”{title}”, överlämnat {day}").format(title=case.info.title, day=handed.at.date().isoformat()),
        _("av {who}").format(who=handed.by) if handed.by else "",
    ]
    figures = ngettext("{n} figur", "{n} figurer", len(case.figures)).format(n=len(case.figures))
    wishes = ngettext("{n} önskemål", "{n} önskemål", len(case.wishes)).format(n=len(case.wishes))
    rows = ngettext("{n} rad i planen", "{n} rader i planen", len(case.plan)).format(n=len(case.plan))
    files = ngettext("{n} bilaga", "{n} bilagor", len(handed.files)).format(n=len(handed.files))
    edits = ngettext("{n} ändring i historiken", "{n} ändringar i historiken", handed.history).format(n=handed.history)
    counts = [
        figures,
        wishes,
        rows,
        *([files] if handed.files else []),
        edits if handed.history else _("utan historik"),
    ]
    told = f"{' '.join(part for part in parts if part)}.\n{', '.join(counts)}."
    return f"{told}\n\n{handed.erased}" if handed.erased else told


def _add(parent: QWidget, services: Services, handed: HandedCase) -> str | None:
    asked = Message(parent, _("Lägg in ärendet?"), preview_words(handed), accept=_("Lägg in"), reject=_("Avbryt"))
    return services.take_in(handed) if asked.exec() == QDialog.DialogCode.Accepted else None


def _merge(parent: QWidget, services: Services, handed: HandedCase) -> str | None:
    assert handed.sides is not None
    if not handed.sides.differ:
        tell(parent, _("Inget nytt"), _("Biblioteket har redan allt som filen har. Inget har ändrats."))
        return handed.same
    window = MergeCasesWindow(handed.sides, handed.by, parent, erased=handed.erased)
    if window.exec() != QDialog.DialogCode.Accepted:
        return None
    services.merge(handed, window.choices())
    return handed.same
