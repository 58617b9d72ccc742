"""Zooming to what is selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.widgets.canvas.scene import FIGURES, Key
from app.widgets.canvas.slips import NOTES

if TYPE_CHECKING:
    from app.widgets.canvas.sheet_view import SheetView

ROOM_MM = 14.0
CLOSEST = 1.5
"""How far the zoom goes in to a single figure; 1.0 is true size."""


def zoom_to(view: SheetView, keys: Iterable[Key]) -> bool:
    """Show figures, ties and notes whole and as large as fits; return whether any of them stands on the sheet."""
    box = _box(view, keys)
    if box is None:
        return False
    view.navigation.fit(box.adjusted(-ROOM_MM, -ROOM_MM, ROOM_MM, ROOM_MM))
    view.navigation.follows_fit = False  # the view keeps to this, not to the whole sheet
    if view.zoom() > CLOSEST:
        view.set_zoom(CLOSEST)
        view.centerOn(box.center())
    return True


def _box(view: SheetView, keys: Iterable[Key]) -> QRectF | None:
    """Return what the figures and ties take up on the sheet, each tie with those at its ends."""
    sheet, box = view.sheet, QRectF()
    for family, name in keys:
        if not sheet.has((family, name)):
            continue
        figures: list[str] = []
        if family == FIGURES:
            figures = [name]
        elif family == NOTES:
            box |= sheet.slips.items[name].sceneBoundingRect()
        else:
            tie = sheet.picture.ties[name]
            figures = [tie.from_, tie.to]
            for item in (sheet.lines[name], sheet.fronts[name]):
                box |= item.sceneBoundingRect()
        for figure in figures:
            box |= sheet.figures[figure].sceneBoundingRect()
    return None if box.isNull() else box
