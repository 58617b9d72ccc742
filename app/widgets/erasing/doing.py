"""Erasing a person from the case of a window; the case is opened anew, for what could be undone has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog

from app.i18n import _
from app.widgets.common.messages import tell
from app.widgets.erasing.backups import done_words
from app.widgets.erasing.person import ErasePersonDialog
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


def erase_person(window: CaseWindow, figure: str) -> None:
    """Show what would go, and erase it if the answer is yes."""
    dialog = ErasePersonDialog(window.services, window.library_id, window.document.case, figure, window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    erasure = dialog.erasure()
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        done = window.services.erase_person(window.library_id, erasure, later=dialog.backups.later)
    except ServiceFailed as problem:
        QApplication.restoreOverrideCursor()
        tell(window, _("Personen raderades inte"), str(problem))
        return
    QApplication.restoreOverrideCursor()
    new = opened_anew(window)
    tell(
        new,
        _("Personen är raderad"),
        done_words(done, _("Inget i ärendet eller dess historik nämner personen längre.")),
    )


def opened_anew(window: CaseWindow) -> CaseWindow:
    """Return a new window of the same case, in the place of the one that is closed."""
    from app.widgets.case_window import CaseWindow as Window
    from app.widgets.library.window import LibraryWindow

    libraries = [each for each in QApplication.topLevelWidgets() if isinstance(each, LibraryWindow)]
    owner = next((each for each in libraries if each.case_window is window), None)
    new = Window(window.services.open(window.library_id), window.services, window.settings, window.library_id)
    new.setGeometry(window.geometry())
    if owner is not None:
        owner.take_over(new)
    new.show()
    new.show_page(window.page)
    window.close()
    window.deleteLater()
    return new
