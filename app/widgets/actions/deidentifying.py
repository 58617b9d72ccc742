"""De-identifying the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Deidentify(Action):
    """Avidentifiera."""

    id = "deidentify"
    label = N_("Avidentifiera…")
    chapter = "case"
    order = 79

    def enabled(self, window: CaseWindow) -> bool:
        """The texts are shown as they were written, so names must not be hidden."""
        return not window.document.names_hidden

    def run(self, window: CaseWindow) -> None:
        """Show the texts to read, and what can be written."""
        from app.widgets.deidentify.window import DeidentifyWindow
        from app.widgets.projector.projecting import projecting

        window.commit_all()
        DeidentifyWindow(window).exec()
        if window.document.wall_deidentified:
            projecting(window).deidentify()  # the group sees what has been reviewed since
