"""The page of the files kept with the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Attachments(Page):
    """Bilagor."""

    id = "attachments"
    label = N_("Bilagor")
    order = 55
    keys = ("Ctrl+Shift+I",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.attachments.page import AttachmentsPage

        return AttachmentsPage(window)
