"""How flowing text looks on paper: styles, colours and table manners. Sizes in points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table, TableStyle

from app.drawing import fonts
from app.drawing.ops import Op
from app.drawing.to_reportlab import MM, NAMES, paint, register_fonts

A4_LANDSCAPE = (297.0, 210.0)
MARGIN_MM = 14.0
INK = HexColor("#222222")
SOFT = HexColor("#555555")
GREEN = HexColor("#24443a")
RULE = HexColor("#cfc9bb")
PALE = HexColor("#f4f1e8")
ROOM_UNDER_HEADING_MM = 42.0
PADDING = 5
LIMIT_PT = 330.0


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Return the paragraph styles by name: title, subtitle, heading, lead, body, cell, cell_bold, small, head."""
    register_fonts()
    plain, semibold, bold = NAMES["regular"], NAMES["semibold"], NAMES["bold"]
    base = ParagraphStyle(
        "body", fontName=plain, fontSize=10, leading=13, textColor=INK, splitLongWords=1, bulletFontName=plain
    )

    def make(name: str, **given: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=base, **given)

    return {
        "body": base,
        "title": make("title", fontName=bold, fontSize=21, leading=25, spaceAfter=2),
        "subtitle": make("subtitle", fontSize=10.5, leading=14, textColor=SOFT, spaceAfter=6),
        "heading": make(
            "heading",
            fontName=bold,
            fontSize=13,
            leading=16,
            textColor=GREEN,
            spaceBefore=12,
            spaceAfter=4,
        ),
        "lead": make("lead", fontName=semibold, fontSize=10, leading=13, spaceBefore=4, keepWithNext=1),
        "empty": make("empty", textColor=SOFT, spaceAfter=4),
        "cell": make("cell", fontSize=8.8, leading=11.2),
        "cell_bold": make("cell_bold", fontName=semibold, fontSize=8.8, leading=11.2),
        "small": make("small", fontSize=8.2, leading=10.4, textColor=SOFT),
        "head": make("head", fontName=semibold, fontSize=8.8, leading=11, textColor=HexColor("#ffffff")),
    }


def words(text: str | None) -> str:
    """Return a text as ReportLab's markup: escaped, line breaks kept, control characters taken out."""
    lines = (text or "").splitlines() or [""]
    return "<br/>".join(escape(fonts.clean(line)) for line in lines)


def paragraph(text: str | None, style: str = "body") -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph(words(text), styles()[style])


def heading(text: str) -> list[Flowable]:
    """Return a heading that starts a new page when little would fit under it."""
    return [CondPageBreak(ROOM_UNDER_HEADING_MM * MM), paragraph(text, "heading")]


def stacked(*parts: tuple[str | None, str]) -> list[Paragraph]:
    """Return the parts that have text, as paragraphs of the given styles, to stand in one cell."""
    return [paragraph(text, style) for text, style in parts if text]


class Numbered(Flowable):
    """A sign and a number beside it: ``ops`` are centred in a square of ``side`` millimetres."""

    def __init__(self, ops: Sequence[Op], number: int, side: float = 4.4) -> None:
        """Take the sign's ops, centred on (0, 0), and the number."""
        super().__init__()
        self.ops, self.number, self.side = ops, number, side * MM

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return its size in points."""
        return width, self.side

    def draw(self) -> None:
        """Paint it."""
        style = styles()["cell_bold"]
        self.canv.saveState()
        self.canv.setFont(style.fontName, style.fontSize)
        self.canv.setFillColor(INK)
        self.canv.drawString(self.side + 3, self.side / 2 - style.fontSize * 0.36, str(self.number))
        self.canv.translate(self.side / 2, self.side / 2)
        paint(self.canv, self.ops, 0.0)
        self.canv.restoreState()


def fits_a_page(row: Sequence[Any], widths_mm: Sequence[float]) -> bool:
    """Return whether a table row of paragraphs is low enough to stand whole on a page with others."""
    heights = [
        sum(each.wrap(width * MM - 2 * PADDING, LIMIT_PT)[1] for each in cell)
        for cell, width in zip(row, widths_mm, strict=True)
        if isinstance(cell, list)
    ]
    return max(heights, default=0) < LIMIT_PT


def table(
    head: Sequence[str],
    rows: Sequence[list[Any]],
    widths_mm: Sequence[float],
    extra: Sequence[tuple[Any, ...]] = (),
) -> Table:
    """Return a table whose heading repeats on every page and whose rows stay whole where they fit a page."""
    made = Table(
        [[paragraph(text, "head") for text in head], *rows],
        colWidths=[width * MM for width in widths_mm],
        repeatRows=1,
        splitByRow=1,
        splitInRow=1,
        hAlign="LEFT",
    )
    made.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), NAMES["regular"]),
                ("BACKGROUND", (0, 0), (-1, 0), GREEN),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                *extra,
            ]
        )
    )
    return made
