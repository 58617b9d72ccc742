"""PDF by ReportLab: vector drawings and flowing text, page x of y, only embedded fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.documents.base import Document, Options, Story
from app.drawing.ops import Drawing
from app.export.base import Format
from app.i18n import _, language
from app.models.case import Case

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
FOOT_PT = 8.0
COUNTING_ROUNDS = 3


class Pdf(Format):
    """A PDF file."""

    id = "pdf"
    suffixes = ("pdf",)
    shape = "pages"
    order = 10

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Set the pages once to count them, then for good with the right number in each foot."""
        from io import BytesIO

        total, parts = 0, document.pages(case, options)
        for _round in range(COUNTING_ROUNDS):
            buffer = BytesIO()
            pages = _set(parts(total), document.title(case), total, buffer)
            if pages == total:
                break
            total = pages
        path.write_bytes(buffer.getvalue())
        _read_again(path)


def _read_again(path: Path) -> None:
    """Raise OSError if the written file is not a whole PDF: head, end, and the table of objects that it points at."""
    data = path.read_bytes()
    pointer = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data)
    whole = data.startswith(b"%PDF-") and pointer is not None and b"/Root" in data[int(pointer[1]) :]
    if not whole or pointer is None or not data[int(pointer[1]) :].startswith(b"xref"):
        raise OSError(None, str(path))


def _set(parts: Sequence[Drawing | Story], title: str, total: int, target: Any) -> int:
    """Set the parts after each other in one file and return how many pages it took."""
    from reportlab.platypus import BaseDocTemplate, NextPageTemplate, PageBreak, Spacer

    from app.drawing.to_reportlab import MM, register_fonts

    names = register_fonts()
    first = parts[0]
    size = (first.width, first.height) if isinstance(first, Drawing) else first.size
    template = BaseDocTemplate(
        target,
        pagesize=(size[0] * MM, size[1] * MM),
        title=title,
        author="Samkarta",
        creator="Samkarta",
        lang=LANGUAGES.get(language(), "sv-SE"),
        initialFontName=names["regular"],
        allowSplitting=1,
    )
    flowables: list[Any] = []
    for number, part in enumerate(parts):
        template.addPageTemplates([_template(f"part{number}", part, total)])
        if number:
            flowables += [NextPageTemplate(f"part{number}"), PageBreak()]
        flowables += [Spacer(1, 1)] if isinstance(part, Drawing) else list(part.flowables)
    template.build(flowables)
    return int(template.page)


def _template(name: str, part: Drawing | Story, total: int) -> Any:
    from reportlab.platypus import Frame, PageTemplate

    from app.documents.paper_style import MARGIN_MM
    from app.drawing.to_reportlab import MM, paint

    if isinstance(part, Drawing):
        width, height = part.width * MM, part.height * MM
        frame = Frame(0, 0, width, height, id=name)

        def begin(canvas: Any, _document: Any) -> None:
            paint(canvas, part)
    else:
        width, height = part.size[0] * MM, part.size[1] * MM
        edge = MARGIN_MM * MM
        frame = Frame(edge, edge + 2 * MM, width - 2 * edge, height - 2 * edge - 2 * MM, 0, 0, 0, 0, id=name)

        def begin(canvas: Any, _document: Any) -> None:
            _foot(canvas, part, total)

    return PageTemplate(id=name, frames=[frame], pagesize=(width, height), onPage=begin)


def _foot(canvas: Any, story: Story, total: int) -> None:
    from app.documents.paper_style import MARGIN_MM, SOFT
    from app.drawing import fonts
    from app.drawing.to_reportlab import MM, NAMES

    width = story.size[0]
    page = _("Sida {page} av {pages}").format(page=canvas.getPageNumber(), pages=max(total, 1))
    room = width - 2 * MARGIN_MM - fonts.measure(page, FOOT_PT) - 8
    canvas.saveState()
    canvas.setFont(NAMES["regular"], FOOT_PT)
    canvas.setFillColor(SOFT)
    canvas.drawString(MARGIN_MM * MM, 9 * MM, fonts.cut(fonts.clean(story.foot), FOOT_PT, "regular", room))
    canvas.drawRightString((width - MARGIN_MM) * MM, 9 * MM, page)
    canvas.restoreState()
