"""The search for places: one figure at a time is moved to the best of the spots that its wedge and ring offer."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from app.drawing.fan import SQUARE, Fan
from app.drawing.geometry import Point
from app.drawing.layout import LayoutRequest
from app.drawing.stands import Stand

Floats = npt.NDArray[np.float64]

CROWDING = 12.0
"""Millimetres within which figures are the dearer the closer they stand."""
TURNS = 5
PULL = 0.035
"""What a millimetre between two figures with a tie costs."""
STAY = 0.12
"""What a millimetre away from where a figure stood before costs."""
MEETS, CROSSES = 2.5, 0.35
"""What a straight line through a figure costs, and one that crosses another."""
_BEST = 9
"""How many of a figure's spots are looked at for lines."""


class Search:
    """A search for places on a fan, by moving one figure at a time to the best of its spots."""

    def __init__(
        self, request: LayoutRequest, stands: list[Stand], fan: Fan, clear: tuple[float, float], air: float
    ) -> None:
        self.stands, self.fan, self.air = stands, fan, air
        self.clear = (clear[0] + air, clear[1] + air)
        self.hull = np.array([stand.hull for stand in stands]).reshape(-1, 4)
        self.xy = np.array([(stand.x, stand.y) for stand in stands]).reshape(-1, 2)
        self.free = np.array([stand.free for stand in stands], np.bool_)
        index = {stand.id: number for number, stand in enumerate(stands)}
        index[request.child] = len(stands)  # the child's place is the last row
        pairs = [(index[t.from_], index[t.to]) for t in request.ties if t.from_ in index and t.to in index]
        self.ties = np.array(pairs, np.intp).reshape(-1, 2)
        self.tied: list[list[int]] = [[] for _ in range(len(stands) + 1)]
        for one, two in pairs:
            self.tied[one].append(two)
            self.tied[two].append(one)
        self.spots = [self._spots(stand) if stand.free else (np.zeros((0, 2)), np.zeros(0)) for stand in stands]

    def places(self) -> list[Point]:
        """Return where everyone stands."""
        return [(x, y) for x, y in self.xy.tolist()]

    def _spots(self, stand: Stand) -> tuple[Floats, Floats]:
        """Return the places that a figure may have within its wedge and ring, and what each costs by itself."""
        fan = self.fan
        low, high = fan.wedges[stand.area]
        inner, outer = fan.edges[stand.ring - 1], fan.edges[stand.ring]
        left, top, right, bottom = stand.hull
        dx, dy = (left + right) / 2, (top + bottom) / 2
        levels = min(12, max(3, round((outer - inner) / 7)))
        central = 0.05 + 0.3 * max(0.0, 1 - len(self.stands) / 9)  # few figures stand in the middle of their areas
        middle = (low + high) / 2
        angles, depths, sizes = [], [], []
        for level in range(levels):
            depth = inner + (outer - inner) * (level + 0.5) / levels
            size = sum(fan.radii(depth)) / 2
            edge_low = low + fan.inset(low, depth, 7.5)
            edge_high = high - fan.inset(high, depth, 7.5)
            length = (edge_high - edge_low) * size
            count = min(20, max(1, round(length / 6)))
            row = np.linspace(edge_low, edge_high, count + 1) if length > 0 else np.array([middle])
            angles.append(row)
            depths.append(np.full(len(row), depth))
            sizes.append(np.full(len(row), size))
        angle, at, size_at = (np.concatenate(each) for each in (angles, depths, sizes))
        x, y = self._at(angle, at)
        cost = 0.25 * np.abs(at - (inner + outer) / 2) + central * np.abs(angle - middle) * size_at
        cost += self._overhang(x, y, (right - left) / 2, (low, high))
        spots = np.stack([x - dx, y - dy], axis=-1)
        if stand.near is not None:
            own, own_cost = self._near(stand, (low, high), (inner, outer))
            spots, cost = np.concatenate([spots, own]), np.concatenate([cost, own_cost])
            cost = STAY * np.hypot(*(spots - stand.near).T) + 0.3 * cost
        return spots, cost

    def _at(self, angle: Floats, depth: Floats) -> tuple[Floats, Floats]:
        """Return the points of the fan at angles and depths; as ``Fan.at``."""
        fan = self.fan
        cos, sin = np.cos(angle), np.sin(angle)
        deep = depth * (np.abs(cos) ** SQUARE + np.abs(sin) ** SQUARE) ** (-1 / SQUARE)
        return (fan.rx + fan.stretch * deep) * cos, (fan.ry + deep) * sin

    def _near(self, stand: Stand, wedge: tuple[float, float], ring: tuple[float, float]) -> tuple[Floats, Floats]:
        """Return where a figure stood before, and what that costs, if it is within its wedge and ring."""
        assert stand.near is not None
        left, top, right, bottom = stand.hull
        x, y = stand.near[0] + (left + right) / 2, stand.near[1] + (top + bottom) / 2
        angle, depth = self.fan.polar((x, y))
        middle = (wedge[0] + wedge[1]) / 2
        angle = middle + (angle - middle + math.pi) % (2 * math.pi) - math.pi
        if not (wedge[0] <= angle <= wedge[1] and ring[0] <= depth <= ring[1]):
            return np.zeros((0, 2)), np.zeros(0)
        return np.array([stand.near]), self._overhang(np.array([x]), np.array([y]), (right - left) / 2, wedge)

    def _overhang(self, x: Floats, y: Floats, half: float, wedge: tuple[float, float]) -> Floats:
        """Return how many millimetres of boxes about some points stick out of their wedge sideways."""
        low, high = wedge
        result = np.zeros(len(x))
        if high - low > 3:
            return result
        for angle, sign in ((low, 1), (high, -1)):
            ax, ay = self.fan.at(angle, 0)
            bx, by = self.fan.at(angle, self.fan.edges[-1])
            ux, uy = bx - ax, by - ay
            norm = math.hypot(ux, uy)
            distance = sign * (ux * (y - ay) - uy * (x - ax)) / norm
            result += np.maximum(0.0, half * abs(uy) / norm - distance)
        return result

    def run(self) -> tuple[set[str], int]:
        """Place everyone; return the areas where figures still overlap, and how many pairs do."""
        self._spread_out()
        for turn in range(TURNS):
            moved = False
            for number, stand in enumerate(self.stands):
                if stand.free:
                    spots, cost = self.spots[number]
                    cost = cost + self._costs(number, spots)
                    moved |= self._to(number, spots[int(cost.argmin())])
            if not moved and turn:
                break
        return self.crowded()

    def _to(self, number: int, spot: Floats) -> bool:
        """Move a figure; return whether it stood elsewhere."""
        moved = bool((self.xy[number] != spot).any())
        self.xy[number] = spot
        return moved

    def _spread_out(self) -> None:
        """Give the figures of each area and ring places side by side to begin with, or where they stood before."""
        rows: dict[tuple[str, int], list[int]] = {}
        for number, stand in enumerate(self.stands):
            if stand.free:
                rows.setdefault((stand.area, stand.ring), []).append(number)
        for (area, ring), row in rows.items():
            low, high = self.fan.wedges[area]
            depth = (self.fan.edges[ring - 1] + self.fan.edges[ring]) / 2
            for at, number in enumerate(row):
                near = self.stands[number].near
                self.xy[number] = near or self.fan.at(low + (high - low) * (at + 0.5) / len(row), depth)

    def _costs(self, number: int, spots: Floats) -> Floats:
        """Return what spots cost: overlaps above all, then crowding, then distance to those with ties."""
        air = self.air
        box = spots[:, None, :].repeat(2, axis=1).reshape(-1, 4) + self.hull[number]
        left, top, right, bottom = (box[:, k, None] for k in range(4))
        cost: Floats = np.where(self._touches_child(box), 400.0, 0.0)
        others = self._boxes()
        others[number] = np.inf
        reach = others[
            (others[:, 0] < right.max() + CROWDING)
            & (others[:, 2] > left.min() - CROWDING)
            & (others[:, 1] < bottom.max() + CROWDING)
            & (others[:, 3] > top.min() - CROWDING)
        ]
        across = np.maximum(reach[:, 0] - right, left - reach[:, 2])
        along = np.maximum(reach[:, 1] - bottom, top - reach[:, 3])
        inner = np.maximum(across, along)
        gap = np.hypot(np.maximum(across, 0.0), np.maximum(along, 0.0))
        each = np.where(inner < air, 150.0 + 10.0 * (air - inner), 0.05 * np.maximum(0.0, CROWDING - gap) ** 2)
        cost = cost + each.sum(axis=1)
        tied = [other for other in self.tied[number] if other < len(self.stands)]
        if tied:
            there = self.xy[tied]
            cost = cost + PULL * np.hypot(spots[:, None, 0] - there[:, 0], spots[:, None, 1] - there[:, 1]).sum(axis=1)
        return cost

    def _boxes(self) -> Floats:
        boxes: Floats = np.concatenate([self.xy, self.xy], axis=1) + self.hull
        return boxes

    def _touches_child(self, boxes: Floats) -> npt.NDArray[np.bool_]:
        """Return which boxes reach into the clear disc."""
        x = np.clip(0.0, boxes[..., 0], boxes[..., 2]) / self.clear[0]
        y = np.clip(0.0, boxes[..., 1], boxes[..., 3]) / self.clear[1]
        inside: npt.NDArray[np.bool_] = x * x + y * y < 1
        return inside

    def crowded(self) -> tuple[set[str], int]:
        """Return the areas of free figures that overlap another figure or the child, and how many pairs do."""
        boxes = self._boxes()
        one, two = boxes[:, None], boxes[None]
        air = self.air
        meet = (one[..., 0] < two[..., 2] + air) & (two[..., 0] < one[..., 2] + air)
        meet &= (one[..., 1] < two[..., 3] + air) & (two[..., 1] < one[..., 3] + air)
        meet &= self.free[:, None] | self.free[None]
        np.fill_diagonal(meet, False)
        bad = self.free & (meet.any(axis=1) | self._touches_child(boxes))
        return {self.stands[n].area for n in np.flatnonzero(bad).tolist()}, int(meet.sum()) // 2

    def untangle(self) -> None:
        """Move figures to spots where straight lines pass few figures and each other, overlaps none."""
        for _turn in range(2):
            moved = False
            for number, stand in enumerate(self.stands):
                spots, own = self.spots[number]
                if not stand.free or not len(spots):
                    continue
                cost = own + self._costs(number, spots)
                order = np.argsort(cost, kind="stable")[:_BEST]
                order = order[cost[order] < max(cost[order[0]] + 8, 0)]
                total = cost[order] + self._tangle(number, spots[order])
                moved |= self._to(number, spots[order[int(total.argmin())]])
            if not moved:
                break

    def _tangle(self, number: int, spots: Floats) -> Floats:
        """Return what straight lines through figures and each other cost if a figure stood at each of some spots."""
        boxes = self._boxes()
        points = np.vstack([self.xy, [[0.0, 0.0]]])
        cost = np.zeros(len(spots))
        rest = self.ties[(self.ties != number).all(axis=1)]
        starts, ends = points[rest[:, 0]], points[rest[:, 1]]
        if len(rest):
            own = np.concatenate([spots, spots], axis=1) + self.hull[number]
            cost += MEETS * _meet(own[:, None], starts[None], ends[None]).sum(axis=1)
        tied = self.tied[number]
        if tied:
            there = points[tied]
            others = [n for n in range(len(self.stands)) if n != number]
            hits = _meet(boxes[None, None, others], spots[:, None, None], there[None, :, None])
            own_hit = np.array(tied)[:, None] == np.array(others, np.intp)[None]
            cost += MEETS * (hits & ~own_hit[None]).sum(axis=(1, 2))
            if len(rest):
                cost += CROSSES * _cross(spots, there, starts, ends)
        return cost


