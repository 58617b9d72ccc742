"""Drawing lines: each from figure to figure in a gentle bow, past all others, not along one another.

A line is chosen among hundreds of bows by what they cost: bending, length, crossing other lines, running near them,
passing close to figures or under chips. Lines that stand badly to each other are taken up and drawn anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt

from app.drawing.board import CELL, Board, Cells
from app.drawing.bows import End
from app.drawing.bundles import SHARP, Bundle, Floats, beside, bows, evened, rims, sharpest, ways_round
from app.drawing.detour import detour
from app.drawing.fan import SQUARE
from app.drawing.geometry import Point, Rect
from app.drawing.layout import LayoutRequest
from app.drawing.lines import Line, halved, turning
from app.drawing.nearness import Tracks, company

CLEARANCE = 1.1
"""Millimetres that a line keeps from the boxes of figures that are not its own."""
CALM = 3.0
"""Millimetres within which passing another figure's box costs."""
PORT = 2.4
"""Millimetres wanted between two lines' ends at a figure."""

CROSSING = 9.0
"""What crossing a line costs that does not end at the same figure."""
NEARNESS = 3.0
"""What a millimetre beside another line costs, after ``FREE`` (and ``SHARED`` more for each figure in common)."""
FREE, SHARED = 5.0, 3.0
ALONG, FAR = 120.0, 9.5
"""What it costs to run beside a line for ``FAR`` millimetres."""
MOST = 1200
"""Points that a line has at most."""
ROUND, DIRECT = 0.5, 1.2
"""What a millimetre costs beyond so many times the straight way: crossing a line is calmer than a loop round it."""
PASSING, LENGTH, UNDER_CHIP, OWN_WORDS = 0.45, 0.06, 2.0, 4.0
"""What a millimetre costs near a figure's box, anywhere, under a chip, over one's own words."""
OUT, BEYOND = 0.7, 4.0
"""What a millimetre costs outside the rings, and beyond all figures and headings, where it makes the sheet larger."""
STRIDE, COARSE = 3.0, 5.0
"""Millimetres between the samples by which bows are compared, about: closely, and roughly before."""
CROWD = CROSSING / (3 * CELL)
"""What a millimetre costs in a cell that a line comes near, roughly: a line is noted in cells this far across it."""
STEP = 1.9
"""Millimetres between the points of a finished curve, at most."""
DENSE = STEP / 2
"""Millimetres between the points by which lines are compared, at most."""
PATH = 12.0
"""What a path over the board costs beyond a bow."""
SETTLED, EACH = 1.2, 1 / 20
"""Lines that cost less where they run than so many crossings, and so many more for each line there is, may stay."""
TURNING = 12.0
"""What each radian costs that a path over the board turns beyond two."""
RESTLESS = 7.0
"""A path that turns more than this is worse to look at than two lines side by side."""
BOWED, WINDING = 1.3, 1.4
"""So much longer than the straight way a bow may be before ways round something are looked at, and then a path
over the board."""
CLOSEST, CLOSELY = 12, 40
"""How many of the bows that get through are compared closely, and how many if every way is asked for."""
VARIED = 4
"""How many of them are moved a little aside, to find a way between two others."""
FINISHED = 14
"""How many of them are tried at their full length, the best first."""


