"""Erasing a person from the case for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


def _figure(window: CaseWindow) -> str | None:
    """Return the one figure that is selected, or None."""
    figures = [key for family, key in window.properties.selection if family == "figures"]
    return figures[0] if len(figures) == 1 else None


class ErasePerson(Action):
    """Radera en person för gott."""

    id = "erase_person"
    label = N_("Radera personen för gott …")
    chapter = "case"
    order = 90
    on = frozenset({"figure"})
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """One figure is selected, and its name may be seen."""
        return _figure(window) is not None

    def run(self, window: CaseWindow) -> None:
        """Show what goes, and erase it if the answer is yes."""
        figure = _figure(window)
        if figure is None:
            return
        if window.document.names_hidden:
            window.toast.say(_("Visa namnen först, så att du ser vem som raderas."))
            return
        from app.widgets.erasing.doing import erase_person

        window.commit_all()
        erase_person(window, figure)
