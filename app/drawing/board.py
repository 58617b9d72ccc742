"""A raster of who stands where, so that a line can be tested against everything in one look a step."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence

from app.drawing.curves import resampled, segment_meets
from app.drawing.geometry import Point, Rect

CELL = 1.25
"""Millimetres of a cell."""

BODY, NEAR, LINE, CHIP, OUTSIDE = 1, 2, 4, 8, 16
"""What a cell may hold, as flags: a box, the air round a box, a line, a chip; or lie outside the fan."""

EXACT = 0.3
"""Millimetres that every finished line keeps from foreign boxes."""

_MAX_CELLS = 1_500_000


Step = tuple[int, float, float, int, int, tuple[int, ...]]
"""A step over the board: cell, distance, price, row, column, the owners of the boxes it runs through."""


class Board:
    """Cells with flags of what they hold; ``owner`` is the number of the figure (from 1) whose box or air it is,
    ``lines`` and ``chips`` tell the numbers of those that are there."""

    def __init__(self, bounds: Rect) -> None:
        self.x, self.y = bounds.x, bounds.y
        self.right, self.bottom = bounds.right, bounds.bottom
        self.cell = max(CELL, math.sqrt(bounds.width * bounds.height / _MAX_CELLS))
        self.scale = 1.0 / self.cell
        self.columns = int(bounds.width * self.scale) + 2
        self.rows = int(bounds.height * self.scale) + 2
        self.busy = bytearray(self.columns * self.rows)
        self.owner = array("H", bytes(2 * self.columns * self.rows))
        self.lines: dict[int, list[int]] = {}
        self.chips: dict[int, list[int]] = {}
        self.steps: dict[tuple[int, int], list[Step]] = {}
        self.disc: tuple[float, float, int] | None = None
        self._boxes: list[tuple[float, float, float, float, int]] = []
        self._fresh: list[tuple[Rect, int]] = []
        self._around = [dy * self.columns + dx for dy in (-1, 0, 1) for dx in (-1, 0, 1)]

    def holds(self, point: Point) -> bool:
        """Return whether a point lies well within the board."""
        room = 2 * self.cell
        x, y = point
        return self.x + room < x < self.right - room and self.y + room < y < self.bottom - room

    def at(self, point: Point) -> int:
        """Return the cell of a point within the board."""
        return int((point[1] - self.y) * self.scale) * self.columns + int((point[0] - self.x) * self.scale)

    def centre(self, cell: int) -> Point:
        """Return the middle of a cell."""
        row, column = divmod(cell, self.columns)
        return self.x + (column + 0.5) * self.cell, self.y + (row + 0.5) * self.cell

    def fill(self, box: Rect, flag: int, owner: int) -> None:
        """Give every cell whose middle lies in a box a flag and an owner, instead of what was there."""
        left = max(0, int((box.x - self.x) * self.scale + 0.5))
        right = min(self.columns - 1, int((box.right - self.x) * self.scale - 0.5))
        if right < left:
            return
        flags = bytes([flag]) * (right - left + 1)
        owners = array("H", [owner]) * (right - left + 1)
        top = max(0, int((box.y - self.y) * self.scale + 0.5))
        for row in range(top, min(self.rows - 1, int((box.bottom - self.y) * self.scale - 0.5)) + 1):
            start = row * self.columns + left
            self.busy[start : start + len(flags)] = flags
            self.owner[start : start + len(flags)] = owners

    def fill_ellipse(self, radii: Point, flag: int, owner: int) -> None:
        """Give the cells of an ellipse about the origin a flag and an owner."""
        rx, ry = radii
        for row in range(int((-ry - self.y) * self.scale), int((ry - self.y) * self.scale) + 1):
            y = self.y + (row + 0.5) * self.cell
            if abs(y) < ry:
                half = rx * math.sqrt(1 - (y / ry) ** 2)
                self.fill(Rect(-half, y - self.cell * 0.51, 2 * half, self.cell * 1.02), flag, owner)

    def clear_way(self, start: Point, end: Point, own: tuple[int, ...]) -> bool:
        """Return whether a straight way runs through no box but those of its own figures."""
        (x1, y1), (x2, y2) = start, end
        count = int(max(abs(x2 - x1), abs(y2 - y1))) + 1
        busy, owner, scale, columns = self.busy, self.owner, self.scale, self.columns
        x, y = (x1 - self.x) * scale, (y1 - self.y) * scale
        dx, dy = (x2 - x1) * scale / count, (y2 - y1) * scale / count
        for k in range(count + 1):
            cell = int(y + k * dy) * columns + int(x + k * dx)
            if busy[cell] & BODY and owner[cell] not in own:
                return False
        return True

    def block(self, box: Rect, owner: int, clearance: float, air: float) -> None:
        """Put up a box that foreign lines must not run through, and the air round it."""
        self._boxes.append((box.x, box.y, box.right, box.bottom, owner))
        self._fresh.append((box.grown(clearance), owner))
        self.fill(box.grown(air), NEAR, owner)

    def close(self) -> None:
        """Put up the boxes themselves, over the air of all others."""
        for box, owner in self._fresh:
            self.fill(box, BODY, owner)
        self._fresh.clear()

    def clear_line(self, points: Sequence[Point], own: tuple[int, ...]) -> bool:
        """Return whether a line keeps exactly off all boxes but those of its own figures."""
        left, right = min(x for x, _y in points) - EXACT, max(x for x, _y in points) + EXACT
        top, bottom = min(y for _x, y in points) - EXACT, max(y for _x, y in points) + EXACT
        for x1, y1, x2, y2, owner in self._boxes:
            if owner not in own and x1 < right and left < x2 and y1 < bottom and top < y2:
                box = x1 - EXACT, y1 - EXACT, x2 + EXACT, y2 + EXACT
                if any(segment_meets(box, *a, *b) for a, b in zip(points, points[1:], strict=False)):
                    return False
        if self.disc is not None and self.disc[2] not in own:
            rx, ry = self.disc[0] + EXACT, self.disc[1] + EXACT
            return all((x / rx) ** 2 + (y / ry) ** 2 > 1 for x, y in resampled(points, 1.0))
        return True

    def spine(self, points: Iterable[Point]) -> list[int]:
        """Return the cells that points lie in, each once."""
        x0, y0, scale, columns = self.x, self.y, self.scale, self.columns
        return list(dict.fromkeys(int((y - y0) * scale) * columns + int((x - x0) * scale) for x, y in points))

    def around(self, spine: Iterable[int]) -> list[int]:
        """Return cells and their neighbours, each once."""
        return list(dict.fromkeys(cell + step for cell in spine for step in self._around))

    def within(self, box: Rect) -> list[int]:
        """Return the cells that a box touches."""
        left, right = max(0, int((box.x - self.x) * self.scale)), int((box.right - self.x) * self.scale)
        top, bottom = max(0, int((box.y - self.y) * self.scale)), int((box.bottom - self.y) * self.scale)
        right, bottom = min(right, self.columns - 1), min(bottom, self.rows - 1)
        return [row * self.columns + column for row in range(top, bottom + 1) for column in range(left, right + 1)]

    def mark(self, cells: Sequence[int], flag: int, number: int) -> None:
        """Note that a line or a chip is in cells."""
        where = self.lines if flag == LINE else self.chips
        for cell in cells:
            self.busy[cell] |= flag
            if cell in where:
                where[cell].append(number)
            else:
                where[cell] = [number]

    def wipe(self, cells: Sequence[int], flag: int, number: int) -> None:
        """Take a note away."""
        where = self.lines if flag == LINE else self.chips
        for cell in cells:
            owners = where[cell]
            owners.remove(number)
            if not owners:
                del where[cell]
                self.busy[cell] &= ~flag
