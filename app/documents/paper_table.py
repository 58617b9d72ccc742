"""Tables on paper: the heading repeats on every page, a line stays whole, a line taller than a page is cut cleanly.

ReportLab can split a row by itself, but does so at any place and takes minutes over a long one. Here a row that
no page can hold is sliced first, at whole lines of text, so that ReportLab only ever moves whole rows.
To those who hear the paper it is one table all the same: the heading is read once, the slices are one row.
Widths are millimetres, heights points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Table, TableStyle

from app.documents.paper_style import BLOCKED, BLOCKED_TINT, GREEN, PALE, RULE, gap, paragraph, stacked, styles
from app.drawing import fonts
from app.drawing.tags import Element, tags_of
from app.drawing.to_reportlab import MM, NAMES

PADDING = 5.0
TOP, BOTTOM = 4.0, 5.0
SLICE_PT = 390.0
"""How tall the contents of one row may be: an A4 page lying down, less title, table heading and band."""
PAGE_PT = 480.0
"""How much room a new page has at least."""
BAND_STYLE = "band"
EDGE_PT = 3.0
SHORT_PT, SMALL_PT = 90.0, 165.0
"""How tall two rows may be to stay together at a table's ends, and how tall a table that is never parted."""
UNDER_TITLE_MM = 1.5
"""How much room there is between a line of text and the table that follows it."""
LABEL_WIDTH, FACTS_WIDTH_MM = 52.0, 269.0
"""Millimetres that the labels of a list of facts have, and all of it on a landscape A4."""


@dataclass(frozen=True, slots=True)
class Band:
    """A line of words across the table that stays with the row after it; words beyond one line are left out."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands in each cell. A ``marked`` row is tinted and has a heavy edge, which greyscale keeps."""

    cells: Sequence[Sequence[Flowable]]
    marked: bool = False


@dataclass(slots=True)
class Line:
    """A row or a band as it is set, with its row and cells in the tree of the paper; slices of a row share theirs."""

    line: Band | Row
    row: Element = field(default_factory=lambda: Element("TR"))
    cells: list[Element] = field(default_factory=list)


class Tagged(Table):
    """A table that says what its cells are. ``lines`` are its rows; None is a heading that is repeated."""

    lines: Sequence[Line | None] = ()
    repeatRows: int
    _cellvalues: list[Any]

    @property
    def count(self) -> int:
        """How many rows it has, with the heading."""
        return len(self._cellvalues)

    def draw(self) -> None:
        """Paint it, marked."""
        tags = tags_of(self.canv)
        open_now: list[Any] = []

        def begin(manager: Any) -> None:
            manager.__enter__()
            open_now.append(manager)

        def end() -> None:
            open_now.pop().__exit__(None, None, None)

        def tell(_table: Any, what: str, *which: Any) -> None:
            line = self.lines[which[0]] if what in ("startRow", "startCell") else None
            if what == "startCell":  # paragraphs bring their own font: ReportLab would set one outside every mark
                self._curcellstyle = which[3]
            match what:
                case "startBG" | "startLines":
                    begin(tags.passed_over(self.canv))
                case "startRow":
                    begin(tags.inside(line.row) if line else tags.passed_over(self.canv))
                case "startCell" if line:
                    begin(tags.inside(line.cells[which[1]]))
                case "endBG" | "endLines" | "endRow":
                    end()
                case "endCell" if len(open_now) > 1:
                    end()

        self._renderCB = tell  # on the object: ReportLab's own __init__ hides one of the class
        super().draw()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the table's parts; the heading is repeated on each and read once."""
        parts = super().split(width, height)
        told = 0
        for each in parts:
            if isinstance(each, Tagged):
                again = self.repeatRows if told else 0
                each.lines = [*[None] * again, *self.lines[told : told + each.count - again]]
                told += each.count - again
        return parts


def filling(room: float, shares: Sequence[float]) -> tuple[float, ...]:
    """Return the widths of columns that fill ``room`` millimetres, by their shares of it."""
    return tuple(room * share / sum(shares) for share in shares)


def table(head: Sequence[str], lines: Sequence[Band | Row], widths: Sequence[float]) -> Table:
    """Return the table of ``lines`` under ``head``."""
    return _set(head, list(_sliced(lines, widths)), widths)


def facts(pairs: Iterable[tuple[str, str | None]], width: float = FACTS_WIDTH_MM) -> list[Flowable]:
    """Return labels with what stands beside them, as a quiet table; pairs without a text are left out.

    ``width`` is the room in millimetres: 269 on a landscape A4, 182 on an upright one.
    """
    said = [(label, text) for label, text in pairs if (text or "").strip()]
    rows = [Row([stacked((label, "cell_bold")), stacked((text, "cell"))]) for label, text in said]
    widths = (LABEL_WIDTH, width - LABEL_WIDTH)
    return [_made(None, list(_sliced(rows, widths)), widths, _quiet()), gap(2.0)] if said else []


def _set(head: Sequence[str], sliced: Sequence[Line], widths: Sequence[float]) -> Table:
    return _made(head, sliced, widths, [*_manners(), *_marks([each.line for each in sliced])])


def _made(
    head: Sequence[str] | None, sliced: Sequence[Line], widths: Sequence[float], manners: Sequence[tuple[Any, ...]]
) -> Table:
    """Return the table with its heights told: ReportLab would measure every row anew on every page."""
    whole = Element("Table")
    data = [_cells(each.line, widths) for each in sliced]
    heights = [_line_height(each.line, widths) for each in sliced]
    lines = list(sliced)
    if head is not None:
        data.insert(0, [paragraph(text, "head") for text in head])
        heights.insert(0, _head_height(head, widths))
        lines.insert(0, Line(Row(()), cells=[Element("TH", scope="Column") for _text in head]))
    for each in lines:
        each.row.home = whole
    made = Tagged(
        data,
        colWidths=[width * MM for width in widths],
        rowHeights=heights,
        repeatRows=int(head is not None),
        hAlign="LEFT",
    )
    made.lines = lines
    made.setStyle(TableStyle([*manners, *_together(heights, int(head is not None))]))
    return made


