"""The library's backups and its health, from a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Backups(Action):
    """Säkerhetskopior."""

    id = "backups"
    label = N_("Säkerhetskopior…")
    chapter = "case"
    order = 85

    def run(self, window: CaseWindow) -> None:
        """Show them; a case of one can be fetched, and the whole library put back from its own window."""
        from app.widgets.recovery.backups_dialog import BackupsDialog

        window.commit_all()
        BackupsDialog(window, window.services.care, whole=False).exec()


class CheckLibrary(Action):
    """Kontrollera biblioteket."""

    id = "check_library"
    label = N_("Kontrollera biblioteket…")
    chapter = "case"
    order = 86

    def run(self, window: CaseWindow) -> None:
        """Go through the whole library."""
        from app.widgets.recovery.checking import CheckDialog

        window.commit_all()
        CheckDialog(window, window.services.care).exec()
