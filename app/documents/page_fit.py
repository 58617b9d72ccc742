"""A sheet's picture fitted into a part of a page, and the page in numbers. Millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.drawing.geometry import Point, Rect, united
from app.drawing.ops import Group, Op, Text
from app.kinds.sheet_picture import SheetPicture

STEP = 2.5
NOTHING_WRITTEN = 100.0
"""The size of the smallest words, in points, where there are none."""


def fit(picture: SheetPicture, free: Rect, title: Rect, largest: float) -> tuple[float, float, float]:
    """Return (scale, dx, dy) that put the sheet as large as it gets into ``free`` without touching ``title``.

    It is blown up ``largest`` times at most.
    The title stands in a corner that is mostly free, so only as much height is kept for it as is needed.
    """
    room = _extent(picture)
    kept = 0.0
    while True:
        part = Rect(free.x, free.y + kept, free.width, free.height - kept)
        scale = min(part.width / room.width, part.height / room.height, largest)
        slack = part.width - room.width * scale
        for across in (0.5, 1.0):
            dx = part.x + slack * across - room.x * scale
            dy = part.y + (part.height - room.height * scale) / 2 - room.y * scale
            if part.y >= title.bottom or not _touches(picture, title, scale, (dx, dy)):
                return scale, dx, dy
        kept += STEP


def smallest_words(picture: SheetPicture) -> float:
    """Return the size of the smallest words on the sheet, in points."""
    return min((size for op in picture.ops() for size in _sizes(op)), default=NOTHING_WRITTEN)


def _sizes(op: Op) -> Iterable[float]:
    if isinstance(op, Group):
        for each in op.ops:
            yield from (size * op.scale for size in _sizes(each))
    elif isinstance(op, Text) and op.text.strip():
        yield op.size


def _extent(picture: SheetPicture) -> Rect:
    """Return what everything on the sheet takes."""
    return united([picture.bounds, *_boxes(picture)])


def _boxes(picture: SheetPicture) -> Iterable[Rect]:
    yield from picture.headings
    for figure in picture.figures.values():
        yield figure.body.moved(*figure.place)
        yield from (label.moved(*figure.place) for label in figure.labels)
    yield from (note.box for note in picture.notes.values())
    for tie in picture.ties.values():
        yield from tie.chips
        yield from tie.labels


def _touches(picture: SheetPicture, title: Rect, scale: float, at: Point) -> bool:
    """Return whether anything of the sheet would stand under the title."""
    dx, dy = at
    box = title.moved(-dx, -dy).scaled(1 / scale)
    if any(rect.overlaps(box) for rect in _boxes(picture)):
        return True
    points = [point for tie in picture.ties.values() for point in tie.line]
    points += [seg[-2:] for shape in picture.layout.areas for seg in shape.outline if len(seg) > 2]  # type: ignore[misc]
    if any(box.contains(point) for point in points):
        return True
    rx, ry = max(picture.layout.rings, default=(0.0, 0.0))
    near = (min(max(0.0, box.x), box.right), min(max(0.0, box.y), box.bottom))
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
