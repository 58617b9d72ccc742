"""Setting figures in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Arrange(Action):
    """Ordna hela kartan."""

    id = "arrange"
    label = N_("Ordna hela kartan")
    chapter = "arrange"
    order = 10
    keys = ("Ctrl+Shift+O",)
    on = frozenset({"ground"})
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """A map is shown."""
        return window.sheet is not None

    def run(self, window: CaseWindow) -> None:
        """Lay the whole sheet out anew."""
        if window.sheet is not None:
            window.sheet.canvas.arrange()
