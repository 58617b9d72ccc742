"""How flowing text looks on paper: styles and colours. Sizes in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

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
BLOCKED = HexColor("#c1272d")
BLOCKED_TINT = HexColor("#fbeceb")
ROOM_UNDER_HEADING_MM = 42.0
PIECE = 1500


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Return the paragraph styles by name: for headings, running text and what stands in tables."""
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
        "mark": make(
            "mark",
            fontName=bold,
            fontSize=11,
            leading=14,
            textColor=BLOCKED,
            borderColor=BLOCKED,
            borderWidth=1,
            borderPadding=(4, 6, 5, 6),
            leftIndent=7,
            rightIndent=7,
            spaceBefore=8,
            spaceAfter=10,
        ),
        "empty": make("empty", textColor=SOFT, spaceAfter=4),
        "cell": make("cell", fontSize=8.8, leading=11.2),
        "cell_bold": make("cell_bold", fontName=semibold, fontSize=8.8, leading=11.2),
        "band": make("band", fontName=semibold, fontSize=8.8, leading=11.2, textColor=GREEN),
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


def gap(height_mm: float = 3.0) -> Spacer:
    """Return some room between two parts."""
    return Spacer(1, height_mm * MM)


def stacked(*parts: tuple[str | None, str]) -> list[Paragraph]:
    """Return the parts that have text, as paragraphs of the given styles, to stand in one cell."""
    return [paragraph(piece, style) for text, style in parts if text for piece in pieces(text)]


def pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces of at most `PIECE` characters, parted where it is seen least.

    ReportLab breaks what is left of a paragraph anew on every page, which takes minutes over a very long one.
    """
    while len(text) > PIECE:
        line, sentence, word = text.rfind("\n", 1, PIECE), text.rfind(". ", 1, PIECE), text.rfind(" ", 1, PIECE)
        end = line if line > 0 else sentence + 1 if sentence > 0 else word if word > 0 else PIECE
        yield text[:end]
        text = text[end:].removeprefix("\n").lstrip(" ")
    if text:
        yield text


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
