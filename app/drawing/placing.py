"""Finding places: every figure in its area's wedge and its ring, apart from each other, near those it has ties to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

from app.drawing.curves import segment_meets
from app.drawing.fan import TURN, Fan, clear_radius, wedges
from app.drawing.geometry import Point, united
from app.drawing.holding import Standing, holding
from app.drawing.layout import BodyBox, LayoutRequest

AIR = 4.0
"""Millimetres that two figures are kept apart at least, more if the sheet is spread out."""

RINGS = 3
EMPTY_RING = 28.0
"""Millimetres that a ring is deep on a sheet where nobody but the child stands; less the more there are."""
EMPTY_SHARE = 0.6
"""What an area asks for before anyone stands in it, beside one for each figure there."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: what the inner loops count with."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The places, the fan they stand on, the clear radius round the child and how many figures overlap."""

    places: dict[str, Point]
    fan: Fan
    clear: tuple[float, float]
    overlaps: int


@dataclass(slots=True)
class _Stand:
    """A figure while places are sought: its hull relative to its place, and where it stands now."""

    id: str
    area: str
    ring: int
    hull: Box
    free: bool
    x: float = 0.0
    y: float = 0.0

    def box(self, x: float, y: float) -> Box:
        left, top, right, bottom = self.hull
        return x + left, y + top, x + right, y + bottom


def place(request: LayoutRequest, spread: float = 1.0) -> Placed:
    """Find a place for every figure that has none; ``spread`` above 1 gives everything more room."""
    clear = clear_radius(
        (box for body in request.bodies if body.id == request.child for box in (body.body, *body.labels)), 2.0
    )
    stands = [_stand(body) for body in request.bodies if body.id != request.child]
    walls = [_Stand("", "", 0, (box.x, box.y, box.right, box.bottom), False) for box in request.obstacles]
    growth: dict[str, float] = {}
    room = spread
    for _attempt in range(14):
        fan = _fan(request, stands, clear, room, growth)
        search = _Search(request, [*stands, *walls], fan, clear, AIR * spread)
        crowded = search.run()
        if not crowded:
            break
        for area in crowded:
            growth[area] = growth.get(area, 1.0) * 1.12
        room *= 1.03 + min(0.12, 0.004 * search.pairs)
    search.untangle()
    # to the hundredth, as places are stored: a place that is found is then the very place that is kept
    places = {s.id: (round(s.x, 2), round(s.y, 2)) if s.free else (s.x, s.y) for s in stands}
    if any(body.id == request.child for body in request.bodies):
        places[request.child] = (0.0, 0.0)
    ordered = {body.id: places[body.id] for body in request.bodies}
    return Placed(ordered, fan, clear, len(search.crowded()))


def _stand(body: BodyBox) -> _Stand:
    hull = united((body.body, *body.labels))
    x, y = body.place or (0.0, 0.0)
    ring = min(max(body.ring, 1), RINGS)
    return _Stand(body.id, body.area, ring, (hull.x, hull.y, hull.right, hull.bottom), body.place is None, x, y)


def _fan(
    request: LayoutRequest, stands: list[_Stand], clear: tuple[float, float], spread: float, growth: dict[str, float]
) -> Fan:
    """Return a fan with rings as deep as what stands in them asks for, and wedges by need."""
    lines = 1 + min(0.5, len(request.ties) / 300)
    rx, ry = clear[0] + 5, clear[1] + 3
    stretch = request.aspect
    edges = [0.0]
    angles: dict[str, list[float]] = {}
    for ring in range(1, RINGS + 1):
        inside = [s for s in stands if s.ring == ring]
        depth, needs = _ring_depth(inside, rx, ry, stretch, edges[-1], spread * lines)
        depth = max(depth, EMPTY_RING - 1.5 * len(stands))
        edges.append(edges[-1] + depth)
        for stand, need in zip(inside, needs, strict=True):
            angles.setdefault(stand.area, [0.0] * RINGS)[ring - 1] += need
    height = 2 * (ry + edges[-1]) + 10
    outer = max((height * request.aspect - 8) / 2, rx + 0.6 * edges[-1])
    stretch = min(max((outer - rx) / max(edges[-1], 1), 0.6), 3.0)
    for area in request.areas:
        angles.setdefault(area.id, [0.0] * RINGS)
    order = [area.id for area in request.areas]
    order += sorted(area for area in angles if area not in order)
    traffic = _traffic(request, stands)
    total, busy = sum(max(angles[area]) for area in order) or 1.0, sum(traffic.values())
    even = max(0.0, 1 - len(stands) / 9)  # few figures: the areas are nearly alike
    shares = {
        area: even / max(len(order), 1)
        + (1 - even) * (0.38 * max(angles[area]) / total + 0.62 * traffic[area] / busy) * growth.get(area, 1.0)
        for area in order
    }
    fan = Fan(rx, ry, stretch, tuple(edges), wedges(shares))
    return holding(fan, [_standing(stand) for stand in stands if not stand.free])


def _standing(stand: _Stand) -> Standing:
    left, top, right, bottom = stand.box(stand.x, stand.y)
    return Standing(stand.area, (left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


def _traffic(request: LayoutRequest, stands: list[_Stand]) -> dict[str, float]:
    """Return how much of the sheet each area asks for: by its figures and the lines that end at them."""
    areas = {stand.id: stand.area for stand in stands}
    result = dict.fromkeys([*areas.values(), *(area.id for area in request.areas)], EMPTY_SHARE)
    for area in areas.values():
        result[area] += 1.0
    for tie in request.ties:
        for figure in (tie.from_, tie.to):
            if figure in areas:
                result[areas[figure]] += 0.12
    return result


def _ring_depth(
    inside: list[_Stand], rx: float, ry: float, stretch: float, start: float, spread: float
) -> tuple[float, list[float]]:
    """Return how deep a ring must be for its figures, and the angle that each of them needs in it."""
    if not inside:
        return 5.0, []
    tallest = sum(s.hull[3] - s.hull[1] for s in inside) / len(inside)
    rows = 1
    while True:
        depth = (tallest * 0.86 + 1.5 + (rows - 1) * (tallest + AIR) * 0.9) * spread
        middle = start + depth / 2
        wide, high = rx + stretch * middle, ry + middle
        needs = [((s.hull[2] - s.hull[0] + 4) / wide + (s.hull[3] - s.hull[1] + 3) / high) / 2 / rows for s in inside]
        if sum(needs) < 0.8 * TURN or rows > 40:
            return depth, needs
        rows += 1


class _Search:
    """A search for places by moving one figure at a time to the best of its spots."""

    def __init__(
        self, request: LayoutRequest, stands: list[_Stand], fan: Fan, clear: tuple[float, float], air: float
    ) -> None:
        self.stands, self.fan, self.air = stands, fan, air
        self.pairs = 0
        self.clear = (clear[0] + AIR, clear[1] + AIR)
        index = {stand.id: number for number, stand in enumerate(stands)}
        self.ties = [
            (index.get(tie.from_, -1), index.get(tie.to, -1))
            for tie in request.ties
            if (tie.from_ in index or tie.from_ == request.child) and (tie.to in index or tie.to == request.child)
        ]
        self.tied: list[list[int]] = [[] for _ in stands]
        for one, two in self.ties:
            if one >= 0:
                self.tied[one].append(two)
            if two >= 0:
                self.tied[two].append(one)
        self.spots = [self._spots(stand) if stand.free else [] for stand in stands]

    def _spots(self, stand: _Stand) -> list[tuple[float, float, float]]:
        """Return the places (x, y, cost) that a figure may have within its wedge and ring."""
        fan = self.fan
        low, high = fan.wedges[stand.area]
        inner, outer = fan.edges[stand.ring - 1], fan.edges[stand.ring]
        left, top, right, bottom = stand.hull
        dx, dy = (left + right) / 2, (top + bottom) / 2
        levels = min(12, max(3, round((outer - inner) / 9)))
        central = 0.05 + 0.3 * max(0.0, 1 - len(self.stands) / 9)  # few figures stand in the middle of their areas
        spots = []
        for level in range(levels):
            depth = inner + (outer - inner) * (level + 0.5) / levels
            rx, ry = fan.radii(depth)
            edge_low = low + fan.inset(low, depth, 7.5)
            edge_high = high - fan.inset(high, depth, 7.5)
            length = (edge_high - edge_low) * (rx + ry) / 2
            count = min(16, max(1, round(length / 7)))
            for part in range(count + 1):
                angle = edge_low + (edge_high - edge_low) * part / count if length > 0 else (low + high) / 2
                x, y = fan.at(angle, depth)
                off = abs(depth - (inner + outer) / 2)
                over = self._overhang(x, y, (right - left) / 2, (low, high))
                aside = abs(angle - (low + high) / 2) * (rx + ry) / 2
                spots.append((x - dx, y - dy, 0.25 * off + 1.0 * over + central * aside))
        return spots

    def _overhang(self, x: float, y: float, half: float, wedge: tuple[float, float]) -> float:
        """Return how many millimetres of a box stick out of its wedge sideways."""
        low, high = wedge
        if high - low > 3:
            return 0.0
        result = 0.0
        for angle, sign in ((low, 1), (high, -1)):
            ax, ay = self.fan.at(angle, 0)
            bx, by = self.fan.at(angle, self.fan.edges[-1])
            ux, uy = bx - ax, by - ay
            norm = math.hypot(ux, uy)
            distance = sign * (ux * (y - ay) - uy * (x - ax)) / norm
            result += max(0.0, half * abs(uy) / norm - distance)
        return result

    def run(self) -> set[str]:
        """Place everyone; return the areas where figures still overlap."""
        self._spread_out()
        for turn in range(5):
            moved = False
            for number, stand in enumerate(self.stands):
                if stand.free:
                    moved |= self._settle(number)
            if not moved and turn:
                break
        return self.crowded()

    def _spread_out(self) -> None:
        """Give the figures of each area and ring places side by side to begin with."""
        rows: dict[tuple[str, int], list[_Stand]] = {}
        for stand in self.stands:
            if stand.free:
                rows.setdefault((stand.area, stand.ring), []).append(stand)
        for (area, ring), row in rows.items():
            low, high = self.fan.wedges[area]
            depth = (self.fan.edges[ring - 1] + self.fan.edges[ring]) / 2
            for number, stand in enumerate(row):
                stand.x, stand.y = self.fan.at(low + (high - low) * (number + 0.5) / len(row), depth)

    def _settle(self, number: int) -> bool:
        """Move a figure to the best of its spots; return whether it moved."""
        stand = self.stands[number]
        best = (math.inf, stand.x, stand.y)
        for x, y, spot in self.spots[number]:
            if spot < best[0]:
                cost = self._cost(number, x, y, best[0] - spot) + spot
                if cost < best[0]:
                    best = cost, x, y
        moved = (best[1], best[2]) != (stand.x, stand.y)
        stand.x, stand.y = best[1], best[2]
        return moved

    def _cost(self, number: int, x: float, y: float, limit: float = math.inf) -> float:
        """Return what a place costs: overlaps above all, then crowding, then distance to those it has ties to.

        Counting stops where the cost is beyond ``limit``.
        """
        stand = self.stands[number]
        air = self.air
        left, top, right, bottom = stand.box(x, y)
        cost = 400.0 if self._touches_child(left, top, right, bottom) else 0.0
        for other_number, other in enumerate(self.stands):
            if other_number == number:
                continue
            ox, oy, hull = other.x, other.y, other.hull
            across = max(ox + hull[0] - right, left - ox - hull[2])
            if across > 14:
                continue
            along = max(oy + hull[1] - bottom, top - oy - hull[3])
            if along > 12:
                continue
            if across < air and along < air:
                cost += 150 + 10 * (min(air - across, air - along))
                if cost > limit:
                    return cost
            else:
                gap = across if along < 0 else along if across < 0 else math.hypot(across, along)
                if gap < 12:
                    cost += 0.05 * (12 - gap) ** 2
        for other_number in self.tied[number]:
            if other_number >= 0:
                other = self.stands[other_number]
                cost += 0.035 * math.hypot(other.x - x, other.y - y)
        return cost

    def _touches_child(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Return whether a box reaches into the clear disc."""
        x = min(max(0.0, left), right) / self.clear[0]
        y = min(max(0.0, top), bottom) / self.clear[1]
        return x * x + y * y < 1

    def crowded(self) -> set[str]:
        """Return the areas of free figures that overlap another figure or the child, and count the pairs."""
        result = set()
        self.pairs = 0
        for stand in self.stands:
            if stand.free and self._touches_child(*stand.box(stand.x, stand.y)):
                result.add(stand.area)
        for one, two in combinations(self.stands, 2):
            if (one.free or two.free) and _overlap(one.box(one.x, one.y), two.box(two.x, two.y), self.air):
                result.update(stand.area for stand in (one, two) if stand.free)
                self.pairs += 1
        return result

    def untangle(self) -> None:
        """Move figures to spots where straight lines pass few figures and each other, overlaps none."""
        for _turn in range(2):
            moved = False
            for number, stand in enumerate(self.stands):
                if not stand.free or not self.spots[number]:
                    continue
                costs = sorted((self._cost(number, x, y) + spot, x, y) for x, y, spot in self.spots[number])
                near = [entry for entry in costs[:9] if entry[0] < max(costs[0][0] + 8, 0)]
                best = min((cost + self._blocked(number, x, y), x, y) for cost, x, y in near)
                moved |= (best[1], best[2]) != (stand.x, stand.y)
                stand.x, stand.y = best[1], best[2]
            if not moved:
                break

    def _blocked(self, number: int, x: float, y: float) -> float:
        """Return the cost of straight lines through figures if this one stood at a place."""
        stand = self.stands[number]
        cx, cy = x, y
        own = stand.box(x, y)
        boxes = [other.box(other.x, other.y) for other in self.stands]
        hits = 0
        for other_number in self.tied[number]:
            ox, oy = (0.0, 0.0) if other_number < 0 else (self.stands[other_number].x, self.stands[other_number].y)
            for third, box in enumerate(boxes):
                if third != number and third != other_number and segment_meets(box, cx, cy, ox, oy):
                    hits += 1
        for one, two in self.ties:
            if number not in (one, two):
                ax, ay = (0.0, 0.0) if one < 0 else (self.stands[one].x, self.stands[one].y)
                bx, by = (0.0, 0.0) if two < 0 else (self.stands[two].x, self.stands[two].y)
                hits += segment_meets(own, ax, ay, bx, by)
        return 2.5 * hits


def _overlap(one: Box, two: Box, air: float) -> bool:
    return one[0] < two[2] + air and two[0] < one[2] + air and one[1] < two[3] + air and two[1] < one[3] + air
