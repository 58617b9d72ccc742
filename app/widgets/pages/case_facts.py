"""The page with the facts of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class CaseFacts(Page):
    """Ärendet."""

    id = "case_facts"
    label = N_("Ärendet")
    order = 5
    keys = ("Ctrl+I",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.case_facts.page import CaseFactsPage

        return CaseFactsPage(window)
