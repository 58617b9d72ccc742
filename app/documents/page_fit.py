"""A sheet's picture fitted into a part of a page, and the page in numbers. Millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.drawing.geometry import Point, Rect, united
from app.drawing.ops import text_sizes
from app.kinds.sheet_picture import SheetPicture

STEP = 2.5
NOTHING_WRITTEN = 100.0
"""The size of the smallest words, in points, where there are none."""


def fit(picture: SheetPicture, free: Rect, title: Rect, largest: float) -> tuple[float, float, float]:
    """Return (scale, dx, dy) that put the sheet as large as it gets into ``free`` without touching ``title``.

    It is blown up ``largest`` times at most.
    The title stands in a corner that is mostly free, so only as much height is kept for it as is needed.
    """
    boxes, points = list(_boxes(picture)), _points(picture)
    room = united([picture.bounds, *boxes])
    rings = max(picture.layout.rings, default=(0.0, 0.0))
    kept = 0.0
    while True:
        part = Rect(free.x, free.y + kept, free.width, free.height - kept)
        scale = min(part.width / room.width, part.height / room.height, largest)
        slack = part.width - room.width * scale
        for across in (0.5, 1.0):
            dx = part.x + slack * across - room.x * scale
            dy = part.y + (part.height - room.height * scale) / 2 - room.y * scale
            box = title.moved(-dx, -dy).scaled(1 / scale)
            if part.y >= title.bottom or not _stands_in(box, boxes, points, rings):
                return scale, dx, dy
        kept += STEP


def smallest_words(picture: SheetPicture) -> float:
    """Return the size of the smallest words on the sheet, in points."""
    return min(text_sizes(picture.ops()), default=NOTHING_WRITTEN)


def _boxes(picture: SheetPicture) -> Iterable[Rect]:
    yield from picture.headings
    for figure in picture.figures.values():
        yield figure.body.moved(*figure.place)
        yield from (label.moved(*figure.place) for label in figure.labels)
    yield from (note.box for note in picture.notes.values())
    for tie in picture.ties.values():
        yield from tie.chips
        yield from tie.labels


def _points(picture: SheetPicture) -> list[Point]:
    """Return where the lines and the areas' edges run."""
    areas = (segment for shape in picture.layout.areas for segment in shape.outline if len(segment) > 2)
    edges = [(segment[-2], segment[-1]) for segment in areas]
    return [*edges, *(point for tie in picture.ties.values() for point in tie.line)]


def _stands_in(box: Rect, boxes: Sequence[Rect], points: Sequence[Point], rings: Point) -> bool:
    """Return whether anything of the sheet stands in ``box``; ``rings`` is how far the outermost reaches."""
    if any(rect.overlaps(box) for rect in boxes):
        return True
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    if any(left <= x <= right and top <= y <= bottom for x, y in points):  # a large map has ten thousands
        return True
    rx, ry = rings
    near = (min(max(0.0, left), right), min(max(0.0, top), bottom))
    return rx > 0 and ry > 0 and (near[0] / rx) ** 2 + (near[1] / ry) ** 2 < 1.0


def numbers(
    picture: SheetPicture, page: tuple[float, float], scale: float, at: Point, texts: Sequence[Rect]
) -> dict[str, Any]:
    """Return the page as data: rectangles ``[x, y, width, height]`` and points ``[x, y]`` in page millimetres."""

    def box(rect: Rect) -> list[float]:
        placed = rect.scaled(scale).moved(*at)
        return _rounded(placed.x, placed.y, placed.width, placed.height)

    def tie(key: str) -> dict[str, Any]:
        its = picture.ties[key]
        line = [_rounded(x * scale + at[0], y * scale + at[1]) for x, y in its.line]
        return {"from": its.from_, "to": its.to, "line": line}

    families: dict[str, dict[str, Any]] = {"wishes": {}, "relations": {}}
    for key, its in picture.ties.items():
        boxes = ("chips", its.chips) if its.family == "wishes" else ("labels", its.labels)
        families[its.family][key] = {**tie(key), boxes[0]: [box(rect) for rect in boxes[1]]}
    return {
        "sheet": picture.kind,
        "page": _rounded(0.0, 0.0, *page),
        "figures": {
            key: {
                "body": box(figure.body.moved(*figure.place)),
                "labels": [box(label.moved(*figure.place)) for label in figure.labels],
            }
            for key, figure in picture.figures.items()
        },
        **families,
        "notes": {
            key: {"body": box(note.box), "labels": [box(label.moved(*note.place)) for label in note.labels]}
            for key, note in picture.notes.items()
        },
        "texts": [_rounded(rect.x, rect.y, rect.width, rect.height) for rect in texts],
    }


def _rounded(*values: float) -> list[float]:
    return [round(value, 3) for value in values]
