"""Finding lines that run along each other, and bringing them apart: by a push, or by drawing one of them anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from app.drawing.bundles import SHARP, Floats, sharpest
from app.drawing.following import following
from app.drawing.lines import halved
from app.drawing.nearness import ALLOWED, contacts
from app.drawing.parting import part
from app.drawing.routing import Router

Numbers = npt.NDArray[np.intp]
Pairs = dict[tuple[int, int], float]
"""Two lines that run together, and for how many millimetres."""

TRIES, PUSHED_TRIES = 12, 5
"""How many other ways are tried for a line that runs together with another one, and how many if all are pushed."""
PATIENCE = 2
"""How many rounds are tried that do not help."""
TIGHT = 8.0
"""From so many millimetres on lines are pushed off those that they run along, while they are at it."""
PUSHES, PUSHES_APART, TURNS = 8, 4, 5
"""How often lines are pushed apart in a row, how often after one was drawn anew, and how far each time."""


class Mender:
    """Brings the lines of a router apart."""

    def __init__(self, router: Router) -> None:
        self.router = router

    def together(self, among: Iterable[int] | None = None, least: float = ALLOWED) -> Pairs:
        """Return the pairs of lines that run together for ``least`` millimetres or more; only those with lines
        ``among``."""
        lines, board = self.router.lines, self.router.board
        chosen = np.array(sorted(among) if among is not None else range(len(lines)), np.intp)
        if not len(chosen):
            return {}
        own = np.repeat(chosen, [len(lines[n].dense) for n in chosen])
        mine = np.concatenate([lines[n].dense for n in chosen])
        result: Pairs = {}
        for (one, two), stretch in contacts(board, self.router.tracks, mine, own, own).items():
            if stretch >= least:
                pair = (min(one, two), max(one, two))
                result[pair] = max(result.get(pair, 0.0), stretch)
        return dict(sorted(result.items()))

    def mend(self, rounds: int, only: set[int] | None = None, *, patient: bool = True) -> int:
        """Push apart or draw anew the lines that run together; return how many pairs still do.

        ``only`` some lines may be moved, if that is said. Without being ``patient`` it soon gives up.
        """
        pairs = self.together(only)
        idle = 0
        for turn in range(rounds):
            if not pairs or idle >= (PATIENCE if patient else 1):
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
                    after = self._draw(number, self._bows(number, other), pairs)
                    if after is pairs and idle and patient:
                        ways = chain(self._bows(number, other), self._paths(number, other))
                        after = self._draw_apart(number, ways, pairs, only)
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
        worse = 0
        for _count in range(PUSHES):
            tight = self.together({number for pair in now for number in pair}, TIGHT)
            chosen = {number for pair in tight for number in pair if only is None or number in only}
            for number in chosen:
                before.setdefault(number, router.lines[number].points)
            part(router, tight, TURNS, only)
            now = _replaced(now, chosen, self.together(chosen))
            worse += 1
            if _weight(now) < _weight(best):
                best, before, worse = now, {}, 0
            if not now or worse > 1:
                break
        for number, points in before.items():
            if router.lines[number].points is not points:
                router.move(number, points)
        return best

    def _draw(self, number: int, ways: Iterable[Floats], pairs: Pairs) -> Pairs:
        """Draw a line anew if it then runs together with fewer; return the pairs there are, the same if none is new."""
        router = self.router
        own = {pair: far for pair, far in pairs.items() if number in pair}
        best, way = own, None
        for points in islice(ways, TRIES):
            now = self._pairs(number, points)
            if _weight(now) < _weight(best):
                best, way = now, points
            if not best:
                break
        if way is None:
            return pairs
        router.move(number, way)
        return _replaced(pairs, {number}, best)

    def _pairs(self, number: int, points: Floats) -> Pairs:
        """Return the pairs there would be if a line ran through some points."""
        dense = halved(points)
        own = np.full(len(dense), number)
        found = contacts(self.router.board, self.router.tracks, dense, np.zeros(len(dense), np.intp), own)
        return {(min(number, other), max(number, other)): far for (_way, other), far in found.items() if far >= ALLOWED}

    def _draw_apart(self, number: int, ways: Iterable[Floats], pairs: Pairs, only: set[int] | None) -> Pairs:
        """Draw a line anew and push all that it then runs along; return the pairs there are, as `_draw`."""
        router, lines = self.router, self.router.lines
        for points in islice(ways, PUSHED_TRIES):
            before = {number: lines[number].points}
            router.move(number, points)
            now = self.together((number,))
            for _count in range(PUSHES_APART):
                chosen = {number, *(each for pair in now for each in pair if only is None or each in only)}
                before = {**{each: lines[each].points for each in chosen}, **before}
                part(router, now, TURNS, only)
                now = self.together(before)
                if not now:
                    break
            after = _replaced(pairs, set(before), now)
            if _weight(after) < _weight(pairs):
                return after
            for each, old in before.items():
                if lines[each].points is not old:
                    router.move(each, old)
        return pairs

    def _bows(self, number: int, other: int) -> Iterator[Floats]:
        """Yield other ways for a line: beside ``other`` where they cross more than once, and the cheapest bows."""
        router, line = self.router, self.router.lines[number]
        for points in following(line.points, router.lines[other].points):
            if router.clear(line, points) and sharpest(points) < SHARP:
                yield points
        before = line.points
        router.lift(number)
        found = [points for _cost, points in islice(router.ways(number, every=True), TRIES)]
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
