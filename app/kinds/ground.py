"""What a sheet's figures stand on: the groups' areas with their headings, and the rings. Millimetres from the child."""

from __future__ import annotations

from app.drawing import fonts
from app.drawing.layout import Area, AreaShape, Layout
from app.drawing.ops import Op, Path, Style, Text
from app.kinds.palette import RING, SHEET, sector_look
from app.models.case import Case
from app.models.records import Group

HEADING_PT = 10.5
SPACING = 0.9


def heading_area(group: Group) -> Area:
    """Return a group as an area to lay out, with its heading's size."""
    width = fonts.measure(heading_text(group), HEADING_PT, "bold", SPACING)
    return Area(group.id, (width, fonts.ascent(HEADING_PT) + fonts.descent(HEADING_PT)))


def heading_text(group: Group) -> str:
    """Return a group's heading as it is painted."""
    return fonts.clean(group.label).strip().upper()


def background(case: Case, layout: Layout) -> tuple[Op, ...]:
    """Return areas, rings and headings."""
    areas = [_area(case.groups[shape.id], shape) for shape in layout.areas]
    dots = Style(stroke=RING, width=0.3, dash=(0.3, 1.6), opacity=0.55)
    rings = [Path(path, dots) for path in layout.ring_paths[:-1]]
    return (*areas, *rings, *(_heading(case.groups[shape.id], shape) for shape in layout.areas))


def _area(group: Group, shape: AreaShape) -> Path:
    look = sector_look(group.sector)
    return Path(shape.outline, Style(fill=look.tint, stroke=look.fill, width=0.25))


def _heading(group: Group, shape: AreaShape) -> Text:
    box = shape.heading
    baseline = box.y + fonts.ascent(HEADING_PT)
    ink = sector_look(group.sector).ink
    return Text(box.x, baseline, heading_text(group), HEADING_PT, "bold", ink, halo=SHEET, spacing=SPACING)
