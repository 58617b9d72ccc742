"""Drawing lines: each from figure to figure in a gentle bow, past all others, not along one another.

A line is chosen among bows by what it costs: bending, length, crossing other lines, running near them, passing
close to figures or under chips. Lines that stand badly to each other are taken up and drawn anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.drawing.board import BODY, CHIP, LINE, NEAR, OUTSIDE, Board
from app.drawing.bows import SHAPES, SHIFTS, Cubic, End, bow, reach
from app.drawing.curves import Neighbourhood, cubic, drawn_to, evened, sharpest, weights
from app.drawing.detour import detour
from app.drawing.geometry import Point, Rect
from app.drawing.layout import LayoutRequest, TieLine

CLEARANCE = 1.3
"""Millimetres that a line keeps from the boxes of figures that are not its own."""
CALM = 3.0
"""Millimetres within which passing another figure's box costs."""
PORT = 2.4
"""Millimetres wanted between two lines' ends at a figure."""

CROSSING = 9.0
NEARNESS = 9.0
PASSING = 1.3
OUT = 1.2
UNDER_CHIP = 6.0
OWN_LABEL = 12.0
STRIDE = 3.0
"""Millimetres between the samples by which bows are compared."""
STEP = 2.0
"""Millimetres between the points of a finished curve, at most."""
TRIES = 90


