"""Looking round on the map that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class _OnSheet(Action):
    """Something that needs a map on the screen."""

    chapter = "look"

    def enabled(self, window: CaseWindow) -> bool:
        """A map is shown."""
        return window.sheet is not None


class Fit(_OnSheet):
    """Visa hela kartan."""

    id = "fit"
    label = N_("Visa hela kartan")
    order = 10
    keys = ("Ctrl+0",)
    on = frozenset({"ground"})

    def run(self, window: CaseWindow) -> None:
        """Show the whole sheet."""
        if window.sheet is not None:
            window.sheet.canvas.fit()


class ZoomIn(_OnSheet):
    """Zooma in."""

    id = "zoom_in"
    label = N_("Zooma in")
    order = 11
    keys = ("Ctrl++", "Ctrl+=")

    def run(self, window: CaseWindow) -> None:
        """Show less, larger."""
        if window.sheet is not None:
            window.sheet.canvas.zoom_in()


class ZoomOut(_OnSheet):
    """Zooma ut."""

    id = "zoom_out"
    label = N_("Zooma ut")
    order = 12
    keys = ("Ctrl+-",)

    def run(self, window: CaseWindow) -> None:
        """Show more, smaller."""
        if window.sheet is not None:
            window.sheet.canvas.zoom_out()
