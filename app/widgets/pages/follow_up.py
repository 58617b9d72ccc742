"""The page that follows the plan up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class FollowUp(Page):
    """Uppföljning."""

    id = "follow_up"
    label = N_("Uppföljning")
    order = 20
    keys = ("Ctrl+U",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.follow_up.page import FollowUpPage

        return FollowUpPage(window)