@dataclass(slots=True)
class Line:
    """A line while lines are sought: its tie, its ends, and the points it now runs through."""

    tie: TieLine
    start: End
    end: End
    points: list[Point] = field(default_factory=list)
    spine: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    reach: frozenset[int] = frozenset()
    surroundings: Neighbourhood | None = None
    cost: float = math.inf
    blocked: bool = True

    @property
    def own(self) -> tuple[int, ...]:
        """The numbers of what the line may run through."""
        return self.start.own + self.end.own


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
        self.board = Board(bounds.grown(40))
        self.ends: dict[str, End] = {}
        self._set_up(request, places, clear, headings, fan)
        self.lines = [
            Line(tie, self.ends[tie.from_], self.ends[tie.to])
            for tie in request.ties
            if tie.from_ in self.ends and tie.to in self.ends and tie.from_ != tie.to
        ]
        self.ports: dict[int, dict[int, Point]] = {}
        self.weight = 1.0

    def _set_up(
        self,
        request: LayoutRequest,
        places: Mapping[str, Point],
        clear: tuple[float, float],
        headings: Iterable[Rect],
        fan: tuple[float, float],
    ) -> None:
        """Put figures, headings and the child's disc on the board."""
        board = self.board
        board.fill(Rect(board.x, board.y, board.right - board.x, board.bottom - board.y), OUTSIDE, 0)
        board.fill_ellipse(fan, 0, 0)
        headings_number, disc = len(request.bodies) + 1, len(request.bodies) + 2
        board.disc = (*clear, disc)
        board.fill_ellipse((clear[0] + CALM, clear[1] + CALM), NEAR, disc)
        for number, body in enumerate(request.bodies, 1):
            place = places[body.id]
            self.ends[body.id] = End.of(number, body, place, disc if body.id == request.child else None)
            for box in (body.body, *body.labels):
                board.block(box.moved(*place), number, CLEARANCE, CALM)
        for box in headings:
            board.block(box, headings_number, CLEARANCE, CALM)
        board.fill_ellipse((clear[0] + CLEARANCE, clear[1] + CLEARANCE), BODY, disc)
        board.close()

    def route_all(self) -> None:
        """Draw every line, the short ones first, then those that stand badly anew with all others in sight."""
        order = sorted(range(len(self.lines)), key=lambda n: (_chord(self.lines[n]), n))
        for number in order:
            self.draw(number)
        for turn in range(2 if len(order) < 80 else 1):
            self.weight = 1.0 + 0.5 * turn
            changed = False
            for number in order:
                if self.standing(number) > CROSSING * (1.2 + len(order) / 40):
                    changed |= self.redraw(number)
            if not changed:
                break
        self.weight = 1.0

    def lift(self, number: int) -> None:
        """Take a line off the board."""
        line = self.lines[number]
        self.board.wipe(line.cells, LINE, number)
        line.cells = []
        for end in (line.start, line.end):
            self.ports.get(end.number, {}).pop(number, None)

    def put(self, number: int, points: list[Point]) -> None:
        """Put a line on the board."""
        line = self.lines[number]
        line.points = points
        line.surroundings = None
        line.spine = self.board.spine(points)
        line.cells = self.board.around(line.spine)
        line.reach = frozenset(line.cells)
        self.board.mark(line.cells, LINE, number)
        self.ports.setdefault(line.start.number, {})[number] = points[0]
        self.ports.setdefault(line.end.number, {})[number] = points[-1]

    def move(self, number: int, points: list[Point]) -> None:
        """Put a line elsewhere on the board."""
        self.lift(number)
        self.put(number, points)

    def standing(self, number: int) -> float:
        """Return what a line costs where it runs now, bends not counted."""
        line = self.lines[number]
        samples = evened(line.points, STRIDE)
        return self.assess(number, [self.board.at(point) for point in samples], 0.0, math.inf)

    def redraw(self, number: int) -> bool:
        """Draw a line anew among all others if there is a better bow; return whether it changed."""
        line = self.lines[number]
        before = line.points
        self.lift(number)
        found = self._best_bow(number)
        if found is None:
            self.put(number, before)
            return False
        line.cost, line.blocked = found[0], False
        self.put(number, found[1])
        return line.points != before

    def draw(self, number: int) -> None:
        """Draw a line anew among all that is on the board."""
        self.lift(number)
        line = self.lines[number]
        found = self._best_bow(number) or self._detour(number)
        line.blocked = found is None
        if found is None:
            angle = math.atan2(line.end.y - line.start.y, line.end.x - line.start.x)
            found = 1000.0, evened([line.start.port(angle), line.end.port(angle + math.pi)], STEP)
        line.cost = found[0]
        self.put(number, found[1])

    def _best_bow(self, number: int) -> tuple[float, list[Point]] | None:
        """Return the cheapest bow (cost, points) that runs through no foreign box, if there is one."""
        line = self.lines[number]
        one, two = line.start, line.end
        angle = math.atan2(two.y - one.y, two.x - one.x)
        stiff = 4 + 0.06 * _chord(line)
        found: list[tuple[float, int, Cubic]] = []
        limit = math.inf
        tries = 0
        for strain, bend1, bend2 in SHAPES:
            if stiff * strain >= limit or tries > TRIES:
                break
            for slide, (shift1, shift2) in enumerate(SHIFTS):
                base = stiff * strain + 1.2 * min(slide, 2)
                start = one.port(angle + 0.8 * bend1 + shift1)
                end = two.port(angle + math.pi - 0.8 * bend2 + shift2)
                crowd = self._port_cost(number, one, start) + self._port_cost(number, two, end)
                if base + crowd < limit:
                    tries += 1
                    curve = bow(start, angle + bend1, end, angle + math.pi - bend2)
                    cells = self._cells(line, curve)
                    cost = self.assess(number, cells, base + crowd, limit) if cells else math.inf
                    if cost < limit:
                        limit = cost
                        found.append((cost, tries, curve))
                if not crowd:
                    break
        for cost, _try, curve in reversed(found):
            points = self._finished(line, curve)
            if points is not None:
                return cost, points
        return None

    def _cells(self, line: Line, curve: Cubic) -> list[int]:
        """Return the cells that a bow runs through; none if it leaves the board."""
        board = self.board
        if not all(board.holds(point) for point in curve):
            return []
        if not self._promising(line, curve):
            return []
        scale, columns = board.scale, board.columns
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (((x - board.x) * scale, (y - board.y) * scale) for x, y in curve)
        return [
            int(a * ay + b * by + c * cy + d * dy) * columns + int(a * ax + b * bx + c * cx + d * dx)
            for a, b, c, d in weights(max(3, math.ceil(reach(curve) / STRIDE)))
        ]

    def _promising(self, line: Line, curve: Cubic) -> bool:
        """Return whether none of a bow's few looked-at points lies in a foreign box."""
        board, own = self.board, line.own
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
        for a, b, c, d in weights(8)[1:-1]:
            cell = board.at((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
            if board.busy[cell] & BODY and board.owner[cell] not in own:
                return False
        return True

    def _finished(self, line: Line, curve: Cubic) -> list[Point] | None:
        """Return the points of a bow, or None if it touches a foreign box when looked at closely."""
        points = cubic(*curve, max(2, math.ceil(reach(curve) / (STEP * 0.9))))
        return points if self.board.clear_line(points, line.own) else None

    def _detour(self, number: int) -> tuple[float, list[Point]] | None:
        """Return a way round everything where no bow gets through."""
        line = self.lines[number]
        points = detour(self.board, line.start, line.end, self.weight)
        if points is None:
            return None
        points = self._apart_at_ends(number, points)
        cost = self.assess(number, self.board.spine(evened(points, STRIDE)), 20.0, math.inf)
        return cost, points

    def _apart_at_ends(self, number: int, points: list[Point]) -> list[Point]:
        """Return a line with its ends moved along the figures' edges, away from other lines' ends."""
        line = self.lines[number]
        for end, at in ((line.start, 0), (line.end, -1)):
            angle = math.atan2(points[at][1] - end.y, points[at][0] - end.x)
            ports = [points[at], *(end.port(angle + turn) for turn in (0.25, -0.25, 0.5, -0.5, 0.75, -0.75))]
            best = min(range(len(ports)), key=lambda k: (self._port_cost(number, end, ports[k]) + 2 * k, k))
            moved = drawn_to(points, ports[best], at)
            if best and sharpest(moved) < 0.6 and self.board.clear_line(moved, line.own):
                points = moved
        return evened(points, STEP)

    def _port_cost(self, number: int, end: End, port: Point) -> float:
        """Return what it costs to end a line near other lines' ends."""
        cost = 0.0
        for other, (x, y) in self.ports.get(end.number, {}).items():
            gap = abs(x - port[0]) + abs(y - port[1])
            if gap < PORT * 1.4 and other != number:
                gap = math.hypot(x - port[0], y - port[1])
                if gap < PORT:
                    cost += (7 * (PORT - gap) + (20 if gap < 1.4 else 0)) * self.weight
        return cost

    def assess(self, number: int, cells: Sequence[int], base: float, limit: float) -> float:
        """Return what a line through cells STRIDE apart costs; infinity through a foreign box or beyond ``limit``."""
        board, line = self.board, self.lines[number]
        ends, mine = (line.start.number, line.end.number), line.own
        busy, owners = board.busy, board.owner
        own = 0
        cost = base + 0.06 * STRIDE * len(cells)
        counts: dict[int, int] = {}
        for cell in cells:
            flags = busy[cell]
            if not flags:
                continue
            if flags & BODY:
                owner = owners[cell]
                if owner in ends:
                    own += 1
                elif owner not in mine:
                    return math.inf
            elif flags & NEAR and owners[cell] not in mine:
                cost += PASSING
            if flags & LINE:
                for other in board.lines[cell]:
                    counts[other] = counts.get(other, 0) + 1
            if flags & CHIP:
                cost += UNDER_CHIP * sum(other != number for other in board.chips[cell])
            if flags & OUTSIDE:
                cost += OUT
        cost += OWN_LABEL * max(0, own - 4)
        return cost if cost >= limit else cost + self._company(line, number, counts)

    def _company(self, line: Line, number: int, counts: Mapping[int, int]) -> float:
        """Return what crossing and running near other lines costs."""
        cost = 0.0
        mine = (line.start.number, line.end.number)
        for other, count in counts.items():
            if other == number:
                continue
            their = self.lines[other]
            shared = (their.start.number in mine) + (their.end.number in mine)
            if not shared:
                cost += CROSSING
            free = 2 + 2 * shared
            if count > free:
                cost += NEARNESS * (count - free)
        return cost * self.weight

    def blocked(self) -> int:
        """Return how many lines run through foreign boxes."""
        return sum(line.blocked for line in self.lines)


def _chord(line: Line) -> float:
    """Return the distance between the middles of a line's figures."""
    return math.hypot(line.end.x - line.start.x, line.end.y - line.start.y)
