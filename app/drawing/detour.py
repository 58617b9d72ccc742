"""A way for a line where no simple bow gets through: the cheapest path over the board, pulled smooth."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable

from app.drawing.board import BODY, CHIP, LINE, NEAR, OUTSIDE, Board
from app.drawing.curves import evened
from app.drawing.geometry import Point

_STRIDE = 2
"""Cells that the path takes at a time."""
_MAX_VISITS = 4_000


def detour(
    board: Board, start: Point, end: Point, own: tuple[int, int], inside: Callable[[Point], bool]
) -> list[Point] | None:
    """Return a smooth way between the middles of two figures past all foreign boxes, or None.

    ``own`` are the two figures' numbers; ``inside`` tells whether a point is in one of their bodies, where the
    way is free – their labels may be crossed, at a price.
    """
    path = _path(board, start, end, own, inside)
    if path is None:
        return None
    points = [board.centre(cell) for cell in path]
    points[0], points[-1] = start, end
    return _pulled(board, evened(points, 3.0), own)


def _path(
    board: Board, start: Point, end: Point, own: tuple[int, int], inside: Callable[[Point], bool]
) -> list[int] | None:
    """Return the cheapest cells from start to end by A*."""
    columns = board.columns
    first, goal = board.at(start), board.at(end)
    moves = [
        (_STRIDE * (dy * columns + dx), _STRIDE * math.hypot(dx, dy))
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if dx or dy
    ]
    goal_row, goal_column = divmod(goal, columns)
    best = {first: 0.0}
    came: dict[int, int] = {}
    heap = [(0.0, first)]
    done: set[int] = set()
    size = len(board.busy)
    while heap and len(done) < _MAX_VISITS:
        _estimate, cell = heapq.heappop(heap)
        if cell in done:
            continue
        done.add(cell)
        row, column = divmod(cell, columns)
        if abs(row - goal_row) <= _STRIDE and abs(column - goal_column) <= _STRIDE:
            return _traced(came, cell, goal)
        for step, far in moves:
            after = cell + step
            if not 0 <= after < size or abs(after % columns - column) > _STRIDE or after in done:
                continue
            price = _price(board, after, own, inside)
            if price == math.inf:
                continue
            cost = best[cell] + far * price
            if cost < best.get(after, math.inf):
                best[after] = cost
                came[after] = cell
                row2, column2 = divmod(after, columns)
                heapq.heappush(heap, (cost + math.hypot(row2 - goal_row, column2 - goal_column), after))
    return None


def _traced(came: dict[int, int], cell: int, goal: int) -> list[int]:
    path = [goal, cell]
    while cell in came:
        cell = came[cell]
        path.append(cell)
    return path[::-1]


def _price(board: Board, cell: int, own: tuple[int, int], inside: Callable[[Point], bool]) -> float:
    """Return what a step into a cell costs, free paper being 1."""
    flags = board.busy[cell]
    if not flags:
        return 1.0
    price = 1.0
    if flags & BODY:
        if board.owner[cell] not in own:
            return math.inf
        if not inside(board.centre(cell)):
            price += 3.0
    elif flags & NEAR and board.owner[cell] not in own:
        price += 0.8
    if flags & LINE:
        price += 1.2 * len(board.lines[cell])
    if flags & CHIP:
        price += 1.5
    if flags & OUTSIDE:
        price += 0.3
    return price


def _pulled(board: Board, points: list[Point], own: tuple[int, int]) -> list[Point]:
    """Return a way pulled like a rubber band, as far as it stays off foreign boxes."""
    for _turn in range(40):
        before = points[:]
        for k in range(1, len(points) - 1):
            (x1, y1), (x, y), (x2, y2) = points[k - 1], points[k], points[k + 1]
            new = x + 0.5 * ((x1 + x2) / 2 - x), y + 0.5 * ((y1 + y2) / 2 - y)
            cell = board.at(new)
            if board.busy[cell] & (BODY | NEAR) and board.owner[cell] not in own:
                old = board.at((x, y))
                worse = board.busy[cell] & BODY or not board.busy[old] & NEAR or board.owner[old] in own
                if worse:
                    continue
            points[k] = new
        if max(math.dist(a, b) for a, b in zip(before, points, strict=True)) < 0.05:
            break
    return evened(points, 2.0)
