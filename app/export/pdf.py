"""PDF by ReportLab: vector drawings and flowing text, page x of y, only embedded fonts, every part tagged.

Every file is PDF/A-2a, or PDF/A-3a where it carries files inside, and PDF/UA-1: see `pdf_finish`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from app.documents.base import Document, Options, Pages, Story
from app.drawing import fonts
from app.drawing.ops import Drawing, text_sizes
from app.drawing.tags import Tags
from app.export.base import Format, look_through
from app.i18n import _, language
from app.models.case import Case
from app.models.deidentify.making import Deidentified
from app.models.pseudonyms import for_paper

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
FOOT_PT = 8.0
FOOT_MM, FOOT_LINE_MM, FOOT_LINES = 8.4, 3.5, 2
"""How far up the foot's last line stands, how far apart its lines stand, and how many there are at most."""
BETWEEN = " · "
COUNTING_ROUNDS = 3


class Pdf(Format):
    """A PDF file."""

    id = "pdf"
    suffixes = ("pdf",)
    shape = "pages"
    order = 10

    def write(self, document: Document, case: Case, options: Options, path: Path) -> float | None:
        """Set the pages, finish the file and see that it was written whole."""
        data, smallest = made(document, case, options)
        path.write_bytes(data)
        _read_again(path)
        return smallest


def as_bytes(document: Document, case: Case, options: Options) -> bytes:
    """Return a paper as a whole file, as it would be written."""
    return made(document, case, options)[0]


def as_pdf(document: Document, case: Case, options: Options) -> bytes:
    """Return a paper as the PDF that `write` would write; nothing is put on the disk. Raises StillShows."""
    if not isinstance(case, Deidentified):
        return as_bytes(document, for_paper(case), options)
    data = as_bytes(document, case, replace(options, letterhead=False))
    look_through(data, case.hidden)
    return data


def made(document: Document, case: Case, options: Options) -> tuple[bytes, float | None]:
    """Return a paper as a whole file, and the size of the smallest words on its drawings, in points."""
    from app.export.pdf_finish import About, finish

    attachments = document.attachments(case, options) if options.attach else ()
    about = About(document.title(case), LANGUAGES.get(language(), "sv-SE"), options.day, attachments)
    painted = _whole(document.pages(case, options), document.told(case, options), grey=options.grey)
    return finish(painted.data, painted.tags, about), painted.smallest


def _read_again(path: Path) -> None:
    """Raise OSError if the written file is not a whole PDF: head, end, and the table of objects that it points at."""
    data = path.read_bytes()
    pointer = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data)
    whole = data.startswith(b"%PDF-") and pointer is not None and b"/Root" in data[int(pointer[1]) :]
    if not whole or pointer is None or not data[int(pointer[1]) :].startswith(b"xref"):
        raise OSError(None, str(path))


@dataclass(frozen=True, slots=True)
class _Painted:
    """A file as ReportLab made it, its number of pages, what was noted while it was painted, its smallest words."""

    data: bytes
    pages: int
    tags: Tags
    smallest: float | None


def _whole(pages: Pages, told: str, *, grey: bool = False) -> _Painted:
    """Set the parts with the right number in each foot.

    Only a paper that both flows and has drawings is set twice: what flows gets its numbers when all is set, and
    drawings alone are as many pages as they are.
    """
    parts = pages(0)
    if all(isinstance(part, Story) for part in parts):
        return _painted(parts, told, grey=grey)
    if all(isinstance(part, Drawing) for part in parts):
        return _painted(pages(len(parts)), told, grey=grey)
    total = 0
    for _round in range(COUNTING_ROUNDS):
        painted = _painted(pages(total), told, counting=total == 0, grey=grey)
        if painted.pages == total:
            break
        total = painted.pages
    return painted


