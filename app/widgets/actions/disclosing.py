"""Handing out the plan, and checking what was handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Disclose(Action):
    """Lämna ut."""

    id = "disclose"
    label = N_("Lämna ut…")
    chapter = "case"
    order = 22
    keys = ("Ctrl+Shift+E",)

    def run(self, window: CaseWindow) -> None:
        """Show who may have what, and make the packages."""
        from app.widgets.disclosing.opening import hand_out

        hand_out(window)


class CheckPackage(Action):
    """Kontrollera paket."""

    id = "check_package"
    label = N_("Kontrollera paket…")
    chapter = "case"
    order = 23

    def run(self, window: CaseWindow) -> None:
        """Ask for a package, and say whether it is whole."""
        from app.widgets.disclosing.opening import check_package

        check_package(window)
