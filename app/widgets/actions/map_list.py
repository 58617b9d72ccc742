"""The map as a picture, as a list, or as both."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.i18n import N_
from app.widgets.actions.base import Action

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class NextWay(Action):
    """Kartan som lista: bild, båda, lista och bild igen."""

    id = "map_list"
    label = N_("Växla mellan bild, bild och lista, lista")
    chapter = "look"
    order = 50
    keys = ("Ctrl+L",)
    on = frozenset({"ground"})

    def enabled(self, window: CaseWindow) -> bool:
        """A map is shown."""
        return window.sheet is not None

    def run(self, window: CaseWindow) -> None:
        """Show the map in the next way, and remember it."""
        window.beside.next_mode()


class _Way(Action):
    """One way of showing maps."""

    chapter = "look"
    checkable = True
    mode: ClassVar[str]

    def enabled(self, window: CaseWindow) -> bool:
        """A map is shown."""
        return window.sheet is not None

    def checked(self, window: CaseWindow) -> bool:
        """Maps are shown this way."""
        return window.beside.mode == self.mode

    def run(self, window: CaseWindow) -> None:
        """Show maps this way."""
        window.beside.set_mode(self.mode)


class AsPicture(_Way):
    """Kartan som bild."""

    id = "map_as_picture"
    label = N_("Kartan som bild")
    order = 51
    mode = "picture"


class AsBoth(_Way):
    """Kartan som bild och lista."""

    id = "map_as_both"
    label = N_("Kartan som bild och lista")
    order = 52
    mode = "both"


class AsList(_Way):
    """Kartan som lista."""

    id = "map_as_list"
    label = N_("Kartan som lista")
    order = 53
    mode = "list"
