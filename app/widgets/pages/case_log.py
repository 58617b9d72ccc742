"""The page that tells who did what when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class CaseLog(Page):
    """Ändringslogg."""

    id = "case_log"
    label = N_("Ändringslogg")
    order = 62
    keys = ("Ctrl+Shift+Y",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.case_log.page import CaseLogPage

        return CaseLogPage(window)
