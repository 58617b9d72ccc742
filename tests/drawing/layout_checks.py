"""Exact checks of a layout, counted out anew from its numbers alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from app.drawing.geometry import Point, Rect
from app.drawing.layout import Layout, LayoutRequest

Floats = npt.NDArray[np.float64]

AIR = 1.5
EDGE = 0.05
_PIECES = 12
"""So many straight pieces of a line are looked at together."""


def figure_boxes(request: LayoutRequest, layout: Layout) -> list[tuple[str, str, Rect]]:
    """Return (figure, part, box) of every figure but the child."""
    return [
        (body.id, part, box.moved(*layout.places[body.id]))
        for body in request.bodies
        if body.id != request.child
        for part, box in (("body", body.body), *(("label", label) for label in body.labels))
    ]


def overlaps(request: LayoutRequest, layout: Layout) -> list[str]:
    """Return every pair of boxes that are nearer each other than the air, in words."""
    boxes = [(figure, f"{part} of {figure}", box) for figure, part, box in figure_boxes(request, layout)]
    boxes += [(f"chip {tie}", f"chip {tie}", box) for tie, (box, _size) in layout.chips.items()]
    boxes += [(f"words {tie}", f"words {tie}", box) for tie, box in layout.labels.items()]
    boxes += [(f"heading {area.id}", f"heading {area.id}", area.heading) for area in layout.areas]
    found = [
        f"{one} and {two}"
        for (owner, one, box), (other, two, second) in combinations(boxes, 2)
        if owner != other and box.grown(AIR - EDGE).overlaps(second)
    ]
    rx, ry = layout.clear_radius
    for _owner, name, box in boxes:
        x, y = min(max(0.0, box.x), box.right), min(max(0.0, box.y), box.bottom)
        if (x / rx) ** 2 + (y / ry) ** 2 < 1 - 1e-6:
            found.append(f"{name} and the child")
    return found


def entered(boxes: Sequence[Rect], points: Sequence[Point]) -> list[bool]:
    """Return for each box whether the line through ``points`` has a point inside it (Liang–Barsky)."""
    if not boxes:
        return []
    line = np.array(points)
    start, delta = line[:-1], np.diff(line, axis=0)
    least = np.array([(box.x, box.y) for box in boxes])[:, None]
    most = np.array([(box.right, box.bottom) for box in boxes])[:, None]
    still = np.abs(delta) < 1e-12
    ends = np.stack([least - start, most - start]) / np.where(still, 1.0, delta)
    low = np.where(still, 0.0, ends.min(axis=0)).max(axis=-1, initial=0.0)
    high = np.where(still, 1.0, ends.max(axis=0)).min(axis=-1, initial=1.0)
    aside = (still & ~((least < start) & (start < most))).any(axis=-1)
    return [bool(each) for each in ((low < high - 1e-9) & ~aside).any(axis=-1)]


def pierced(request: LayoutRequest, layout: Layout) -> list[str]:
    """Return every line that runs through a figure that is not its own, a heading or the child's disc."""
    parts = [(figure, f"{part} of {figure}", box) for figure, part, box in figure_boxes(request, layout)]
    parts += [("", f"heading {area.id}", area.heading) for area in layout.areas]
    boxes = [box for _owner, _name, box in parts]
    rx, ry = layout.clear_radius
    found = []
    for tie in request.ties:
        if tie.id not in layout.lines:
            continue
        points = layout.lines[tie.id]
        for (owner, name, _box), inside in zip(parts, entered(boxes, points), strict=True):
            if inside and owner not in (tie.from_, tie.to):
                found.append(f"{tie.id} through {name}")
        if request.child not in (tie.from_, tie.to) and any(
            (x / rx) ** 2 + (y / ry) ** 2 < 1 for x, y in dense(points, 0.5)
        ):
            found.append(f"{tie.id} through the child")
    return found


def dense(points: Sequence[Point], step: float) -> Iterable[Point]:
    """Return points along a line, ``step`` apart at most."""
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        count = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / step))
        for k in range(count + 1):
            yield x1 + (x2 - x1) * k / count, y1 + (y2 - y1) * k / count


