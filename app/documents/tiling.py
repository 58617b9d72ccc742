"""A large drawing cut into sheets that are taped together, as the flip chart was. Millimetres.

Every sheet has a white edge. Where another comes to its left or above it, a dashed line says where to cut; the cut
edge is then laid against the marks on the sheet before, over a strip that is printed on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from app.drawing import fonts
from app.drawing.framing import within
from app.drawing.geometry import Rect
from app.drawing.ops import Drawing, Group, Op, Path, Style, Text
from app.drawing.shapes import polyline
from app.i18n import _
from app.kinds.palette import INK, LINE, PAPER, SOFT_INK

EDGE = 12.0
"""How broad the white edge is: more than any printer leaves blank, and room for the words on it."""
OVERLAP = 12.0
"""How broad the strip is that two neighbours share."""
MOST = 5
"""No poster has more sheets than this side by side or under each other, where the number is ours to choose."""
MARK = 5.0
WORDS_PT = 8.5
KEY = 2.0
_CUT = Style(stroke=INK, width=0.3, dash=(2.0, 1.6), cap="butt")
_MARK = Style(stroke=INK, width=0.3, cap="butt")


@dataclass(frozen=True, slots=True)
class Grid:
    """So many sheets of ``sheet`` (width, height) across and down."""

    across: int
    down: int
    sheet: tuple[float, float]

    @property
    def step(self) -> tuple[float, float]:
        """How far it is from one sheet to the next, on the whole."""
        return self.sheet[0] - 2 * EDGE - OVERLAP, self.sheet[1] - 2 * EDGE - OVERLAP

    @property
    def size(self) -> tuple[float, float]:
        """What the sheets together hold."""
        return self.across * self.step[0] + OVERLAP, self.down * self.step[1] + OVERLAP

    @classmethod
    def holding(cls, size: tuple[float, float], sheet: tuple[float, float]) -> Grid:
        """Return the fewest sheets that hold a drawing of ``size``."""
        one = cls(1, 1, sheet)
        across, down = (max(1, ceil((size[i] - OVERLAP) / one.step[i] - 1e-6)) for i in (0, 1))
        return cls(across, down, sheet)


def tiles(drawing: Drawing, grid: Grid, page: int = 1, pages: int = 0) -> list[Drawing]:
    """Return the sheets of a drawing, row by row from the upper left; ``page`` of ``pages`` is the first one's number.

    ``pages`` is 0 where the sheets are all there is.
    """
    total = pages or grid.across * grid.down
    places = [(row, column) for row in range(grid.down) for column in range(grid.across)]
    return [_tile(drawing, grid, place, page + number, total) for number, place in enumerate(places)]


def _tile(drawing: Drawing, grid: Grid, place: tuple[int, int], page: int, pages: int) -> Drawing:
    row, column = place
    (width, height), (across, down) = grid.sheet, grid.step
    dx, dy = EDGE - column * across, EDGE - row * down
    frame = Rect(-dx, -dy, width, height)
    painted = Group(within(drawing.ops, frame), dx, dy, role="page")
    ground = Path(_box(Rect(0, 0, width, height)), Style(fill=drawing.background or PAPER))
    marks = Group((*_edges(width, height), *_marks(grid, place), *_words(drawing, grid, place, page, pages)))
    told = drawing.told if not row and not column else _("En del av samma karta: rad {row}, blad {column}.")
    first = Group((ground,), role="furniture")
    return replace(
        drawing,
        width=width,
        height=height,
        ops=(first, painted, replace(marks, role="furniture")),
        told=told.format(row=row + 1, column=column + 1) if row or column else told,
        background=None,
    )


def _edges(width: float, height: float) -> list[Op]:
    """Return the white edge, over what of the drawing reaches beyond the sheet's part."""
    white = Style(fill=PAPER)
    boxes = (
        Rect(0, 0, width, EDGE),
        Rect(0, height - EDGE, width, EDGE),
        Rect(0, 0, EDGE, height),
        Rect(width - EDGE, 0, EDGE, height),
    )
    return [Path(_box(box), white) for box in boxes]


def _marks(grid: Grid, place: tuple[int, int]) -> list[Op]:
    """Return where to cut (along the sides that lie over a neighbour), and where the neighbours' cut edges come."""
    row, column = place
    width, height = grid.sheet
    left, top, right, bottom = EDGE, EDGE, width - EDGE, height - EDGE
    ops: list[Op] = []
    if column:
        ops.append(Path(polyline([(left, 2.0), (left, height - 2.0)]), _CUT))
    if row:
        ops.append(Path(polyline([(2.0, top), (width - 2.0, top)]), _CUT))
    if column < grid.across - 1:
        x = right - OVERLAP
        for y in (top - MARK, bottom):
            ops.append(Path(polyline([(x, y), (x, y + MARK)]), _MARK))
    if row < grid.down - 1:
        y = bottom - OVERLAP
        for x in (left - MARK, right):
            ops.append(Path(polyline([(x, y), (x + MARK, y)]), _MARK))
    return ops


def _words(drawing: Drawing, grid: Grid, place: tuple[int, int], page: int, pages: int) -> list[Op]:
    """Return what stands on the lower edge: a small plan of the sheets, which one this is, how to join them."""
    row, column = place
    width, height = grid.sheet
    baseline = height - EDGE / 2 + 1.0
    key = min(KEY, (EDGE - 4.0) / grid.down)
    ops: list[Op] = []
    for down in range(grid.down):
        for along in range(grid.across):
            box = Rect(EDGE + 2 + along * key * 1.3, height - EDGE + 2 + down * key, key * 1.3, key)
            here = (down, along) == place
            ops.append(Path(_box(box), Style(fill=INK if here else PAPER, stroke=LINE, width=0.2)))
    numbering = _("Sida {page} av {pages}").format(page=page, pages=pages)
    which = _("Rad {row} av {rows}, blad {column} av {columns}").format(
        row=row + 1, rows=grid.down, column=column + 1, columns=grid.across
    )
    how = _("Klipp vid streckad linje och tejpa mot märkena på bladet före.") if row or column else ""
    start = EDGE + 4 + grid.across * key * 1.3
    room = width - EDGE - start - fonts.measure(numbering, WORDS_PT) - 6
    said = " · ".join(part for part in (which, how, drawing.title) if part)
    text = fonts.cut(fonts.clean(said), WORDS_PT, "regular", room)
    ops.append(Text(start, baseline, text, WORDS_PT, "regular", SOFT_INK))
    ops.append(Text(width - EDGE, baseline, numbering, WORDS_PT, "regular", SOFT_INK, "end"))
    return ops


def _box(box: Rect) -> tuple[tuple[str, *tuple[float, ...]], ...]:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    return (("M", *corners[0]), *(("L", *corner) for corner in corners[1:]), ("Z",))


def on_sheets(drawing: Drawing, sheet: tuple[float, float], page: int = 1, pages: int = 0) -> Sequence[Drawing]:
    """Return a drawing in its own size on as few sheets as hold it, lying or standing."""
    lying = Grid.holding((drawing.width, drawing.height), sheet)
    standing = Grid.holding((drawing.width, drawing.height), (sheet[1], sheet[0]))
    fewest = min((lying, standing), key=lambda grid: grid.across * grid.down)
    return tiles(drawing, fewest, page, pages)
