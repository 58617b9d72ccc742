"""The band over the map that says in large words who is lit, what that one needs, and what others need of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.drawing.to_qt import Painting, Recolour
from app.i18n import _, ngettext
from app.kinds.chips import SIGN, sign
from app.kinds.palette import ANSWER_COLOURS, INK, PAPER, SOFT_INK
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.records import ANSWERS, CAUSES, Wish
from app.widgets.common.style import FAMILY

_ROWS = 5
"""How many wishes a column shows at once; the rest come page by page."""
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
    """Tells of one figure in words ``words_px`` high or more; as high as it needs to be."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._told: Told | None = None
        self._recolour: Recolour | None = None
        self._page = 0
        self.words_px = 24.0
        self.hide()

    def wear(self, recolour: Recolour | None) -> None:
        """Take a theme's colours."""
        self._recolour = recolour
        self.update()

    def tell(self, told: Told | None) -> None:
        """Tell of a figure, or of nobody."""
        if told != self._told:
            self._page = 0
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
    def pages(self) -> int:
        """How many pages the wishes take."""
        longest = max((len(self._told.asks), len(self._told.asked)), default=0) if self._told else 0
        return max(1, -(-longest // _ROWS))

    def needed_height(self) -> int:
        """Return how high the band is for what it tells."""
        told = self._told
        rows = min(_ROWS, max(len(told.asks), len(told.asked), 1)) if told else 1
        return round(self.words_px * (3.1 + (1.1 if told and (told.asks or told.asked) else 0.2) + rows * 1.32))

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.words_px
        painter.setPen(QColor(_EDGE))
        painter.setBrush(self._colour(PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 12, 12)
        room = QRectF(self.rect()).adjusted(unit, unit * 0.5, -unit, -unit * 0.5)
        painter.setFont(self._font(1.45, bold=True))
        painter.setPen(self._colour(INK))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, self._told.name)
        self._paint_page(painter, room)
        columns = (
            (_("Behöver"), "→", self._told.asks),
            (_("Tillfrågas av andra"), "←", self._told.asked),
        )
        top = room.top() + unit * 1.95
        shown = [column for column in columns if column[2]]
        if not shown:
            painter.setFont(self._font())
            painter.setPen(self._colour(SOFT_INK))
            painter.drawText(QPointF(room.left(), top + unit), _("Inga önskemål till eller från den här aktören."))
        width = (room.width() - unit * (len(shown) - 1)) / max(1, len(shown))
        for number, (heading, arrow, said) in enumerate(shown):
            box = QRectF(room.left() + number * (width + unit), top, width, room.bottom() - top)
            self._paint_column(painter, box, heading, arrow, said)
        painter.end()

    def _paint_page(self, painter: QPainter, room: QRectF) -> None:
        if self.pages > 1:
            painter.setFont(self._font(0.8))
            painter.setPen(self._colour(SOFT_INK))
            words = _("{page} av {pages} · Mellanslag visar fler").format(page=self._page + 1, pages=self.pages)
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, words)

    def _paint_column(self, painter: QPainter, box: QRectF, heading: str, arrow: str, said: Sequence[Said]) -> None:
        unit = self.words_px
        painter.setFont(self._font(0.85, bold=True))
        painter.setPen(self._colour(SOFT_INK))
        count = ngettext("{n} önskemål", "{n} önskemål", len(said)).format(n=len(said))
        painter.drawText(QPointF(box.left(), box.top() + unit * 0.8), f"{heading} · {count}")
        top = box.top() + unit * 1.25
        for row, each in enumerate(said[self._page * _ROWS : (self._page + 1) * _ROWS]):
            self._paint_row(painter, QRectF(box.left(), top + row * unit * 1.32, box.width(), unit * 1.32), arrow, each)

    def _paint_row(self, painter: QPainter, box: QRectF, arrow: str, said: Said) -> None:
        unit = self.words_px
        painter.save()
        painter.translate(box.left() + unit * 0.5, box.center().y())
        scale = unit * 0.47 / SIGN
        painter.scale(scale, scale)
        Painting(sign(said.status), self._recolour).paint(painter)
        painter.restore()
        left, baseline = box.left() + unit * 1.25, box.center().y() + unit * 0.34
        bold, plain = self._font(bold=True), self._font()
        head = f"{said.number}  {arrow} {said.other}: "
        answer = f"  {said.answer}"
        room = box.right() - left - QFontMetricsF(bold).horizontalAdvance(head)
        metrics = QFontMetricsF(plain)
        state = metrics.horizontalAdvance("  " + said.answer.split(": ")[0]) + unit * 1.2  # is always said
        wanted = min(metrics.horizontalAdvance(said.text), max(room - state, room / 3))
        for words, font, colour, most in (
            (head, bold, INK, box.right() - left),
            (said.text, plain, INK, wanted + 1),
            (answer, plain, ANSWER_COLOURS[said.status], room - wanted),
        ):
            cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, most)
            painter.setFont(font)
            painter.setPen(self._colour(colour))
            painter.drawText(QPointF(left, baseline), cut)
            left += QFontMetricsF(font).horizontalAdvance(cut)
