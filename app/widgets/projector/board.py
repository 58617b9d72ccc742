"""What fills the projector in place of the map: the wheel, the timeline, or the plan row by row, in large words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent

from app.drawing.ops import Drawing, Op
from app.drawing.to_qt import Painting, Recolour, register_fonts
from app.i18n import _
from app.kinds.palette import INK, PAPER, SOFT_INK
from app.widgets.common.curve import Inks, paint_curve
from app.widgets.common.style import FAMILY
from app.widgets.projector.blocks import Block, Colour, document_of, paged, paint_blocks
from app.widgets.projector.head import WallHead

_MARGIN, _TOP, _AIR = 1.4, 2.4, 0.55
"""In times the words' height: the margin round, the title's line, the air between blocks."""
_LARGE = 1.12
"""How much larger than the least the words of rows are."""
_CLOSE = 1.6
"""How many times larger than the whole a part of a drawing is shown at most."""
_TWO_COLUMNS, _BETWEEN, _BELOW = 52.0, 2.4, 0.4
"""In times the words' height: the width from which there are two columns, their distance, the room below them."""
_CURVE_HIGH, _CURVE_WIDE, _CURVE_WORDS = 6.0, 24.0, 0.8
"""In times the rows' words: how high and at most how wide a curve is, and its own words."""


class Leaf(Protocol):
    """One thing to show. ``told`` says it in words."""

    @property
    def told(self) -> str:
        """What it shows, in words."""

    def pages(self, room: QRectF, words: float, colour: Colour) -> int:
        """Return how many pages it takes in ``room`` with words at least so high, in pixels."""

    def page_of_current(self) -> int | None:
        """Return the page of what is worked on now, if something is."""

    def paint(self, painter: QPainter, room: QRectF, page: int, recolour: Recolour | None) -> None:
        """Paint a page."""


@dataclass(slots=True)
class DrawnLeaf:
    """A drawing as it is on paper: all of it first, then larger, a part at a time, if it is wide."""

    drawing: Drawing
    least_pt: float = 8.6
    """The size of its smallest words that are to be read, in points."""
    _scale: float = 1.0

    @property
    def told(self) -> str:
        """What the drawing says in words."""
        return f"{self.drawing.title}\n{self.drawing.told}"

    def pages(self, room: QRectF, words: float, colour: Colour) -> int:
        """Return one page, and one for each part that is shown larger where the whole cannot be read."""
        whole = min(room.width() / self.drawing.width, room.height() / self.drawing.height)
        read = words / (self.least_pt * 25.4 / 72)
        self._scale = min(read, room.height() / self.drawing.height * _CLOSE)
        if self._scale <= whole * 1.05:
            return 1
        return 1 + len(self._parts(room))

    def page_of_current(self) -> int | None:
        """Return None: nothing in it is worked on alone."""
        return None

    def paint(self, painter: QPainter, room: QRectF, page: int, recolour: Recolour | None) -> None:
        """Paint the whole, or a part of it larger."""
        drawing = self.drawing
        scale, left, top = min(room.width() / drawing.width, room.height() / drawing.height), 0.0, 0.0
        if page:
            scale = self._scale
            left, top = self._parts(room)[page - 1]
        painter.save()
        painter.setClipRect(room)
        painter.translate(room.left() - left * scale, room.top() - top * scale)
        if not page:
            painter.translate((room.width() - drawing.width * scale) / 2, 0)
        painter.scale(scale, scale)
        register_fonts()
        Painting(drawing.ops, recolour).paint(painter)
        painter.restore()

    def _parts(self, room: QRectF) -> list[tuple[float, float]]:
        """Return the upper left corners of the parts, millimetres, row by row, a little over each other."""
        return [
            (x, y)
            for y in _steps(self.drawing.height, room.height() / self._scale)
            for x in _steps(self.drawing.width, room.width() / self._scale)
        ]


