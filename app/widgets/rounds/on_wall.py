"""The round on the projector: who is asked, what, and who has spoken, as dots with names above the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from shiboken6 import isValid

from app.kinds.palette import ANSWER_COLOURS, INK, PAPER, SOFT_INK
from app.widgets.canvas.scene import FIGURES
from app.widgets.common.names import actor_name
from app.widgets.common.style import FAMILY
from app.widgets.projector.head import WallHead
from app.widgets.projector.window import ProjectorWindow
from app.widgets.rounds.asking import Seat, State, words
from app.widgets.rounds.now import RoundNow, round_now

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_LINE, _DOT, _GAP = 1.45, 0.42, 1.0
"""A line's height, a dot's radius and the gap between names, in times the least words."""
_QUESTION, _NAME = 1.9, 2.0
_COLOURS: dict[State, str] = {
    "done": ANSWER_COLOURS["can"],
    "passed": SOFT_INK,
    "waiting": INK,
    "missing": ANSWER_COLOURS["blocked"],
}
_WRAP = int(Qt.TextFlag.TextWordWrap)


def ask_on_wall(window: CaseWindow, wall: ProjectorWindow) -> None:
    """Show whichever round is up in the window on its projector, with the one who is asked lit on the sheet."""
    now = round_now(window)
    wall.add_head(TurnBoard(window, now, wall))
    now.changed.connect(partial(_follow, now, wall))
    wall.showing.changed.connect(partial(_follow, now, wall))
    _follow(now, wall)


def _follow(now: RoundNow, wall: ProjectorWindow) -> None:
    if not isValid(wall):
        return
    asking = now.round
    wall.quiet = asking is not None and asking.which == "round_1"
    if asking is None:
        wall.view.light("")
        wall.view.sheet.set_selected([])
        return
    wall.show_sheet(asking.sheet_kind, wall.showing.options)
    stands = wall.view.sheet.has((FIGURES, asking.figure))
    wall.view.light(asking.figure if stands else "", fixed=True)
    wall.view.sheet.set_selected([(FIGURES, asking.figure)])


class TurnBoard(WallHead):
    """The question, the actor whose turn it is, and everyone's dot. Where the agenda asks the question it is not
    asked twice."""

    def __init__(self, window: CaseWindow, now: RoundNow, wall: ProjectorWindow) -> None:
        super().__init__()
        self._window, self._now, self._wall = window, now, wall
        self._words = 24.0
        now.changed.connect(self._changed)
        window.document.shown_changed.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        if not isValid(self):
            return
        asking = self._now.round
        if asking is not None:
            case = self._window.document.on_wall
            said = [f"{actor_name(case, seat.figure)}: {words(seat, asking.which)}" for seat in asking.seats()]
            self.setAccessibleName("\n".join([asking.asked, actor_name(case, asking.figure), *said]))
        self.changed.emit()
        self.update()

    def _asks(self) -> bool:
        """Return whether nothing above asks the question already."""
        return not any(head is not self and head.height() > 0 and not head.isHidden() for head in self._wall.heads)

    def needed_height(self, window: QSize, words: float) -> int:
        """Return how high question, name and dots are."""
        self._words = words
        asking = self._now.round
        if asking is None:
            return 0
        top = self._question_height(window.width()) + words * _NAME * 1.3
        lines = 1 + max((line for _at, line, _seat in self._places(window.width())), default=0)
        return round(top + lines * words * _LINE + words * 0.9)

    def _question_height(self, width: float) -> float:
        if self._now.round is None or not self._asks():
            return 0.0
        room = QRectF(0, 0, width - 2 * self._words, 10_000)
        metrics = QFontMetricsF(self._font(_QUESTION, bold=True))
        return metrics.boundingRect(room, _WRAP, self._now.round.asked).height()

    def _places(self, width: float) -> Iterator[tuple[float, int, Seat]]:
        """Yield where each name begins, and on which line."""
        asking, unit = self._now.round, self._words
        case = self._window.document.on_wall
        at, line = unit, 0
        for seat in asking.seats() if asking is not None else ():
            font = self._font(1.0, bold=asking is not None and seat.figure == asking.figure)
            wide = QFontMetricsF(font).horizontalAdvance(actor_name(case, seat.figure)) + unit * (1.3 + _GAP)
            if at > unit and at + wide > width:
                at, line = unit, line + 1
            yield at, line, seat
            at += wide

    def _font(self, times: float, *, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(self._words * times)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the question, the name and the dots."""
        asking, unit = self._now.round, self._words
        if asking is None:
            return
        case = self._window.document.on_wall
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colour(PAPER))
        top = unit * 0.3
        high = self._question_height(self.width())
        if high:
            painter.setFont(self._font(_QUESTION, bold=True))
            painter.setPen(self.colour(INK))
            painter.drawText(QRectF(unit, top, self.width() - 2 * unit, high), _WRAP, asking.asked)
            top += high
        painter.setFont(self._font(_NAME, bold=True))
        painter.setPen(self.colour(ANSWER_COLOURS["can"]))
        name = QRectF(unit, top, self.width() - 2 * unit, unit * _NAME * 1.3)
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), actor_name(case, asking.figure))
        for at, line, seat in self._places(self.width()):
            middle = name.bottom() + (line + 0.5) * unit * _LINE
            self._paint_seat(painter, QPointF(at, middle), seat, actor_name(case, seat.figure))
        painter.setPen(self.colour(SOFT_INK))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()

    def _paint_seat(self, painter: QPainter, at: QPointF, seat: Seat, name: str) -> None:
        """Paint a dot and a name that begin at a point, in the middle of their line."""
        unit, asking, middle = self._words, self._now.round, at.y()
        current = asking is not None and seat.figure == asking.figure
        self._paint_dot(painter, QPointF(at.x() + unit * _DOT, middle), unit * _DOT, seat.state)
        font = self._font(1.0, bold=current)
        painter.setFont(font)
        painter.setPen(self.colour(INK if current or seat.state in ("waiting", "missing") else SOFT_INK))
        left = at.x() + unit * 1.2
        painter.drawText(QPointF(left, middle + unit * 0.34), name)
        if current:
            wide = QFontMetricsF(font).horizontalAdvance(name)
            painter.fillRect(QRectF(left, middle + unit * 0.52, wide, max(2.0, unit * 0.1)), self.colour(INK))

    def _paint_dot(self, painter: QPainter, middle: QPointF, radius: float, state: State) -> None:
        """Paint a dot that is told from the others in grey too: a tick, a dash, a ring, a broken ring."""
        colour, paper = self.colour(_COLOURS[state]), self.colour(PAPER)
        pen = QPen(colour, radius * 0.28)
        if state == "missing":
            pen.setDashPattern([1.6, 1.3])
        painter.setPen(pen)
        painter.setBrush(colour if state in ("done", "passed") else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius * 0.86, radius * 0.86)
        sign = {"done": ((-0.42, 0.02), (-0.1, 0.36), (0.44, -0.32)), "passed": ((-0.42, 0.0), (0.42, 0.0))}
        if state in sign:
            white = QPen(paper, radius * 0.26)
            white.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(white)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([middle + QPointF(x, y) * radius for x, y in sign[state]]))
