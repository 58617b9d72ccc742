"""Guides while something is dragged: it snaps to the edges and middles of what stands near, and to equal distances.

`Guides` is pure geometry in millimetres on the sheet; `GuideItem` paints what it found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.drawing.geometry import Point, Rect
from app.widgets.canvas import style
from app.widgets.canvas.items import OVERLAY

REACH_PX = 6.0
"""How near, in pixels, something must come to be drawn into line."""
HOLD = 1.6
"""What is in line is let go when it is dragged so many times as far away: it does not flicker between two."""
FAR = 110.0
"""Millimetres beyond which figures do not guide each other."""
_SAME = 0.02
_TICK = 1.4


@dataclass(frozen=True, slots=True)
class Guide:
    """A thin line on the sheet; ``gap`` marks one of several equal distances."""

    start: Point
    end: Point
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Snap:
    """How far a box is moved to stand in line, and the guides that say with what."""

    dx: float = 0.0
    dy: float = 0.0
    guides: tuple[Guide, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """A box along one axis (``low`` to ``high``) and across it."""

    low: float
    high: float
    near: float
    far: float

    def stands(self) -> tuple[float, float, float]:
        """Return lower edge, middle and upper edge."""
        return self.low, (self.low + self.high) / 2, self.high

    def at(self, low: float) -> _Span:
        return _Span(low, low + self.high - self.low, self.near, self.far)

    def beside(self, other: _Span) -> bool:
        """Return whether the two have a stretch across the axis in common."""
        return self.near < other.far and other.near < self.far

    def away(self, other: _Span) -> float:
        """Return how far apart the two are across the axis."""
        return max(other.near - self.far, self.near - other.far, 0.0)


class _Axis:
    """Snapping along one axis."""

    def __init__(self, others: list[_Span]) -> None:
        self._others = others
        self._sorted = [sorted((each.stands()[part], n) for n, each in enumerate(others)) for part in range(3)]
        self._held: float | None = None

    def target(self, box: _Span, reach: float) -> float | None:
        """Return where the box's lower edge is to stand, or None if nothing is near. What was held is held on to."""
        held = self._held
        if held is not None and abs(held - box.low) <= HOLD * reach and any(self.marks(box.at(held))):
            return held
        best = min(self._offers(box, reach), default=None)
        self._held = box.low + best[2] if best is not None else None
        return self._held

    def _offers(self, box: _Span, reach: float) -> Iterator[tuple[float, float, float]]:
        """Yield (how far, how far off across, move) for everything within reach; middles go before edges."""
        stands = box.stands()
        for part in (1, 0, 2):
            row = self._sorted[part]
            number = bisect_left(row, (stands[part] - reach, -1))
            while number < len(row) and row[number][0] <= stands[part] + reach:
                away = box.away(self._others[row[number][1]])
                if away <= FAR:
                    by = row[number][0] - stands[part]
                    yield abs(by), away + (part != 1), by
                number += 1
        for low in self._even(box):
            if abs(low - box.low) <= reach:
                yield abs(low - box.low) + 0.25 * reach, 0.0, low - box.low

    def _row(self, box: _Span) -> tuple[list[_Span], list[_Span]]:
        """Return those beside the box, before and after it, the nearest first."""
        middle = (box.low + box.high) / 2
        row = [each for each in self._others if each.beside(box)]
        before = sorted((e for e in row if (e.low + e.high) / 2 < middle), key=lambda e: -e.high)
        after = sorted((e for e in row if (e.low + e.high) / 2 >= middle), key=lambda e: e.low)
        return before[:2], after[:2]

    def _even(self, box: _Span) -> Iterator[float]:
        """Yield the places of the lower edge at which distances to neighbours are equal."""
        before, after = self._row(box)
        size = box.high - box.low
        if before and after and after[0].low - before[0].high > size:
            yield (before[0].high + after[0].low - size) / 2
        if len(before) == 2 and before[0].low > before[1].high:
            yield before[0].high + before[0].low - before[1].high
        if len(after) == 2 and after[1].low > after[0].high:
            yield after[0].low - (after[1].low - after[0].high) - size

    def marks(self, box: _Span) -> Iterator[tuple[float, float, float, float, bool]]:
        """Yield what is in line with the box: (along, across, along, across, whether it is a gap)."""
        shown: set[int] = set()
        for part in (1, 0, 2):
            stand = box.stands()[part]
            mates = [number for number in self._at(part, stand) if box.away(self._others[number]) <= FAR]
            if not shown.issuperset(mates):  # edges say nothing new of those whose middles are in line
                shown.update(mates)
                row = [box, *(self._others[number] for number in mates)]
                yield stand, min(each.near for each in row), stand, max(each.far for each in row), False
        yield from self._gaps(box)

    def _at(self, part: int, stand: float) -> Iterator[int]:
        """Yield the numbers of the others whose part stands just there."""
        row = self._sorted[part]
        number = bisect_left(row, (stand - _SAME, -1))
        while number < len(row) and row[number][0] <= stand + _SAME:
            yield row[number][1]
            number += 1

    def _gaps(self, box: _Span) -> Iterator[tuple[float, float, float, float, bool]]:
        before, after = self._row(box)
        pairs: list[tuple[_Span, _Span]] = [(one, box) for one in before[:1]] + [(box, one) for one in after[:1]]
        if len(before) == 2:
            pairs.append((before[1], before[0]))
        if len(after) == 2:
            pairs.append((after[0], after[1]))
        own = [two.low - one.high for one, two in pairs if box in (one, two)]
        for one, two in pairs:
            gap = two.low - one.high
            even = [two_.low - one_.high for one_, two_ in pairs if (one_, two_) != (one, two)]
            mine = box in (one, two) or any(abs(gap - each) <= _SAME for each in own)
            if gap > _SAME and mine and any(abs(gap - each) <= _SAME for each in even):
                across = (max(one.near, two.near) + min(one.far, two.far)) / 2
                yield one.high, across, two.low, across, True


