"""The band over the map that says in large words who is lit, what that one needs, and what others need of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QWidget

from app.drawing.to_qt import Painting, Recolour
from app.i18n import _, ngettext
from app.kinds.chips import SIGN, sign
from app.kinds.palette import ANSWER_COLOURS, INK, PAPER, SOFT_INK
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.records import ANSWERS, CAUSES, Wish
from app.widgets.common.style import FAMILY
from app.widgets.projector.blocks import Block, Run, document_of, paged, paint_blocks

_HEAD, _SIGN, _AIR = 4.2, 1.25, 0.25
"""In times the words' height: name and headings, the room of an answer's sign, the air beneath a wish."""
_EDGE = "#c8501c"


@dataclass(frozen=True, slots=True)
class Said:
    """One wish as the band tells it: its number, the other end, its words, and the answer."""

    number: int
    other: str
    text: str
    status: str
    answer: str

    def sentence(self, arrow: str) -> str:
        """Return it in a line of text."""
        return f"{self.number}. {arrow} {self.other}: {self.text} – {self.answer}"


@dataclass(frozen=True, slots=True)
class Told:
    """What the band tells of one figure: the wishes it asks, and those it is asked."""

    name: str
    asks: tuple[Said, ...]
    asked: tuple[Said, ...]


def told_of(case: Case, figure: str) -> Told:
    """Return what is told of a figure. Raises KeyError if there is no such figure."""
    asks = [_said(case, wish, wish.to) for wish in case.wishes.values() if wish.from_ == figure]
    asked = [_said(case, wish, wish.from_) for wish in case.wishes.values() if wish.to == figure]
    return Told(figure_name(case.figures[figure]), tuple(asks), tuple(asked))


def _said(case: Case, wish: Wish, other: str) -> Said:
    parts = [_(ANSWERS[wish.status])]
    if wish.answer is not None and wish.answer.cause is not None:
        parts[0] += f" ({_(CAUSES[wish.answer.cause]).lower()})"
    if wish.answer is not None and wish.answer.text:
        parts.append(wish.answer.text)
    name = figure_name(case.figures[other])
    return Said(case.wish_number(wish.id), name, wish.text, wish.status, ": ".join(parts))


class Band(QWidget):
    """Tells of one figure in words ``words_px`` high or more. What has no room comes page by page, nothing is cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._told: Told | None = None
        self._recolour: Recolour | None = None
        self._page = 0
        self._columns: list[_Column] = []
        self.words_px = 24.0
        self.hide()

    def wear(self, recolour: Recolour | None) -> None:
        """Take a theme's colours."""
        self._recolour = recolour
        self._columns = []
        self.update()

    def tell(self, told: Told | None) -> None:
        """Tell of a figure, or of nobody."""
        if told != self._told:
            self._page = 0
            self._columns = []
        self._told = told
        self.setVisible(told is not None)
        if told is None:
            self.setAccessibleName("")
            return
        lines = [told.name, *(each.sentence("→") for each in told.asks), *(each.sentence("←") for each in told.asked)]
        self.setAccessibleName("\n".join(lines))
        self.update()

    def turn(self) -> None:
        """Show the next wishes, if there are more than there is room for."""
        self._page = (self._page + 1) % self.pages
        self.update()

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the wishes take."""
        return max((len(column.pages) for column in self._columns), default=1)

    def shown(self) -> list[int]:
        """Return the numbers of the wishes on the page that is shown."""
        return [column.said[at].number for column in self._columns for at in column.on(self._page)]

    def needed_height(self, width: int, most: int) -> int:
        """Return how high the band is for what it tells, ``width`` pixels wide and at most ``most`` high."""
        unit = self.words_px
        self._lay_out(width - 2 * unit, most - unit * _HEAD)
        body = max((column.height for column in self._columns), default=unit * 1.4)
        return round(unit * _HEAD + body)

    def _lay_out(self, width: float, high: float) -> None:
        """Break the wishes into lines and pages."""
        told, unit = self._told, self.words_px
        sides = [] if told is None else [(_("Behöver"), "→", told.asks), (_("Tillfrågas av andra"), "←", told.asked)]
        sides = [side for side in sides if side[2]]
        each = (width - unit * (len(sides) - 1)) / max(1, len(sides)) - unit * _SIGN
        self._columns = []
        for name, arrow, said in sides:
            made = [document_of(_block(one, arrow), unit, each, self._colour) for one in said]
            count = ngettext("{n} önskemål", "{n} önskemål", len(said)).format(n=len(said))
            pages = paged([one.size().height() + unit * _AIR for one in made], high)
            self._columns.append(_Column(f"{name} · {count}", tuple(said), made, pages, unit * _AIR))
        self._page = min(self._page, self.pages - 1)

    def _font(self, times: float = 1.0, *, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(round(self.words_px * times))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _colour(self, colour: str) -> QColor:
        return QColor(self._recolour(colour) if self._recolour is not None else colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name over two columns of wishes."""
        if self._told is None:
            return
        unit = self.words_px
        if not self._columns:
            self._lay_out(self.width() - 2 * unit, self.height() - unit * _HEAD)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(_EDGE))
        painter.setBrush(self._colour(PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 12, 12)
        room = QRectF(self.rect()).adjusted(unit, unit * 0.5, -unit, -unit * 0.5)
        painter.setFont(self._font(1.45, bold=True))
        painter.setPen(self._colour(INK))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, self._told.name)
        self._paint_page(painter, room)
        top = room.top() + unit * 1.95
        if not self._columns:
            painter.setFont(self._font())
            painter.setPen(self._colour(SOFT_INK))
            painter.drawText(QPointF(room.left(), top + unit), _("Inga önskemål till eller från den här aktören."))
        width = (room.width() - unit * (len(self._columns) - 1)) / max(1, len(self._columns))
        for number, column in enumerate(self._columns):
            box = QRectF(room.left() + number * (width + unit), top, width, room.bottom() - top)
            self._paint_column(painter, box, column)
        painter.end()

    def _paint_page(self, painter: QPainter, room: QRectF) -> None:
        if self.pages > 1:
            painter.setFont(self._font())
            painter.setPen(self._colour(SOFT_INK))
            words = _("{page} av {pages} · Mellanslag visar fler").format(page=self._page + 1, pages=self.pages)
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, words)

    def _paint_column(self, painter: QPainter, box: QRectF, column: _Column) -> None:
        unit = self.words_px
        painter.setFont(self._font(bold=True))
        painter.setPen(self._colour(SOFT_INK))
        painter.drawText(QPointF(box.left(), box.top() + unit * 0.8), column.heading)
        top = box.top() + unit * 1.35
        for at in column.on(self._page):
            self._paint_sign(painter, QPointF(box.left() + unit * 0.5, top + unit * 0.68), column.said[at].status)
            paint_blocks(painter, QPointF(box.left() + unit * _SIGN, top), [column.blocks[at]], 0.0)
            top += column.blocks[at].size().height() + column.air

    def _paint_sign(self, painter: QPainter, middle: QPointF, status: str) -> None:
        painter.save()
        painter.translate(middle)
        scale = self.words_px * 0.47 / SIGN
        painter.scale(scale, scale)
        Painting(sign(status), self._recolour).paint(painter)
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Column:
    """The wishes one way, laid out: ``air`` pixels beneath each."""

    heading: str
    said: tuple[Said, ...]
    blocks: list[QTextDocument]
    pages: list[range]
    air: float

    def on(self, page: int) -> range:
        """Return the wishes of a page; a column with fewer pages stays at its last."""
        return self.pages[min(page, len(self.pages) - 1)]

    @property
    def height(self) -> float:
        """How high its fullest page is, in pixels."""
        return max(sum(self.blocks[at].size().height() + self.air for at in page) for page in self.pages)


def _block(said: Said, arrow: str) -> Block:
    """Return a wish: to or from whom, its words, and the answer."""
    head = Run(f"{said.number}  {arrow} {said.other}:", bold=True)
    return Block((head, Run(said.text), Run(said.answer, ANSWER_COLOURS[said.status])))