def _meet(boxes: Floats, start: Floats, end: Floats) -> npt.NDArray[np.bool_]:
    """Return which straight segments pass through which boxes (left, top, right, bottom)."""
    left, top, right, bottom = (boxes[..., k] for k in range(4))
    x1, y1, x2, y2 = start[..., 0], start[..., 1], end[..., 0], end[..., 1]
    near = (np.maximum(x1, x2) > left) & (np.minimum(x1, x2) < right)
    near &= (np.maximum(y1, y2) > top) & (np.minimum(y1, y2) < bottom)
    dx, dy = x2 - x1, y2 - y1
    sides = [dx * (y - y1) - dy * (x - x1) for x in (left, right) for y in (top, bottom)]
    low = np.minimum(np.minimum(sides[0], sides[1]), np.minimum(sides[2], sides[3]))
    high = np.maximum(np.maximum(sides[0], sides[1]), np.maximum(sides[2], sides[3]))
    result: npt.NDArray[np.bool_] = near & (low < 0) & (high > 0)
    return result


def _cross(spots: Floats, there: Floats, starts: Floats, ends: Floats) -> Floats:
    """Return how often the lines from each spot to those it is tied to cross other lines that end elsewhere."""
    a, b = spots[:, None, None], there[None, :, None]
    c, d = starts[None, None], ends[None, None]

    def side(p: Floats, q: Floats, r: Floats) -> Floats:
        result: Floats = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )
        return result

    crossing = (side(a, b, c) * side(a, b, d) < -1e-9) & (side(c, d, a) * side(c, d, b) < -1e-9)
    total: Floats = crossing.sum(axis=(1, 2)).astype(np.float64)
    return total
