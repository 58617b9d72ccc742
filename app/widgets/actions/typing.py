"""What is done to figures with keys: set out, joined, moved to another area, pinned."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from app.i18n import N_
from app.widgets.actions.base import Action, Chapter

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView
    from app.widgets.case_window import CaseWindow


class _OnCanvas(Action):
    """Something done on the map that is shown."""

    chapter: ClassVar[Chapter] = "edit"
    edits = True

    def enabled(self, window: CaseWindow) -> bool:
        """A map is shown."""
        return window.sheet is not None

    def run(self, window: CaseWindow) -> None:
        """Do it on the canvas; where the map is only a list, as lists do it."""
        if window.sheet is not None and not window.beside.instead(self.id):
            self.on_canvas(window.sheet.canvas)

    @abstractmethod
    def on_canvas(self, canvas: CanvasView) -> None:
        """Do it on this canvas."""


class _OnFigures(_OnCanvas):
    """Something done with the figures that are selected."""

    on = frozenset({"figure"})

    def enabled(self, window: CaseWindow) -> bool:
        """A figure is selected."""
        return window.sheet is not None and bool(chosen(window.sheet.canvas))


def chosen(canvas: CanvasView) -> list[str]:
    """Return the figures that are selected, in the order they were."""
    return [name for family, name in canvas.selected() if family == "figures"]


class NewFigure(_OnCanvas):
    """Ställ ut en figur."""

    id = "new_figure"
    label = N_("Ställ ut en figur …")
    order = 20
    keys = ("Ins",)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Open the card for new figures."""
        canvas.placing.begin()


class NewRelation(_OnFigures):
    """Rita en relation."""

    id = "new_relation"
    label = N_("Rita relationer …")
    order = 21
    keys = ("Ctrl+K",)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Open the card for relations from the figure selected last."""
        canvas.connecting.begin(chosen(canvas)[-1])


class NewWish(_OnFigures):
    """Ställ ett önskemål."""

    id = "new_wish"
    label = N_("Ställ önskemål …")
    order = 22
    keys = ("Ctrl+Shift+K",)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Open the card for wishes of the figure selected last."""
        canvas.connecting.begin_wish(chosen(canvas)[-1])


class ToArea(_OnFigures):
    """Flytta till ett annat område."""

    id = "to_area"
    label = N_("Flytta till område …")
    chapter = "arrange"
    order = 30
    keys = ("Ctrl+G",)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Open the card that asks for the area."""
        canvas.placing.ask_area(chosen(canvas))


class Pin(_OnFigures):
    """Nåla fast."""

    id = "pin"
    label = N_("Nåla fast figuren där den står")
    chapter = "arrange"
    order = 31
    keys = ("Ctrl+Shift+N",)
    checkable = True

    def checked(self, window: CaseWindow) -> bool:
        """Every selected figure is pinned."""
        if window.sheet is None:
            return False
        canvas = window.sheet.canvas
        names = chosen(canvas)
        return bool(names) and set(names) <= set(canvas.changes.pinned())

    def on_canvas(self, canvas: CanvasView) -> None:
        """Pin them, or let them loose if all of them are pinned."""
        canvas.changes.pin(chosen(canvas))
