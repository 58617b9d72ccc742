"""A sheet for those who look at it from afar, or who may not read its names: the same map, shown in another way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from app.drawing import fonts
from app.drawing.geometry import Point, Rect, united
from app.drawing.layout import BodyBox, LayoutRequest
from app.kinds.chips import WORDS_PT
from app.kinds.options import Options
from app.kinds.sheet_picture import ASPECT, SheetPicture, compose, laid_out, redraw, standing
from app.models.case import Case

_FIRST, _MOST = 1.45, 2.4
_EACH, _FEW = 0.05, 15
"""How much larger the first size tried is for each figure beyond so few: a wider sheet is shown smaller."""
_TRIES = 4
_MANY = 40
"""From so many figures no size lets everybody read: one is tried, and the rest is zooming."""
_AIR = 1.0
_SLACK = 0.6
"""Millimetres by which other words may be longer than those they stand instead of."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What a sheet is to fill: pixels across and down, and how many high its smallest words shall be at least."""

    width: float
    height: float
    words: float

    @property
    def aspect(self) -> float:
        """Width to height."""
        return self.width / self.height

    def scale(self, picture: SheetPicture) -> float:
        """Return pixels per millimetre where the whole sheet fills the wall."""
        return min(self.width / picture.bounds.width, self.height / picture.bounds.height)

    def reads(self, picture: SheetPicture) -> float:
        """Return the height in pixels (the font's size) of a sheet's smallest names and wishes there."""
        return picture.options.points(WORDS_PT) * fonts.MM_PER_POINT * self.scale(picture)


def enlarged(
    case: Case, kind: str, wall: Wall, options: Options, *, text: float | None = None, tries: int = _TRIES
) -> SheetPicture:
    """Return a case's sheet with words as large as the wall asks for, or as large as ``tries`` attempts make them.

    ``text`` is how large to try first, as `Options.text`. Raises KeyError if there is no such kind of sheet.
    """
    count = len(standing(case, kind).bodies)
    many = count > _MANY
    size = text or _first(count)
    tried: list[SheetPicture] = []
    while True:
        at = replace(options, text=size)
        tried.append(compose(spread(case, kind, at, wall.aspect), kind, aspect=wall.aspect, options=at))
        size = larger(tried[-1], wall)
        if size == at.text or many or len(tried) >= tries:
            return max(tried, key=lambda each: min(wall.reads(each), wall.words))


def _first(count: int) -> float:
    """Return how large the words of a sheet with so many figures are tried first."""
    return _FIRST + (0.0 if count > _MANY else _EACH * max(0, count - _FEW))


def sketched(case: Case, kind: str, wall: Wall, options: Options) -> SheetPicture | None:
    """Return a sheet with so many figures that `enlarged` takes its time roughly as it will be; None if it has few."""
    from app.drawing.sketch import sketch

    count = len(standing(case, kind).bodies)
    if count <= _MANY:
        return None
    at = replace(options, text=_first(count))
    shown = spread(case, kind, at, wall.aspect)
    asked = standing(shown, kind, aspect=wall.aspect, options=at)
    return laid_out(shown, kind, asked, sketch(asked, None), at)


def larger(picture: SheetPicture, wall: Wall) -> float:
    """Return how large words are to be tried next, as `Options.text`: as they are if they read, or can get no larger.

    Larger words make the sheet larger: about half of what is gained is lost again.
    """
    size, px = picture.options.text, wall.reads(picture)
    if px >= wall.words or len(picture.figures) > _MANY:
        return size
    return min(_MOST, size * (1 + 2 * max(0.03, wall.words / px - 1)))


def renewed(case: Case, picture: SheetPicture) -> SheetPicture | None:
    """Return an enlarged sheet as the case is now with everything standing where it did; None where that cannot be."""
    aspect = picture.request.aspect
    return redraw(spread(case, picture.kind, picture.options, aspect), picture)


