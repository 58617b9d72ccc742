"""Finding places: every figure in its area's wedge and its ring, apart from each other, near those it has ties to."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.drawing.fan import TURN, Fan, clear_radius, wedges
from app.drawing.geometry import Point, united
from app.drawing.holding import Standing, holding
from app.drawing.layout import BodyBox, LayoutRequest
from app.drawing.stands import AIR, Stand

RINGS = 3
EMPTY_RING = 28.0
"""Millimetres that a ring is deep on a sheet where nobody but the child stands; less the more there are."""
EMPTY_SHARE = 0.6
"""What an area asks for before anyone stands in it, beside one for each figure there."""
ATTEMPTS = 10
"""How often a sheet that is too narrow is made wider."""
MANY = 150
"""With more figures than this, where straight lines run is not looked at when places are chosen."""
FAR = 8.0
"""Millimetres that half of the figures may move before places nearer to where they stood are sought instead."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The places, the fan they stand on, the clear radius round the child and how many figures overlap."""

    places: dict[str, Point]
    fan: Fan
    clear: tuple[float, float]
    overlaps: int


def place(request: LayoutRequest, spread: float = 1.0) -> Placed:
    """Find a place for every figure that has none; ``spread`` above 1 gives everything more room.

    The places are those that a sheet nobody has touched would get, unless these are far from where the figures
    stood before: then places near those are sought.
    """
    placed = _placed(request, spread, stay=False)
    moves = sorted(
        math.dist(placed.places[body.id], body.near)
        for body in request.bodies
        if body.near is not None and body.place is None and body.id != request.child
    )
    if moves and moves[len(moves) // 2] > FAR:
        near = _placed(request, spread, stay=True)
        if near.overlaps <= placed.overlaps:
            return near
    return placed


def _placed(request: LayoutRequest, spread: float, *, stay: bool) -> Placed:
    """Find places, with ``stay`` as near to where the figures stood as may be."""
    clear = clear_radius(
        (box for body in request.bodies if body.id == request.child for box in (body.body, *body.labels)), 2.0
    )
    stands = [_stand(body, stay=stay) for body in request.bodies if body.id != request.child]
    walls = [Stand("", "", 0, (box.x, box.y, box.right, box.bottom), False, 0.0, 0.0) for box in request.obstacles]
    if not any(stand.free for stand in stands):
        fan = _fan(request, stands, clear, spread, {})
        return _as_found(request, stands, [(stand.x, stand.y) for stand in stands], fan, clear, 0)
    from app.drawing.spots import Search  # needs NumPy, which a sheet where everyone has a place does without

    growth: dict[str, float] = {}
    room = spread
    for _attempt in range(ATTEMPTS):
        fan = _fan(request, stands, clear, room, growth)
        search = Search(request, [*stands, *walls], fan, clear, AIR * min(1.0, spread))
        crowded, pairs = search.run()
        if not crowded:
            break
        for area in crowded:
            growth[area] = growth.get(area, 1.0) * 1.12
        room *= 1.03 + min(0.12, 0.004 * pairs)
    if len(stands) < MANY:
        search.untangle()
    found = search.places()[: len(stands)]
    return _as_found(request, stands, found, fan, clear, len(search.crowded()[0]))


def _as_found(
    request: LayoutRequest,
    stands: list[Stand],
    found: list[Point],
    fan: Fan,
    clear: tuple[float, float],
    overlaps: int,
) -> Placed:
    """Return the places to the hundredth, as they are stored: one that is found is then the very one that is kept."""
    places = {
        stand.id: (round(x, 2), round(y, 2)) if stand.free else (stand.x, stand.y)
        for stand, (x, y) in zip(stands, found, strict=True)
    }
    if any(body.id == request.child for body in request.bodies):
        places[request.child] = (0.0, 0.0)
    ordered = {body.id: places[body.id] for body in request.bodies}
    return Placed(ordered, fan, clear, overlaps)


def _stand(body: BodyBox, *, stay: bool) -> Stand:
    hull = united((body.body, *body.labels))
    x, y = body.place or (0.0, 0.0)
    ring = min(max(body.ring, 1), RINGS)
    near = body.near if stay else None
    return Stand(body.id, body.area, ring, (hull.x, hull.y, hull.right, hull.bottom), body.place is None, x, y, near)


def _fan(
    request: LayoutRequest, stands: list[Stand], clear: tuple[float, float], spread: float, growth: dict[str, float]
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


def _standing(stand: Stand) -> Standing:
    left, top, right, bottom = stand.hull
    x, y = stand.x + (left + right) / 2, stand.y + (top + bottom) / 2
    return Standing(stand.area, x, y, right - left, bottom - top)


def _traffic(request: LayoutRequest, stands: list[Stand]) -> dict[str, float]:
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
    inside: list[Stand], rx: float, ry: float, stretch: float, start: float, spread: float
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
