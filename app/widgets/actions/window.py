"""Going about in the window, and taking things out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class Export(Action):
    """Exportera."""

    id = "export"
    label = N_("Exportera …")
    chapter = "case"
    order = 20
    keys = ("Ctrl+E",)

    def run(self, window: CaseWindow) -> None:
        """Export what the page shows, where it can; else show what can be exported."""
        if not window.more_pages.export(window.page):
            window.top.export.showMenu()


class Print(Action):
    """Skriv ut."""

    id = "print"
    label = N_("Skriv ut…")
    chapter = "case"
    order = 21
    keys = ("Ctrl+P",)

    def run(self, window: CaseWindow) -> None:
        """Show what the page prints, and print it."""
        window.print_sheet()


class ToLibrary(Action):
    """Till biblioteket."""

    id = "library"
    label = N_("Till biblioteket")
    chapter = "go"
    order = 90
    keys = ("Ctrl+W",)

    def run(self, window: CaseWindow) -> None:
        """Close the case."""
        window.go_to_library()


class Search(Action):
    """Sök bland rollerna."""

    id = "search"
    label = N_("Sök bland rollerna")
    chapter = "go"
    order = 20
    keys = ("Ctrl+F",)

    def enabled(self, window: CaseWindow) -> bool:
        """A map is shown, with its roles beside it."""
        return window.sheet is not None

    def run(self, window: CaseWindow) -> None:
        """Go to the search field of the roles."""
        window.palette_panel.search.setFocus()