def reworded(case: Case, before: SheetPicture) -> SheetPicture:
    """Return the sheet of a case that differs from that of ``before`` in its words alone, at once: nothing moves.

    Chips and words on lines keep the room they had: a chip takes the best of its sizes that goes into it, and words
    that do not are left out.
    """
    asked = standing(case, before.kind, aspect=before.request.aspect, options=before.options)
    chips: dict[str, tuple[Rect, int]] = {}
    labels: dict[str, Rect] = {}
    for tie in asked.ties:
        if tie.id in before.layout.chips:
            room = before.layout.chips[tie.id][0]
            fitting = (n for n, size in enumerate(tie.chips) if _goes_into(size, room))
            number = next(fitting, len(tie.chips) - 1)
            chips[tie.id] = _centred(tie.chips[number], room), number
        if tie.id in before.layout.labels and tie.label is not None:
            room = before.layout.labels[tie.id]
            if _goes_into(tie.label, room):
                labels[tie.id] = _centred(tie.label, room)
    return laid_out(case, before.kind, asked, replace(before.layout, chips=chips, labels=labels), before.options)


def _goes_into(size: tuple[float, float], room: Rect) -> bool:
    return size[0] <= room.width + _SLACK and size[1] <= room.height + _SLACK


def _centred(size: tuple[float, float], room: Rect) -> Rect:
    x, y = room.centre
    return Rect(x - size[0] / 2, y - size[1] / 2, *size)


def spread(case: Case, kind: str, options: Options, aspect: float) -> Case:
    """Return the case with the places of a sheet as far apart as its larger words need, or the case itself.

    Figures that somebody has placed keep their places towards each other: all distances grow alike, by as little as
    lets nobody's words cover anybody who was free on paper, and sideways also by what the wall is wider than paper.
    """
    sheet = case.sheet_of_kind(kind)
    if sheet is None or not sheet.places or options.text == 1.0:
        return case
    paper = standing(case, kind, options=replace(options, text=1.0))
    across = aspect / ASPECT
    by = _least(paper, standing(case, kind, options=options), across, options.text)
    places = {key: (round(x * by * across, 2), round(y * by, 2)) for key, (x, y) in sheet.places.items()}
    records = case.records()
    records["maps"] = {**records["maps"], sheet.id: sheet.changed(places=places)}
    return Case(records)


def _least(paper: LayoutRequest, large: LayoutRequest, across: float, most: float) -> float:
    """Return the least factor from 1 to ``most`` that keeps those who stand free of each other on paper so."""
    boxes = {body.id: (_place(body, paper.child), _hull(body)) for body in paper.bodies}
    larger = {body.id: _hull(body) for body in large.bodies}
    standing_still = {key: (place, hull) for key, (place, hull) in boxes.items() if place is not None}
    return min(most, max(_factors(standing_still, larger, across), default=1.0))


def _factors(
    boxes: Mapping[str, tuple[Point, Rect]], larger: Mapping[str, Rect], across: float
) -> list[float]:  # one for every pair that is free on paper
    found = [1.0]
    for one, two in combinations(boxes, 2):
        (p, small_p), (q, small_q) = boxes[one], boxes[two]
        if small_p.moved(*p).overlaps(small_q.moved(*q)):
            continue
        a, b = larger[one], larger[two]
        ways = (
            _needed(a.right - b.x, (q[0] - p[0]) * across),
            _needed(b.right - a.x, (p[0] - q[0]) * across),
            _needed(a.bottom - b.y, q[1] - p[1]),
            _needed(b.bottom - a.y, p[1] - q[1]),
        )
        found.append(min(ways))
    return found


def _needed(room: float, distance: float) -> float:
    """Return how many times a distance must grow to be a room and a little air."""
    return (room + _AIR) / distance if distance > 0 else float("inf")


def _place(body: BodyBox, child: str) -> Point | None:
    return (0.0, 0.0) if body.id == child else body.place


def _hull(body: BodyBox) -> Rect:
    return united((body.body, *body.labels))
