"""Searching in all cases from the window of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout

from app.i18n import _
from app.widgets.common.opening import fit_on_screen
from app.widgets.common.search import SearchField
from app.widgets.searching.panel import HitPanel
from app.widgets.searching.showing import in_place_of, show_found
from app.widgets.services import Found, ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_TO_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchDialog(QDialog):
    """A field and what is found. ``found`` is what was chosen, or None."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Sök i alla ärenden"))
        self.found: Found | None = None
        self.field = SearchField(_("Sök namn och ord…"), _("Sök i alla ärenden"))
        self.field.installEventFilter(self)
        self.panel = HitPanel(window.services)
        self.problem = QLabel()
        self.problem.setObjectName("error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.field.textChanged.connect(self.panel.search)
        self.field.returnPressed.connect(self._take)
        self.panel.opened.connect(self._chosen)
        self.panel.failed.connect(self._failed)
        column = QVBoxLayout(self)
        for widget in (self.field, self.problem, self.panel):
            column.addWidget(widget)
        fit_on_screen(self, 620, 460)

    def _take(self) -> None:
        """Open the line that is chosen: the first, until the arrow keys say otherwise."""
        self.panel.now()
        row = self.panel.list.currentIndex().row()
        if 0 <= row < len(self.panel.model.hits):
            self._chosen(self.panel.model.hits[row])

    def _chosen(self, found: Found) -> None:
        self.found = found
        self.accept()

    def _failed(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TO_THE_LIST:
            self.panel.now()
            QApplication.sendEvent(self.panel.list, event)
            return True
        return super().eventFilter(watched, event)


def search_all(window: CaseWindow) -> None:
    """Ask for words and show what is chosen; another case opens in a window in place of this one."""
    dialog = SearchDialog(window)
    if dialog.exec() != QDialog.DialogCode.Accepted or dialog.found is None:
        return
    found = dialog.found
    if found.case == window.library_id:
        show_found(window, found.family, found.key)
        return
    try:
        other = in_place_of(window, found.case)
    except ServiceFailed as problem:
        window.banner.say(str(problem))
        return
    show_found(other, found.family, found.key)
