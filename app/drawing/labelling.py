"""Finding room for chips on their lines and for words beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from app.drawing.board import CHIP
from app.drawing.curves import evened
from app.drawing.geometry import Point, Rect
from app.drawing.routing import Router

AIR = 1.5
"""Millimetres between a chip or words and any other box."""
SMALLER = 9.0
"""What a chip of the next smaller size costs; crossing a foreign line costs 2.5."""
_CELL = 24.0


class Boxes:
    """Boxes that must not be covered, found quickly by where they are."""

    def __init__(self, boxes: Iterable[Rect] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Rect]] = {}
        for box in boxes:
            self.add(box)

    def _keys(self, box: Rect) -> Iterable[tuple[int, int]]:
        for column in range(math.floor(box.x / _CELL), math.floor(box.right / _CELL) + 1):
            for row in range(math.floor(box.y / _CELL), math.floor(box.bottom / _CELL) + 1):
                yield column, row

    def add(self, box: Rect) -> None:
        """Add a box."""
        for key in self._keys(box):
            self._cells.setdefault(key, []).append(box)

    def remove(self, box: Rect) -> None:
        """Take a box away."""
        for key in self._keys(box):
            self._cells[key].remove(box)

    def free(self, box: Rect) -> bool:
        """Return whether a box keeps the air to all others."""
        left, top, right, bottom = box.x - AIR, box.y - AIR, box.right + AIR, box.bottom + AIR
        for key in self._keys(box.grown(AIR)):
            for other in self._cells.get(key, ()):
                if left < other.right and other.x < right and top < other.bottom and other.y < bottom:
                    return False
        return True


class Labeller:
    """Places the chips and words of a router's lines."""

    def __init__(self, router: Router, boxes: Iterable[Rect], clear: tuple[float, float]) -> None:
        self.router = router
        self.clear = clear[0] + AIR, clear[1] + AIR
        self.taken = Boxes(boxes)
        self.chips: dict[int, tuple[Rect, int]] = {}
        self.labels: dict[int, Rect] = {}

    def _free(self, box: Rect) -> bool:
        """Return whether a box lies on nothing but lines."""
        x = min(max(0.0, box.x), box.right) / self.clear[0]
        y = min(max(0.0, box.y), box.bottom) / self.clear[1]
        return x * x + y * y >= 1 and self.taken.free(box)

    def place_chips(self) -> int:
        """Give every line's chip its smallest size somewhere, then the best size there is room for.

        Returns how many chips found no room.
        """
        lines = self.router.lines
        wanted = [n for n, line in enumerate(lines) if line.tie.chips and n not in self.chips]
        wanted.sort(key=lambda n: (len(lines[n].points), n))
        missing = sum(not self._seat(n, only_last=True) for n in wanted)
        for number in wanted:
            if number in self.chips and len(lines[number].tie.chips) > 1:
                self._seat(number, only_last=False)
        return missing

    def _seat(self, number: int, *, only_last: bool) -> bool:
        """Place a line's chip where it stands best; return whether it has a place."""
        old = self.chips.get(number)
        self.unseat(number)
        sizes = self.router.lines[number].tie.chips
        best = None if old is None else (self._worth(number, old), *old)
        for index, size in enumerate(sizes):
            if only_last and index < len(sizes) - 1:
                continue
            if best is not None and best[0] <= SMALLER * index:
                break
            found = self._spot(number, size, index)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
        if best is None:
            best = self._beside(number, sizes[-1], len(sizes) - 1)
        if best is None:
            return False
        self.chips[number] = best[1], best[2]
        self.taken.add(best[1])
        board = self.router.board
        board.mark(board.within(best[1]), CHIP, number)
        return True

    def unseat(self, number: int) -> None:
        """Take a line's chip away."""
        old = self.chips.pop(number, None)
        if old is not None:
            self.taken.remove(old[0])
            board = self.router.board
            board.wipe(board.within(old[0]), CHIP, number)

    def _worth(self, number: int, chip: tuple[Rect, int]) -> float:
        points = self.router.lines[number].points
        x, y = chip[0].centre
        nearest = min(range(len(points)), key=lambda k: math.hypot(points[k][0] - x, points[k][1] - y))
        return self._cost(number, chip[0], chip[1], nearest, len(points))

    def _cost(self, number: int, box: Rect, index: int, at: int, count: int) -> float:
        """Return what a chip's place costs: size lost, lines covered, distance from the middle."""
        off = abs(at - (count - 1) / 2) / max(1, count - 1)
        return SMALLER * index + self._hidden(box, number) + 3 * off + (6 * (off - 1 / 6) if off > 1 / 6 else 0)

    def _hidden(self, box: Rect, number: int) -> float:
        """Return what the stretches of other lines cost that a box hides."""
        board, lines = self.router.board, self.router.lines
        cells = frozenset(board.within(box))
        near = {other for cell in cells & board.lines.keys() for other in board.lines[cell]}
        near.discard(number)
        cost = 0.0
        for other in near:
            hidden = len(cells.intersection(lines[other].spine))
            if hidden:
                cost += 2.5 + 0.6 * max(0, hidden - 3)
        return cost

    def _spot(self, number: int, size: tuple[float, float], index: int) -> tuple[float, Rect, int] | None:
        """Return the best place on the line for a chip of a size."""
        points = self.router.lines[number].points
        count = len(points)
        width, height = size
        best: tuple[float, Rect, int] | None = None
        for at in sorted(range(2, count - 2), key=lambda k: (abs(2 * k - count + 1), k)):
            off = abs(at - (count - 1) / 2) / max(1, count - 1)
            if best is not None and best[0] <= SMALLER * index + 3 * off:
                break
            x, y = points[at]
            box = Rect(x - width / 2, y - height / 2, width, height)
            if self._free(box):
                cost = self._cost(number, box, index, at, count)
                if best is None or cost < best[0]:
                    best = cost, box, index
        return best

    def _beside(self, number: int, size: tuple[float, float], index: int) -> tuple[float, Rect, int] | None:
        """Return a place for a chip beside its line."""
        points = evened(self.router.lines[number].points, 2.0)
        width, height = size
        for away in (0.0, 3.0, 5.0, 7.5, 10.0, 14.0, 18.0):
            best: tuple[float, Rect, int] | None = None
            for at, (x, y) in enumerate(points):
                for turn in range(8):
                    dx, dy = away * math.cos(turn * math.pi / 4), away * math.sin(turn * math.pi / 4)
                    box = Rect(x + dx - width / 2, y + dy - height / 2, width, height)
                    if self._free(box):
                        cost = self._cost(number, box, index, at, len(points))
                        if best is None or cost < best[0]:
                            best = cost, box, index
            if best is not None:
                return best
        return None

    def reseat(self, number: int) -> bool:
        """Place a line's chip anew after the line was drawn anew."""
        if not self.router.lines[number].tie.chips:
            return True
        self.unseat(number)
        return self._seat(number, only_last=True) and self._seat(number, only_last=False)

    def place_labels(self) -> None:
        """Give words a place beside their line, clear of every line, where there is one."""
        for number, line in enumerate(self.router.lines):
            if line.tie.label is not None and number not in self.labels:
                box = self._label_spot(number, line.points, line.tie.label)
                if box is not None:
                    self.labels[number] = box
                    self.taken.add(box)

    def _label_spot(self, number: int, points: Sequence[Point], size: tuple[float, float]) -> Rect | None:
        """Return a place for words beside a line where no line runs under them."""
        points = evened(points, 2.0)
        count = len(points)
        width, height = size
        for at in sorted(range(1, count - 1), key=lambda k: (abs(2 * k - count + 1), k)):
            (x1, y1), (x2, y2) = points[at - 1], points[at + 1]
            norm = math.hypot(x2 - x1, y2 - y1) or 1.0
            nx, ny = -(y2 - y1) / norm, (x2 - x1) / norm
            out = abs(nx) * width / 2 + abs(ny) * height / 2 + 1.2
            x, y = points[at]
            for sign in (-1, 1) if ny > 0 else (1, -1):
                box = Rect(x + sign * nx * out - width / 2, y + sign * ny * out - height / 2, width, height)
                if self._free(box) and not self._crossed(box):
                    return box
        return None

    def _crossed(self, box: Rect) -> bool:
        """Return whether any line's own points lie in a box."""
        grown = box.grown(0.7)
        near = {n for cell in self.router.board.within(grown) for n in self.router.board.lines.get(cell, ())}
        return any(grown.contains(p) for n in near for p in self.router.lines[n].points)
