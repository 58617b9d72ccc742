"""A sheet's earlier states on one stage: everyone stands where hands had put them, else where they stand now.

An earlier state is not laid out by itself; people would jump about from step to step. A figure stands where its sheet
had stored its place at the time, else where it was stored the next time, else where it stands today. Lines keep the
way they have today while their ends stand there. Millimetres from the child.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.drawing.dragging import reroute
from app.drawing.geometry import Point, Rect, united
from app.drawing.layout import BodyBox, Layout, LayoutRequest, TieLine
from app.drawing.placing import place
from app.kinds.base import SheetKind
from app.kinds.figure_picture import FigurePicture
from app.kinds.options import Options
from app.kinds.sheet_picture import Pencil, SheetPicture, Tie, laid_out, standing
from app.kinds.tie_picture import TiePicture
from app.models.case import Case
from app.models.records import Figure, Sheet
from app.models.replay import Growth

_KEPT_LINES = 4000


@dataclass(slots=True)
class _Track:
    """Where a figure's place was stored, by the moment from which it holds; None: given back to the layout."""

    numbers: list[int] = field(default_factory=list)
    places: list[Point | None] = field(default_factory=list)

    def set(self, number: int, place: Point | None) -> None:
        if self.places and self.places[-1] == place:
            return
        self.numbers.append(number)
        self.places.append(place)

    def at(self, number: int) -> Point | None:
        """Return the place held at a moment, else the next one that was."""
        now = bisect_right(self.numbers, number) - 1
        return next((each for each in self.places[max(now, 0) :] if each is not None), None)

    def last(self) -> Point | None:
        return next((each for each in reversed(self.places) if each is not None), None)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a tie runs between two places: its line, its chip with the number of its size, its words."""

    line: tuple[Point, ...]
    chip: tuple[Rect, int] | None
    label: Rect | None


_WayKey = tuple[str, str, str, Point, Point]
"""A tie by its id and ends, and the places of the ends."""


class _Keeping(Pencil):
    """Keeps each figure and tie as it was drawn last: from one state to the next few of them change."""

    def __init__(self) -> None:
        self._figures: dict[str, tuple[tuple[object, ...], FigurePicture]] = {}
        self._ties: dict[str, tuple[tuple[object, ...], TiePicture]] = {}

    def figure(
        self, case: Case, figure: Figure, place: Point, present: frozenset[str], options: Options
    ) -> FigurePicture:
        """Return a figure's picture; one drawn of the same is moved to its place."""
        of = (figure, case.groups[figure.group], figure.id in present, case.info.coordinator == figure.id)
        kept = self._figures.get(figure.id)
        if kept is None or kept[0] != of:
            kept = self._figures[figure.id] = (of, super().figure(case, figure, place, present, options))
        return kept[1] if kept[1].place == place else replace(kept[1], place=place)

    def tie(
        self, case: Case, tie: Tie, number: int, sheet_kind: SheetKind, layout: Layout, options: Options
    ) -> TiePicture:
        """Return a tie's picture; one drawn of the same on the same way is taken as it is."""
        way = (layout.lines[tie.id], layout.chips.get(tie.id), layout.labels.get(tie.id))
        of = (tie, number, case.figures[tie.from_], case.figures[tie.to], *way)
        kept = self._ties.get(tie.id)
        if kept is None or kept[0] != of:
            kept = self._ties[tie.id] = (of, super().tie(case, tie, number, sheet_kind, layout, options))
        return kept[1]


