"""A way for a line where no simple bow gets through: the cheapest path over the board, pulled smooth."""

from __future__ import annotations

import heapq
import math

from app.drawing.board import BODY, CHIP, LINE, NEAR, OUTSIDE, Board
from app.drawing.bows import End
from app.drawing.curves import evened
from app.drawing.geometry import Point

_STRIDES = ((4, 6000), (2, 25_000))
"""Cells that the path takes at a time and how many places may be looked at, coarse first."""

_LINE_PRICE, _NEAR_PRICE, _LABEL_PRICE, _CHIP_PRICE, _OUTSIDE_PRICE = 1.3, 0.8, 3.0, 2.0, 0.4


def detour(board: Board, start: End, end: End) -> list[Point] | None:
    """Return a smooth way from edge to edge of two figures past all foreign boxes, or None if there is none."""
    for stride, visits in _STRIDES:
        path = _path(board, start, end, stride, visits)
        if path is not None:
            points = [board.centre(cell) for cell in path]
            points[0], points[-1] = (start.x, start.y), (end.x, end.y)
            return _pulled(board, _cut(points, start, end), (start.number, end.number))
    return None


def _cut(points: list[Point], start: End, end: End) -> list[Point]:
    """Return a way without what lies on the two figures' bodies."""
    first = max(k for k, point in enumerate(points) if k == 0 or start.holds(point))
    last = next((k for k in range(first + 1, len(points)) if end.holds(points[k])), len(points) - 1)
    if first >= last:
        return points
    return [
        start.leaving(points[first], points[first + 1]),
        *points[first + 1 : last],
        end.leaving(points[last], points[last - 1]),
    ]


def _path(board: Board, start: End, end: End, stride: int, visits: int) -> list[int] | None:
    """Return the cheapest cells from the middle of one figure to that of another, by A*."""
    columns, busy, owner = board.columns, board.busy, board.owner
    own = start.number, end.number
    first, goal = board.at((start.x, start.y)), board.at((end.x, end.y))
    moves = [
        (stride * dy, stride * dx, dy * columns + dx, stride * math.hypot(dx, dy))
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if dx or dy
    ]
    goal_row, goal_column = divmod(goal, columns)
    best = {first: 0.0}
    came: dict[int, int] = {}
    heap = [(0.0, first)]
    done: set[int] = set()
    while heap and len(done) < visits:
        cell = heapq.heappop(heap)[1]
        if cell in done:
            continue
        done.add(cell)
        row, column = divmod(cell, columns)
        if abs(row - goal_row) <= stride and abs(column - goal_column) <= stride:
            return _traced(came, cell, goal)
        so_far = best[cell]
        for down, across, step, far in moves:
            if not (0 <= row + down < board.rows and 0 <= column + across < columns):
                continue
            after = cell + stride * step
            if after in done or any(
                busy[k] & BODY and owner[k] not in own for k in range(cell + step, after + step, step)
            ):
                continue
            cost = so_far + far * _price(board, after, start, end)
            if cost < best.get(after, math.inf):
                best[after] = cost
                came[after] = cell
                left = math.hypot(row + down - goal_row, column + across - goal_column)
                heapq.heappush(heap, (cost + 1.1 * left, after))
    return None


def _traced(came: dict[int, int], cell: int, goal: int) -> list[int]:
    path = [goal, cell]
    while cell in came:
        cell = came[cell]
        path.append(cell)
    return path[::-1]


def _price(board: Board, cell: int, start: End, end: End) -> float:
    """Return what a step into a cell that is not in a foreign box costs, free paper being 1."""
    flags = board.busy[cell]
    if not flags:
        return 1.0
    price = 1.0
    if flags & BODY:
        point = board.centre(cell)
        if not (start.holds(point) or end.holds(point)):
            price += _LABEL_PRICE
    elif flags & NEAR and board.owner[cell] not in (start.number, end.number):
        price += _NEAR_PRICE
    if flags & LINE:
        price += _LINE_PRICE * len(board.lines[cell])
    if flags & CHIP:
        price += _CHIP_PRICE
    if flags & OUTSIDE:
        price += _OUTSIDE_PRICE
    return price


def _pulled(board: Board, points: list[Point], own: tuple[int, int]) -> list[Point]:
    """Return a way pulled like a rubber band, as far as it stays off foreign boxes."""
    points = evened(_shortened(board, points, own), 4.0)
    for _turn in range(24):
        furthest = 0.0
        for k in range(1, len(points) - 1):
            (x1, y1), (x, y), (x2, y2) = points[k - 1], points[k], points[k + 1]
            new = x + 0.6 * ((x1 + x2) / 2 - x), y + 0.6 * ((y1 + y2) / 2 - y)
            moved = abs(new[0] - x) + abs(new[1] - y)
            if moved > 0.02 and board.clear_way(points[k - 1], new, own) and board.clear_way(new, points[k + 1], own):
                points[k] = new
                furthest = max(furthest, moved)
        if furthest < 0.15:
            break
    smooth = evened(_rounded(points), 1.9)
    return smooth if board.clear_line(smooth, own) else evened(points, 1.2)


def _shortened(board: Board, points: list[Point], own: tuple[int, int]) -> list[Point]:
    """Return a way with steps left out where one can walk straight on through free paper."""
    result = [points[0]]
    at = 0
    while at < len(points) - 1:
        ahead = next(
            (k for k in range(min(at + 5, len(points) - 1), at + 1, -1) if board.clear_way(points[at], points[k], own)),
            at + 1,
        )
        result.append(points[ahead])
        at = ahead
    return result


def _rounded(points: list[Point]) -> list[Point]:
    """Return a way with its corners cut twice."""
    for _turn in range(2):
        cut = [points[0]]
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
            cut.append((0.75 * x1 + 0.25 * x2, 0.75 * y1 + 0.25 * y2))
            cut.append((0.25 * x1 + 0.75 * x2, 0.25 * y1 + 0.75 * y2))
        points = [*cut, points[-1]]
    return points
