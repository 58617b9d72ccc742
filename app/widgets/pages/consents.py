"""The page of the consents that the work rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.pages.base import Page

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Consents(Page):
    """Samtycke."""

    id = "consents"
    label = N_("Samtycke")
    order = 50
    keys = ("Ctrl+Shift+S",)

    def make(self, window: CaseWindow) -> QWidget:
        """Return the page."""
        from app.widgets.consents.page import ConsentsPage

        return ConsentsPage(window)
