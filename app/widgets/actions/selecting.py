"""Selecting several at once on the map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.i18n import N_
from app.widgets.actions.editing import _OnCanvas

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

Key = tuple[str, str]


def _figures(names: Iterable[str]) -> list[Key]:
    return [("figures", name) for name in names]


def _chosen(canvas: CanvasView) -> list[str]:
    return [name for family, name in canvas.selected() if family == "figures"]


class SelectAll(_OnCanvas):
    """Markera alla figurer."""

    id = "select_all"
    label = N_("Markera alla figurer")
    order = 60
    on = frozenset({"ground"})

    def suits(self, canvas: CanvasView) -> bool:
        """Always."""
        return True

    def on_canvas(self, canvas: CanvasView) -> None:
        """Select everyone on the sheet."""
        canvas.select(_figures(canvas.sheet.figures))


class Invert(_OnCanvas):
    """Vänd markeringen."""

    id = "select_others"
    label = N_("Markera de andra i stället")
    order = 61
    keys = ("Ctrl+Shift+A",)
    on = frozenset({"ground"})

    def suits(self, canvas: CanvasView) -> bool:
        """Always."""
        return True

    def on_canvas(self, canvas: CanvasView) -> None:
        """Select the figures that are not selected, and no others."""
        chosen = set(_chosen(canvas))
        canvas.select(_figures(name for name in canvas.sheet.figures if name not in chosen))


class _FromFigures(_OnCanvas):
    """Something that begins with the figures that are selected."""

    on = frozenset({"figure"})

    def suits(self, canvas: CanvasView) -> bool:
        """A figure is selected."""
        return bool(_chosen(canvas))


class SelectArea(_FromFigures):
    """Markera hela området."""

    id = "select_area"
    label = N_("Markera alla i området")
    order = 62

    def on_canvas(self, canvas: CanvasView) -> None:
        """Select everyone of the same area; the child belongs to none of them."""
        case = canvas.document.case
        areas = {case.figures[name].group for name in _chosen(canvas)}
        canvas.select(_figures(n for n in canvas.sheet.figures if case.figures[n].group in areas and n != case.child))


class SelectTied(_FromFigures):
    """Markera dem som figuren har linjer till."""

    id = "select_tied"
    label = N_("Markera alla som figuren har linjer till")
    order = 63
    keys = ("Ctrl+Shift+G",)

    def on_canvas(self, canvas: CanvasView) -> None:
        """Select the figures at the other ends too, with the lines between; again goes one step further."""
        sheet, chosen = canvas.sheet, _chosen(canvas)
        ties = list(dict.fromkeys(tie for name in chosen for tie in sheet.ties_of(name)))
        ends = [end for _f, tie in ties for end in (sheet.picture.ties[tie].from_, sheet.picture.ties[tie].to)]
        canvas.select([*_figures(dict.fromkeys([*chosen, *ends])), *ties])
