"""Finding lines that run along each other, and bringing them apart: by a push, or by drawing one of them anew."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from app.drawing.bundles import Floats
from app.drawing.nudging import nudged
from app.drawing.routing import DENSE, MOST, Router

Numbers = npt.NDArray[np.intp]

CLOSE = 1.02
"""Two lines nearer than this many millimetres run together …"""
TOGETHER = 8.6
"""… and may do so for less than this many millimetres (the rule is 10)."""

TRIES = 14
"""How many other ways are tried for a line that runs together with another one."""
_SHARP = 0.6
"""The sharpest turn in radians that a push may leave in a line."""


class Mender:
    """Brings the lines of a router apart."""

    def __init__(self, router: Router) -> None:
        self.router = router

    def together(self, among: Iterable[int] | None = None) -> dict[tuple[int, int], float]:
        """Return the pairs of lines that run together, and for how long; only those with lines ``among``."""
        lines, board = self.router.lines, self.router.board
        chosen = np.array(sorted(among) if among is not None else range(len(lines)), np.intp)
        if not len(chosen) or not board.depth:
            return {}
        count = len(lines)
        mine = np.concatenate([lines[n].dense for n in chosen])
        spine = np.concatenate([lines[n].spine for n in chosen])
        row = np.repeat(np.arange(len(chosen)), [len(lines[n].spine) for n in chosen])
        other = board.layers[: board.depth, spine]
        slot, at = np.nonzero((other != count) & (other != chosen[row]))
        two, row = other[slot, at].astype(np.intp), row[at]
        keys = row * count + two
        often = np.bincount(keys, minlength=len(chosen) * count) * DENSE >= TOGETHER
        busy = often[keys]
        slot, at, two, keys = slot[busy], at[busy], two[busy], keys[busy]
        near = self._gap(mine[at], two, board.points[slot, spine[at]]) < CLOSE
        far = np.bincount(keys[near], minlength=len(chosen) * count) * DENSE
        result: dict[tuple[int, int], float] = {}
        for key in np.flatnonzero(far >= TOGETHER).tolist():
            one, their = int(chosen[key // count]), key % count
            pair = (min(one, their), max(one, their))
            result[pair] = max(result.get(pair, 0.0), float(far[key]))
        return dict(sorted(result.items()))

    def _gap(self, points: Floats, others: Numbers, at: Numbers) -> Floats:
        """Return how far points are from the lines ``others``, near the points ``at`` of these."""
        every = self.router.dense
        first = others * MOST
        last = first + np.array([len(line.dense) for line in self.router.lines], np.intp)[others] - 1
        best = np.full(len(points), np.inf)
        for step in (-2, -1, 0, 1):
            one = np.clip(first + at + step, first, last)
            two = np.clip(one + 1, first, last)
            start, along = every[one], every[two] - every[one]
            off = points - start
            square = np.maximum((along * along).sum(axis=1), 1e-12)
            part = np.clip((off * along).sum(axis=1) / square, 0.0, 1.0)
            best = np.minimum(best, np.hypot(*(off - part[:, None] * along).T))
        return best

    def mend(self, rounds: int = 5, only: set[int] | None = None) -> int:
        """Push apart or draw anew the lines that run together; return how many pairs still do.

        ``only`` some lines may be moved, if that is said.
        """
        pairs = self.together(only)
        for turn in range(rounds):
            if not pairs:
                break
            self.router.weight = 1.5 + 1.5 * (turn % 5)
            touched: set[int] = set()
            for one, two in pairs:
                if one in touched or two in touched:
                    continue
                free = [(a, b) for a, b in ((one, two), (two, one)) if only is None or a in only]
                if any(self._nudge(a, b) for a, b in free) or any(self._draw_apart(a) for a, _b in free):
                    touched.update((one, two))
            left = {pair: stretch for pair, stretch in pairs.items() if not touched & set(pair)}
            pairs = {**left, **self.together(touched)}
        self.router.weight = 1.0
        return len(pairs)

    def _nudge(self, number: int, other: int) -> bool:
        """Push a line away from another one; return whether that left it running together with fewer."""
        line = self.router.lines[number]
        before = line.points
        points = nudged(before, self.router.lines[other].points, line.start, line.end)
        if sharpest(points) > max(_SHARP, sharpest(before)) or not self.router.clear(line, points):
            return False
        troubles = self._trouble(number)
        self.router.move(number, points)
        if self._trouble(number) < troubles:
            return True
        self.router.move(number, before)
        return False

    def _draw_apart(self, number: int) -> bool:
        """Draw a line anew; return whether that left it running together with fewer, else leave it as it was."""
        router, line = self.router, self.router.lines[number]
        before, troubles = line.points, self._trouble(number)
        router.lift(number)
        ways = chain(islice(router.ways(number), TRIES), router.path(number))
        best = troubles, before
        for _cost, points in ways:
            router.put(number, points)
            best = min(best, (self._trouble(number), points), key=lambda way: way[0])
            router.lift(number)
            if best[0] < 1:
                break
        router.put(number, best[1])
        return best[0] < troubles

    def _trouble(self, number: int) -> float:
        """Return how much a line runs together with others: most of all with how many, then how far."""
        pairs = self.together((number,))
        return len(pairs) + sum(pairs.values()) / 10_000


def sharpest(points: Floats) -> float:
    """Return the sharpest turn of a line from one step to the next, in radians."""
    step = points[1:] - points[:-1]
    turn = np.arctan2(step[:-1, 0] * step[1:, 1] - step[:-1, 1] * step[1:, 0], (step[:-1] * step[1:]).sum(axis=1))
    return float(np.abs(turn).max(initial=0.0))
