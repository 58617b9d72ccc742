"""Laying out a whole sheet: figures, areas, lines, chips and words, with more room if it was too tight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.drawing.curves import box_of, straightened
from app.drawing.dragging import reroute
from app.drawing.fan import Fan, heading_box
from app.drawing.geometry import Point, Rect, united
from app.drawing.labelling import Labeller
from app.drawing.layout import AreaShape, Layout, LayoutRequest
from app.drawing.lines import as_points
from app.drawing.mending import Mender
from app.drawing.nearness import RULE
from app.drawing.placing import Placed, place
from app.drawing.routing import Router
from app.drawing.settling import settle

__all__ = ["arrange", "find_places", "reroute", "settle"]

_SPREADS = (0.7, 0.78, 0.9, 1.04, 1.2)
"""How much room is tried, one after the other, until everything fits."""
_MANY = 30
_SPREADS_OF_MANY = (1.1, 1.25, 1.4)
"""The same for sheets with more than _MANY figures, where an attempt takes longer."""
_FIRST_ROUNDS, _LAST_ROUNDS = 5, 12
"""How often lines that run together are mended, and those that still do at last, when there is no more room."""
_FEW_PAIRS = 3
"""So few pairs of lines that run together are worth patience even if there is more room."""
_LINES = 200
"""With more lines than this nobody can follow them all: each is drawn once, and none is mended."""


@dataclass(frozen=True, slots=True)
class _Try:
    """One attempt at a layout and what is not as it should be: figures that overlap, lines through figures, chips
    without room, pairs of lines that run together."""

    layout: Layout
    faults: tuple[int, int, int, int]


def arrange(request: LayoutRequest) -> Layout:
    """Return where everything on the sheet stands. The same request gives the same layout, always."""
    best: _Try | None = None
    movable = any(body.place is None and body.id != request.child for body in request.bodies)
    spreads = _spreads(request) if movable else _spreads(request)[:1]
    for spread in spreads:
        found = _attempt(request, spread, patient=spread == spreads[-1])
        if best is None or sum(found.faults) < sum(best.faults):
            best = found
        if not any(best.faults):
            break
    assert best is not None
    return best.layout


def find_places(request: LayoutRequest) -> dict[str, Point]:
    """Return where every figure is to stand. For few figures they are the places of `arrange`; for many, where its
    first attempt would put them, without any line being drawn: lines are led when they are asked for."""
    if len(request.bodies) <= _MANY:
        return arrange(request).places
    return place(request, _spreads(request)[0]).places


def _spreads(request: LayoutRequest) -> tuple[float, ...]:
    """Return how much room is to be tried for a sheet."""
    if len(request.ties) > _LINES or len(request.bodies) > _LINES:
        return _SPREADS_OF_MANY[:1]
    return _SPREADS if len(request.bodies) <= _MANY else _SPREADS_OF_MANY


def _attempt(request: LayoutRequest, spread: float, *, patient: bool) -> _Try:
    """Lay the sheet out once with a given amount of room; be ``patient`` with its lines if there is no more room."""
    placed = place(request, spread)
    figures = [*_boxes(request, placed.places), *request.obstacles]
    shapes = _areas(request, placed, figures)
    headings = [shape.heading for shape in shapes]
    rx, ry = placed.fan.radii(placed.fan.edges[-1])
    bounds = united([Rect(-rx, -ry, 2 * rx, 2 * ry), *figures, *headings])
    router = Router(request, placed.places, placed.clear, [*headings, *request.obstacles], (rx, ry), bounds)
    mender = Mender(router)
    labeller = Labeller(router, [*figures, *headings], placed.clear)
    if len(router.lines) > _LINES:
        router.quick = True
        router.route_all(0)
        missing = labeller.place_chips()
    else:
        missing = _route(router, mender, labeller, patient=patient)
    labeller.place_labels()
    together = 0 if router.quick else len(mender.together(least=RULE))
    faults = (placed.overlaps, router.blocked(), missing, together)
    return _Try(_layout(placed, shapes, router, labeller, bounds), faults)


def _route(router: Router, mender: Mender, labeller: Labeller, *, patient: bool) -> int:
    """Draw and mend the lines, round each other's chips; return how many chips found no room."""
    router.route_all(2 if len(router.lines) < 80 else 1)
    mender.mend(_FIRST_ROUNDS, patient=patient)
    missing = labeller.place_chips()
    _clear_chips(router, labeller, mender)
    before = [line.points for line in router.lines]
    few = len(mender.together()) <= _FEW_PAIRS
    mender.mend(_LAST_ROUNDS if patient else _FIRST_ROUNDS, patient=patient or few)
    labeller.lines_changed()
    for number, line in enumerate(router.lines):
        if line.points is not before[number]:
            missing += not labeller.reseat(number)
    return missing


def _boxes(request: LayoutRequest, places: Mapping[str, Point]) -> list[Rect]:
    """Return every figure's body and labels where they stand, the child's left out."""
    return [
        box.moved(*places[body.id])
        for body in request.bodies
        if body.id != request.child
        for box in (body.body, *body.labels)
    ]


def _areas(request: LayoutRequest, placed: Placed, figures: list[Rect]) -> list[AreaShape]:
    """Return the areas that hold figures, with their headings outside."""
    fan: Fan = placed.fan
    taken = list(figures)
    sizes = {area.id: area.heading for area in request.areas}
    result = []
    for area in fan.wedges:
        if area not in sizes:
            continue
        depth = fan.edges[-1]
        box = heading_box(fan, area, sizes[area], depth, taken, request.aspect)
        taken.append(box)
        result.append(AreaShape(area, fan.outline(area, depth), box))
    return result


def _clear_chips(router: Router, labeller: Labeller, mender: Mender) -> None:
    """Lead lines round chips that are not theirs, where that is no great detour."""
    for number, line in enumerate(router.lines):
        if router.under_chips(number) < 4:
            continue
        before, cost = line.points, router.standing(number)
        if not router.redraw(number):
            continue
        labeller.lines_changed()
        worse = line.blocked or router.standing(number) > cost - 4 or mender.together((number,))
        if worse or not labeller.reseat(number):
            router.move(number, before)
            line.blocked = False
            labeller.lines_changed()
            labeller.reseat(number)


def _layout(placed: Placed, shapes: list[AreaShape], router: Router, labeller: Labeller, bounds: Rect) -> Layout:
    """Return the finished layout."""
    lines = {line.tie.id: straightened(as_points(line.points)) for line in router.lines}
    chips = {router.lines[n].tie.id: chip for n, chip in sorted(labeller.chips.items())}
    labels = {router.lines[n].tie.id: box for n, box in sorted(labeller.labels.items())}
    fan = placed.fan
    everything = [bounds, *(chip for chip, _size in chips.values()), *labels.values()]
    everything += [box_of(points) for points in lines.values()]
    return Layout(
        places=placed.places,
        lines=lines,
        chips=chips,
        labels=labels,
        areas=tuple(shapes),
        rings=tuple(fan.radii(edge) for edge in fan.edges[1:]),
        bounds=united(everything),
        clear_radius=placed.clear,
        ring_paths=tuple(fan.ring(edge) for edge in fan.edges[1:]),
    )
