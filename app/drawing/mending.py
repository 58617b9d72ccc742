"""Finding lines that run along each other, and bringing them apart: by a push, or by drawing one of them anew."""

from __future__ import annotations

from collections.abc import Iterable

from app.drawing.curves import Neighbourhood, close_stretch, neighbourhood, sharpest
from app.drawing.nudging import nudged
from app.drawing.routing import STEP, Router

CLOSE = 1.0
"""Two lines nearer than this many millimetres run together …"""
TOGETHER = 9.0
"""… and may do so for less than this many millimetres (the rule is 10)."""

_SHARP = 0.6
"""The sharpest turn in radians that a push may leave in a line."""


class Mender:
    """Brings the lines of a router apart."""

    def __init__(self, router: Router) -> None:
        self.router = router

    def together(self, among: Iterable[int] | None = None) -> dict[tuple[int, int], float]:
        """Return the pairs of lines that run together, and for how long; only those with lines ``among``."""
        pairs: dict[tuple[int, int], int] = {}
        for one in sorted(among) if among is not None else range(len(self.router.lines)):
            counts: dict[int, int] = {}
            for cell in self.router.lines[one].spine:
                for two in self.router.board.lines[cell]:
                    counts[two] = counts.get(two, 0) + 1
            for two, count in counts.items():
                if two != one:
                    pair = (one, two) if one < two else (two, one)
                    pairs[pair] = max(pairs.get(pair, 0), count)
        result = {}
        for (one, two), count in sorted(pairs.items()):
            if count * STEP >= TOGETHER:
                stretch = max(self._stretch(one, two), self._stretch(two, one))
                if stretch >= TOGETHER:
                    result[one, two] = stretch
        return result

    def _stretch(self, one: int, two: int) -> float:
        """Return how many millimetres of one line run close to another."""
        points, at, cells = self.router.lines[one].points, self.router.board.at, self.router.lines[two].reach
        inside = [at(point) in cells for point in points]
        pieces = [(points[k], points[k + 1]) for k in range(len(points) - 1) if inside[k] or inside[k + 1]]
        return close_stretch(pieces, self._surroundings(two), CLOSE) if pieces else 0.0

    def _surroundings(self, number: int) -> Neighbourhood:
        """Return a line's neighbourhood, counted out once for as long as it lies."""
        line = self.router.lines[number]
        if line.surroundings is None:
            line.surroundings = neighbourhood(line.points, CLOSE)
        return line.surroundings

    def mend(self, rounds: int = 5) -> int:
        """Push apart or draw anew the lines that run together; return how many pairs still do."""
        pairs = self.together()
        for turn in range(rounds):
            if not pairs:
                break
            self.router.weight = 1.5 + 1.5 * turn
            touched: set[int] = set()
            for one, two in pairs:
                if one in touched or two in touched:
                    continue
                if self._nudge(one, two) or self._nudge(two, one) or self._draw_apart(one) or self._draw_apart(two):
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
        if sharpest(points) > max(_SHARP, sharpest(before)):
            return False
        if not self.router.board.clear_line(points, line.own):
            return False
        troubles = self._trouble(number)
        self.router.move(number, points)
        if self._trouble(number) < troubles:
            return True
        self.router.move(number, before)
        return False

    def _draw_apart(self, number: int) -> bool:
        """Draw a line anew; return whether that left it running together with fewer, else leave it as it was."""
        line = self.router.lines[number]
        before, cost, blocked, troubles = line.points, line.cost, line.blocked, self._trouble(number)
        self.router.draw(number)
        if not line.blocked and self._trouble(number) < troubles:
            return True
        self.router.move(number, before)
        line.cost, line.blocked = cost, blocked
        return False

    def _trouble(self, number: int) -> float:
        """Return how much a line runs together with others: most of all with how many, then how far."""
        pairs = self.together((number,))
        return len(pairs) + sum(pairs.values()) / 10_000
