"""The page of Barnets bästa-hjulet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Wheel(Page):
    """Barnets bästa-hjulet."""

    id = "wheel"
    label = N_("Barnets bästa-hjulet")
    order = 40
    keys = ("Ctrl+Shift+B",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.wheel.page import WheelPage

        return WheelPage(window)
