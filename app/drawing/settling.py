"""After a drop: the lines of the figures that were moved, and those they now stand on, are led with full care."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from app.drawing.bundles import Floats, evened
from app.drawing.curves import box_of, straightened
from app.drawing.geometry import Point, Rect, united
from app.drawing.labelling import Labeller
from app.drawing.layout import Layout, LayoutRequest
from app.drawing.lines import as_points
from app.drawing.mending import Mender
from app.drawing.routing import STEP, Router


def settle(request: LayoutRequest, layout: Layout, moved: Mapping[str, Point]) -> Layout:
    """Return the layout after figures were dropped at ``moved``: their lines, and those that they now stand on, led
    anew with their chips and words; all else stays as it is.

    ``layout`` may be one that was led along while dragging; a figure it does not know is left out.
    """
    places = {**layout.places, **{figure: place for figure, place in moved.items() if figure in layout.places}}
    if request.child in places:
        places[request.child] = (0.0, 0.0)
    if set(places) != {body.id for body in request.bodies}:
        return layout
    return _Settling(request, replace(layout, places=places), set(moved)).layout()


class _Settling:
    """A layout whose figures stand where they shall, while some of its lines are led anew."""

    def __init__(self, request: LayoutRequest, before: Layout, moved: set[str]) -> None:
        self.before = before
        headings = [shape.heading for shape in before.areas]
        self.figures = [
            box.moved(*before.places[body.id])
            for body in request.bodies
            if body.id != request.child
            for box in (body.body, *body.labels)
        ]
        self.own = united(
            [
                box.moved(*before.places[body.id])
                for body in request.bodies
                if body.id in moved
                for box in (body.body, *body.labels)
            ]
        )
        rings = before.rings[-1] if before.rings else (1.0, 1.0)
        walls = [*headings, *request.obstacles]
        bounds = united([before.bounds, *self.figures])
        self.router = Router(request, before.places, before.clear_radius, walls, rings, bounds)
        self.labeller = Labeller(self.router, [*self.figures, *walls], before.clear_radius)
        self.fresh: set[int] = set()
        self._route(moved)
        self._seat()

    def _route(self, moved: set[str]) -> None:
        """Keep the lines that may stay and lead the others anew, the short ones first."""
        router = self.router
        for number, line in enumerate(router.lines):
            known = self.before.lines.get(line.tie.id)
            if known is None or line.tie.from_ in moved or line.tie.to in moved:
                self.fresh.add(number)
                continue
            points = _array(known)
            if not router.clear(line, points) and self._near(points):
                self.fresh.add(number)
                continue
            line.blocked = False
            router.put(number, points)
        order = sorted(self.fresh, key=lambda n: (router.lines[n].chord, n))
        for number in order:
            router.draw(number)
        for number in order if len(order) > 1 else ():
            router.redraw(number)
        Mender(router).mend(rounds=2, only=self.fresh)

    def _near(self, points: Floats) -> bool:
        """Return whether a line comes near what was moved: then it is the moved figure that stands in its way."""
        return self.own.grown(4.0).overlaps(box_of(as_points(points)))

    def _seat(self) -> None:
        """Keep the chips and words that may stay, then find room for the others."""
        labeller, lines = self.labeller, self.router.lines
        for number, line in enumerate(lines):
            if number in self.fresh:
                continue
            chip = self.before.chips.get(line.tie.id)
            if chip is not None and not labeller.keep_chip(number, *chip):
                self.fresh.add(number)
            words = self.before.labels.get(line.tie.id)
            if words is not None:
                labeller.keep_label(number, words)
        labeller.place_chips()
        labeller.place_labels()

    def layout(self) -> Layout:
        """Return the settled layout."""
        before, router, labeller = self.before, self.router, self.labeller
        lines = {
            line.tie.id: straightened(as_points(line.points)) if number in self.fresh else before.lines[line.tie.id]
            for number, line in enumerate(router.lines)
        }
        chips = {router.lines[n].tie.id: chip for n, chip in sorted(labeller.chips.items())}
        labels = {router.lines[n].tie.id: box for n, box in sorted(labeller.labels.items())}
        rx, ry = before.rings[-1] if before.rings else (0.0, 0.0)
        everything = [Rect(-rx, -ry, 2 * rx, 2 * ry), *self.figures, *(shape.heading for shape in before.areas)]
        everything += [box for box, _size in chips.values()]
        everything += [*labels.values(), *(box_of(points) for points in lines.values())]
        return replace(before, lines=lines, chips=chips, labels=labels, bounds=united(everything))


def _array(points: tuple[Point, ...]) -> Floats:
    array = np.array(points)
    return array if len(points) > 2 else evened(array, STEP)
