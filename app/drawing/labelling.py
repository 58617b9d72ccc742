"""Finding room for chips on their lines and for words beside them, many places looked at in one go."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from app.drawing.boxes import AIR, Boxes
from app.drawing.bundles import Floats, evened
from app.drawing.geometry import Rect
from app.drawing.routing import Router

__all__ = ["AIR", "Boxes", "Labeller", "Taken"]

SMALLER = 9.0
"""What a chip of the next smaller size costs."""
HIDDEN = 0.5
"""What a cell of a foreign line costs that a chip hides; a line crossed squarely hides in two to four."""
STRIDE = 3.0
"""Millimetres between the places along a line that are tried."""
_AWAY = (3.0, 5.0, 7.5, 10.0, 14.0, 18.0)
"""How far from its line a chip may stand if there is no room on it."""


class Taken:
    """Boxes that must not be covered, as rows of left, top, right, bottom."""

    def __init__(self, boxes: Iterable[Rect] = ()) -> None:
        rows = [(box.x, box.y, box.right, box.bottom) for box in boxes]
        self._rows = np.full((len(rows) + 64, 4), np.inf)
        self._rows[: len(rows)] = np.array(rows).reshape(-1, 4)
        self._used = len(rows)
        self._gone: list[int] = []

    def add(self, box: Rect) -> int:
        """Add a box and return its number."""
        if self._gone:
            number = self._gone.pop()
        else:
            number = self._used
            self._used += 1
            if number >= len(self._rows):
                self._rows = np.vstack([self._rows, np.full_like(self._rows, np.inf)])
        self._rows[number] = box.x, box.y, box.right, box.bottom
        return number

    def remove(self, number: int) -> None:
        """Take a box away."""
        self._rows[number] = np.inf
        self._gone.append(number)

    def free(self, boxes: Floats) -> npt.NDArray[np.bool_]:
        """Return which of some boxes (… × 4) keep the air to all that stand here."""
        if not self._used or not boxes.size:
            return np.ones(boxes.shape[:-1], np.bool_)
        flat = boxes.reshape(-1, 4)
        low, high = flat.min(axis=0) - AIR, flat.max(axis=0) + AIR
        rows = self._rows[: self._used]
        rows = rows[(rows[:, 0] < high[2]) & (rows[:, 2] > low[0]) & (rows[:, 1] < high[3]) & (rows[:, 3] > low[1])]
        b = flat[:, None, :]
        meet = (b[..., 0] - AIR < rows[:, 2]) & (b[..., 2] + AIR > rows[:, 0])
        meet &= (b[..., 1] - AIR < rows[:, 3]) & (b[..., 3] + AIR > rows[:, 1])
        free: npt.NDArray[np.bool_] = ~meet.any(axis=1).reshape(boxes.shape[:-1])
        return free


class Labeller:
    """Places the chips and words of a router's lines."""

    def __init__(self, router: Router, boxes: Iterable[Rect], clear: tuple[float, float]) -> None:
        self.router = router
        self.clear = clear[0] + AIR, clear[1] + AIR
        self.taken = Taken(boxes)
        self.chips: dict[int, tuple[Rect, int]] = {}
        self.labels: dict[int, Rect] = {}
        self._numbers: dict[int, int] = {}
        self._sums: npt.NDArray[np.int64] | None = None

    # How much of lines a box covers

    def lines_changed(self) -> None:
        """Forget where lines run; it is counted out again when next asked for."""
        self._sums = None

    def _covered(self, number: int, boxes: Floats) -> npt.NDArray[np.int64]:
        """Return how many cells of foreign lines each box (… × 4) covers."""
        board = self.router.board
        if self._sums is None:
            every = [line.alone() for line in self.router.lines]
            counts = np.bincount(np.concatenate(every), minlength=board.rows * board.columns)
            grid = counts.reshape(board.rows, board.columns).cumsum(axis=0).cumsum(axis=1)
            self._sums = np.pad(grid, ((1, 0), (1, 0)))
        left, right = (
            np.clip(((boxes[..., k] - board.x) / board.cell).astype(np.intp), 0, board.columns - 1) for k in (0, 2)
        )
        top, bottom = (
            np.clip(((boxes[..., k] - board.y) / board.cell).astype(np.intp), 0, board.rows - 1) for k in (1, 3)
        )
        sums = self._sums
        found = sums[bottom + 1, right + 1] - sums[top, right + 1] - sums[bottom + 1, left] + sums[top, left]
        row, column = np.divmod(self.router.lines[number].alone(), board.columns)
        inside = (column >= left[..., None]) & (column <= right[..., None])
        inside &= (row >= top[..., None]) & (row <= bottom[..., None])
        covered: npt.NDArray[np.int64] = found - inside.sum(axis=-1)
        return covered

    def _free(self, boxes: Floats) -> npt.NDArray[np.bool_]:
        """Return which boxes lie on nothing but lines."""
        x = np.clip(0.0, boxes[..., 0], boxes[..., 2]) / self.clear[0]
        y = np.clip(0.0, boxes[..., 1], boxes[..., 3]) / self.clear[1]
        free: npt.NDArray[np.bool_] = (x * x + y * y >= 1) & self.taken.free(boxes)
        return free

    # Chips

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
        self.unseat(number)
        sizes = self.router.lines[number].tie.chips
        first = len(sizes) - 1 if only_last else 0
        found = self._on_line(number, first) or self._beside(number)
        if found is None:
            return False
        self.chips[number] = found
        self._numbers[number] = self.taken.add(found[0])
        self.router.mark_chip(number, found[0], stands=True)
        return True

    def keep_chip(self, number: int, box: Rect, size: int) -> bool:
        """Leave a line's chip where it was if nothing else stands there; return whether it stays."""
        if not self._free(_edges(box))[0]:
            return False
        self.chips[number] = box, size
        self._numbers[number] = self.taken.add(box)
        self.router.mark_chip(number, box, stands=True)
        return True

    def keep_label(self, number: int, box: Rect) -> bool:
        """Leave words where they were if nothing stands and no line runs there; return whether they stay."""
        edges = _edges(box)
        if not self._free(edges)[0] or self._covered(number, edges)[0]:
            return False
        self.labels[number] = box
        self.taken.add(box)
        return True

    def unseat(self, number: int) -> None:
        """Take a line's chip away."""
        old = self.chips.pop(number, None)
        if old is not None:
            self.taken.remove(self._numbers.pop(number))
            self.router.mark_chip(number, old[0], stands=False)

    def _on_line(self, number: int, first: int) -> tuple[Rect, int] | None:
        """Return the best place on the line for a chip of the sizes from ``first`` on."""
        line = self.router.lines[number]
        spots = evened(line.points, STRIDE)
        count = len(spots)
        spots = spots[1:-1] if count < 7 else spots[2:-2]
        if not len(spots):
            return None
        sizes = np.array(line.tie.chips[first:])
        boxes = _boxes(spots, sizes)
        off = np.abs(np.linspace(-0.5, 0.5, count)[(count - len(spots)) // 2 :][: len(spots)])
        cost = (first + np.arange(len(sizes)))[:, None] * SMALLER + _off_middle(off)[None]
        return self._cheapest(number, boxes, cost, first)

    def _beside(self, number: int) -> tuple[Rect, int] | None:
        """Return a place for a line's smallest chip beside the line."""
        line = self.router.lines[number]
        spots = evened(line.points, STRIDE)
        last = len(line.tie.chips) - 1
        turn = np.arange(8) * (math.pi / 4)
        ring = np.stack([np.cos(turn), np.sin(turn)], axis=-1)
        off = _off_middle(np.abs(np.linspace(-0.5, 0.5, len(spots))))
        for away in _AWAY:
            around = (spots[:, None] + away * ring[None]).reshape(-1, 2)
            found = self._cheapest(
                number, _boxes(around, np.array(line.tie.chips[last:])), np.repeat(off, 8)[None], last
            )
            if found is not None:
                return found
        return None

    def _cheapest(self, number: int, boxes: Floats, cost: Floats, first: int) -> tuple[Rect, int] | None:
        """Return the cheapest free box and its size (boxes: sizes × places × 4)."""
        free = self._free(boxes)
        if not free.any():
            return None
        cost = np.where(free, cost, np.inf)
        cost[free] += HIDDEN * self._covered(number, boxes[free])
        size, spot = np.unravel_index(int(cost.argmin()), cost.shape)
        left, top, right, bottom = boxes[size, spot].tolist()
        width, height = self.router.lines[number].tie.chips[first + int(size)]
        return Rect((left + right - width) / 2, (top + bottom - height) / 2, width, height), first + int(size)

    def reseat(self, number: int) -> bool:
        """Place a line's chip anew after the line was drawn anew."""
        if not self.router.lines[number].tie.chips:
            return True
        return self._seat(number, only_last=False)

    # Words

    def place_labels(self) -> None:
        """Give words a place beside their line, clear of every line, where there is one."""
        for number, line in enumerate(self.router.lines):
            if line.tie.label is not None and number not in self.labels:
                box = self._label_spot(number, line.points, line.tie.label)
                if box is not None:
                    self.labels[number] = box
                    self.taken.add(box)

    def _label_spot(self, number: int, points: Floats, size: tuple[float, float]) -> Rect | None:
        """Return a place for words beside a line where no line runs under them."""
        points = evened(points, STRIDE)
        if len(points) < 3:
            return None
        along = points[2:] - points[:-2]
        normal = np.stack([-along[:, 1], along[:, 0]], axis=-1) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
        normal *= np.where(normal[:, 1:] > 0, -1.0, 1.0)  # above the line first
        width, height = size
        out = np.abs(normal[:, :1]) * width / 2 + np.abs(normal[:, 1:]) * height / 2 + 1.2
        middles = np.concatenate([points[1:-1] + normal * out, points[1:-1] - normal * out])
        boxes = _boxes(middles, np.array([size]))[0]
        own = evened(points, 1.0)
        under = (own[None, :, 0] > boxes[:, None, 0] - 0.5) & (own[None, :, 0] < boxes[:, None, 2] + 0.5)
        under &= (own[None, :, 1] > boxes[:, None, 1] - 0.5) & (own[None, :, 1] < boxes[:, None, 3] + 0.5)
        free = self._free(boxes) & ~under.any(axis=1)
        free[free] = self._covered(number, boxes[free] + (-0.3, -0.3, 0.3, 0.3)) == 0
        if not free.any():
            return None
        off = np.abs(np.linspace(-0.5, 0.5, len(points) - 2))
        best = int(np.where(free, np.concatenate([off, off + 0.02]), np.inf).argmin())
        left, top = boxes[best, :2].tolist()
        return Rect(left, top, width, height)


def _boxes(middles: Floats, sizes: Floats) -> Floats:
    """Return boxes (left, top, right, bottom) of every size round every point: sizes × points × 4."""
    half = sizes[:, None, :] / 2
    return np.concatenate([middles[None] - half, middles[None] + half], axis=-1)


def _edges(box: Rect) -> Floats:
    """Return a box as one row of left, top, right, bottom."""
    return np.array([[box.x, box.y, box.right, box.bottom]])


def _off_middle(off: Floats) -> Floats:
    """Return what it costs to stand off a line's middle, ``off`` as a part of its length."""
    cost: Floats = 3 * off + 6 * np.maximum(0.0, off - 1 / 6)
    return cost
