"""The page that shows how the map came to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Growth(Page):
    """Kartans historia."""

    id = "growth"
    label = N_("Kartans historia")
    order = 60
    keys = ("Ctrl+Shift+H",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.growth.page import GrowthPage

        return GrowthPage(window)