class Router:
    """Draws the lines of a sheet on a board."""

    def __init__(
        self,
        request: LayoutRequest,
        places: Mapping[str, Point],
        clear: tuple[float, float],
        headings: Iterable[Rect],
        fan: tuple[float, float],
        bounds: Rect,
    ) -> None:
        numbers = {body.id: number for number, body in enumerate(request.bodies, 1)}
        self.ends = {
            body.id: End.of(numbers[body.id], body, places[body.id], 0 if body.id == request.child else None)
            for body in request.bodies
        }
        self.lines = [
            Line(tie, self.ends[tie.from_], self.ends[tie.to])
            for tie in request.ties
            if tie.from_ in self.ends and tie.to in self.ends and tie.from_ != tie.to
        ]
        self.board = Board(bounds.grown(40))
        self._set_up(request, places, clear, headings, fan, bounds)
        self._rims = rims(list(self.ends.values())) if self.ends else np.zeros((0, 0, 2))
        self._port_prices = np.zeros(self._rims.shape[:2])
        starts, ends = (np.array([getattr(line, name).number for line in self.lines]) for name in ("start", "end"))
        numbers_of = np.stack([starts, ends], axis=-1) if self.lines else np.zeros((0, 2), np.int64)
        pairs = numbers_of[:, None, :, None] == numbers_of[None, :, None, :]
        self.shared = pairs.sum(axis=(2, 3))
        self.weight = 1.0
        self.tracks = Tracks(len(self.lines), MOST)

    def _set_up(
        self,
        request: LayoutRequest,
        places: Mapping[str, Point],
        clear: tuple[float, float],
        headings: Iterable[Rect],
        fan: tuple[float, float],
        bounds: Rect,
    ) -> None:
        """Put figures, headings and the child's disc on the board."""
        board = self.board
        x, y = board.middles()
        outside = np.abs(x / fan[0]) ** SQUARE + np.abs(y / fan[1]) ** SQUARE > 1
        beyond = (x < bounds.x) | (x > bounds.right) | (y < bounds.y) | (y > bounds.bottom)
        board.price[:] = (OUT * outside + BEYOND * beyond).ravel()
        heading_number = len(request.bodies) + 1
        boxes = [(box, heading_number, False) for box in headings]
        for number, body in enumerate(request.bodies, 1):
            boxes.append((body.body.moved(*places[body.id]), number, False))
            boxes += [(box.moved(*places[body.id]), number, True) for box in body.labels]
        board.block(boxes, CLEARANCE, CALM)
        child = self.ends.get(request.child)
        board.block_disc(clear, child.number if child else heading_number, CLEARANCE, CALM)
        self._rough = (board.price + PASSING * (board.who < 0)).astype(np.float32)

    def route_all(self, rounds: int) -> None:
        """Draw every line, the short ones first, then those that stand badly anew with all others in sight."""
        order = sorted(range(len(self.lines)), key=lambda n: (self.lines[n].chord, n))
        for number in order:
            self.draw(number)
        for turn in range(rounds):
            self.weight = 1.0 + 0.5 * turn
            limit = CROSSING * (SETTLED + EACH * len(order))
            changed = False
            for number in order:
                standing = self.standing(number)
                if standing > max(limit, self.lines[number].content):
                    if self.redraw(number):
                        changed = True
                    else:
                        self.lines[number].content = standing + 1.0
            if not changed:
                break
        self.weight = 1.0

    def lift(self, number: int) -> None:
        """Take a line off the board."""
        line = self.lines[number]
        if not len(line.cells):
            return
        self.board.wipe(line.cells, number)
        line.cells = line.cells[:0]
        self._charge(line, -1.0)

    def put(self, number: int, points: Floats) -> None:
        """Put a line on the board."""
        line = self.lines[number]
        line.points = points
        line.dense = halved(points)
        if len(line.dense) > MOST:  # to a figure that somebody has put far off the sheet
            line.dense = line.dense[np.linspace(0, len(line.dense) - 1, MOST).astype(np.intp)]
        self.tracks.put(number, line.dense)
        line.single = None
        line.spine = self.board.cells(line.dense[:, 0], line.dense[:, 1])
        line.cells = self.board.mark(line.spine, number)
        self._charge(line, 1.0)

    def move(self, number: int, points: Floats) -> None:
        """Put a line elsewhere on the board."""
        self.lift(number)
        self.put(number, points)

    def standing(self, number: int) -> float:
        """Return what a line costs where it runs now, bends not counted."""
        line = self.lines[number]
        return self._worth(number, line.points, float(_extent(line, STEP * len(line.points))))

    def _worth(self, number: int, points: Floats, base: float) -> float:
        """Return what a line costs that runs through points STEP apart."""
        x, y = points[None, :, 0], points[None, :, 1]
        return float(self._assess(number, x, y, np.array([STEP]), np.array([base]))[0])

    def redraw(self, number: int) -> bool:
        """Draw a line anew among all others if there is a better bow; return whether it changed."""
        line = self.lines[number]
        before = line.points
        self.lift(number)
        found = self._best_bow(number)
        if found is None or (self._bent(number, before) <= found[0] and not line.blocked):
            self.put(number, before)
            return False
        line.blocked = False
        self.put(number, found[1])
        return len(before) != len(line.points) or not np.array_equal(line.points, before)

    def draw(self, number: int) -> None:
        """Draw a line anew among all that is on the board."""
        self.lift(number)
        line = self.lines[number]
        found = self._best_bow(number)
        line.blocked = found is None
        if found is None:
            angle = math.atan2(line.end.y - line.start.y, line.end.x - line.start.x)
            straight = np.array([line.start.port(angle), line.end.port(angle + math.pi)])
            found = 1000.0, evened(straight, STEP)
        self.put(number, found[1])

    def _best_bow(self, number: int) -> tuple[float, Floats] | None:
        """Return the cheapest way (cost, points) that runs through no foreign box: a bow, else one round something."""
        found = next(self.ways(number), None)
        if not self.quick and (found is None or self._astray(number, found[1])):
            ways = [way for way in (found, self._detour(number)) if way is not None]
            found = min(ways, key=lambda way: way[0], default=None)
        return found

    def ways(self, number: int, *, every: bool = False) -> Iterator[tuple[float, Floats]]:
        """Yield ways (cost, points) for a line that run through no foreign box, the cheapest first.

        They are bows, and ways round something where the bows are long, or if ``every`` one is asked for.
        """
        line = self.lines[number]
        one, two = line.start, line.end
        rim1, rim2 = self._rims[one.number - 1], self._rims[two.number - 1]

        prices = self._port_prices[one.number - 1] * self.weight, self._port_prices[two.number - 1] * self.weight
        bundle = bows(one, two, rim1, rim2, *prices)
        found = self._ranked(number, bundle, every=every)
        if every or not found or found[0][1].reach[found[0][2]] > BOWED * max(line.chord, 40.0):
            found += self._ranked(number, ways_round(one, two, rim1, rim2, *prices), every=every)
            found.sort(key=lambda way: way[0])
        if every:
            for bundle, chosen in _first_few(found):
                found += self._ranked(number, beside(bundle, chosen))
            found.sort(key=lambda way: way[0])
        for cost, bundle, curve in found:
            points = bundle.curve(curve)
            if sharpest(points) < SHARP and self.clear(line, points):
                yield cost, points

    def _ranked(self, number: int, bundle: Bundle, *, every: bool = False) -> list[tuple[float, Bundle, int]]:
        """Return the curves of a bundle that seem to run through no foreign box, the cheapest first.

        All are compared roughly, by how crowded the cells are that they run through, and the best of them closely:
        more of them if ``every`` one is asked for.
        """
        line, board = self.lines[number], self.board
        pieces = bundle.control.shape[1]
        count = max(4, math.ceil(line.chord * 1.15 / COARSE / pieces))
        cells = board.cells(*bundle.points(count))
        free = np.flatnonzero(~self._foreign(line, cells).any(axis=1))
        if not len(free):
            return []
        cells = cells[free]
        base = bundle.base[free] + _extent(line, bundle.reach[free])
        crowd = self._rough[cells].sum(axis=1) + (self.weight * CROWD) * board.count[cells].sum(axis=1)
        rough = base + crowd * bundle.reach[free] / (count * pieces)
        near = np.argsort(rough, kind="stable")[: CLOSELY if every else CLOSEST]
        chosen, base = free[near], base[near]
        count = max(5, math.ceil(line.chord * 1.15 / STRIDE / pieces))
        x, y = bundle.points(count, chosen)
        costs = self._assess(number, x, y, bundle.reach[chosen] / (count * pieces), base)
        order = np.argsort(costs, kind="stable")[:FINISHED]
        return [(float(costs[at]), bundle, int(chosen[at])) for at in order]

    def _foreign(self, line: Line, cells: Cells) -> npt.NDArray[np.bool_]:
        """Return which cells lie in boxes that a line must not run through."""
        who = self.board.who[cells]
        foreign: npt.NDArray[np.bool_] = (who > 0) & (who != line.start.number) & (who != line.end.number)
        return foreign

    def clear(self, line: Line, points: Floats) -> bool:
        """Return whether points at most 2 mm apart keep off all boxes but those of the line's own figures."""
        dense = halved(points)
        return 2 * len(points) < MOST and not self._foreign(line, self.board.cells(dense[:, 0], dense[:, 1])).any()

    def _astray(self, number: int, points: Floats) -> bool:
        """Return whether a way winds, or leads off the sheet, so that a path over the board may be better."""
        beyond = self.board.price[self.board.cells(points[:, 0], points[:, 1])] >= BEYOND
        return _long(self.lines[number], points, WINDING) or int(beyond.sum()) * STEP > 8.0

    def path(self, number: int, avoid: int | None = None) -> Iterator[tuple[float, Floats]]:
        """Yield the cheapest path over the board, which keeps off other lines the more ``weight`` there is, and off
        the line to ``avoid`` above all."""
        found = self._detour(number, avoid)
        if found is not None and turning(found[1]) < RESTLESS:
            yield found

    def _detour(self, number: int, avoid: int | None = None) -> tuple[float, Floats] | None:
        """Return a way round everything where no bow gets through."""
        line = self.lines[number]
        shunned = self.lines[avoid].cells if avoid is not None else None
        points = detour(self.board, line.start, line.end, lambda way: self.clear(line, way), self.weight, shunned)
        if points is None:
            return None
        points = evened(points, STEP)
        return self._bent(number, points), points

    def _bent(self, number: int, points: Floats) -> float:
        """Return what a way costs that is no bow."""
        extent = float(_extent(self.lines[number], STEP * len(points)))
        return self._worth(number, points, PATH + extent + TURNING * max(0.0, turning(points) - 2.0))

    def on_rim(self, end: End, point: Floats) -> Floats:
        """Return the point of a figure's edge nearest to a point."""
        rim = self._rims[end.number - 1]
        nearest: Floats = rim[int(((rim - point) ** 2).sum(axis=1).argmin())]
        return nearest

    def neighbours(self, points: Floats, own: Cells) -> tuple[Cells, Cells, Cells]:
        """Return where points (of lines ``own``, one for each) come near other lines: which of the points, which line,
        and which of that line's points."""
        cells = self.board.cells(points[:, 0], points[:, 1])
        where, other, point = self.board.meetings(cells)
        others = other != own[where]
        return where[others], other[others], point[others]

    def _charge(self, line: Line, sign: float) -> None:
        """Make it cost more to end other lines near a line's ends, or no more."""
        for end, port in ((line.start, line.points[0]), (line.end, line.points[-1])):
            gap = np.hypot(*(self._rims[end.number - 1] - port).T)
            price = 7 * np.maximum(0.0, PORT - gap) + 20.0 * (gap < 1.4)
            self._port_prices[end.number - 1] += sign * price

    def _assess(self, number: int, x: Floats, y: Floats, stride: Floats, base: Floats) -> Floats:
        """Return what lines through points ``stride`` apart cost (one row of points for each)."""
        board, line = self.board, self.lines[number]
        cells = board.cells(x, y)
        one, two = line.start.number, line.end.number
        who = board.who[cells]
        passing = (who < 0) & (who != -one) & (who != -two)
        own = board.words[cells] & (who > 0)
        each = PASSING * passing + board.price[cells]
        if self.chips_stand:
            chips = board.chips[cells]
            each = each + UNDER_CHIP * ((chips != 0) & (chips != number + 1))
        cost: Floats = base + each.sum(axis=1) * stride
        cost += OWN_WORDS * np.maximum(0.0, own.sum(axis=1) * stride - 4.0)
        cost += self._company(number, cells, x, y) * self.weight
        return cost

    def _company(self, number: int, cells: Cells, x: Floats, y: Floats) -> Floats:
        """Return what crossing and running along other lines costs."""
        met, far = company(self.board, self.tracks, cells, x, y, but=number if len(self.lines[number].cells) else None)
        shared = self.shared[number]
        long = far - (FREE + SHARED * shared)
        cost: Floats = CROSSING * np.maximum(met - shared, 0).sum(axis=1).astype(np.float64)
        cost += (NEARNESS * np.maximum(0.0, long) + ALONG * (far > FAR)).sum(axis=1)
        return cost

    chips_stand = False
    quick = False
    """Whether lines are bows or straight, but never led by a path over the board."""

    def mark_chip(self, number: int, box: Rect, *, stands: bool) -> None:
        """Note that a line's chip stands in a box, or no more."""
        board = self.board
        grid = board.chips.reshape(board.rows, board.columns)
        grid[board.window(box)] = number + 1 if stands else 0
        self.chips_stand = True

    def under_chips(self, number: int) -> int:
        """Return how many points of a line lie under foreign chips."""
        chips = self.board.chips[self.lines[number].spine]
        return int(((chips != 0) & (chips != number + 1)).sum()) // 2

    def blocked(self) -> int:
        """Return how many lines run through foreign boxes."""
        return sum(line.blocked for line in self.lines)


def _long(line: Line, points: Floats, most: float) -> bool:
    """Return whether a way is so many times as long as the straight one."""
    return STEP * len(points) > most * max(line.chord, 40.0)


def _extent(line: Line, far: Floats | float) -> Floats:
    """Return what it costs that a line is so many millimetres long."""
    extent: Floats = LENGTH * far + ROUND * np.maximum(0.0, far - DIRECT * max(line.chord, 40.0))
    return extent


def _first_few(found: list[tuple[float, Bundle, int]]) -> list[tuple[Bundle, Cells]]:
    """Return the best few curves of each bundle that ways were found in, the best first."""
    bundles = {id(bundle): bundle for _cost, bundle, _curve in found}
    return [
        (bundle, np.array([curve for _cost, each, curve in found if each is bundle][:VARIED], np.intp))
        for bundle in bundles.values()
    ]
