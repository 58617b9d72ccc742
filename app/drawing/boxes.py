"""Boxes that must not be covered, found quickly by where they are."""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.drawing.geometry import Rect

AIR = 1.5
"""Millimetres between a chip or words and any other box."""
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
