"""The export menu: everything the case can be written as, and where to."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from app.document import Document
from app.i18n import _
from app.kinds.options import Options
from app.widgets.common.messages import tell
from app.widgets.services import Paper, ServiceFailed, Services

if TYPE_CHECKING:
    from app.documents.base import Document as PaperSource

CALENDAR = "calendar"
"""The paper that asks first what it is to hold; its file is never named after a child."""


TABLE = ("csv",)
"""The suffixes of a paper that is nothing but a table."""


class Exporter:
    """Fills a menu with the papers, and writes the one that is chosen."""

    def __init__(
        self, window: QWidget, document: Document, services: Services, looks: Callable[[], Options] = Options
    ) -> None:
        self._window, self._document, self._services, self._looks = window, document, services, looks
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.written: Path | None = None
        self._made: PaperSource | None = None

    def fill(self, menu: QMenu) -> dict[str, QAction]:
        """Put one action a paper in the menu and return them by kind; tables have a menu of their own, last."""
        actions: dict[str, QAction] = {}
        tables = QMenu(_("Tabeller"), menu)
        for paper in self._services.papers():
            home = tables if paper.suffixes == TABLE else menu
            action = home.addAction(_("{paper}…").format(paper=_(paper.label)))
            action.triggered.connect(lambda _checked=False, each=paper: self.ask(each))
            actions[paper.kind] = action
        if not tables.isEmpty():
            menu.addMenu(tables)
        return actions

    def ask(self, paper: Paper) -> bool:
        """Ask where to, write it there, and return whether it was written."""
        self._made = None
        if paper.kind == CALENDAR:
            from app.widgets.calendar_choice import ask_dates

            self._made = ask_dates(self._window)
            if self._made is None:
                return False
        filters = {_("{suffix}-fil (*.{ending})").format(suffix=s.upper(), ending=s): s for s in paper.suffixes}
        suggested = str(Path(self._folder) / f"{self._stem(paper)}.{paper.suffixes[0]}")
        heading = _("Exportera {paper}").format(paper=_(paper.label).lower())
        chosen, kind = QFileDialog.getSaveFileName(self._window, heading, suggested, ";;".join(filters))
        if not chosen:
            return False
        path = Path(chosen)
        if path.suffix.lower().lstrip(".") not in paper.suffixes:
            path = path.with_name(f"{path.name}.{filters.get(kind, paper.suffixes[0])}")
        self._folder = str(path.parent)
        return self._write(paper, path)

    def _stem(self, paper: Paper) -> str:
        """Return a file name with the case's number, never its title: the desktop remembers names of files."""
        words = f"{self._document.case.info.number or ''} {_(paper.label)}"
        return re.sub(r'[\\/:*?"<>|\s]+', "-", words).strip("-. ")[:90]

    def _write(self, paper: Paper, path: Path) -> bool:
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            if self._made is not None:
                self._services.write(self._made, self._document.case, path)
            else:
                self._services.export(self._document.case, paper.kind, path, looks=self._looks())
        except ServiceFailed as problem:
            QApplication.restoreOverrideCursor()
            tell(self._window, _("Exporten gick inte"), str(problem))
            return False
        QApplication.restoreOverrideCursor()
        self.written = path
        return True
