"""The user's own roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Roles(Action):
    """Roller."""

    id = "roles"
    label = N_("Roller …")
    chapter = "case"
    order = 60

    def run(self, window: CaseWindow) -> None:
        """Open the window of roles; what is saved shows at once in every open case."""
        from app.widgets.roles.window import RolesWindow

        dialog = RolesWindow(window)
        dialog.saved.connect(_show_everywhere)
        dialog.open()


def _show_everywhere() -> None:
    from app.widgets.palette.palette import Palette

    for widget in QApplication.topLevelWidgets():
        for palette in widget.findChildren(Palette):
            palette.refresh()
