"""How a paper looks in Word: named styles, so that whoever writes on in the file can change them all at once.

Sizes in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FONT = "Calibri"
INK, SOFT, GREEN, RED = "222222", "555555", "24443A", "C1272D"
PALE, HEAD, BLOCKED, RULE = "F4F1E8", "E4EBE7", "FBECEB", "CFC9BB"
CELL_EDGE_MM = 1.2
"""How much room there is between a cell's words and its edges."""


@dataclass(frozen=True, slots=True)
class Look:
    """A style: its name in Word, how large its letters are, the room before and after, and the rest."""

    name: str
    size: float
    before: float = 0.0
    after: float = 0.0
    colour: str = INK
    bold: bool = False
    kept: bool = False
    boxed: bool = False


LOOKS: Mapping[str, Look] = {
    "body": Look("Normal", 10.5, after=3),
    "title": Look("Title", 20, after=3, bold=True, kept=True),
    "heading": Look("Heading 1", 13, before=13, after=4, colour=GREEN, bold=True, kept=True),
    "subheading": Look("Heading 2", 11, before=8, after=2, bold=True, kept=True),
    "subtitle": Look("Subtitle", 10.5, after=3, colour=SOFT),
    "item": Look("List Bullet", 10.5, after=2),
    "lead": Look("Lead", 10.5, before=4, bold=True, kept=True),
    "empty": Look("Nothing yet", 10.5, after=3, colour=SOFT),
    "mark": Look("Mark", 11, before=8, after=8, colour=RED, bold=True, boxed=True),
    "small": Look("Small", 9, after=2, colour=SOFT),
    "cell": Look("Cell", 9.5),
    "cell_bold": Look("Cell bold", 9.5, bold=True),
    "cell_small": Look("Cell small", 8.5, colour=SOFT),
    "band": Look("Band", 9.5, colour=GREEN, bold=True, kept=True),
    "head": Look("Table head", 9.5, bold=True, kept=True),
    "foot": Look("Footer", 8, colour=SOFT),
}
"""Each style of `paper_style`, and those that only Word has."""


def dress(made: Any, scale: float) -> None:
    """Give a new document its styles, with letters ``scale`` times their size on A4."""
    from docx.enum.style import WD_STYLE_TYPE

    for look in LOOKS.values():
        known = look.name in made.styles
        style = made.styles[look.name] if known else made.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        if not known:
            style.base_style, style.quick_style = made.styles["Normal"], True
        _set(style, look, scale)


def _set(style: Any, look: Look, scale: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    own = style.element.get_or_add_rPr()
    for name in ("w:spacing", "w:kern"):
        for each in own.findall(qn(name)):
            own.remove(each)
    rule = style.element.get_or_add_pPr()
    for each in rule.findall(qn("w:pBdr")):
        rule.remove(each)
    font, line = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size * scale), look.bold, False
    font.color.rgb = RGBColor.from_string(look.colour)
    fonts = own.get_or_add_rFonts()
    for kind in [each for each in fonts.attrib if each.endswith("Theme")]:
        del fonts.attrib[kind]
    fonts.set(qn("w:eastAsia"), FONT)
    line.space_before, line.space_after = Pt(look.before * scale), Pt(look.after * scale)
    line.line_spacing, line.keep_with_next, line.widow_control = 1.08, look.kept, True
    if look.boxed:
        _box(rule, RED)


def _box(properties: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    border = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        border.append(_edge(side, colour, 8, space=4))
    before = properties.find(qn("w:spacing"))
    if before is not None:
        before.addprevious(border)  # Word wants a paragraph's properties in their order
    else:
        properties.append(border)


def _edge(side: str, colour: str | None, eighths: int = 4, *, space: int = 0) -> Any:
    """Return one side of a border, some eighths of a point broad; none where there is no colour."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    edge = OxmlElement(f"w:{side}")
    given = ("single", eighths, space, colour) if colour else ("nil", 0, 0, "auto")
    for name, value in zip(("val", "sz", "space", "color"), given, strict=True):
        edge.set(qn(f"w:{name}"), str(value))
    return edge


def lay_out(table: Any, widths: list[int], rules: str | None) -> None:
    """Fix a table's columns, in Word's units, and give it rules under its rows, or none."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table.autofit = False
    for width, column in zip(widths, table.columns, strict=True):
        column.width = width
    about = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_edge(side, rules if side in ("top", "bottom", "insideH") else None))
    room = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(int(Mm(CELL_EDGE_MM * (0.6 if side in ("top", "bottom") else 1.0)).twips)))
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    layout = about.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(room)


def rule_under(cell: Any) -> None:
    """Give a cell a rule at its foot."""
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:tcBorders")
    borders.append(_edge("bottom", RULE))
    cell._tc.get_or_add_tcPr().append(borders)


def shade(cell: Any, colour: str) -> None:
    """Give a cell a ground."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)
