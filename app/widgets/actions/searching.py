"""Searching in all cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class SearchAll(Action):
    """Sök i alla ärenden."""

    id = "search_all"
    label = N_("Sök i alla ärenden…")
    chapter = "case"
    order = 5
    keys = ("Ctrl+Alt+F",)

    def run(self, window: CaseWindow) -> None:
        """Ask for words, and show what is chosen."""
        from app.widgets.searching.dialog import search_all

        window.commit_all()
        search_all(window)
