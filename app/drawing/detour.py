"""A way for a line where no bow gets through: the cheapest path over the board, pulled smooth."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator

import numpy as np

from app.drawing.board import EDGE, Board, Cells
from app.drawing.bows import End
from app.drawing.bundles import SHARP, Floats, evened, sharpest

_STRIDES = (3, 2)
"""Cells from one place of the lattice to the next: coarse first, then fine enough for narrow gaps."""
_LINE_PRICE, _NEAR_PRICE, _WORDS_PRICE, _CHIP_PRICE, _OUT_PRICE = 1.2, 0.8, 3.0, 1.5, 3.0
_AVOID_PRICE = 8.0
_MOST_WEIGHT = 3.0
_HASTE = 2.0
"""Above 1 the search hurries towards the goal and may miss the very cheapest way."""
_VISITS = 8_000
_NODE = 6.0
"""Millimetres between the places of a path that it may be pulled taut between."""
_ARM = 0.36
"""How far a curve runs on straight at a point that it goes through, as a part of the way to the next."""

Clear = Callable[[Floats], bool]


def detour(
    board: Board, start: End, end: End, clear: Clear, weight: float = 1.0, avoid: Cells | None = None
) -> Floats | None:
    """Return a smooth way from edge to edge of two figures past all foreign boxes, or None if there is none.

    ``clear`` tells whether points 2 mm apart keep off foreign boxes. The greater the ``weight``, the more the way
    keeps from other lines, and most of all from the cells to ``avoid``.
    """
    for stride in _STRIDES:
        path = _path(board, start, end, weight, stride, avoid)
        if path is None:
            continue
        points = start.leaving(path)
        rough = np.array(end.leaving(points[::-1])[::-1])
        best = math.inf, rough
        for way in _smooth(board, rough, start, end):
            line = evened(way, 1.9)
            if not clear(line):
                continue
            turn = sharpest(line)
            if turn < best[0]:
                best = turn, way
            if turn < SHARP:
                break
        if best[0] < math.inf:
            return best[1]
    return None


def _smooth(board: Board, rough: Floats, start: End, end: End) -> Iterator[Floats]:
    """Yield a way pulled taut and then bent softly, the calmest first; at last the way as it was."""
    whole = evened(rough, _NODE)
    for air in (True, False):
        knots = _taut(board, whole, start, end, air=air)
        for _turn in range(3):
            yield _curve(knots)
            middles = (knots[1:] + knots[:-1]) / 2
            knots = np.concatenate([np.stack([knots[:-1], middles], axis=1).reshape(-1, 2), knots[-1:]])
    for _turn in range(4):
        rough = _rounded(rough)
        yield rough
    yield whole


def _path(
    board: Board, start: End, end: End, weight: float, stride: int, avoid: Cells | None
) -> list[tuple[float, float]] | None:
    """Return the cheapest way over a lattice from the middle of one figure to that of another, by A*."""
    grid = (slice(stride // 2, None, stride),) * 2
    shape = board.rows, board.columns
    who = board.who.reshape(shape)[grid]
    own = (who == start.number) | (who == end.number)
    price = 1.0 + _LINE_PRICE * min(weight, _MOST_WEIGHT) * board.count.reshape(shape)[grid]
    if avoid is not None:
        shunned = np.zeros(board.rows * board.columns, np.bool_)
        shunned[avoid] = True
        price += _AVOID_PRICE * shunned.reshape(shape)[grid]
    price += _NEAR_PRICE * (who < 0) + _OUT_PRICE * board.price.reshape(shape)[grid]
    price += _CHIP_PRICE * (board.chips.reshape(shape)[grid] != 0)
    price += _WORDS_PRICE * (own & board.words.reshape(shape)[grid])
    price[((who > 0) & ~own) | (who == EDGE)] = math.inf
    price[0], price[-1], price[:, 0], price[:, -1] = math.inf, math.inf, math.inf, math.inf
    rows, columns = (int(each) for each in price.shape)
    prices = price.ravel().tolist()
    size = board.cell * stride

    def node(each: End) -> int:
        column = min(max(int((each.x - board.x) / size), 1), columns - 2)
        row = min(max(int((each.y - board.y) / size), 1), rows - 2)
        return row * columns + column

    steps = [
        (dy * columns + dx, math.hypot(dx, dy), dy * columns, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dx or dy
    ]
    came = _search(prices, columns, node(start), node(end), steps)
    if came is None:
        return None
    half = (stride // 2 + 0.5) * board.cell
    middle = [(board.x + at % columns * size + half, board.y + at // columns * size + half) for at in came[1:-1]]
    return [(start.x, start.y), *middle, (end.x, end.y)]


def _search(
    prices: list[float], columns: int, first: int, goal: int, steps: list[tuple[int, float, int, int]]
) -> list[int] | None:
    """Return the cheapest way from one node to another, or None if none is found soon enough."""
    goal_row, goal_column = divmod(goal, columns)
    best = {first: 0.0}
    came = {first: -1}
    heap = [(0.0, first)]
    done: set[int] = set()
    while heap and len(done) < _VISITS:
        at = heapq.heappop(heap)[1]
        if at == goal:
            path = []
            while at >= 0:
                path.append(at)
                at = came[at]
            return path[::-1]
        if at in done:
            continue
        done.add(at)
        so_far = best[at]
        for step, far, down, across in steps:
            after = at + step
            price = prices[after]
            if price == math.inf or after in done:
                continue
            if far > 1.0 and math.inf in (prices[at + down], prices[at + across]):  # no cutting of corners
                continue
            cost = so_far + far * price
            if cost < best.get(after, math.inf):
                best[after], came[after] = cost, at
                row, column = divmod(after, columns)
                heapq.heappush(heap, (cost + _HASTE * math.hypot(row - goal_row, column - goal_column), after))
    return None


def _taut(board: Board, points: Floats, start: End, end: End, *, air: bool) -> Floats:
    """Return the few of a way's points between which one can walk straight on past foreign boxes, and with ``air``
    past the air round them too."""
    kept = [0]
    last = len(points) - 1
    while kept[-1] < last:
        at = points[kept[-1]]
        ahead = points[kept[-1] + 1 :] - at
        steps = np.arange(1, max(3, math.ceil(float(np.hypot(*ahead.T).max()) / 2.0)) + 1)
        part = (steps / len(steps))[None, :, None]
        walked = at + part * ahead[:, None]
        who = board.who[board.cells(walked[..., 0], walked[..., 1])]
        if air:
            who = np.abs(who)
        foreign = (who > 0) & (who != start.number) & (who != end.number)
        seen = np.flatnonzero(~foreign.any(axis=1))
        kept.append(kept[-1] + 1 + (int(seen[-1]) if len(seen) else 0))
    return points[kept]


def _curve(knots: Floats) -> Floats:
    """Return a soft curve through points: a cubic between each two, running on smoothly at each."""
    step = knots[1:] - knots[:-1]
    far = np.maximum(np.hypot(*step.T), 1e-9)[:, None]
    if len(knots) == 2:
        return knots
    aim = np.zeros_like(knots)
    aim[1:-1] = step[:-1] / far[:-1] ** 2 + step[1:] / far[1:] ** 2
    aim[1:-1] /= np.maximum(np.hypot(*aim[1:-1].T), 1e-9)[:, None]
    out, back = knots[:-1] + _ARM * far * aim[:-1], knots[1:] - _ARM * far * aim[1:]
    out[0], back[-1] = knots[0] + 0.5 * (back[0] - knots[0]), knots[-1] + 0.5 * (out[-1] - knots[-1])
    t = np.linspace(0.0, 1.0, 17)[1:, None, None]
    u = 1 - t
    inner = u**3 * knots[:-1] + 3 * u * u * t * out + 3 * u * t * t * back + t**3 * knots[1:]
    return np.concatenate([knots[:1], inner.swapaxes(0, 1).reshape(-1, 2)])


def _rounded(points: Floats) -> Floats:
    """Return a way with its corners cut twice."""
    for _turn in range(2):
        cut = np.empty((2 * len(points), 2))
        cut[1:-1:2] = 0.75 * points[:-1] + 0.25 * points[1:]
        cut[2:-1:2] = 0.25 * points[:-1] + 0.75 * points[1:]
        cut[0], cut[-1] = points[0], points[-1]
        points = cut
    return points
