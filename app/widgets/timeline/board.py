"""The board: one lane a service, one column a day, the long arrow above them, and the cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QMoveEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.documents.timeline import day_words
from app.i18n import _
from app.kinds.base import Look
from app.kinds.palette import sector_look
from app.kinds.sheets.collaboration_map import PRIVATE_SECTORS
from app.models.case import Case
from app.models.loose_days import between
from app.models.records import TimelineCard
from app.models.timeline import UNDATED, timeline
from app.widgets.common.names import actor_name
from app.widgets.common.style import colour, scaled
from app.widgets.properties.editors import Line
from app.widgets.timeline.card import CardWidget, column_width
from app.widgets.timeline.colours import themed

_GAP = 10
_NEAR = 14  # pixels from the edge of a column that mean "between the days"


class LaneHead(QWidget):
    """A lane's name and the line to write in, on the lane's own ground: the cards pass behind when one scrolls."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedWidth(head_width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lane's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), themed(self._look.tint))
        painter.end()


def head_width() -> int:
    """Return how many pixels a lane's name and line are wide."""
    return scaled(186)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the board: the lane's area (None: everybody's), and the loose day; None is without a day."""

    lane: str | None
    day: str | None


class Board(QWidget):
    """Signals: ``picked(key)``, ``opened(key)``, ``removed(key)``; ``moved(key, lane, day)`` to an area's id or None
    and a loose day or None; ``written(lane, text)`` when a line is typed in a lane.
    """

    picked, opened, removed = Signal(str), Signal(str), Signal(str)
    moved = Signal(str, object, object)
    written = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Tidslinje"))
        self.cards: dict[str, CardWidget] = {}
        self.lines: dict[str | None, QLineEdit] = {}
        self.lanes: list[str | None] = []
        self.days: list[str] = []
        self.read_only = False
        self._looks: dict[str | None, Look] = {}
        self._where: dict[str, tuple[int, int, int]] = {}
        self._target: QRect | None = None
        self._ghost: QLabel | None = None
        self._heads: list[QWidget] = []  # of the columns and of the lanes: QGridLayout.cellRect knows no heights where
        self._sides: list[QWidget] = []  # words break into lines
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_GAP, 6, _GAP, _GAP)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_GAP)

    # Filling

    def show_case(self, case: Case) -> None:
        """Show a case's timeline: lanes for every service, and for family and network where they have cards.

        The card that has the keyboard keeps it, and so does a line that is typed in."""
        focus = next((key for key, card in self.cards.items() if card.hasFocus()), None)
        typed = {lane: line.text() for lane, line in self.lines.items() if line.text()}
        in_line = next((lane for lane, line in self.lines.items() if line.hasFocus()), False)
        self._clear()
        found = timeline(case)
        self.days = [*(day for day in found.days if day != UNDATED), UNDATED]
        by_lane = {lane.group: lane.cards for lane in found.lanes}
        services = [key for key, group in case.groups.items() if key in by_lane or group.sector not in PRIVATE_SECTORS]
        self.lanes = [*services, None]
        for column, day in enumerate(self.days):
            self._heads.append(self._day(day, day == found.start))
            self._grid.addWidget(self._heads[-1], 0, column + 1)
            self._grid.setColumnMinimumWidth(column + 1, column_width())
        for row, lane in enumerate(self.lanes):
            self._add_lane(case, row, lane, typed.get(lane, ""))
            for column, day in enumerate(self.days):
                keys = by_lane.get(lane, {}).get(day, ())
                if keys:
                    self._add_cell(case, row, column, list(keys))
        self._grid.setColumnStretch(len(self.days) + 1, 1)
        self._grid.setRowStretch(len(self.lanes) + 1, 1)
        if focus in self.cards:
            self.cards[str(focus)].setFocus()
        elif in_line is not False and in_line in self.lines:
            self.lines[in_line].setFocus()
        self.update()

    def _clear(self) -> None:
        self.cards, self.lines, self._where, self._heads, self._sides = {}, {}, {}, [], []
        self._grid.setColumnStretch(len(self.days) + 1, 0)
        self._grid.setRowStretch(len(self.lanes) + 1, 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnMinimumWidth(column, 0)
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.blockSignals(True)
                widget.hide()
                widget.deleteLater()

    @staticmethod
    def _day(day: str, start: bool) -> QLabel:
        label = QLabel(_("{day} – start").format(day=day_words(day)) if start else day_words(day))
        label.setObjectName("goalsHeading")
        label.setContentsMargins(4, 2, 0, 14)
        return label

    def _add_lane(self, case: Case, row: int, lane: str | None, typed: str) -> None:
        group = case.groups[lane] if lane is not None else None
        self._looks[lane] = sector_look(group.sector if group is not None else "other")
        name = group.label if group is not None else _("Gemensamt")
        heading = QLabel(name)
        heading.setObjectName("goalsHeading")
        heading.setStyleSheet(f"color: {themed(self._looks[lane].ink).name()}")
        heading.setWordWrap(True)
        line = Line(typed)
        line.setPlaceholderText(_("mars 2026: vad gjordes?"))
        line.setAccessibleName(_("Nytt kort: {lane}").format(lane=name))
        if self.read_only:
            line.hide()
        line.returnPressed.connect(partial(self._write, lane))
        self.lines[lane] = line
        holder = LaneHead(self._looks[lane])
        column = QVBoxLayout(holder)
        column.setContentsMargins(8, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(line)
        column.addStretch(1)
        self._sides.append(holder)
        self._grid.addWidget(holder, row + 1, 0)
        holder.show()  # at once: what is not seen cannot have the keyboard

    def _add_cell(self, case: Case, row: int, column: int, keys: list[str]) -> None:
        cell = QWidget()
        inside = QVBoxLayout(cell)
        inside.setContentsMargins(0, 8, 0, 8)
        inside.setSpacing(6)
        for number, key in enumerate(keys):
            record = case.record("timeline", key)
            assert isinstance(record, TimelineCard)
            card = self._card(case, key, record, self._looks[self.lanes[row]])
            inside.addWidget(card)
            self.cards[key] = card
            self._where[key] = (column, row, number)
        inside.addStretch(1)
        cell.setFixedWidth(column_width())
        self._grid.addWidget(cell, row + 1, column + 1)
        cell.show()

    def _card(self, case: Case, key: str, record: TimelineCard, look: Look) -> CardWidget:
        who = actor_name(case, record.responsible or (record.actor if record.actor in case.figures else None))
        when = day_words(record.date or UNDATED)
        if record.until:
            when = _("{day} till {until}").format(day=when, until=day_words(record.until))
        doer = actor_name(case, record.actor) or _("Gemensamt")
        card = CardWidget(key, record.text or "", who, f"{when}, {doer}: {record.text or ''}", look)
        card.setToolTip(f"{when}\n{doer}")
        card.picked.connect(self.picked)
        card.opened.connect(self.opened)
        card.went.connect(self._go)
        if not self.read_only:
            card.removed.connect(self.removed)
            card.pushed.connect(self._push)
            card.dragged.connect(self._drag)
            card.dropped.connect(self._drop)
            card.kept.connect(lambda _key: self._end_drag())
        return card

    def _write(self, lane: str | None) -> None:
        if self.lines[lane].text().strip():
            self.written.emit(lane, self.lines[lane].text())

    def first(self) -> QWidget:
        """Return where the keyboard goes first: the start point's card, else a line to write in."""
        keys = sorted(self._where, key=lambda key: self._where[key])
        return self.cards[keys[0]] if keys else next(iter(self.lines.values()))

    def choose(self, key: str) -> None:
        """Mark one card as the one written in beside the line; none for an unknown key."""
        for each, card in self.cards.items():
            card.choose(each == key)

    # Scrolling

    def _hold_heads(self) -> None:
        """Keep the lanes' names in sight, however far the line is scrolled."""
        for head in self._sides:
            head.move(max(_GAP, -self.x()), head.y())
            head.raise_()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The board has been scrolled."""
        super().moveEvent(event)
        self._hold_heads()

    def event(self, event: QEvent) -> bool:
        """The layout has put the names back where they began."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._hold_heads()
        return done

    # Places

    def spot_of(self, key: str) -> Spot:
        """Return where a card stands."""
        column, row, _number = self._where[key]
        return Spot(self.lanes[row], self.days[column] or None)

    def spot_at(self, point: QPoint) -> tuple[Spot, QRect] | None:
        """Return the lane and day at a point, between two columns a day between theirs, and the place's rectangle."""
        row = next(
            (row for row in range(len(self.lanes)) if self._band(row).contains(self._band(row).x(), point.y())), -1
        )
        if row < 0 or not self.days:
            return None
        band = self._band(row)
        for column, day in enumerate(self.days):
            box = self._heads[column].geometry()
            known = day or None
            earlier = self.days[column - 1] if column else None
            found = between(earlier, known) if (earlier or known) and abs(point.x() - box.left()) <= _NEAR else None
            if found is not None:
                return Spot(self.lanes[row], found), QRect(box.left() - _GAP // 2 - 3, band.y(), 6, band.height())
            last = column == len(self.days) - 1
            if box.left() - _GAP <= point.x() and (point.x() <= box.right() or last):
                return Spot(self.lanes[row], known), QRect(box.left(), band.y(), box.width(), band.height())
        return None

    def _band(self, row: int) -> QRect:
        box = self._sides[row].geometry()
        return QRect(_GAP // 2, box.y(), self.width() - _GAP, box.height())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begin a card where the pointer is: in that lane's line, with that day."""
        found = self.spot_at(event.position().toPoint())
        if found is None or self.read_only:
            return
        spot = found[0]
        line = self.lines[spot.lane]
        if not line.text():
            line.setText(f"{day_words(spot.day)}: " if spot.day else "")
        line.setFocus()

    # Moving

    def _go(self, key: str, dx: int, dy: int) -> None:
        """Give the keyboard to the nearest card in a direction."""
        column, row, number = self._where[key]
        order = sorted(self._where.items(), key=lambda item: (item[1][1], item[1][2]) if dx else item[1])
        if dx:
            ahead = [k for k, (c, r, n) in order if (c - column) * dx > 0]
            ahead.sort(key=lambda k: (abs(self._where[k][1] - row), abs(self._where[k][0] - column), self._where[k][2]))
        else:
            ahead = [k for k, (c, r, n) in order if ((r, n) > (row, number) if dy > 0 else (r, n) < (row, number))]
            ahead.sort(key=lambda k: (abs(self._where[k][1] - row), abs(self._where[k][0] - column)))
        if ahead:
            self.cards[ahead[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def _push(self, key: str, dx: int, dy: int) -> None:
        """Move a card one column or one lane."""
        column, row, _number = self._where[key]
        column, row = column + dx, row + dy
        if 0 <= column < len(self.days) and 0 <= row < len(self.lanes):
            self.moved.emit(key, self.lanes[row], self.days[column] or None)

    def _drag(self, key: str, point: QPoint) -> None:
        here = self.mapFromGlobal(point)
        found = self.spot_at(here)
        self._target = found[1] if found is not None else None
        if self._ghost is None:
            self._ghost = QLabel(self)
            self._ghost.setPixmap(self.cards[key].grab())
            self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._ghost.adjustSize()
            self._ghost.show()
        self._ghost.move(here - QPoint(self._ghost.width() // 2, 12))
        self._ghost.raise_()
        self.update()

    def _drop(self, key: str, point: QPoint) -> None:
        found = self.spot_at(self.mapFromGlobal(point))
        self._end_drag()
        if found is not None and found[0] != self.spot_of(key):
            self.moved.emit(key, found[0].lane, found[0].day)

    def _end_drag(self) -> None:
        self._target = None
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lanes, the arrow, and where a dragged card would stand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, lane in enumerate(self.lanes):
            painter.setBrush(themed(self._looks[lane].tint))
            painter.drawRoundedRect(self._band(row), 8, 8)
        self._paint_arrow(painter)
        if self._target is not None:
            wash = colour("focus")
            wash.setAlphaF(0.3)
            painter.setBrush(wash)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(self._target, 4, 4)
        painter.end()

    def _paint_arrow(self, painter: QPainter) -> None:
        if not self._heads:
            return
        box = self._heads[0].geometry()
        y, end = box.bottom() - 5, self.width() - _GAP
        painter.setPen(QPen(colour("muted"), 3))
        painter.drawLine(box.left() - 6, y, end - 8, y)
        painter.setBrush(colour("muted"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([QPointF(end, y), QPointF(end - 14, y - 7), QPointF(end - 14, y + 7)]))
        for column in range(len(self.days) - 1):
            x = self._heads[column].geometry().left()
            size = 7 if column == 0 else 4
            painter.drawEllipse(QPointF(x, y), size, size)
