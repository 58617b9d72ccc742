"""Handing the case over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class HandOver(Action):
    """Lämna över ärendet."""

    id = "hand_over"
    label = N_("Lämna över ärendet…")
    chapter = "case"
    order = 80

    def run(self, window: CaseWindow) -> None:
        """Ask for a password and where to, and write the file."""
        from app.widgets.handing_over.dialog import hand_over_window

        hand_over_window(window)
