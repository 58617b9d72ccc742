"""The page of the case's SIP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class SipOfCase(Page):
    """SIP."""

    id = "sip"
    label = N_("SIP")
    order = 15
    keys = ("Ctrl+Alt+S",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.sip.page import SipPage

        return SipPage(window)
