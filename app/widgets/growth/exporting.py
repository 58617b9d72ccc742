"""Writing what a page shows to a file: an earlier map, a comparison, the wheel as it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from app.documents.base import Document as PaperSource
from app.i18n import _
from app.models.case import Case
from app.widgets.common.messages import tell
from app.widgets.exporting import Exporter
from app.widgets.services import Paper, ServiceFailed

SUFFIXES = ("pdf", "png", "svg")


class PastExporter(Exporter):
    """Asks where to, and writes what is shown there."""

    def take(self, shown: PaperSource, case: Case) -> Path | None:
        """Ask where to and return the file that was written, None if none was."""
        self._shown, self._case = shown, case
        self.written = None
        self.ask(Paper(shown.id, shown.label, SUFFIXES))
        return self.written

    def _write(self, paper: Paper, path: Path) -> bool:
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            self._services.write(self._shown, self._case, path)
        except ServiceFailed as problem:
            QApplication.restoreOverrideCursor()
            tell(self._window, _("Exporten gick inte"), str(problem))
            return False
        QApplication.restoreOverrideCursor()
        self.written = path
        return True
