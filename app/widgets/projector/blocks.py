"""Blocks of words on the projector: as many lines as their words take, and as many on a page as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextDocument, QTextOption

from app.kinds.palette import INK, SOFT_INK
from app.models.readings import Readings
from app.widgets.common.curve import told
from app.widgets.common.style import FAMILY

Colour = Callable[[str], QColor]
"""Gives a colour of the palette as the theme of the projector has it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look; ``colour`` is the palette's. ``breaks`` begins a new line before them."""

    words: str
    colour: str = INK
    bold: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """What belongs together and is not parted over pages. ``heading`` stands over those that follow.

    Where something is measured, ``curve`` is drawn beneath the words.
    """

    runs: tuple[Run, ...]
    heading: bool = False
    current: bool = False
    curve: Readings | None = None

    def words(self) -> str:
        """Return it as a line of text."""
        measured = told(self.curve) if self.curve is not None else []
        return " ".join([*(run.words for run in self.runs), ", ".join(measured)]).rstrip()


def heading(words: str) -> Block:
    """Return a heading over the blocks that follow."""
    return Block((Run(words, SOFT_INK, bold=True),), heading=True)


def document_of(block: Block, size: float, width: float, colour: Colour) -> QTextDocument:
    """Return a block laid out ``width`` pixels wide in words ``size`` pixels high."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size)))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    document.setHtml(" ".join(_html(run, colour) for run in block.runs if run.words))
    document.setTextWidth(max(1.0, width))
    return document


def _html(run: Run, colour: Colour) -> str:
    weight = "font-weight:600;" if run.bold else ""
    style = f"color:{colour(run.colour).name()};{weight}"
    return f'{"<br>" if run.breaks else ""}<span style="{style}">{escape(run.words)}</span>'


def paged(heights: Sequence[float], room: float, headings: Container[int] = ()) -> list[range]:
    """Return which blocks stand on each page: as many as have room, at least one. No heading stands last on one."""
    pages: list[range] = []
    start, used = 0, 0.0
    for at, height in enumerate(heights):
        if at > start and used + height > room:
            first = at - 1 if at - 1 in headings and at - 1 > start else at
            pages.append(range(start, first))
            start, used = first, sum(heights[first:at])
        used += height
    return [*pages, range(start, len(heights))]


def paint_blocks(painter: QPainter, at: QPointF, documents: Iterable[QTextDocument], gap: float) -> None:
    """Paint blocks beneath each other."""
    top = at.y()
    for document in documents:
        painter.save()
        painter.translate(at.x(), top)
        document.drawContents(painter, QRectF())
        painter.restore()
        top += document.size().height() + gap
