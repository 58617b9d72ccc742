"""Closed smooth lines round boxes: a rounded hull, or a bubble that leaves other boxes outside. Millimetres.

The bubble follows Collins, Penn and Carpendale's Bubble Sets (2009) in outline: members and the ways between them
attract, others repel, and the line is where the two weigh alike, found by marching squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from math import cos, floor, hypot, pi, sin

from app.drawing.geometry import Point, Rect, united

GRID = 2.6
"""How close the bubble's field is sampled."""
WAY = 4.4
"""Half the breadth of the ways that join a bubble's members."""
SOFT = 4.0
"""How far the bend between a member and a way is rounded."""
CLEAR = 1.2
"""How far a bubble keeps from those who are not in it."""
FEWEST = 6
"""A line of fewer points is a speck of the grid and is left out."""

Line = tuple[Point, ...]
Way = tuple[Point, Point]


def grown_hull(boxes: Sequence[Rect], room: float) -> Line:
    """Return the convex hull of boxes whose corners are rounded with ``room`` as the radius."""
    turns = [i * pi / 6 for i in range(12)]
    points = [
        (x + room * cos(turn), y + room * sin(turn))
        for box in boxes
        for x, y in product((box.x, box.right), (box.y, box.bottom))
        for turn in turns
    ]
    return _hull(points)


def inside(line: Sequence[Point], point: Point) -> bool:
    """Return whether a point lies inside a closed line."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in pairwise([*line, line[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            found = not found
    return found


def bubble(members: Sequence[Rect], others: Sequence[Rect], room: float) -> list[Line]:
    """Return the closed lines round ``members`` that leave ``others`` outside, the longest first."""
    area = united(members).grown(room + 30.0)
    near = [box for box in others if box.overlaps(area)]
    ways = _ways(members, near)
    points = [point for way in ways for point in way]
    reach = united([*members, *(Rect(x, y, 0.0, 0.0) for x, y in points)]).grown(room + 3 * GRID)
    near = [box for box in near if box.overlaps(reach)]

    def field(x: float, y: float) -> float:
        own = room - min(_distance(box, x, y) for box in members)
        if ways:
            own = _either(own, min(WAY, room) - min(_from_way(way, x, y) for way in ways))
        if own < -2 * GRID:  # far outside: where exactly matters to no line
            return own
        return min(own, min((_distance(box, x, y) for box in near), default=room) - CLEAR)

    columns, rows = floor(reach.width / GRID) + 2, floor(reach.height / GRID) + 2
    values = [[field(reach.x + c * GRID, reach.y + r * GRID) for c in range(columns)] for r in range(rows)]
    lines = [_smooth(line) for line in _contours(values, reach.x, reach.y) if len(line) >= FEWEST]
    round_someone = [line for line in lines if any(inside(line, box.centre) for box in members)]
    return sorted(round_someone, key=len, reverse=True)


def _hull(points: Sequence[Point]) -> Line:
    ordered = sorted(set(points))
    halves: list[list[Point]] = []
    for way in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in way:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return (*halves[0], *halves[1])


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _either(one: float, other: float) -> float:
    """Return the larger of two fields, with a soft bend where they are alike."""
    return max(one, other) + max(0.0, SOFT - abs(one - other)) ** 2 / (4 * SOFT)


def _distance(box: Rect, x: float, y: float) -> float:
    """Return how far a point is from a box; 0 inside."""
    return hypot(max(box.x - x, 0.0, x - box.right), max(box.y - y, 0.0, y - box.bottom))


def _from_way(way: Way, x: float, y: float) -> float:
    (ax, ay), (bx, by) = way
    dx, dy = bx - ax, by - ay
    long = dx * dx + dy * dy
    part = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / long)) if long else 0.0
    return hypot(x - ax - part * dx, y - ay - part * dy)


def _ways(members: Sequence[Rect], others: Sequence[Rect]) -> list[Way]:
    """Return ways that join all members, the shortest that no one stands in first (Prim's tree)."""
    middles = [box.centre for box in members]
    walls = [box.grown(WAY + CLEAR) for box in others]
    cost = {(i, j): _cost(middles[i], middles[j], walls) for j in range(len(middles)) for i in range(len(middles))}
    joined, ways = {0}, list[Way]()
    while len(joined) < len(members):
        one, two = min(((a, b) for a in joined for b in range(len(members)) if b not in joined), key=cost.__getitem__)
        ways += _past(middles[one], middles[two], walls)
        joined.add(two)
    return ways


def _cost(a: Point, b: Point, walls: Sequence[Rect]) -> float:
    return hypot(b[0] - a[0], b[1] - a[1]) + 60.0 * sum(_crosses(a, b, wall) for wall in walls)


def _crosses(a: Point, b: Point, box: Rect) -> bool:
    """Return whether a straight line runs through a box (clipped side by side, after Liang and Barsky)."""
    start, end = 0.0, 1.0
    for at, by, low, high in (
        (a[0], b[0] - a[0], box.x, box.right),
        (a[1], b[1] - a[1], box.y, box.bottom),
    ):
        if abs(by) < 1e-9:
            if not low <= at <= high:
                return False
            continue
        one, two = sorted(((low - at) / by, (high - at) / by))
        start, end = max(start, one), min(end, two)
    return start < end


def _past(a: Point, b: Point, walls: Sequence[Rect]) -> list[Way]:
    """Return the way from a to b, by way of a corner of whom it would run through where that is better."""
    corners = [corner for wall in walls if _crosses(a, b, wall) for corner in product(*_ends(wall.grown(0.5)))]

    def by_way_of(corner: Point) -> float:
        return _cost(a, corner, walls) + _cost(corner, b, walls)

    via = min(corners, key=by_way_of, default=None)
    return [(a, b)] if via is None or by_way_of(via) >= _cost(a, b, walls) else [(a, via), (via, b)]


def _ends(box: Rect) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box.x, box.right), (box.y, box.bottom)