def _together(heights: Sequence[float], first: int) -> Iterator[tuple[Any, ...]]:
    """Yield which rows stay on one page: the first two and the last two, so that none stands alone; all of a few."""
    last = len(heights) - 1
    if last > first and sum(heights[first:]) <= SMALL_PT:
        yield ("NOSPLIT", (0, first), (-1, last))
        return
    for start in {first, last - 1}:
        if last > first and sum(heights[start : start + 2]) <= SHORT_PT:
            yield ("NOSPLIT", (0, start), (-1, start + 1))


def section(
    title: Sequence[Flowable], head: Sequence[str], lines: Sequence[Band | Row], widths: Sequence[float]
) -> list[Flowable]:
    """Return the title and the table, the title never on another page than the table's first row."""
    sliced = list(_sliced(lines, widths))
    first = next((i for i, each in enumerate(sliced) if isinstance(each.line, Row)), -1)
    heights = [_line_height(each.line, widths) for each in sliced]
    whole, two = sum(heights), sum(heights[: first + 2])
    kept = whole if whole <= SMALL_PT else two if two <= SHORT_PT else sum(heights[: first + 1])
    room = sum(_height([each], sum(widths) * MM) + 2 * PADDING for each in title) + _head_height(head, widths) + kept
    between = [gap(UNDER_TITLE_MM)] if title and getattr(title[-1], "style", None) is styles()["body"] else []
    return [CondPageBreak(min(room, PAGE_PT)), *title, *between, _set(head, sliced, widths)]


def _sliced(lines: Sequence[Band | Row], widths: Sequence[float]) -> Iterator[Line]:
    for line in lines:
        if isinstance(line, Band):
            yield Line(line, cells=[Element("TH", scope="Column", span=len(widths))])
        else:
            first = Element("TH", scope="Row") if line.cells[0] else Element("TD")
            cells = [first, *(Element("TD") for _cell in line.cells[1:])]
            row = Element("TR")
            for each in _slices(line, widths):
                yield Line(each, row, cells)


def _slices(row: Row, widths: Sequence[float]) -> Iterator[Row]:
    """Yield the row, or as many rows after each other as its tallest cell needs."""
    rest = [list(cell) for cell in row.cells]
    while any(rest):
        taken = [_take(cell, width * MM - 2 * PADDING) for cell, width in zip(rest, widths, strict=True)]
        yield Row([part for part, _left in taken], row.marked)
        rest = [left for _part, left in taken]


def _take(cell: list[Flowable], width: float) -> tuple[list[Flowable], list[Flowable]]:
    """Return what of a cell fits in one slice, and what is left over."""
    taken: list[Flowable] = []
    room = SLICE_PT
    for at, each in enumerate(cell):
        height = each.wrap(width, room)[1]
        if height <= room:
            taken.append(each)
            room -= height
            continue
        parts = each.split(width, room)
        if len(parts) < 2:  # not a line of it fits here; what fits nowhere is set as it is
            return (taken, cell[at:]) if taken else ([each], cell[at + 1 :])
        return [*taken, parts[0]], [*parts[1:], *cell[at + 1 :]]
    return taken, []


def _height(flowables: Sequence[Flowable], width: float) -> float:
    return float(sum(each.wrap(width - 2 * PADDING, SLICE_PT)[1] for each in flowables))


def _head_height(head: Sequence[str], widths: Sequence[float]) -> float:
    return _line_height(Row([[paragraph(text, "head")] for text in head]), widths)


def _line_height(line: Band | Row, widths: Sequence[float]) -> float:
    if isinstance(line, Band):
        return _height([paragraph("x", BAND_STYLE)], sum(widths) * MM) + TOP + BOTTOM
    return TOP + BOTTOM + max(_height(cell, width * MM) for cell, width in zip(line.cells, widths, strict=True))


def _cells(line: Band | Row, widths: Sequence[float]) -> list[Any]:
    if isinstance(line, Row):
        return [list(cell) for cell in line.cells]
    words = paragraph(None, BAND_STYLE)
    room = sum(widths) - 2 * PADDING / MM
    text = fonts.cut(fonts.clean(line.text), words.style.fontSize, "regular", room)
    return [paragraph(text, BAND_STYLE), *[""] * (len(widths) - 1)]


def _manners() -> list[tuple[Any, ...]]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), NAMES["regular"]),
        ("BACKGROUND", (0, 0), (-1, 0), GREEN),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), TOP),
        ("BOTTOMPADDING", (0, 0), (-1, -1), BOTTOM),
    ]


def _quiet() -> list[tuple[Any, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), TOP),
        ("BOTTOMPADDING", (0, 0), (-1, -1), BOTTOM),
    ]


def _marks(lines: Sequence[Band | Row]) -> Iterator[tuple[Any, ...]]:
    for number, line in enumerate(lines, 1):
        if isinstance(line, Band):
            yield ("SPAN", (0, number), (-1, number))
            yield ("BACKGROUND", (0, number), (-1, number), PALE)
            if number < len(lines):
                yield ("NOSPLIT", (0, number), (-1, number + 1))
        elif line.marked:
            yield ("BACKGROUND", (0, number), (-1, number), BLOCKED_TINT)
            yield ("LINEBEFORE", (0, number), (0, number), EDGE_PT, BLOCKED)
