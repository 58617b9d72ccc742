"""What the map shows, beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Findings(Action):
    """Kartan visar."""

    id = "findings"
    label = N_("Kartan visar")
    chapter = "look"
    order = 40
    keys = ("Ctrl+Shift+L",)
    on = frozenset({"ground"})
    checkable = True

    def enabled(self, window: CaseWindow) -> bool:
        """A map, or the list of wishes, is shown."""
        return window.side.isVisible()

    def checked(self, window: CaseWindow) -> bool:
        """The findings are up."""
        return window.side.leaf == "findings"

    def run(self, window: CaseWindow) -> None:
        """Show the findings and go to them, or the properties again."""
        to_findings = window.side.leaf != "findings"
        window.side.turn_to("findings" if to_findings else "properties")
        if to_findings:
            window.side.findings.list.setFocus()
