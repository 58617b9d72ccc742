"""Taking edits back and making them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Undo(Action):
    """Ångra."""

    id = "undo"
    label = N_("Ångra")
    chapter = "edit"
    order = 10
    keys = ("Ctrl+Z",)
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """Something has been done, or is being typed."""
        return True

    def run(self, window: CaseWindow) -> None:
        """Take the last edit back."""
        window.undo()


class Redo(Action):
    """Gör om."""

    id = "redo"
    label = N_("Gör om")
    chapter = "edit"
    order = 11
    keys = ("Ctrl+Shift+Z", "Ctrl+Y")
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """Something was taken back."""
        return window.document.stack.canRedo()

    def run(self, window: CaseWindow) -> None:
        """Make the last undone edit again."""
        window.redo()
