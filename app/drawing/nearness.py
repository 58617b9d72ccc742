"""How long lines run beside each other, counted out from their points in one look."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.drawing.board import Board

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.intp]

CLOSE, ALLOWED = 1.03, 9.2
"""Two lines run together that are nearer than this many millimetres for so many (the rule is 1 and 10) …"""
CLOSE_ON_PAPER, ALLOWED_ON_PAPER = 1.3, 12.0
"""… or nearer than this for so many, which are the millimetres of a sheet that is shrunk to its page."""
RULE = 9.7
"""Lines that run together for less than this many millimetres keep the rule, however they are measured."""
BESIDE = 1.2
"""Millimetres within which a way is said to run beside a line while ways are chosen."""
FEW = 2
"""A way that comes near a line at so few samples merely crosses it."""
BUSY = 6.0
"""Lines that come near each other for fewer millimetres than this are not looked at closely."""


class Tracks:
    """The points of every line, about a millimetre apart, with the way that each line runs there.

    A line has the places from ``first`` on, as many as ``most``; ``sizes`` tells how many of them it uses. A place
    holds x and y of a point, and of the unit vector along the line.
    """

    def __init__(self, lines: int, most: int) -> None:
        self.most = most
        self.first: Whole = np.arange(lines, dtype=np.intp) * most
        self.sizes: Whole = np.zeros(lines, np.intp)
        self.step: Floats = np.ones(lines)
        self._places: Floats = np.zeros((lines * most, 4))

    def put(self, number: int, points: Floats) -> None:
        """Note where a line runs."""
        first, count = self.first[number], len(points)
        self.sizes[number] = count
        places = self._places[first : first + count]
        places[:, :2] = points
        step = points[1:] - points[:-1]
        far = np.maximum(np.sqrt((step * step).sum(axis=1)), 1e-9)
        self.step[number] = far.sum() / (count - 1)
        places[:-1, 2:] = step / far[:, None]
        places[-1, 2:] = places[-2, 2:]

    def points_of(self, number: int) -> Floats:
        """Return the points of a line."""
        first = self.first[number]
        return self._places[first : first + self.sizes[number], :2]

    def feet(self, points: Floats, others: Whole, at: Whole) -> tuple[Floats, Floats]:
        """Return, for points near other lines, the nearest point of the line, sought from its point ``at`` on, and
        which way (as a unit vector) the line runs there."""
        first = self.first[others]
        last = first + self.sizes[others] - 1
        foot = np.minimum(first + at, last)
        near = self._places.take(foot, axis=0)
        off = (points - near[:, :2]) * near[:, 2:]
        foot += np.rint((off[:, 0] + off[:, 1]) / self.step[others]).astype(np.intp)
        near = self._places.take(np.minimum(np.maximum(foot, first), last), axis=0)
        return near[:, :2], near[:, 2:]

    def beside(self, points: Floats, others: Whole, at: Whole) -> tuple[Floats, Floats]:
        """Return how far points are from other lines, sought as in ``feet``, and which way these run there."""
        foot, along = self.feet(points, others, at)
        off = points - foot
        beyond = np.maximum(np.abs(off[:, 0] * along[:, 0] + off[:, 1] * along[:, 1]) - 1.0, 0.0)
        gap = off[:, 0] * along[:, 1] - off[:, 1] * along[:, 0]
        return np.sqrt(gap * gap + beyond * beyond), along


def shares(gap: Floats, along: Floats, other: Floats, near: float) -> Floats:
    """Return how much of the stretch about each point is nearer than ``near`` to another line.

    ``gap`` is the point's own distance, ``along`` the stretch that it stands for as a vector, ``other`` which way the
    other line runs there. So lines that cross are measured by more than how many points happen to be near.
    """
    aslant = np.abs(along[:, 0] * other[:, 1] - along[:, 1] * other[:, 0])
    part: Floats = np.minimum(np.maximum((near - gap) / np.maximum(aslant, 0.05) + 0.5, 0.0), 1.0)
    return part


def company(
    board: Board, tracks: Tracks, cells: Whole, x: Floats, y: Floats, but: int | None = None
) -> tuple[Whole, Floats]:
    """Return how often ways (rows of points, with their cells) meet each line on the board, and for how many
    millimetres they run beside it: both ways × lines. The line ``but`` is left out."""
    (rows, columns), lines = cells.shape, len(tracks.sizes)
    where, other, point = board.meetings(cells)
    if but is not None:
        others = other != but
        where, other, point = where[others], other[others], point[others]
    row = np.repeat(np.arange(rows) * lines, columns)
    key = row[where] + other
    column = np.tile(np.arange(columns), rows)[where]
    size = rows * lines
    # a way comes near a line anew where it did not a step before
    meeting = (key * (columns + 1) + column).astype(np.int32)
    meeting.sort()
    begins = meeting[np.diff(meeting, prepend=-2) > 1] // (columns + 1)
    met = np.bincount(begins, minlength=size).reshape(rows, lines)
    busy = (np.bincount(key, minlength=size) > FEW)[key]
    where, other, point, key, column = where[busy], other[busy], point[busy], key[busy], column[busy]
    across, down = x.ravel(), y.ravel()
    gap, theirs = tracks.beside(np.stack([across[where], down[where]], axis=-1), other, point)
    ahead, back = where + (column < columns - 1), where - (column > 0)
    mine = np.stack([across[ahead] - across[back], down[ahead] - down[back]], axis=-1) / (ahead - back)[:, None]
    close = shares(gap, mine, theirs, BESIDE) * np.hypot(mine[:, 0], mine[:, 1])
    far: Floats = np.bincount(key, weights=close, minlength=size).astype(np.float64)
    return met, far.reshape(rows, lines)


def contacts(board: Board, tracks: Tracks, points: Floats, ways: Whole, own: Whole) -> dict[tuple[int, int], float]:
    """Return how far ways run beside lines on the board, where that is at least BUSY: (way, line) → millimetres.

    ``points`` are the ways' points, ``ways`` which way each is of, in order, ``own`` the line that each is a way for.
    From ALLOWED on the two run together.
    """
    cells = board.cells(points[:, 0], points[:, 1])
    at, other, foot = board.meetings(cells)
    others = other != own[at]
    at, other, foot = at[others], other[others], foot[others]
    step = points[1:] - points[:-1]
    step = np.concatenate([step, step[-1:]])
    last = np.flatnonzero(np.diff(ways, append=-1))
    step[last] = step[last - 1]
    lines = len(tracks.sizes)
    key = ways[at] * lines + other
    size = (int(ways[-1]) + 1) * lines
    long = np.sqrt((step * step).sum(axis=1))
    busy = (np.bincount(key, weights=long[at], minlength=size) >= BUSY)[key]
    at, other, foot, key = at[busy], other[busy], foot[busy], key[busy]
    gap, along = tracks.beside(points[at], other, foot)
    mine, weights = step[at], long[at]
    far = np.bincount(key, weights=shares(gap, mine, along, CLOSE) * weights, minlength=size)
    paper = np.bincount(key, weights=shares(gap, mine, along, CLOSE_ON_PAPER) * weights, minlength=size)
    far = np.maximum(far, paper * (ALLOWED / ALLOWED_ON_PAPER))
    return {(key // lines, key % lines): float(far[key]) for key in np.flatnonzero(far >= BUSY).tolist()}
