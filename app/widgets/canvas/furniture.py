"""What stands round the map on its sheet: title above, legend beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.drawing import fonts
from app.drawing.geometry import Rect, united
from app.drawing.ops import Group, Op, Path, Style, Text
from app.widgets.canvas import style

if TYPE_CHECKING:
    from app.kinds.sheet_picture import SheetPicture

TITLE_PT, SUBTITLE_PT, LEGEND_PT = 20.0, 11.0, 9.0
SMALLEST = Rect(-120.0, -75.0, 240.0, 150.0)
"""Room that a sheet takes at least, so that a nearly empty one is not blown up."""
GAP, ROW, ENTRY_GAP = 9.0, 8.0, 8.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """Ops in sheet coordinates and the room of sheet, title and legend together."""

    ops: tuple[Op, ...]
    bounds: Rect


def furniture(picture: SheetPicture) -> Furniture:
    """Return title and legend for a sheet."""
    room = united((picture.bounds, SMALLEST))
    beneath = " · ".join(part for part in (picture.subtitle, picture.nature) if part)
    title_room = 17.0 if beneath else 11.0
    top = room.y - title_room - 2.0
    ops: list[Op] = [Text(room.x, top + 7.0, picture.title, TITLE_PT, "bold", style.INK)]
    if beneath:
        ops.append(Text(room.x, top + 14.0, beneath, SUBTITLE_PT, "regular", "#555550"))
    bottom = room.bottom
    if picture.legend:
        line = bottom + GAP
        ops.append(Path((("M", room.x, line), ("L", room.right, line)), Style(stroke=style.RULE, width=0.25)))
        legend, bottom = _legend(picture, room, line + ROW)
        ops.extend(legend)
    return Furniture(tuple(ops), Rect(room.x, top, room.width, bottom - top))


def _legend(picture: SheetPicture, room: Rect, y: float) -> tuple[list[Op], float]:
    """Return the entries, flowing into rows from ``y``, and the bottom of the last row."""
    ops: list[Op] = []
    x = room.x
    for entry in picture.legend:
        width = entry.width + 2.5 + fonts.measure(entry.text, LEGEND_PT)
        if x > room.x and x + width > room.right:
            x, y = room.x, y + ROW
        ops.append(Group(entry.ops, dx=x, dy=y))
        ops.append(Text(x + entry.width + 2.5, y + 1.1, entry.text, LEGEND_PT, "regular", "#333330"))
        x += width + ENTRY_GAP
    return ops, y + ROW / 2
