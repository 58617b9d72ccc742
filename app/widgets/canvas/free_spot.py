"""Where there is room on a sheet for something more."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from app.drawing.geometry import Point, Rect, united
from app.kinds.notes import boxes
from app.kinds.sheet_picture import SheetPicture

AIR = 2.0
"""Millimetres kept free round what is put down."""
STEP = 3.0
FARTHEST = 240.0


def hull(picture: SheetPicture, figure: str) -> Rect:
    """Return the box of a figure's body and labels, relative to its place."""
    drawn = picture.figures[figure]
    return united((drawn.body, *drawn.labels))


def taken_boxes(picture: SheetPicture, without: Iterable[str] = ()) -> list[Rect]:
    """Return the boxes of all figures (but for those named) and of the notes, on the sheet."""
    left_out = set(without)
    standing = [hull(picture, key).moved(*f.place) for key, f in picture.figures.items() if key not in left_out]
    return [*standing, *boxes(picture.notes)]


def is_free(box: Rect, taken: Iterable[Rect]) -> bool:
    """Return whether a box touches nothing that is taken."""
    room = box.grown(AIR)
    return not any(room.overlaps(other) for other in taken)


def free_spot(
    box: Rect, near: Point, taken: Iterable[Rect], allowed: Callable[[Point], bool] = lambda _point: True
) -> Point | None:
    """Return the nearest place to ``near`` at which ``box``, relative to its place, touches nothing; or None.

    ``allowed`` says which places are good at all, such as those within an area.
    """
    others = list(taken)
    return next((p for p in _spiral(near) if allowed(p) and is_free(box.moved(*p), others)), None)


def _spiral(middle: Point) -> Iterator[Point]:
    yield middle
    radius = STEP
    while radius < FARTHEST:
        count = max(8, round(math.tau * radius / (2 * STEP)))
        for number in range(count):
            angle = math.tau * number / count
            yield middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
        radius += STEP
