"""The page of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Timeline(Page):
    """Tidslinje."""

    id = "timeline"
    label = N_("Tidslinje")
    order = 41
    keys = ("Ctrl+Shift+T",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.timeline.page import TimelinePage

        return TimelinePage(window)
