"""A way for a line where no simple bow gets through: the cheapest path over the board, pulled smooth."""

from __future__ import annotations

import heapq
import math

from app.drawing.board import BODY, NEAR, OUTSIDE, Board, Step
from app.drawing.bows import End
from app.drawing.curves import evened
from app.drawing.geometry import Point

_STRIDES = ((4, 6000), (2, 25_000))
"""Cells that the path takes at a time and how many places may be looked at, coarse first."""

_LINE_PRICE, _NEAR_PRICE, _LABEL_PRICE, _CHIP_PRICE, _OUTSIDE_PRICE = 1.2, 0.8, 4.0, 1.5, 1.2
_HASTE = 1.6
"""Above 1 the search hurries towards the goal and may miss the very cheapest way."""

_COMPASS = tuple((dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx)


def detour(board: Board, start: End, end: End, weight: float = 1.0) -> list[Point] | None:
    """Return a smooth way from edge to edge of two figures past all foreign boxes, or None if there is none.

    The greater the ``weight``, the more it keeps away from other lines.
    """
    for stride, visits in _STRIDES:
        path = _path(board, start, end, stride, visits, _LINE_PRICE * weight)
        if path is not None:
            points = [board.centre(cell) for cell in path]
            points[0], points[-1] = (start.x, start.y), (end.x, end.y)
            points = _cut(points, start, end)
            own = start.own + end.own
            pulled = _pulled(board, points, own)
            for way in (evened(_rounded(pulled), 1.9), evened(pulled, 1.2), evened(_rounded(points), 1.2)):
                if board.clear_line(way, own):
                    return way
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


def _path(board: Board, start: End, end: End, stride: int, visits: int, line_price: float) -> list[int] | None:
    """Return the cheapest cells from the middle of one figure to that of another, by A*.

    The middles are moved to the nearest cell of a lattice ``stride`` wide, so that steps can be kept for the next line.
    """
    columns = board.columns
    own = start.own + end.own
    figures = start.number, end.number
    first, goal = (board.at((e.x, e.y)) for e in (start, end))
    first -= first // columns % stride * columns + first % columns % stride
    goal_row, goal_column = divmod(goal, columns)
    best = {first: 0.0}
    came: dict[int, int] = {}
    heap = [(0.0, first)]
    done: set[int] = set()
    lines, chips = board.lines, board.chips
    while heap and len(done) < visits:
        cell = heapq.heappop(heap)[1]
        if cell in done:
            continue
        done.add(cell)
        so_far = best[cell]
        for after, far, price, row, column, owners in _steps(board, cell, stride):
            if after in done:
                continue
            if owners:
                if any(owner not in own for owner in owners):
                    continue
                point = board.centre(after)
                price = 1.0
                if any(owner in figures for owner in owners) and not (start.holds(point) or end.holds(point)):
                    price = _LABEL_PRICE
            if after in lines:
                price += line_price * len(lines[after])
            if after in chips:
                price += _CHIP_PRICE
            cost = so_far + far * price
            if cost < best.get(after, math.inf):
                best[after] = cost
                came[after] = cell
                down, across = abs(row - goal_row), abs(column - goal_column)
                if down <= stride and across <= stride:
                    return _traced(came, after, goal)
                heapq.heappush(heap, (cost + _HASTE * math.sqrt(down * down + across * across), after))
    return None


def _steps(board: Board, cell: int, stride: int) -> list[Step]:
    """Return the steps from a cell: where to, how far, at what price, the row and column, and through whose boxes."""
    known = board.steps.get((stride, cell))
    if known is not None:
        return known
    columns, busy, owner = board.columns, board.busy, board.owner
    row, column = divmod(cell, columns)
    result: list[Step] = []
    for dy, dx in _COMPASS:
        down, across = row + stride * dy, column + stride * dx
        if not (2 <= down < board.rows - 2 and 2 <= across < columns - 2):
            continue
        step = dy * columns + dx
        after = cell + stride * step
        owners = {owner[k] for k in range(cell + step, after + step, step) if busy[k] & BODY}
        price = 1.0
        if busy[after] & NEAR:
            price += _NEAR_PRICE
        if busy[after] & OUTSIDE:
            price += _OUTSIDE_PRICE
        result.append((after, stride * math.hypot(dx, dy), price, down, across, tuple(sorted(owners))))
    board.steps[stride, cell] = result
    return result


def _traced(came: dict[int, int], cell: int, goal: int) -> list[int]:
    path = [goal, cell]
    while cell in came:
        cell = came[cell]
        path.append(cell)
    return path[::-1]


def _pulled(board: Board, points: list[Point], own: tuple[int, ...]) -> list[Point]:
    """Return a way pulled like a rubber band, as far as it stays off foreign boxes."""
    points = evened(_shortened(board, points, own), 4.0)
    for _turn in range(24):
        furthest = 0.0
        for k in range(1, len(points) - 1):
            (x1, y1), (x, y), (x2, y2) = points[k - 1], points[k], points[k + 1]
            new = x + 0.6 * ((x1 + x2) / 2 - x), y + 0.6 * ((y1 + y2) / 2 - y)
            moved = abs(new[0] - x) + abs(new[1] - y)
            if len(board.lines.get(board.at(new), ())) > len(board.lines.get(board.at((x, y)), ())):
                continue
            if moved > 0.02 and board.clear_way(points[k - 1], new, own) and board.clear_way(new, points[k + 1], own):
                points[k] = new
                furthest = max(furthest, moved)
        if furthest < 0.15:
            break
    return points


def _shortened(board: Board, points: list[Point], own: tuple[int, ...]) -> list[Point]:
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
