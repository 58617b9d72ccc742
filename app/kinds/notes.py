"""Notes on a sheet: pale paper slips with wrapped words. Millimetres on the sheet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.drawing import fonts
from app.drawing.geometry import Point, Rect, near
from app.drawing.ops import Group, Op, Path, Style, Text
from app.drawing.shapes import polyline
from app.i18n import _
from app.kinds.options import PLAIN, Options
from app.kinds.palette import INK
from app.models.edits.notes import notes_of
from app.models.records import Sheet, SheetNote

NOTE_PT = 9.0
PAD = 2.4
FOLD = 3.2
NARROWEST, WIDTH, WIDEST = 16.0, 46.0, 110.0
LINES = 14
"""So many lines make a slip as high as is handsome; longer texts get a wider slip, then a higher one."""
MOST_LINES = 200
GAP = 4.0

FILL = "#fff6b8"
EDGE = "#9c8a2e"
TURNED = "#ecd97a"
PAPER = Style(fill=FILL, stroke=EDGE, width=0.25)
CORNER = Style(fill=TURNED, stroke=EDGE, width=0.25)


@dataclass(frozen=True, slots=True)
class NotePicture:
    """A note on a sheet; ``body``, ``labels`` (a box for each line of words) and ``ops`` are relative to ``place``."""

    id: str
    place: Point
    body: Rect
    labels: tuple[Rect, ...]
    ops: tuple[Op, ...]
    alt: str

    @property
    def box(self) -> Rect:
        """The slip on the sheet."""
        return self.body.moved(*self.place)

    def group(self) -> Group:
        """Return the note as it is painted on the sheet."""
        return Group(self.ops, *self.place, id=self.id, alt=self.alt)


def picture_notes(sheet: Sheet | None, options: Options = PLAIN) -> dict[str, NotePicture]:
    """Return a sheet's notes by key; those without a place stand one beneath the other to the left of the child."""
    found: dict[str, NotePicture] = {}
    below = 0.0
    for key, note in notes_of(sheet).items():
        picture = picture_note(key, note, options)
        if note.place is None:
            picture = _at(picture, (-150.0, below + picture.body.height / 2))
            below += picture.body.height + GAP
        found[key] = picture
    return found


def boxes(notes: Mapping[str, NotePicture]) -> tuple[Rect, ...]:
    """Return the notes' boxes on the sheet."""
    return tuple(note.box for note in notes.values())


def picture_note(key: str, note: SheetNote, options: Options = PLAIN) -> NotePicture:
    """Return one note's picture, its middle at its place."""
    size = options.points(NOTE_PT)
    lines = _broken(note.text or "", size)
    words = max((fonts.measure(line, size) for line in lines), default=0.0)
    step = fonts.line_height(size)
    last = fonts.measure(lines[-1], size) if lines else 0.0
    width = max(words + 2 * PAD, last + 2 * PAD + FOLD - 1.0, NARROWEST)  # no word lies under the fold
    height = step * (max(len(lines), 1) - 1) + fonts.ascent(size) + fonts.descent(size) + 2 * PAD
    body = Rect(-width / 2, -height / 2, width, height)
    ops: list[Op] = [*_slip(body)]
    labels = []
    top = body.y + PAD
    for line in lines:
        if line:
            ops.append(Text(body.x + PAD, top + fonts.ascent(size), line, size, "regular", INK))
            wide = fonts.measure(line, size)
            labels.append(Rect(body.x + PAD, top, wide, fonts.ascent(size) + fonts.descent(size)))
        top += step
    x, y = near(note.place or (0.0, 0.0))
    said = " ".join(fonts.clean(note.text or "").split())
    return NotePicture(key, (float(x), float(y)), body, tuple(labels), tuple(ops), _("Lapp: {text}").format(text=said))


def _at(picture: NotePicture, place: Point) -> NotePicture:
    return NotePicture(picture.id, place, picture.body, picture.labels, picture.ops, picture.alt)


def moved(picture: NotePicture, place: Point) -> NotePicture:
    """Return the same slip at another place."""
    return picture if picture.place == place else _at(picture, place)


def _broken(text: str, size: float) -> list[str]:
    """Return the lines of a note: those that were written, broken where they are too long for the slip."""
    scale = size / NOTE_PT
    width = WIDTH * scale
    lines = _wrapped(text, size, width)
    while len(lines) > LINES and width < WIDEST * scale:
        width = min(width * math.sqrt(len(lines) / LINES) * 1.05, WIDEST * scale)
        lines = _wrapped(text, size, width)
    return lines


def _wrapped(text: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    for written in text.split("\n"):
        lines += fonts.wrap(written, size, "regular", width - 2 * PAD, MOST_LINES) or [""]
    return lines


def _slip(body: Rect) -> tuple[Op, ...]:
    """Return the paper with its lower right corner turned up."""
    right, bottom = body.right, body.bottom
    outline = ((body.x, body.y), (right, body.y), (right, bottom - FOLD), (right - FOLD, bottom), (body.x, bottom))
    corner = ((right, bottom - FOLD), (right - FOLD, bottom), (right - FOLD, bottom - FOLD))
    return Path(polyline(outline, closed=True), PAPER), Path(polyline(corner, closed=True), CORNER)