def _steps(length: float, seen: float) -> list[float]:
    """Return where parts begin that together show a whole length, each so much of it."""
    if seen >= length:
        return [0.0]
    count = max(2, -(-int(length * 100) // max(1, int(seen * 92))))
    return [(length - seen) * at / (count - 1) for at in range(count)]


class BlocksLeaf:
    """Blocks of words under a title, page by page, in two columns where there is room for them."""

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        self.title = title
        self.blocks = list(blocks)
        self._columns: list[range] = []
        self._each, self._size, self._width = 1, 24.0, 0.0

    @property
    def told(self) -> str:
        """Every block in a line."""
        return "\n".join([self.title, *(block.words() for block in self.blocks)])

    def pages(self, room: QRectF, words: float, colour: Colour) -> int:
        """Return how many pages the blocks take."""
        self._size = words * _LARGE
        self._each = 2 if room.width() > words * _TWO_COLUMNS else 1
        whole = room.width() - 2 * words * _MARGIN
        self._width = (whole - (self._each - 1) * words * _BETWEEN) / self._each
        made = (document_of(block, self._size, self._width, colour) for block in self.blocks)
        curves = (self._size * _CURVE_HIGH if block.curve is not None else 0.0 for block in self.blocks)
        heights = [each.size().height() + high + self._size * _AIR for each, high in zip(made, curves, strict=True)]
        headings = {at for at, block in enumerate(self.blocks) if block.heading}
        self._columns = paged(heights, room.height() - words * (_TOP + _BELOW), headings)
        return -(-len(self._columns) // self._each)

    def page_of_current(self) -> int | None:
        """Return the page with the block that is worked on."""
        at = next((at for at, block in enumerate(self.blocks) if block.current), None)
        found = (column for column, on in enumerate(self._columns) if at in on)
        return None if at is None else next(found) // self._each

    def paint(self, painter: QPainter, room: QRectF, page: int, recolour: Recolour | None) -> None:
        """Paint the title and the blocks of a page; what is worked on has a bar beside it."""
        unit = self._size / _LARGE

        def colour(name: str) -> QColor:
            return QColor(recolour(name) if recolour is not None else name)

        if self.title:
            font = QFont(FAMILY)
            font.setPixelSize(round(unit * 1.5))
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(colour(INK))
            painter.drawText(QPointF(room.left() + unit * _MARGIN, room.top() + unit * 1.6), self.title)
        for number, column in enumerate(self._columns[page * self._each : (page + 1) * self._each]):
            left = room.left() + unit * _MARGIN + number * (self._width + unit * _BETWEEN)
            top = room.top() + unit * _TOP
            for at in column:
                made = document_of(self.blocks[at], self._size, self._width, colour)
                high = made.size().height()
                if self.blocks[at].current:
                    painter.fillRect(QRectF(left - unit * 0.7, top, unit * 0.28, high), colour(INK))
                paint_blocks(painter, QPointF(left, top), [made], 0.0)
                top += high + self._curve(painter, self.blocks[at], QPointF(left, top + high), colour)
                top += self._size * _AIR

    def _curve(self, painter: QPainter, block: Block, at: QPointF, colour: Colour) -> float:
        """Paint a block's curve, if it has one, and return how high it is."""
        if block.curve is None:
            return 0.0
        high = self._size * _CURVE_HIGH
        letters = QFont(FAMILY)
        letters.setPixelSize(max(1, round(self._size * _CURVE_WORDS)))
        inks = Inks(colour(INK), colour(SOFT_INK), colour(INK))
        box = QRectF(at.x(), at.y(), min(self._width, self._size * _CURVE_WIDE), high)
        painter.save()
        paint_curve(painter, box, block.curve, inks, letters)
        painter.restore()
        return high


@dataclass(slots=True)
class SideLeaf:
    """A picture to the left, as large as there is room for, and blocks to the right of it."""

    ops: Sequence[Op]
    box: QRectF
    """What of the picture is to be seen, in millimetres."""
    blocks: BlocksLeaf

    @property
    def told(self) -> str:
        """What the blocks say."""
        return self.blocks.told

    def pages(self, room: QRectF, words: float, colour: Colour) -> int:
        """Return how many pages the blocks take; the picture stands on each."""
        return self.blocks.pages(self._right(room), words, colour)

    def page_of_current(self) -> int | None:
        """Return None: nothing in it is worked on alone."""
        return None

    def paint(self, painter: QPainter, room: QRectF, page: int, recolour: Recolour | None) -> None:
        """Paint the picture and a page of the blocks."""
        scale = self._scale(room)
        painter.save()
        painter.translate(room.left(), room.center().y())
        painter.scale(scale, scale)
        painter.translate(-self.box.left(), -self.box.center().y())
        register_fonts()
        Painting(self.ops, recolour).paint(painter)
        painter.restore()
        self.blocks.paint(painter, self._right(room), page, recolour)

    def _scale(self, room: QRectF) -> float:
        return min(room.height() / self.box.height(), room.width() * 0.62 / self.box.width())

    def _right(self, room: QRectF) -> QRectF:
        return room.adjusted(self._scale(room) * self.box.width(), 0, 0, 0)


class PageBoard(WallHead):
    """Shows a leaf over the sheet, or nothing. `turn` goes through its pages."""

    def __init__(self) -> None:
        super().__init__()
        self._leaf: Leaf | None = None
        self._words = 24.0
        self.page = 0

    @property
    def up(self) -> bool:
        """Whether something is shown."""
        return self._leaf is not None

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return 1 if self._leaf is None else max(1, self._leaf.pages(self._room(), self._words, self.colour))

    def show_leaf(self, leaf: Leaf | None, *, same: bool = False) -> None:
        """Show another leaf, or none; ``same`` keeps the page, or goes to what is worked on."""
        changed = (leaf is None) != (self._leaf is None)
        self._leaf = leaf
        if not same:
            self.page = 0
        self.setAccessibleName(leaf.told if leaf is not None else "")
        if changed:
            self.changed.emit()
        if leaf is not None:
            last = self.pages - 1  # its blocks are laid out now
            current = leaf.page_of_current()
            self.page = min(self.page if current is None else current, last)
        self.update()

    def turn(self, by: int = 1) -> None:
        """Show the next page, after the last the first."""
        self.page = (self.page + by) % self.pages
        self.update()

    def needed_height(self, window: QSize, words: float) -> int:
        """Return all the height there is while something is shown."""
        self._words = words
        return window.height() if self._leaf is not None else 0

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, self._words * 0.4, 0, -self._words * 0.4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, and which of them it is."""
        if self._leaf is None:
            return
        pages = self.pages
        self.page = min(self.page, pages - 1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colour(PAPER))
        self._leaf.paint(painter, self._room(), self.page, self._recolour)
        if pages > 1:
            font = QFont(FAMILY)
            font.setPixelSize(round(self._words))
            painter.setFont(font)
            painter.setPen(self.colour(SOFT_INK))
            words = _("{page} av {pages} · Mellanslag visar fler").format(page=self.page + 1, pages=pages)
            box = QRectF(self.rect()).adjusted(0, self._words * 0.6, -self._words * _MARGIN, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, words)
        painter.end()
