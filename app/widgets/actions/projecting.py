"""Showing the map to the group: on the projector, and without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class HideNames(Action):
    """Dölj namnen."""

    id = "hide_names"
    label = N_("Dölj namnen")
    chapter = "look"
    order = 61
    keys = ("Ctrl+Shift+D",)
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """Names are hidden."""
        return window.document.names_hidden

    def run(self, window: CaseWindow) -> None:
        """Show pseudonyms everywhere, or the names again; what is being typed is kept first."""
        window.commit_all()
        if window.sheet is not None:
            window.sheet.canvas.cancel()
        hide = not window.document.names_hidden
        window.document.hide_names(hide)
        said = _("Namnen är dolda på skärmen. Exporter och utskrifter har de riktiga namnen.")
        window.toast.say(said if hide else _("Namnen visas igen."))


class Projector(Action):
    """Visa för gruppen."""

    id = "projector"
    label = N_("Visa för gruppen")
    chapter = "look"
    order = 60
    keys = ("F11",)
    on = frozenset({"ground"})

    def run(self, window: CaseWindow) -> None:
        """Fill the projector's screen with the map, or leave it."""
        from app.widgets.projector.projecting import projecting

        window.commit_all()
        projecting(window).turn()