def _contours(values: Sequence[Sequence[float]], x: float, y: float) -> list[list[Point]]:
    """Return the closed lines along which the field is nought (marching squares); ``x``, ``y`` the grid's corner."""
    after: dict[Point, Point] = {}
    for r, c in product(range(len(values) - 1), range(len(values[0]) - 1)):
        corners = [(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)]
        signs = [values[row][column] > 0 for column, row in corners]
        cuts = [
            (_cut(values, corners[i], corners[(i + 1) % 4], x, y), signs[i])
            for i in range(4)
            if signs[i] != signs[(i + 1) % 4]
        ]
        leaving = [point for point, was_in in cuts if was_in]
        entering = [point for point, was_in in cuts if not was_in]
        after.update(zip(leaving, entering, strict=True))
    return _rings(after)


def _cut(values: Sequence[Sequence[float]], a: tuple[int, int], b: tuple[int, int], x: float, y: float) -> Point:
    """Return where the field is nought between two corners of the grid, whichever way they are named."""
    a, b = sorted((a, b))
    one, two = values[a[1]][a[0]], values[b[1]][b[0]]
    part = one / (one - two)
    return x + (a[0] + (b[0] - a[0]) * part) * GRID, y + (a[1] + (b[1] - a[1]) * part) * GRID


def _rings(after: dict[Point, Point]) -> list[list[Point]]:
    rings: list[list[Point]] = []
    while after:
        start, point = after.popitem()
        ring = [start]
        while point != start and point in after:
            ring.append(point)
            point = after.pop(point)
        if point == start:
            rings.append(ring)
    return rings


def _smooth(line: Sequence[Point]) -> Line:
    """Return the line with its grid's corners cut off, twice (Chaikin)."""
    for _round in range(2):
        line = [
            (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
            for a, b in pairwise([*line, line[0]])
            for part in (0.25, 0.75)
        ]
    return tuple(line)
