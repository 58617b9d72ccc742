"""How flowing text looks on paper: styles and colours. Sizes in points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from app.drawing import fonts
from app.drawing.ops import Op
from app.drawing.tags import LONGEST, Element, tags_of
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
ROOM_UNDER_HEADING_MM = 26.0
"""How much room a heading wants on its page: itself and three lines."""
PIECE = 1500
KINDS = {"title": "H1", "heading": "H2", "subheading": "H3"}
"""What each style is to those who hear the paper; every other is a paragraph."""
BULLET_PT, BULLET_INDENT_PT = 1.7, 11.0


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Return the paragraph styles by name: for headings, running text and what stands in tables."""
    register_fonts()
    plain, semibold, bold = NAMES["regular"], NAMES["semibold"], NAMES["bold"]
    base = ParagraphStyle(
        "body",
        fontName=plain,
        fontSize=10,
        leading=13,
        textColor=INK,
        splitLongWords=1,
        embeddedHyphenation=2,
        allowWidows=0,
        bulletFontName=plain,
    )

    def make(name: str, **given: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=base, **given)

    return {
        "body": base,
        "title": make("title", fontName=bold, fontSize=21, leading=25, spaceAfter=3),
        "subtitle": make("subtitle", fontSize=10.5, leading=14, textColor=SOFT, spaceAfter=4),
        "heading": make(
            "heading", fontName=bold, fontSize=13, leading=16, textColor=GREEN, spaceBefore=12, spaceAfter=4
        ),
        "subheading": make(
            "subheading", fontName=semibold, fontSize=11, leading=14, spaceBefore=7, spaceAfter=2, keepWithNext=1
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
            spaceBefore=12,
            spaceAfter=12,
        ),
        "empty": make("empty", textColor=SOFT, spaceAfter=4),
        **_in_tables(make, semibold),
    }


def _in_tables(make: Callable[..., ParagraphStyle], semibold: str) -> dict[str, ParagraphStyle]:
    """Return the styles of what stands in tables."""
    return {
        "cell": make("cell", fontSize=8.8, leading=11.2),
        "cell_bold": make("cell_bold", fontName=semibold, fontSize=8.8, leading=11.2),
        "band": make("band", fontName=semibold, fontSize=8.8, leading=11.2, textColor=GREEN),
        "small": make("small", fontSize=8.2, leading=10.4, textColor=SOFT),
        "head": make("head", fontName=semibold, fontSize=8.8, leading=11, textColor=HexColor("#ffffff")),
    }


def words(text: str | None) -> str:
    """Return a text as ReportLab's markup: escaped, line breaks kept, control characters taken out.

    A dot between two things stays with the first of them.
    """
    lines = (text or "").splitlines() or [""]
    return "<br/>".join(escape(fonts.printable(fonts.clean(line))).replace(" · ", "\u00a0· ") for line in lines)


class Words(Paragraph):
    """A paragraph that says what it is; what is left of it on the next page belongs to the same.

    Its ``element`` is None where there is nothing to say. ``said`` is the text as it was given; what is left of a
    paragraph on the next page has none.
    """

    element: Element | None = None
    said: str = ""

    def draw(self) -> None:
        """Paint it, marked."""
        if self.element is None:
            super().draw()
            return
        with tags_of(self.canv).marked(self.canv, self.element):
            super().draw()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the parts, which are one to those who hear it."""
        parts = super().split(width, height)
        for number, each in enumerate(parts):
            if isinstance(each, Words):
                each.element = self.element
                each.said = "" if number else self.said
        return parts


class Item(Words):
    """An item of a list: the dot before its first line is painted and not read."""

    dotted = True

    def draw(self) -> None:
        """Paint the dot, then the words."""
        if self.dotted:
            style = self.style
            canvas = self.canv
            with tags_of(canvas).passed_over(canvas):
                canvas.setFillColor(style.textColor)
                middle = self.height - style.leading / 2 - 0.6
                canvas.circle(style.leftIndent - BULLET_INDENT_PT + 3, middle, BULLET_PT, stroke=0, fill=1)
        super().draw()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the parts; only the first has the dot."""
        parts = super().split(width, height)
        for number, each in enumerate(parts):
            if isinstance(each, Item):
                each.dotted = self.dotted and number == 0
        return parts


def paragraph(text: str | None, style: str = "body") -> Paragraph:
    """Return a paragraph of plain text; one in the style of a title or heading is read as that."""
    made = Words(words(text), styles()[style])
    made.element = element_of(text, KINDS.get(style, "P"))
    made.said = text or ""
    return made


def element_of(text: str | None, kind: str, home: Element | None = None) -> Element | None:
    """Return the element of a text, which keeps the letters that the font lacks; None for an empty one."""
    clean = " ".join(fonts.clean(line) for line in (text or "").splitlines()).strip()
    if not clean:
        return None
    actual = "" if fonts.has_every_letter(clean) else clean[:LONGEST]
    return Element(kind, home, actual=actual, words=clean if kind.startswith("H") else "")


def heading(text: str, style: str = "heading") -> list[Flowable]:
    """Return a heading that starts a new page when little would fit under it; ``subheading`` is one level down."""
    return [CondPageBreak(ROOM_UNDER_HEADING_MM * MM), paragraph(text, style)]


def bullets(items: Iterable[str | None], style: str = "body") -> list[Flowable]:
    """Return a list with a dot before each item that has text; no flowables where none has."""
    whole = Element("L")
    look = _hanging(style)
    made: list[Flowable] = []
    for text in items:
        if not (text or "").strip():
            continue
        body = Element("LBody", Element("LI", whole))
        for number, piece in enumerate(pieces(text or "")):
            line = Item(words(piece), look)
            line.dotted = number == 0
            line.element = element_of(piece, "P", body)
            line.said = piece
            made.append(line)
    return made


def picture(ops: Sequence[Op], size: tuple[float, float], told: str) -> Flowable:
    """Return a picture of ``size`` (width, height in mm) in running text; ``told`` says it in words."""
    return Picture(ops, size, told)


@cache
def _hanging(style: str) -> ParagraphStyle:
    """Return a style with room for the dot."""
    base = styles()[style]
    return ParagraphStyle(f"{style}-item", parent=base, leftIndent=base.leftIndent + BULLET_INDENT_PT, spaceAfter=2)


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


class Picture(Flowable):
    """Operations in a box of their own, with their upper left corner at (0, 0)."""

    def __init__(self, ops: Sequence[Op], size: tuple[float, float], told: str) -> None:
        super().__init__()
        self.ops, self.width, self.height = ops, size[0] * MM, size[1] * MM
        self.told = told
        self.element = Element("Figure", alt=told)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return its size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint it, marked."""
        left, bottom = self.canv.absolutePosition(0, 0)
        self.element.box = (left, bottom, left + self.width, bottom + self.height)
        with tags_of(self.canv).marked(self.canv, self.element):
            paint(self.canv, self.ops, self.height / MM)


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
        tags = tags_of(self.canv)
        self.canv.saveState()
        with tags.marked(self.canv, Element("P")):
            self.canv.setFont(style.fontName, style.fontSize)
            self.canv.setFillColor(INK)
            self.canv.drawString(self.side + 3, self.side / 2 - style.fontSize * 0.36, str(self.number))
        with tags.passed_over(self.canv):
            self.canv.translate(self.side / 2, self.side / 2)
            paint(self.canv, self.ops, 0.0)
        self.canv.restoreState()
