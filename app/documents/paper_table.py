"""Tables on paper: the heading repeats on every page, a line stays whole, a line taller than a page is cut cleanly.

ReportLab can split a row by itself, but does so at any place and takes minutes over a long one. Here a row that
no page can hold is sliced first, at whole lines of text, so that ReportLab only ever moves whole rows.
Widths are millimetres, heights points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Table, TableStyle

from app.documents.paper_style import BLOCKED, BLOCKED_TINT, GREEN, PALE, RULE, paragraph
from app.drawing import fonts
from app.drawing.to_reportlab import MM, NAMES

PADDING = 5.0
TOP, BOTTOM = 4.0, 5.0
SLICE_PT = 390.0
"""How tall the contents of one row may be: an A4 page lying down, less title, table heading and band."""
PAGE_PT = 480.0
"""How much room a new page has at least."""
BAND_STYLE = "band"
EDGE_PT = 3.0


@dataclass(frozen=True, slots=True)
class Band:
    """A line of words across the table that stays with the row after it; words beyond one line are left out."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands in each cell. A ``marked`` row is tinted and has a heavy edge, which greyscale keeps."""

    cells: Sequence[Sequence[Flowable]]
    marked: bool = False


def table(head: Sequence[str], lines: Sequence[Band | Row], widths: Sequence[float]) -> Table:
    """Return the table of ``lines`` under ``head``."""
    return _set(head, list(_sliced(lines, widths)), widths)


def _set(head: Sequence[str], sliced: Sequence[Band | Row], widths: Sequence[float]) -> Table:
    """Return the table with its heights told: ReportLab would measure every row anew on every page."""
    made = Table(
        [[paragraph(text, "head") for text in head], *(_cells(line, widths) for line in sliced)],
        colWidths=[width * MM for width in widths],
        rowHeights=[_head_height(head, widths), *(_line_height(line, widths) for line in sliced)],
        repeatRows=1,
        hAlign="LEFT",
    )
    made.setStyle(TableStyle([*_manners(), *_marks(sliced)]))
    return made


def section(
    title: Sequence[Flowable], head: Sequence[str], lines: Sequence[Band | Row], widths: Sequence[float]
) -> list[Flowable]:
    """Return the title and the table, the title never on another page than the table's first row."""
    sliced = list(_sliced(lines, widths))
    first = next((i for i, line in enumerate(sliced) if isinstance(line, Row)), -1)
    room = sum(_height([each], sum(widths) * MM) + 2 * PADDING for each in title)
    room += _head_height(head, widths)
    room += sum(_line_height(line, widths) for line in sliced[: first + 1])
    return [CondPageBreak(min(room, PAGE_PT)), *title, _set(head, sliced, widths)]


def _sliced(lines: Sequence[Band | Row], widths: Sequence[float]) -> Iterator[Band | Row]:
    for line in lines:
        if isinstance(line, Band):
            yield line
        else:
            yield from _slices(line, widths)


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
