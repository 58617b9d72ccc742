"""The letterhead in Word: logo, who sends, address and the case's number beside each other, with a rule under."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from app.documents.head import Head
from app.documents.head_drawing import GAP, Line, fitted, in_columns
from app.export.docx_looks import CELL_EDGE_MM, LOOKS, lay_out, rule_under


def put_letterhead(made: Any, head: Head) -> None:
    """Put the letterhead as one row of columns, as on paper; whoever writes on in the file can change it."""
    from docx.shared import Mm, Pt

    page = made.sections[0]
    room = float((page.page_width - page.left_margin - page.right_margin) / Mm(1))
    logo = fitted(head.logo) if head.logo else None
    columns = in_columns(head.head, head.number, room, logo[1] + GAP + CELL_EDGE_MM if logo is not None else 0.0)
    ends = [*(x for x, _lines in columns[1:]), room]
    widths = [int(Mm(end - x)) for (x, _lines), end in zip(columns, ends, strict=True)]
    if logo is not None:
        widths.insert(0, int(Mm(logo[1] + GAP + CELL_EDGE_MM)))
    put = made.add_table(rows=1, cols=len(widths))
    lay_out(put, widths, None)
    cells = list(put.rows[0].cells)
    for width, cell in zip(widths, cells, strict=True):
        cell.width = width
        rule_under(cell)
    if logo is not None:
        data, wide, _high = logo
        seen = cells[0].paragraphs[0].add_run().add_picture(BytesIO(data), width=Mm(wide))
        seen._inline.docPr.set("descr", head.head.organisation or head.head.logo)
    for cell, (_x, lines) in zip(cells[len(cells) - len(columns) :], columns, strict=True):
        _write(cell, lines)
    made.add_paragraph().paragraph_format.space_after = Pt(4)


def _write(cell: Any, lines: list[Line]) -> None:
    """Write lines under each other; the heavy ones are who sends and the case's number."""
    for number, (text, _size, weight) in enumerate([line for line in lines if line[0].strip()]):
        line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        line.style = LOOKS["cell_bold" if weight == "semibold" else "cell_small"].name
        line.add_run(text)
