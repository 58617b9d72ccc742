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
        """Everybody's name is hidden."""
        return window.document.all_hidden

    def run(self, window: CaseWindow) -> None:
        """Show pseudonyms everywhere, or the names again; what is being typed is kept first."""
        window.commit_all()
        if window.sheet is not None:
            window.sheet.canvas.cancel()
        hide = not window.document.all_hidden
        window.document.hide_names(hide)
        said = _("Namnen är dolda på skärmen. Exporter och utskrifter har de riktiga namnen.")
        window.toast.say(said if hide else _("Namnen visas igen."))


class ShowProtected(Action):
    """Visa skyddade namn på min skärm."""

    id = "show_protected"
    label = N_("Visa skyddade namn på min skärm")
    chapter = "look"
    order = 62
    keys = ("Ctrl+Alt+D",)
    checkable = True

    def enabled(self, window: CaseWindow) -> bool:
        """Somebody has protected identity."""
        return bool(window.document.protected)

    def checked(self, window: CaseWindow) -> bool:
        """Their names are shown."""
        return window.document.revealed

    def run(self, window: CaseWindow) -> None:
        """Show the names that are kept back, to edit them, or keep them back again; never before the group."""
        from app.widgets.projector.projecting import projecting

        window.commit_all()
        chosen = list(window.properties.selection)
        if window.sheet is not None:
            window.sheet.canvas.cancel()
        reveal = not window.document.revealed
        if reveal and projecting(window).shown is not None:
            window.toast.say(_("Kartan visas för gruppen. Avsluta visningen (F11) innan du visar skyddade namn."))
            window.top.refresh()
            return
        window.document.reveal(reveal)
        window.select(chosen)
        said = _("Skyddade namn visas på din skärm. Utskrifter, exporter och projektorn har dem inte.")
        window.toast.say(said if reveal else _("Skyddade namn är dolda igen."))


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
        window.document.reveal(False)  # the group never sees a protected name
        projecting(window).turn()


class ProjectorDeidentified(Action):
    """Visa avidentifierat för gruppen."""

    id = "projector_deidentified"
    label = N_("Visa avidentifierat för gruppen")
    chapter = "look"
    order = 60
    keys = ("Shift+F11",)
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """The projector shows the case de-identified, or will when it is shown."""
        return window.document.wall_deidentified

    def run(self, window: CaseWindow) -> None:
        """Show the group the case de-identified, or as it is shown here again."""
        from app.widgets.projector.projecting import projecting

        window.commit_all()
        window.document.reveal(False)
        projector = projecting(window)
        if window.document.wall_deidentified:
            window.document.deidentify_wall(None)
            window.toast.say(_("Gruppen ser ärendet som du ser det."))
            return
        projector.deidentify()
        if projector.shown is None and window.document.wall_deidentified:
            projector.show()