class Guides:
    """What a dragged box is lined up with: the boxes of everything that stands still."""

    def __init__(self, others: Iterable[Rect]) -> None:
        boxes = list(others)
        self._across = _Axis([_Span(b.x, b.right, b.y, b.bottom) for b in boxes])
        self._down = _Axis([_Span(b.y, b.bottom, b.x, b.right) for b in boxes])

    def snap(self, box: Rect, reach: float) -> Snap:
        """Return how to move ``box``, as the pointer has it, into line with what is within ``reach`` (mm)."""
        across = self._across.target(_Span(box.x, box.right, box.y, box.bottom), reach)
        x = box.x if across is None else across
        down = self._down.target(_Span(box.y, box.bottom, x, x + box.width), reach)
        y = box.y if down is None else down
        guides: list[Guide] = []
        if across is not None:
            found = self._across.marks(_Span(x, x + box.width, y, y + box.height))
            guides += [Guide((a, b), (c, d), gap) for a, b, c, d, gap in found]
        if down is not None:
            found = self._down.marks(_Span(y, y + box.height, x, x + box.width))
            guides += [Guide((b, a), (d, c), gap) for a, b, c, d, gap in found]
        return Snap(x - box.x, y - box.y, tuple(guides))


class GuideItem(QGraphicsItem):
    """Paints guides, one pixel thin at any zoom; equal distances have a tick at each end."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(OVERLAY)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._guides: tuple[Guide, ...] = ()
        self._bounds = QRectF()
        self._pen = QPen(style.TARGET, 1.0)
        self._pen.setCosmetic(True)

    @property
    def guides(self) -> tuple[Guide, ...]:
        """What is shown now."""
        return self._guides

    def show_guides(self, guides: tuple[Guide, ...]) -> None:
        """Show these and no others."""
        if guides == self._guides:
            return
        self.prepareGeometryChange()
        self._guides = guides
        xs = [point[0] for guide in guides for point in (guide.start, guide.end)]
        ys = [point[1] for guide in guides for point in (guide.start, guide.end)]
        corners = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if guides else (0.0, 0.0, 0.0, 0.0)
        self._bounds = QRectF(*corners).adjusted(-3, -3, 3, 3) if guides else QRectF()
        self.update()

    def boundingRect(self) -> QRectF:
        """Return everything that `paint` may touch."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the lines and ticks."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._pen)
        for guide in self._guides:
            (x1, y1), (x2, y2) = guide.start, guide.end
            painter.drawLine(QLineF(x1, y1, x2, y2))
            if guide.gap:
                dx, dy = (0.0, _TICK) if y1 == y2 else (_TICK, 0.0)
                for x, y in (guide.start, guide.end):
                    painter.drawLine(QLineF(x - dx, y - dy, x + dx, y + dy))
