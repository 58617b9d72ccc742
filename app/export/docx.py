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
from app.export.docx_letterhead import put_letterhead
from app.export.docx_looks import BLOCKED, HEAD, LOOKS, PALE, RULE, dress, lay_out, shade
from app.i18n import _, language
from app.models.case import Case

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
MARGIN_MM = 18
WRITTEN_PT = 20.0
"""How high blank room is that somebody is to write in."""
IN_CELLS = {"small": "cell_small", "body": "cell", "lead": "cell_bold", "empty": "cell"}
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
        made: Any = new_document()
        _about(made, document.title(case), options)
        dress(made, parts[0].scale)
        _page(made, parts[0])
        for number, part in enumerate(parts):
            if number:
                made.add_page_break()
            for flowable in part.flowables:
                _put(made, flowable)
        made.save(str(path))


def _about(made: Any, title: str, options: Options) -> None:
    """Say in the file's properties what it is, in which language, and nothing more."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    said = LANGUAGES.get(language(), "sv-SE")
    about = made.core_properties
    about.title, about.language, about.author, about.last_modified_by, about.comments = _clean(title), said, "", "", ""
    rels = made.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith(("/thumbnail", "/extended-properties"))]:
        del rels[key]  # they tell of the computer that the library's template was made on
    about.created = about.modified = datetime.combine(options.day, time())
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    mark = defaults.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        defaults.append(mark)
    for kind in ("val", "eastAsia", "bidi"):
        mark.set(qn(f"w:{kind}"), said)


def _page(made: Any, part: Story) -> None:
    """Set the pages' size and margins, and the foot with the page number to the right."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    page = made.sections[0]
    across, down = (side * part.scale for side in part.size)
    page.page_width, page.page_height = Mm(across), Mm(down)
    page.orientation = WD_ORIENT.LANDSCAPE if across > down else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN_MM)
    page.footer_distance = Mm(8)
    line = page.footer.paragraphs[0]
    stops = made.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(page.page_width - page.left_margin - page.right_margin, WD_TAB_ALIGNMENT.RIGHT)
    line.paragraph_format.right_indent = 0
    before, between = _("Sida {page} av {pages}").format(page="\0", pages="\0").split("\0")[:2]
    for text, code in ((f"{part.foot}\t{before}", "PAGE"), (between, "NUMPAGES")):
        line.add_run(_clean(text))
        _field(line, code)


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
    elif isinstance(flowable, Head):
        put_letterhead(made, flowable)
    elif isinstance(flowable, Picture):
        made.add_paragraph(_clean(flowable.told))
    elif isinstance(flowable, Item):
        made.add_paragraph(_clean(flowable.said), style=LOOKS["item"].name)
    elif isinstance(flowable, Words) and flowable.said:
        made.add_paragraph(_clean(flowable.said), style=LOOKS[flowable.style.name].name)


def _table(made: Any, table: Any) -> None:
    """Put a table: its heading is repeated on every page, a row stays on one, a band is one cell over all columns."""
    from docx.shared import Pt

    from app.documents.paper_table import Band

    page = made.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    widths = [int(room * width / sum(table._colWidths)) for width in table._colWidths]
    put = made.add_table(rows=0, cols=len(widths))
    lay_out(put, widths, RULE)
    for number, (lines, cells) in enumerate(_rows(table)):
        row = put.add_row()
        for width, cell in zip(widths, row.cells, strict=True):
            cell.width = width
        heading = number == 0 and bool(table.repeatRows)
        _mark(row, "w:tblHeader" if heading else "w:cantSplit")
        if isinstance(lines[0].line, Band):
            whole = row.cells[0].merge(row.cells[-1])
            whole.paragraphs[0].add_run(_clean(lines[0].line.text))
            whole.paragraphs[0].style = LOOKS["band"].name
            shade(whole, PALE)
            continue
        _give_room(row, cells)
        for cell, flowables in zip(row.cells, cells, strict=True):
            _fill(cell, flowables)
            if heading or lines[0].line.marked:
                shade(cell, HEAD if heading else BLOCKED)
    after = made.add_paragraph()
    after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(6)


def _give_room(row: Any, cells: Sequence[Sequence[Any]]) -> None:
    """Make a row as high as what is to be written in it by hand."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Pt
    from reportlab.platypus import Spacer

    blank = max((sum(each.height for each in cell if isinstance(each, Spacer)) for cell in cells), default=0.0)
    if blank >= WRITTEN_PT:
        row.height, row.height_rule = Pt(blank), WD_ROW_HEIGHT_RULE.AT_LEAST


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
            said.append((each.said, IN_CELLS.get(each.style.name, each.style.name)))
        elif isinstance(each, Numbered):
            said.append((str(each.number), "cell_bold"))
    for number, (text, style) in enumerate(said or [("", "cell")]):
        line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        line.add_run(_clean(text))
        line.style = LOOKS[style].name


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _clean(text: str) -> str:
    """Return the text without letters that Word cannot hold."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