def _painted(parts: Sequence[Drawing | Story], told: str, *, counting: bool = False, grey: bool = False) -> _Painted:
    """Set the parts after each other in one file. ``told`` is for drawings that do not tell themselves.

    While ``counting``, drawings are not painted. ``grey`` paints without colours.
    """
    from reportlab.platypus import BaseDocTemplate, NextPageTemplate, PageBreak, Spacer

    from app.drawing.to_reportlab import MM, register_fonts
    from app.export.pdf_canvas import TaggedCanvas

    names = register_fonts()
    first = parts[0]
    size = (first.width, first.height) if isinstance(first, Drawing) else _printed(first)
    target, tags = BytesIO(), Tags()
    template = BaseDocTemplate(
        target,
        pagesize=(size[0] * MM, size[1] * MM),
        initialFontName=names["regular"],
        allowSplitting=1,
        invariant=1,
        pageCompression=0,
    )
    flowables: list[Any] = []
    for number, part in enumerate(parts):
        part_told = (part.told or told) if isinstance(part, Drawing) else ""
        template.addPageTemplates([_template(f"part{number}", part, "" if counting else part_told)])
        if number:
            flowables += [NextPageTemplate(f"part{number}"), PageBreak()]
        flowables += [Spacer(1, 1)] if isinstance(part, Drawing) else list(part.flowables)
    template.build(flowables, canvasmaker=TaggedCanvas.making(tags, grey=grey))
    sizes = (min(text_sizes(part.ops), default=None) for part in parts if isinstance(part, Drawing))
    smallest = min((size for size in sizes if size is not None), default=None)
    return _Painted(target.getvalue(), int(template.page), tags, smallest)


def _template(name: str, part: Drawing | Story, told: str) -> Any:
    """Return the page that a part is set on; a drawing that nothing is ``told`` of is not painted."""
    from reportlab.platypus import PageTemplate

    from app.documents.paper_style import MARGIN_MM
    from app.drawing.to_reportlab import MM
    from app.drawing.to_tagged import paint_page
    from app.export.pdf_canvas import TaggedFrame

    def draw(canvas: Any, _document: Any) -> None:
        assert isinstance(part, Drawing)
        if told:
            paint_page(canvas, part, told)

    def enlarge(canvas: Any, _document: Any) -> None:
        assert isinstance(part, Story)
        if part.scale != 1.0:
            canvas.scale(part.scale, part.scale)

    def foot(canvas: Any, _document: Any) -> None:
        page = canvas.getPageNumber()
        canvas.when_counted(lambda pages: _foot(canvas, part, page, pages))

    if isinstance(part, Drawing):
        width, height = part.width * MM, part.height * MM
        frame = TaggedFrame(0, 0, width, height, id=name)
        return PageTemplate(id=name, frames=[frame], pagesize=(width, height), onPage=draw)
    width, height = part.size[0] * MM, part.size[1] * MM
    edge = MARGIN_MM * MM
    frame = TaggedFrame(edge, edge + 2 * MM, width - 2 * edge, height - 2 * edge - 2 * MM, 0, 0, 0, 0, id=name)
    across, down = _printed(part)
    return PageTemplate(id=name, frames=[frame], pagesize=(across * MM, down * MM), onPage=enlarge, onPageEnd=foot)


def _printed(story: Story) -> tuple[float, float]:
    """Return the size of the pages that a story is printed on, in millimetres."""
    return story.size[0] * story.scale, story.size[1] * story.scale


def _foot_lines(foot: str, room: float) -> list[str]:
    """Return a foot on as few lines as hold it, broken between its parts; what the last has no room for is cut."""
    lines: list[str] = []
    for part in fonts.printable(fonts.clean(foot)).split(BETWEEN):
        longer = BETWEEN.join((lines[-1], part)) if lines else part
        if lines and (len(lines) == FOOT_LINES or fonts.measure(longer, FOOT_PT) <= room):
            lines[-1] = longer
        else:
            lines.append(part)
    return [fonts.cut(line, FOOT_PT, "regular", room) for line in lines]


def _foot(canvas: Any, story: Drawing | Story, page: int, pages: int) -> None:
    """Paint a page's foot when all are set; it is passed over by those who hear the paper."""
    assert isinstance(story, Story)
    from app.documents.paper_style import MARGIN_MM, SOFT
    from app.drawing.to_reportlab import MM, NAMES

    width = story.size[0]
    numbering = _("Sida {page} av {pages}").format(page=page, pages=pages)
    room = width - 2 * MARGIN_MM - fonts.measure(numbering, FOOT_PT) - 8
    canvas.saveState()
    canvas.setFont(NAMES["regular"], FOOT_PT)
    canvas.setFillColor(SOFT)
    for number, line in enumerate(reversed(_foot_lines(story.foot, room))):
        canvas.drawString(MARGIN_MM * MM, (FOOT_MM + number * FOOT_LINE_MM) * MM, line)
    canvas.drawRightString((width - MARGIN_MM) * MM, FOOT_MM * MM, numbering)
    canvas.restoreState()
