"""Exact checks of a layout, counted out anew from its numbers alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from app.drawing.geometry import Point, Rect
from app.drawing.layout import Layout, LayoutRequest

AIR = 1.5
EDGE = 0.05


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


def segment_in(box: Rect, one: Point, two: Point) -> bool:
    """Return whether a segment has a point inside a box (Liang–Barsky)."""
    low, high = 0.0, 1.0
    for start, delta, least, most in (
        (one[0], two[0] - one[0], box.x, box.right),
        (one[1], two[1] - one[1], box.y, box.bottom),
    ):
        if abs(delta) < 1e-12:
            if not least < start < most:
                return False
            continue
        first, second = sorted(((least - start) / delta, (most - start) / delta))
        low, high = max(low, first), min(high, second)
    return low < high - 1e-9


def pierced(request: LayoutRequest, layout: Layout) -> list[str]:
    """Return every line that runs through a figure that is not its own, a heading or the child's disc."""
    boxes = [(figure, f"{part} of {figure}", box) for figure, part, box in figure_boxes(request, layout)]
    boxes += [("", f"heading {area.id}", area.heading) for area in layout.areas]
    rx, ry = layout.clear_radius
    found = []
    for tie in request.ties:
        if tie.id not in layout.lines:
            continue
        points = layout.lines[tie.id]
        steps = list(zip(points, points[1:], strict=False))
        for owner, name, box in boxes:
            if owner not in (tie.from_, tie.to) and any(segment_in(box, *step) for step in steps):
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
    pieces = {tie: np.array(list(dense(points, 0.5))) for tie, points in layout.lines.items()}
    found = []
    for one, points in pieces.items():
        middles, far = (points[1:] + points[:-1]) / 2, np.hypot(*(points[1:] - points[:-1]).T)
        for other, line in layout.lines.items():
            if other == one:
                continue
            start, way = np.array(line)[:-1], np.diff(np.array(line), axis=0)
            low, high = np.min(line, axis=0) - near, np.max(line, axis=0) + near
            within = ((middles >= low) & (middles <= high)).all(axis=1)
            if not within.any():
                continue
            off = middles[within][:, None] - start
            part = np.clip((off * way).sum(axis=2) / np.maximum((way * way).sum(axis=1), 1e-12), 0.0, 1.0)
            gap = np.hypot(*np.moveaxis(off - part[..., None] * way, 2, 0)).min(axis=1)
            stretch = float(far[within][gap < near].sum())
            if stretch >= allowed:
                found.append(f"{one} along {other} for {stretch:.1f} mm")
    return found


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
