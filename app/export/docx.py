"""Word: a paper of running text as headings, paragraphs and tables that can be written on in.

The paper is described once, for its PDF; here the same parts become Word's own, with Word's own styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from app.documents.base import Document, Options, Story
from app.export.base import Format
from app.i18n import _, language
from app.models.case import Case

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "subtitle": "Subtitle"}
BOLD = frozenset({"lead", "mark", "cell_bold", "band", "head"})
SMALL = frozenset({"small"})
FONT, BODY_PT, CELL_PT, SMALL_PT, MARGIN_MM = "Calibri", 11, 10, 9, 18
PALE, HEAD = "F4F1E8", "E4EBE7"
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Docx(Format):
    """A Word document."""

    id = "docx"
    suffixes = ("docx",)
    shape = "text"
    order = 45

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the paper's text. Nothing in the file tells whose computer it was made on."""
        from docx import Document as new_document

        parts = [part for part in document.pages(case, options)(0) if isinstance(part, Story)]
        made = new_document()
        _about(made, document.title(case), options)
        _page(made, parts[0].size, parts[0].foot)
        for part in parts:
            for flowable in part.flowables:
                _put(made, flowable)
        made.save(str(path))


def _about(made: Any, title: str, options: Options) -> None:
    """Say in the file's properties what it is, in which language, and nothing more."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    said = LANGUAGES.get(language(), "sv-SE")
    about = made.core_properties
    about.title, about.language, about.author, about.last_modified_by, about.comments = _clean(title), said, "", "", ""
    rels = made.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith(("/thumbnail", "/extended-properties"))]:
        del rels[key]  # they tell of the computer that the library's template was made on
    about.created = about.modified = datetime.combine(options.day, time())
    for name in ("Normal", *STYLES.values(), "List Bullet"):
        style = made.styles[name]
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in [each for each in fonts.attrib if each.endswith("Theme")]:
            del fonts.attrib[kind]
        fonts.set(qn("w:eastAsia"), FONT)
    made.styles["Normal"].font.size = Pt(BODY_PT)
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    mark = defaults.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        defaults.append(mark)
    for kind in ("val", "eastAsia", "bidi"):
        mark.set(qn(f"w:{kind}"), said)


def _page(made: Any, size: tuple[float, float], foot: str) -> None:
    """Set the pages' size and margins, and the foot with its page number."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    page = made.sections[0]
    page.page_width, page.page_height = Mm(size[0]), Mm(size[1])
    page.orientation = WD_ORIENT.LANDSCAPE if size[0] > size[1] else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN_MM)
    line = page.footer.paragraphs[0]
    before, between = _("Sida {page} av {pages}").format(page="\0", pages="\0").split("\0")[:2]
    for text, code in ((f"{foot} · {before}", "PAGE"), (between, "NUMPAGES")):
        line.add_run(_clean(text))
        _field(line, code)
    for run in line.runs:
        run.font.size = Pt(SMALL_PT)


def _field(line: Any, code: str) -> None:
    """Put a number that Word reckons out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _put(made: Any, flowable: Any) -> None:
    """Put one part of the paper last; room between parts and page breaks are Word's to make."""
    from app.documents.head import Head
    from app.documents.paper_style import Item, Picture, Words
    from app.documents.paper_table import Tagged

    if isinstance(flowable, Tagged):
        _table(made, flowable)
    elif isinstance(flowable, Head | Picture):
        made.add_paragraph(_clean(flowable.told))
    elif isinstance(flowable, Item):
        made.add_paragraph(_clean(flowable.said), style="List Bullet")
    elif isinstance(flowable, Words) and flowable.said:
        name = flowable.style.name
        line = made.add_paragraph(style=STYLES.get(name))
        _say(line, flowable.said, name)
        line.paragraph_format.keep_with_next = True if name == "lead" else None


def _say(line: Any, text: str, style: str, *, in_table: bool = False) -> None:
    from docx.shared import Pt

    run = line.add_run(_clean(text))
    run.bold = True if style in BOLD else None
    if in_table or style in SMALL:
        run.font.size = Pt(SMALL_PT if style in SMALL else CELL_PT)


def _table(made: Any, table: Any) -> None:
    """Put a table: its heading is repeated on every page, a row stays on one, a band is one cell over all columns."""
    from docx.shared import Pt

    from app.documents.paper_table import Band

    widths = [width / sum(table._colWidths) for width in table._colWidths]
    put = made.add_table(rows=0, cols=len(widths))
    put.style = made.styles["Table Grid"]
    put.autofit = False
    section = made.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for number, (lines, cells) in enumerate(_rows(table)):
        row = put.add_row()
        for share, cell in zip(widths, row.cells, strict=True):
            cell.width = int(room * share)
        heading = number == 0 and bool(table.repeatRows)
        _mark(row, "w:tblHeader" if heading else "w:cantSplit")
        if isinstance(lines[0].line, Band):
            whole = row.cells[0].merge(row.cells[-1])
            _say(whole.paragraphs[0], lines[0].line.text, "band", in_table=True)
            _shade(whole, PALE)
            continue
        for cell, flowables in zip(row.cells, cells, strict=True):
            _fill(cell, flowables)
            if heading:
                _shade(cell, HEAD)
    after = made.add_paragraph()
    after.paragraph_format.space_after = Pt(0)


def _rows(table: Any) -> Iterator[tuple[list[Any], list[list[Any]]]]:
    """Yield each row with what stands in its cells; the slices that a tall row was cut into are one again."""
    before: Any = None
    lines: list[Any] = []
    cells: list[list[Any]] = []
    for line, values in zip(table.lines, table._cellvalues, strict=True):
        given = [list(value) if isinstance(value, list | tuple) else [value] for value in values]
        if before is not None and line.row is before:
            cells = [had + more for had, more in zip(cells, given, strict=True)]
            lines.append(line)
            continue
        if lines:
            yield lines, cells
        before, lines, cells = line.row, [line], given
    if lines:
        yield lines, cells


def _fill(cell: Any, flowables: Sequence[Any]) -> None:
    from app.documents.paper_style import Numbered, Words

    said = []
    for each in flowables:
        if isinstance(each, Words) and each.said:
            said.append((each.said, each.style.name))
        elif isinstance(each, Numbered):
            said.append((str(each.number), "cell_bold"))
    for number, (text, style) in enumerate(said):
        line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _say(line, text, style, in_table=True)
    for line in cell.paragraphs:
        line.paragraph_format.space_after = 0


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _clean(text: str) -> str:
    """Return the text without letters that Word cannot hold."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