def run_together(layout: Layout, near: float = 1.0, allowed: float = 10.0) -> list[str]:
    """Return every line of which ``allowed`` millimetres or more run nearer than ``near`` to another one."""
    names = list(layout.lines)
    pieces = [np.array(list(dense(points, 0.5))) for points in layout.lines.values()]
    if not pieces:
        return []
    middles = np.concatenate([(points[1:] + points[:-1]) / 2 for points in pieces])
    far = np.concatenate([np.hypot(*(points[1:] - points[:-1]).T) for points in pieces])
    owner = np.repeat(np.arange(len(pieces)), [len(points) - 1 for points in pieces])
    found = []
    for other, line in enumerate(layout.lines.values()):
        stretch = np.bincount(owner, weights=far * (_gaps(middles, np.array(line), near) < near))
        found += [
            f"{names[one]} along {names[other]} for {stretch[one]:.1f} mm"
            for one in np.flatnonzero(stretch >= allowed).tolist()
            if one != other
        ]
    return found


def _gaps(points: Floats, line: Floats, near: float) -> Floats:
    """Return how far points are from a line, infinity for those that are farther than ``near`` for certain."""
    gaps = np.full(len(points), np.inf)
    for first in range(0, len(line) - 1, _PIECES):
        part = line[first : first + _PIECES + 1]
        start, way = part[:-1], np.diff(part, axis=0)
        at = np.flatnonzero(((points >= part.min(axis=0) - near) & (points <= part.max(axis=0) + near)).all(axis=1))
        off = points[at, None] - start
        along = np.clip((off * way).sum(axis=2) / np.maximum((way * way).sum(axis=1), 1e-12), 0.0, 1.0)
        gap = np.hypot(*np.moveaxis(off - along[..., None] * way, 2, 0)).min(axis=1)
        gaps[at] = np.minimum(gaps[at], gap)
    return gaps


def ends_off_edge(request: LayoutRequest, layout: Layout) -> list[str]:
    """Return every line that does not start and end at the edge of its figures (of the circle in the child's body)."""
    bodies = {body.id: body for body in request.bodies}
    found = []
    for tie in request.ties:
        points = layout.lines[tie.id]
        for figure, point in ((tie.from_, points[0]), (tie.to, points[-1])):
            if figure == request.child:
                box = bodies[figure].body
                x, y = point[0] - box.centre[0], point[1] - box.centre[1]
                off = abs(math.hypot(2 * x / box.width, 2 * y / box.height) - 1) * min(box.width, box.height) / 2
            else:
                box = bodies[figure].body.moved(*layout.places[figure])
                dx = max(box.x - point[0], point[0] - box.right)
                dy = max(box.y - point[1], point[1] - box.bottom)
                off = abs(max(dx, dy)) if dx <= 0 or dy <= 0 else math.hypot(dx, dy)
            if off > 0.3:
                found.append(f"{tie.id} ends {off:.2f} mm off the edge of {figure}")
    return found


def kinks(layout: Layout, degrees: float = 75.0) -> list[str]:
    """Return every line that turns sharply from one step to the next."""
    found = []
    for tie, points in layout.lines.items():
        for a, b, c in zip(points, points[1:], points[2:], strict=False):
            turn = math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(b[1] - a[1], b[0] - a[0])
            turn = abs((turn + math.pi) % (2 * math.pi) - math.pi)
            if math.degrees(turn) > degrees and min(math.dist(a, b), math.dist(b, c)) > 0.3:
                found.append(f"{tie} turns {math.degrees(turn):.0f}° at {b}")
    return found


def faults(request: LayoutRequest, layout: Layout) -> list[str]:
    """Return everything in a layout that is not as it must be."""
    missing = [tie.id for tie in request.ties if tie.id not in layout.lines]
    missing += [f"chip of {tie.id}" for tie in request.ties if tie.chips and tie.id not in layout.chips]
    return [
        *(f"missing {name}" for name in missing),
        *overlaps(request, layout),
        *pierced(request, layout),
        *run_together(layout),
        *ends_off_edge(request, layout),
        *kinks(layout),
    ]
