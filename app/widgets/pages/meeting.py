"""The page of the case's meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Meeting(Page):
    """Träff."""

    id = "meeting"
    label = N_("Träff")
    order = 10
    keys = ("Ctrl+T",)
    tab = True

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.meeting.page import MeetingPage

        return MeetingPage(window)
