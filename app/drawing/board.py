"""A raster of who stands where, so that whole bundles of lines can be tested against everything in one look."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from app.drawing.geometry import Rect

Cells = npt.NDArray[np.intp]
Coordinates = npt.NDArray[np.float64]

CELL = 1.25
"""Millimetres of a cell."""
DEPTH = 10
"""How many lines a cell remembers; more than that never run through one place on a sheet that can be read."""
_BITS = 11
POINTS = 1 << _BITS
"""A line on the board has fewer points than this; a note in a cell is a line's number times this, and the point's."""
EDGE = 32_000
"""The number of the board's rim, which nobody runs through."""

_MAX_CELLS = 1_500_000


class Board:
    """Cells that know what they hold. Figures and lines are told by number, figures from 1, lines from 0.

    ``who`` is the figure whose box a cell lies in, or minus the figure whose air it lies in, or 0; ``words`` tells
    the cells of labels, ``price`` what a step there costs beyond others, ``chips`` the line (from 1) whose chip it is.
    """

    def __init__(self, bounds: Rect) -> None:
        self.x, self.y = bounds.x, bounds.y
        self.cell = max(CELL, math.sqrt(bounds.width * bounds.height / _MAX_CELLS))
        self.columns = int(bounds.width / self.cell) + 2
        self.rows = int(bounds.height / self.cell) + 2
        size = self.columns * self.rows
        self.who = np.zeros(size, np.int16)
        self.words = np.zeros(size, np.bool_)
        self.price = np.zeros(size, np.float32)
        self.chips = np.zeros(size, np.int16)
        self.count = np.zeros(size, np.int16)
        self._notes = np.full((size, DEPTH), -1, np.int32)
        self._scratch = np.zeros(size, np.int32)
        self._around = np.array([dy * self.columns + dx for dy in (-1, 0, 1) for dx in (-1, 0, 1)], np.intp)
        grid = self.who.reshape(self.rows, self.columns)
        grid[:2], grid[-2:], grid[:, :2], grid[:, -2:] = EDGE, EDGE, EDGE, EDGE

    def cells(self, x: Coordinates, y: Coordinates) -> Cells:
        """Return the cells of points; points off the board are taken to its rim."""
        column = ((x - self.x) * (1 / self.cell)).astype(np.int32)
        row = ((y - self.y) * (1 / self.cell)).astype(np.int32)
        np.minimum(np.maximum(column, 0, out=column), self.columns - 1, out=column)
        np.minimum(np.maximum(row, 0, out=row), self.rows - 1, out=row)
        row *= self.columns
        row += column
        return row.astype(np.intp)

    def middles(self) -> tuple[Coordinates, Coordinates]:
        """Return the x of every column's middle and the y of every row's, as a row and a column."""
        x: Coordinates = (np.arange(self.columns, dtype=np.float64) + 0.5) * self.cell + self.x
        y: Coordinates = (np.arange(self.rows, dtype=np.float64) + 0.5) * self.cell + self.y
        return x[None, :], y[:, None]

    def window(self, box: Rect) -> tuple[slice, slice]:
        """Return the rows and columns that a box touches."""
        return (
            slice(max(0, int((box.y - self.y) / self.cell)), max(0, int((box.bottom - self.y) / self.cell) + 1)),
            slice(max(0, int((box.x - self.x) / self.cell)), max(0, int((box.right - self.x) / self.cell) + 1)),
        )

    def inside(self, box: Rect) -> tuple[slice, slice]:
        """Return the rows and columns whose middles lie in a box."""
        return (
            slice(max(0, round((box.y - self.y) / self.cell)), max(0, round((box.bottom - self.y) / self.cell))),
            slice(max(0, round((box.x - self.x) / self.cell)), max(0, round((box.right - self.x) / self.cell))),
        )

    def block(self, boxes: Iterable[tuple[Rect, int, bool]], clearance: float, air: float) -> None:
        """Put up boxes (box, whose, whether it holds words) that foreign lines must not run through, and their air."""
        grid, words = self.who.reshape(self.rows, self.columns), self.words.reshape(self.rows, self.columns)
        boxes = list(boxes)
        for box, owner, _is_words in boxes:
            part = grid[self.inside(box.grown(air))]
            part[part == 0] = -owner
        for box, owner, _is_words in boxes:
            part = grid[self.inside(box.grown(clearance))]
            part[part != EDGE] = owner
        for box, _owner, is_words in boxes:
            if is_words:
                words[self.inside(box)] = True

    def block_disc(self, radii: tuple[float, float], owner: int, clearance: float, air: float) -> None:
        """Put up the disc about the origin that is a figure's own, and its air; boxes on it stay."""
        x, y = self.middles()
        grid = self.who.reshape(self.rows, self.columns)
        for margin, value in ((air, -owner), (clearance, owner)):
            inside = (x / (radii[0] + margin)) ** 2 + (y / (radii[1] + margin)) ** 2 < 1
            grid[inside & (grid <= 0)] = value

    def mark(self, cells: Cells, number: int) -> Cells:
        """Note that a line's points lie in cells and come near the neighbours; return all that were noted.

        Each cell remembers which of the line's points came near it, so that gaps can be measured there.
        """
        near: Cells = (cells[:, None] + self._around).ravel()
        point = np.repeat(np.arange(len(cells), dtype=np.int32), len(self._around))
        self._scratch[near] = point
        last = self._scratch[near] == point  # of several points that come near a cell the last one is kept
        near, point = near[last], point[last]
        slot = self.count[near]
        room = slot < DEPTH
        if not room.all():
            near, point, slot = near[room], point[room], slot[room]
        self._notes[near, slot] = (number << _BITS) + point
        self.count[near] += 1
        return near

    def wipe(self, cells: Cells, number: int) -> None:
        """Take away the note of a line from the cells that ``mark`` returned."""
        if not len(cells):
            return
        slot = np.argmax(self._notes[cells] >> _BITS == number, axis=1)
        last = self.count[cells] - 1
        self._notes[cells, slot] = self._notes[cells, last]
        self._notes[cells, last] = -1
        self.count[cells] = last

    def meetings(self, cells: Cells) -> tuple[Cells, Cells, Cells]:
        """Return whose lines cells come near: for each meeting the place in ``cells.ravel()``, the line, and which of
        its points. They are told in the order of the cells."""
        flat = cells.ravel()
        count = self.count[flat]
        busy = np.flatnonzero(count)
        count = count[busy].astype(np.intp)
        first = np.cumsum(count) - count
        notes = np.repeat(flat[busy] * DEPTH - first, count)
        notes += np.arange(len(notes))
        found = self._notes.ravel()[notes].astype(np.intp)
        return np.repeat(busy, count), found >> _BITS, found & (POINTS - 1)
