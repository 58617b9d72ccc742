"""A first look at a sheet that takes long to lay out: figures where they stand, lines straight across.

It takes milliseconds where `arrange` takes seconds. What `arrange` finds is to take its place when it is there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from app.drawing.bows import End, bow, reach
from app.drawing.curves import box_of, cubic, straightened
from app.drawing.fan import clear_radius, heading_box
from app.drawing.geometry import Point, Rect, united
from app.drawing.layout import AreaShape, Layout, LayoutRequest, TieLine
from app.drawing.placing import Placed, place

_ROOM = (42.0, 30.0)
"""Millimetres across and down that a figure with its words is given."""
_ASIDE = (0.0, 0.35, -0.35, 0.7, -0.7, 1.0, -1.0)
"""Radians that the first, second … line between the same two figures bends off the straight way."""


def sketch(request: LayoutRequest, before: Layout | None = None) -> Layout:
    """Return a rough layout in which whoever has a place stands there, else as ``before`` had it.

    Ties keep the lines of ``before`` while both their ends stand where they stood. Bodies without any place may
    overlap and lines may run through figures; nothing else is rough.
    """
    known = before.places if before is not None else {}
    homes = _homes(request, known)
    bodies = tuple(replace(body, place=homes[body.id]) for body in request.bodies)
    placed = place(replace(request, bodies=bodies))
    figures = [
        box.moved(*placed.places[body.id])
        for body in request.bodies
        if body.id != request.child
        for box in (body.body, *body.labels)
    ]
    shapes = _areas(request, placed, figures)
    lines, chips = _ties(request, placed.places, before)
    rings = tuple(placed.fan.radii(edge) for edge in placed.fan.edges[1:])
    rx, ry = rings[-1]
    everything = [Rect(-rx, -ry, 2 * rx, 2 * ry), *figures, *(shape.heading for shape in shapes)]
    everything += [box_of(points) for points in lines.values()]
    kept = before.labels if before is not None else {}
    return Layout(
        places=placed.places,
        lines=lines,
        chips=chips,
        labels={tie: box for tie, box in kept.items() if before is not None and lines.get(tie) is before.lines[tie]},
        areas=shapes,
        rings=rings,
        bounds=united(everything),
        clear_radius=placed.clear,
        ring_paths=tuple(placed.fan.ring(edge) for edge in placed.fan.edges[1:]),
    )


def _areas(request: LayoutRequest, placed: Placed, figures: list[Rect]) -> tuple[AreaShape, ...]:
    """Return the areas with their headings outside."""
    fan = placed.fan
    rx, ry = fan.radii(0.8 * fan.edges[-1])
    taken = [box for box in figures if max(abs(box.x), abs(box.right)) > rx or max(abs(box.y), abs(box.bottom)) > ry]
    shapes: list[AreaShape] = []
    sizes = {area.id: area.heading for area in request.areas}
    for area in fan.wedges:
        if area in sizes:
            box = heading_box(fan, area, sizes[area], fan.edges[-1], taken, request.aspect)
            taken.append(box)
            shapes.append(AreaShape(area, fan.outline(area, fan.edges[-1]), box))
    return tuple(shapes)


def _ties(
    request: LayoutRequest, places: Mapping[str, Point], before: Layout | None
) -> tuple[dict[str, tuple[Point, ...]], dict[str, tuple[Rect, int]]]:
    """Return the lines, and a chip in the middle of each line that has one."""
    ends = {
        body.id: End.of(number, body, places[body.id], 0 if body.id == request.child else None)
        for number, body in enumerate(request.bodies, 1)
    }
    lines: dict[str, tuple[Point, ...]] = {}
    chips: dict[str, tuple[Rect, int]] = {}
    between: Counter[frozenset[str]] = Counter()
    for tie in request.ties:
        pair = frozenset((tie.from_, tie.to))
        if before is not None and _stands(tie, places, before):
            lines[tie.id] = before.lines[tie.id]
            if tie.id in before.chips:
                chips[tie.id] = before.chips[tie.id]
        else:
            lines[tie.id] = _line(ends[tie.from_], ends[tie.to], _ASIDE[between[pair] % len(_ASIDE)])
            if tie.chips:
                chips[tie.id] = _chip(tie, lines[tie.id])
        between[pair] += 1
    return lines, chips


def _stands(tie: TieLine, places: Mapping[str, Point], before: Layout) -> bool:
    return tie.id in before.lines and all(before.places.get(end) == places[end] for end in (tie.from_, tie.to))


def _line(one: End, two: End, bend: float) -> tuple[Point, ...]:
    angle = math.atan2(two.y - one.y, two.x - one.x)
    start, end = one.port(angle + 0.8 * bend), two.port(angle + math.pi - 0.8 * bend)
    if not bend:
        return start, end
    curve = bow(start, angle + bend, end, angle + math.pi - bend)
    return straightened(cubic(*curve, max(2, math.ceil(reach(curve) / 1.8))))


def _chip(tie: TieLine, points: tuple[Point, ...]) -> tuple[Rect, int]:
    last = len(tie.chips) - 1
    width, height = tie.chips[last]
    middle = len(points) // 2
    (x1, y1), (x2, y2) = points[middle - 1], points[middle]
    return Rect((x1 + x2 - width) / 2, (y1 + y2 - height) / 2, width, height), last


def _homes(request: LayoutRequest, known: Mapping[str, Point]) -> dict[str, Point]:
    """Return a place for everyone; who has none stands in rows in their own area and ring."""
    homes = {body.id: body.place or known.get(body.id) for body in request.bodies}
    homes[request.child] = (0.0, 0.0)
    crowd: dict[tuple[int, str], list[str]] = {}
    for body in request.bodies:
        if body.id != request.child:
            crowd.setdefault((body.ring, body.area), []).append(body.id)
    order = list(dict.fromkeys([*(area.id for area in request.areas), *(area for _ring, area in crowd)]))
    wedge = math.tau / max(1, len(order))
    child = (box for body in request.bodies if body.id == request.child for box in (body.body, *body.labels))
    inner = max(clear_radius(child, 2.0)) + _ROOM[1]
    for ring in sorted({ring for ring, _area in crowd}):
        deepest = 0
        for number, area in enumerate(order):
            who = crowd.get((ring, area), [])
            columns = max(1, int(wedge * inner / _ROOM[0]))
            for seat, figure in enumerate(who):
                row, column = divmod(seat, columns)
                deepest = max(deepest, row)
                angle = wedge * (number + (column + 0.5) / columns) - math.pi / 2
                radius = inner + row * _ROOM[1]
                stands = (round(request.aspect * radius * math.cos(angle), 2), round(radius * math.sin(angle), 2))
                homes[figure] = homes[figure] or stands
        inner += (deepest + 1) * _ROOM[1]
    return {figure: place for figure, place in homes.items() if place is not None}
