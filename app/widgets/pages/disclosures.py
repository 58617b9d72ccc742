"""The page that tells what was handed out to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Disclosures(Page):
    """Utlämnat."""

    id = "disclosures"
    label = N_("Utlämnat")
    order = 52
    keys = ("Ctrl+Shift+J",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.disclosing.page import DisclosuresPage

        return DisclosuresPage(window)