class Stage:
    """Draws the states of one kind of sheet. ``today`` is the sheet as it is now, laid out."""

    def __init__(self, growth: Growth, today: SheetPicture) -> None:
        self.kind, self.options = today.kind, today.options
        self._today = today
        self._tracks: dict[str, _Track] = {}
        self._homes: dict[str, Point] = dict(today.layout.places)
        self._ways: dict[_WayKey, _Way] = {}
        self._bounds = today.layout.bounds
        self._pencil = _Keeping()
        self._follow(growth)
        self._keep(today.request.ties, today.layout)

    def place(self, figure: str, number: int) -> Point | None:
        """Return where a figure stands at a moment, None if nobody knows."""
        if figure == self._today.request.child:
            return (0.0, 0.0)
        track = self._tracks.get(figure)
        stored = track.at(number) if track is not None else None
        if stored is None:
            stored = self._homes.get(figure)
        return stored if stored is not None else track.last() if track is not None else None

    def picture(self, case: Case, number: int) -> SheetPicture:
        """Return the sheet of a case, its places those of a moment."""
        request = standing(case, self.kind, aspect=self._today.request.aspect, options=self.options)
        self._find_homes([body for body in request.bodies if self.place(body.id, number) is None])
        places = {body.id: self.place(body.id, number) or (0.0, 0.0) for body in request.bodies}
        self._lead(request, places)
        layout = self._layout(request, places)
        return laid_out(case, self.kind, request, layout, self.options, pencil=self._pencil)

    def _follow(self, growth: Growth) -> None:
        """Read from the log when each figure's place was stored on this kind of sheet."""
        stored: dict[str, Point] = {}
        for number, _key, record in growth.versions("maps"):
            if not isinstance(record, Sheet) or record.kind != self.kind:
                continue
            for figure, spot in record.places.items():
                self._tracks.setdefault(figure, _Track()).set(number, spot)
            for figure in stored.keys() - record.places.keys():
                self._tracks[figure].set(number, None)
            stored = dict(record.places)

    def _find_homes(self, strangers: list[BodyBox]) -> None:
        """Find places for figures that have none in the log and are gone today, beside those who stand there."""
        if not strangers:
            return
        there = [
            replace(body, place=self._homes[body.id])
            for body in self._today.request.bodies
            if body.id not in {stranger.id for stranger in strangers}
        ]
        request = replace(self._today.request, bodies=(*there, *strangers), ties=())
        found = place(request).places
        self._homes |= {body.id: found[body.id] for body in strangers}

    def _lead(self, request: LayoutRequest, places: dict[str, Point]) -> None:
        """Find a way for the lines that have none yet between the places of their ends."""
        new = [tie for tie in request.ties if _key(tie, places) not in self._ways]
        if not new:
            return
        had = {(key[0], key[1], key[2]): way.line for key, way in self._ways.items()}
        lines = {tie.id: had.get((tie.id, tie.from_, tie.to), (places[tie.from_], places[tie.to])) for tie in new}
        known = [tie for tie in request.ties if tie.id not in lines]
        layout = replace(self._layout(replace(request, ties=tuple(known)), places), places=places)
        layout = replace(layout, lines=lines, labels={**layout.labels, **_seats(new)})
        ends = {end: places[end] for tie in new for end in (tie.from_, tie.to)}
        self._keep(new, reroute(replace(request, ties=tuple(new)), layout, ends))

    def _keep(self, ties: Iterable[TieLine], layout: Layout) -> None:
        if len(self._ways) > _KEPT_LINES:
            self._ways.clear()
            self._keep(self._today.request.ties, self._today.layout)
        for tie in ties:
            way = _Way(layout.lines[tie.id], layout.chips.get(tie.id), layout.labels.get(tie.id))
            self._ways[_key(tie, layout.places)] = way

    def _layout(self, request: LayoutRequest, places: dict[str, Point]) -> Layout:
        """Return the layout of a state whose lines all have a way."""
        ways = {tie: self._ways[_key(tie, places)] for tie in request.ties}
        chips = {
            tie.id: (_resized(way.chip[0], tie.chips[min(way.chip[1], len(tie.chips) - 1)]), way.chip[1])
            for tie, way in ways.items()
            if way.chip is not None and tie.chips
        }
        labels = {
            tie.id: _resized(way.label, tie.label)
            for tie, way in ways.items()
            if way.label is not None and tie.label is not None
        }
        boxes = [box.moved(*places[body.id]) for body in request.bodies for box in (body.body, *body.labels)]
        self._bounds = united((self._bounds, *boxes))
        shown = {area.id for area in request.areas}
        return replace(
            self._today.layout,
            places=places,
            lines={tie.id: way.line for tie, way in ways.items()},
            chips={key: (box, min(size, _sizes(request, key) - 1)) for key, (box, size) in chips.items()},
            labels=labels,
            areas=tuple(shape for shape in self._today.layout.areas if shape.id in shown),
            bounds=self._bounds,
        )


def _sizes(request: LayoutRequest, tie: str) -> int:
    return next(len(each.chips) for each in request.ties if each.id == tie)


def _seats(ties: Iterable[TieLine]) -> dict[str, Rect]:
    """Return a box for the words of each line that has any, so that a seat is looked for."""
    return {tie.id: Rect(0, 0, *tie.label) for tie in ties if tie.label is not None}


def _key(tie: TieLine, places: dict[str, Point]) -> _WayKey:
    return tie.id, tie.from_, tie.to, places[tie.from_], places[tie.to]


def _resized(box: Rect, size: tuple[float, float]) -> Rect:
    """Return a box of another size round the same middle."""
    width, height = size
    return Rect(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
