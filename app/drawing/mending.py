"""Finding lines that run along each other, and bringing them apart: by a push, or by drawing one of them anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from app.drawing.bundles import SHARP, Floats, evened, sharpest
from app.drawing.following import following
from app.drawing.parting import part
from app.drawing.routing import DENSE, MOST, Router

Numbers = npt.NDArray[np.intp]
Pairs = dict[tuple[int, int], float]
"""Two lines that run together, and for how many millimetres."""

CLOSE = 1.02
"""Two lines nearer than this many millimetres run together …"""
TOGETHER, ALLOWED = 7.6, 9.7
"""… and may do so for less than this many millimetres: roughly counted, and closely (the rule is 10)."""
SURE, FINE = 13.0, 0.45
"""From so many millimetres on the rough count does; the close one takes steps of so many."""

TRIES, PUSHED_TRIES = 12, 5
"""How many other ways are tried for a line that runs together with another one, and how many if all are pushed."""
PATIENCE = 2
"""How many rounds are tried that do not help."""
PUSHES, TURNS = 3, 5
"""How often lines are pushed apart before it is seen whether that helps, and how far they are pushed each time."""


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
            stretch = float(far[key])
            if stretch < SURE:
                stretch = max(self._stretch(*pair), self._stretch(*pair[::-1]))
            if stretch >= ALLOWED:
                result[pair] = max(result.get(pair, 0.0), stretch)
        return dict(sorted(result.items()))

    def _stretch(self, one: int, two: int) -> float:
        """Return for how many millimetres a line runs nearer than a millimetre to another one, counted out closely."""
        fine = evened(self.router.lines[one].points, FINE)
        middles = (fine[1:] + fine[:-1]) / 2
        board = self.router.board
        cells = board.cells(middles[:, 0], middles[:, 1])
        slot, at = np.nonzero(board.layers[: board.depth, cells] == two)
        gap = self._gap(middles[at], np.full(len(at), two, np.intp), board.points[slot, cells[at]].astype(np.intp))
        return float((gap < 1.0).sum() * np.hypot(*(fine[1] - fine[0])))

    def _gap(self, points: Floats, others: Numbers, at: Numbers) -> Floats:
        """Return how far points are from the lines ``others``, near the points ``at`` of these."""
        every = self.router.dense
        first = others * MOST
        last = first + self.router.sizes[others] - 1
        best = np.full(len(points), np.inf)
        for step in range(-5, 1):  # the last of the points that came near a cell is the one that is kept
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
        idle = 0
        for turn in range(rounds):
            if not pairs or idle >= PATIENCE:
                break
            before = _weight(pairs)
            pairs = self._part(pairs, only)
            self.router.weight = 1.5 + 1.5 * (turn % 5)
            for one, two in list(pairs):
                if (one, two) not in pairs:
                    continue
                for number, other in ((one, two), (two, one)):
                    if only is not None and number not in only:
                        continue
                    if idle:
                        ways = chain(self._bows(number, other, PUSHED_TRIES), self._paths(number, other))
                        after = self._draw_apart(number, ways, pairs, only)
                    else:
                        after = self._draw(number, self._bows(number, other, TRIES), pairs)
                    if after is not pairs:
                        pairs = after
                        break
            idle = 0 if _weight(pairs) < before else idle + 1
        self.router.weight = 1.0
        return len(pairs)

    def _part(self, pairs: Pairs, only: set[int] | None) -> Pairs:
        """Push the lines that run together apart if that helps; return the pairs that still do."""
        router = self.router
        best, now = pairs, pairs
        before: dict[int, Floats] = {}  # where the lines ran that were moved since it was best
        for _count in range(PUSHES):
            chosen = {number for pair in now for number in pair if only is None or number in only}
            for number in chosen:
                before.setdefault(number, router.lines[number].points)
            part(router, chosen, TURNS)
            now = _replaced(now, chosen, self.together(chosen))
            if _weight(now) < _weight(best):
                best, before = now, {}
            if not now:
                break
        for number, points in before.items():
            if router.lines[number].points is not points:
                router.move(number, points)
        return best

    def _draw(self, number: int, ways: Iterable[Floats], pairs: Pairs) -> Pairs:
        """Draw a line anew if it then runs together with fewer; return the pairs there are, the same if none is new."""
        router, line = self.router, self.router.lines[number]
        own = {pair: far for pair, far in pairs.items() if number in pair}
        before, best = line.points, own
        way = before
        for points in ways:
            router.move(number, points)
            now = self.together((number,))
            if _weight(now) < _weight(best):
                best, way = now, points
            if not best:
                break
        if line.points is not way:
            router.move(number, way)
        return pairs if best is own else _replaced(pairs, {number}, best)

    def _draw_apart(self, number: int, ways: Iterable[Floats], pairs: Pairs, only: set[int] | None) -> Pairs:
        """Draw a line anew and push all that it then runs along; return the pairs there are, as `_draw`."""
        router, lines = self.router, self.router.lines
        for points in ways:
            before = {number: lines[number].points}
            router.move(number, points)
            beside = self.together((number,))
            chosen = {number, *(each for pair in beside for each in pair if only is None or each in only)}
            before |= {each: lines[each].points for each in chosen if each != number}
            part(router, chosen, 2 * TURNS)
            after = _replaced(pairs, chosen, self.together(chosen))
            if _weight(after) < _weight(pairs):
                return after
            for each, old in before.items():
                if lines[each].points is not old:
                    router.move(each, old)
        return pairs

    def _bows(self, number: int, other: int, count: int) -> Iterator[Floats]:
        """Yield other ways for a line: beside ``other`` where they cross more than once, and the cheapest bows."""
        router, line = self.router, self.router.lines[number]
        for points in following(line.points, router.lines[other].points):
            if router.clear(line, points) and sharpest(points) < SHARP:
                yield points
        before = line.points
        router.lift(number)
        found = [points for _cost, points in islice(router.ways(number, every=True), count)]
        router.put(number, before)
        yield from found

    def _paths(self, number: int, other: int) -> Iterator[Floats]:
        """Yield paths over the board for a line, the second one round ``other``."""
        router, line = self.router, self.router.lines[number]
        for avoid in (None, other):
            before = line.points
            router.lift(number)
            found = [points for _cost, points in router.path(number, avoid)]
            router.put(number, before)
            yield from found


def _replaced(pairs: Pairs, chosen: set[int], found: Pairs) -> Pairs:
    """Return the pairs with those of the lines ``chosen`` told anew."""
    return dict(sorted({**{pair: far for pair, far in pairs.items() if not chosen & set(pair)}, **found}.items()))


def _weight(pairs: Pairs) -> float:
    """Return how bad it is that some pairs run together: most of all how many there are, then how far."""
    return len(pairs) + sum(pairs.values()) / 10_000
