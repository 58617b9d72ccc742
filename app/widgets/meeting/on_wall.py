"""The agenda on the projector: the step's question, the words to say and the clock, large, above the sheet.

Where a step has no map to look at the words fill the whole screen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from shiboken6 import isValid

from app.i18n import _
from app.kinds.palette import ANSWER_COLOURS, INK, PAPER, SOFT_INK
from app.models.agenda_clock import AgendaClock
from app.widgets.actions.base import actions
from app.widgets.common.pill import Tone
from app.widgets.common.style import FAMILY
from app.widgets.meeting.running import Running, running
from app.widgets.meeting.words import meeting_state, meeting_time, step_heading, step_state, step_time
from app.widgets.projector.head import WallHead
from app.widgets.projector.leaves import leaf_of
from app.widgets.projector.window import ProjectorWindow
from app.widgets.rounds.now import round_now

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_STRIP = 6.8
"""How high the strip is, in times the least words."""
_MAPS = ("map", "round_1", "round_2", "wishes")
"""What is opened over a map that the group looks at; the rest is words alone."""
_COLOURS: dict[Tone, str] = {
    "good": ANSWER_COLOURS["can"],
    "warn": ANSWER_COLOURS["partly"],
    "bad": ANSWER_COLOURS["blocked"],
    "quiet": SOFT_INK,
    "info": SOFT_INK,
}
_LED = ("meeting_next", "meeting_back", "meeting_pause", "meeting_stretch")
_WRAP = int(Qt.TextFlag.TextWordWrap)


def lead_on_wall(window: CaseWindow, wall: ProjectorWindow) -> None:
    """Show the agenda that is led, whenever one is, on the projector, and let its keys lead it from there too."""
    card = StepCard(running(window), lambda: leaf_of(window) is not None or round_now(window).round is not None)
    round_now(window).changed.connect(card.place)
    wall.add_head(card)
    wall.add_command("agenda", _("Träffens steg"), ("A",), card.turn, checkable=True)
    wall.commands["agenda"].setChecked(True)
    wall.commands["agenda"].triggered.connect(lambda _on=False: wall.commands["agenda"].setChecked(card.wanted))
    for name in _LED:
        known = actions()[name]
        wall.add_command(name, _(known.label), known.keys, partial(_trigger, window, wall, name))


def _trigger(window: CaseWindow, wall: ProjectorWindow, name: str) -> None:
    """Do it in the case's window, and keep the keyboard with the group's."""
    window.book.actions[name].trigger()
    wall.setFocus()


class StepCard(WallHead):
    """The step that is led: a strip above the sheet, or the whole screen; nothing while no agenda is led.

    ``shares`` says whether something else than a map is shown beneath it.
    """

    def __init__(self, leader: Running, shares: Callable[[], bool]) -> None:
        super().__init__()
        self._running, self._shares = leader, shares
        self._words = 24.0
        self.wanted = True
        leader.changed.connect(self._changed)
        leader.ticked.connect(self._tick)
        self._changed()

    def turn(self) -> None:
        """Show it, or do not."""
        self.wanted = not self.wanted
        self.changed.emit()

    @property
    def fills(self) -> bool:
        """Whether the words have the whole screen."""
        step = self._running.step
        return step is not None and step.opens not in _MAPS and not self._shares()

    def needed_height(self, window: QSize, words: float) -> int:
        """Return the height of the strip, or of the window where the words have it all."""
        self._words = words
        if self._running.clock is None or not self.wanted:
            return 0
        return window.height() if self.fills else round(words * _STRIP)

    def place(self) -> None:
        """Take the height that it has now."""
        if isValid(self):
            self.changed.emit()

    def _changed(self) -> None:
        if isValid(self):
            self._tick()
            self.changed.emit()

    def _tick(self) -> None:
        if not isValid(self):
            return
        clock = self._running.clock
        if clock is not None:
            step = clock.step
            heading = step_heading(step, clock.at, len(clock.agenda.steps))
            self.setAccessibleName("\n".join(each for each in (heading, step.question, step.words) if each))
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heading, question and words to the left, the clocks to the right; or beneath, on the whole screen."""
        clock = self._running.clock
        if clock is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.colour(PAPER))
        room = QRectF(self.rect())
        unit = self._words
        if self.fills:
            self._paint_whole(painter, room.adjusted(unit * 2.5, unit * 2, -unit * 2.5, -unit * 1.6), clock)
        else:
            self._paint_strip(painter, room.adjusted(unit, unit * 0.5, -unit, -unit * 0.4), clock)
            painter.setPen(self.colour(SOFT_INK))
            painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.end()

    def _paint_strip(self, painter: QPainter, room: QRectF, clock: AgendaClock) -> None:
        unit = self._words
        times = QRectF(room.right() - unit * 15, room.top(), unit * 15, room.height())
        left = QRectF(room.left(), room.top(), room.width() - times.width() - unit, room.height())
        question, words = _said(clock)
        top = self._line(painter, left, _heading(clock), 1.0, SOFT_INK, bold=True)
        font, high = self._fitted(QSizeF(left.width(), unit * (2.7 if words else 5.0)), question, (2.0, 1.0), bold=True)
        self._write(painter, QRectF(left.left(), top, left.width(), high), question, font)
        rest = QRectF(left.left(), top + high, left.width(), left.bottom() - top - high)
        self._write(painter, rest, words, self._fitted(rest.size(), words, (1.1, 1.0))[0])
        self._paint_times(painter, times, clock, 1.0)

    def _paint_whole(self, painter: QPainter, room: QRectF, clock: AgendaClock) -> None:
        unit = self._words
        times = QRectF(room.left(), room.bottom() - unit * 6.6, room.width(), unit * 6.6)
        top = self._line(painter, room, _heading(clock), 1.6, SOFT_INK, bold=True) + unit
        question, words = _said(clock)
        whole = QRectF(room.left(), top, room.width(), times.top() - top - unit)
        share = 0.6 if words else 1.0
        asked = self._fitted(QSizeF(whole.width(), whole.height() * share), question, (4.4, 1.6), bold=True)
        below = self._fitted(QSizeF(whole.width(), whole.height() * (1 - share)), words, (2.2, 1.0))
        high = asked[1] + (unit + below[1] if words else 0)
        first = QRectF(whole.left(), whole.top() + max(0.0, whole.height() - high) / 2, whole.width(), asked[1])
        self._write(painter, first, question, asked[0])
        self._write(painter, QRectF(first.left(), first.bottom() + unit, first.width(), below[1]), words, below[0])
        self._paint_times(painter, times, clock, 1.5)

    def _paint_times(self, painter: QPainter, room: QRectF, clock: AgendaClock, scale: float) -> None:
        """Paint how long the step and the meeting have lasted; state in colour and in words."""
        right = Qt.AlignmentFlag.AlignRight
        state, tone = step_state(clock)
        top = self._line(painter, room, step_time(clock), 1.3 * scale, INK, align=right)
        below = QRectF(room.left(), top, room.width(), room.bottom() - top)
        top = self._line(painter, below, state, 1.6 * scale, _COLOURS[tone], bold=True, align=right)
        whole, tone = meeting_state(clock)
        words = f"{meeting_time(clock)} · {whole}"
        below = QRectF(room.left(), top, room.width(), room.bottom() - top)
        shown = SOFT_INK if tone == "good" else _COLOURS[tone]
        self._line(painter, below, words, 1.0 * min(scale, 1.2), shown, align=right)

    def _font(self, times: float, bold: bool) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(self._words * times)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _line(
        self,
        painter: QPainter,
        room: QRectF,
        words: str,
        times: float,
        colour: str,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Paint one line, smaller if it is too wide, and return where the next begins."""
        font = self._font(times, bold)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        if wide > room.width() > 0:
            font.setPixelSize(max(1, int(font.pixelSize() * room.width() / wide)))
        painter.setFont(font)
        painter.setPen(self.colour(colour))
        painter.drawText(room, int(align | Qt.AlignmentFlag.AlignTop), words)
        return room.top() + QFontMetricsF(font).height()

    def _fitted(
        self, room: QSizeF, words: str, between: tuple[float, float], *, bold: bool = False
    ) -> tuple[QFont, float]:
        """Return the largest font between two sizes in which words, broken into lines, fit, and how high they are."""
        times, least = between
        while True:
            font = self._font(times, bold)
            box = QFontMetricsF(font).boundingRect(QRectF(0, 0, room.width(), room.height()), _WRAP, words)
            if box.height() <= room.height() or times <= least:
                return font, min(box.height(), room.height()) if words else 0.0
            times = max(least, times - 0.1)

    def _write(self, painter: QPainter, room: QRectF, words: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self.colour(INK))
        painter.drawText(room, _WRAP | int(Qt.AlignmentFlag.AlignTop), words)


def _heading(clock: AgendaClock) -> str:
    return step_heading(clock.step, clock.at, len(clock.agenda.steps))


def _said(clock: AgendaClock) -> tuple[str, str]:
    """Return the question and the words beneath it; without a question the words stand in its place."""
    step = clock.step
    return (step.question, step.words) if step.question else (step.words, "")
