"""A sheet on one landscape page: title, the whole map, the legend, the foot. Page millimetres, y downwards.

The numbers in `MapPage.data` are those that the drawing is drawn from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.documents import page_fit
from app.documents.footing import consent_words, counts, nature
from app.documents.map_words import map_in_words
from app.drawing import fonts
from app.drawing.geometry import Rect, united
from app.drawing.ops import Drawing, Group, Op, Path, Role, Style, Text, Weight
from app.i18n import _, language
from app.kinds.labels import NAME_PT
from app.kinds.legend import LegendEntry
from app.kinds.palette import INK, SHEET, SOFT_INK
from app.kinds.sheet_picture import SheetPicture, compose
from app.models.case import Case

PAPERS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
SMALLEST_NAME_PT = 8.0
"""Names smaller than this on A4 make the page an A3."""
MARGIN = 8.0
TITLE_PT, SUBTITLE_PT, LEGEND_PT, FOOT_PT = 20.0, 10.5, 8.7, 8.7
FURNITURE = {"a4": 0.92, "a3": 1.15}
"""How large title, legend and foot are on each paper; no text is under 8 points."""
TITLE_PART = 0.36
ROW = 6.2
GAP = 4.6
BESIDE = 1.6
RULE = "#d9d4c8"


@dataclass(frozen=True, slots=True)
class MapPage:
    """A page: its drawing, the same in numbers (see `samkarta export --as layout`), its paper, the map's scale."""

    drawing: Drawing
    data: dict[str, Any]
    paper: str
    scale: float


@dataclass(slots=True)
class _Words:
    """Texts put on the page, and the boxes that bound them; ``role`` is what they are to those who hear it."""

    role: Role
    ops: list[Op] = field(default_factory=list)
    boxes: list[Rect] = field(default_factory=list)

    def put(
        self, x: float, baseline: float, text: str, size: float, weight: Weight = "regular", colour: str = SOFT_INK
    ) -> float:
        """Put a text and return where it ends."""
        width = fonts.measure(text, size, weight)
        self.ops.append(Text(x, baseline, text, size, weight, colour))
        up, down = fonts.ascent(size), fonts.descent(size)
        self.boxes.append(Rect(x, baseline - up, width, up + down))
        return x + width

    def group(self) -> Group:
        """Return the texts together."""
        return Group(tuple(self.ops), role=self.role)


def map_page(
    case: Case,
    kind: str,
    *,
    paper: str = "auto",
    today: date | None = None,
    page: int = 1,
    pages: int = 1,
    picture: SheetPicture | None = None,
    as_of: str = "",
) -> MapPage:
    """Return a case's sheet of a kind on one page, always whole.

    ``paper`` is ``a4``, ``a3`` or ``auto``: A4 while names are at least 8 points on it, else A3. ``page`` of
    ``pages`` stands in the foot. ``picture`` spares the layout where the sheet is composed already; ``as_of``
    says in the foot of which time it is, where that is not now. Raises KeyError if there is no such kind of
    sheet or paper.
    """
    picture = picture or compose(case, kind)
    day = today or date.today()
    numbering = _("Sida {page} av {pages}").format(page=page, pages=pages)
    foot = (_foot_text(case, picture, day, as_of), numbering)
    told = map_in_words(case, picture)
    if paper != "auto":
        return _set(picture, paper, foot, told)
    small = _set(picture, "a4", foot, told)
    return small if small.scale * NAME_PT >= SMALLEST_NAME_PT else _set(picture, "a3", foot, told)


def _foot_text(case: Case, picture: SheetPicture, day: date, as_of: str) -> str:
    wishes = [case.wishes[key] for key in picture.ties if key in case.wishes and not picture.quiet]
    figures = sum(key in case.figures for key in picture.figures)
    blocked = sum(wish.status == "blocked" for wish in wishes)
    parts = [
        "Samkarta",
        as_of,
        counts(case, figures, None if picture.quiet else len(wishes), blocked),
        nature(case),
        consent_words(case, day),
        _("utskriven {day}").format(day=day.isoformat()),
    ]
    return " · ".join(part for part in parts if part)


def _set(picture: SheetPicture, paper: str, foot: tuple[str, str], told: str) -> MapPage:
    """Put title, foot and legend at the page's edges and the map in what is left."""
    width, height = PAPERS[paper]
    room, factor = width - 2 * MARGIN, FURNITURE[paper]
    titles, under, numbering, keys = _Words("title"), _Words("text"), _Words("furniture"), _Words("list")
    title = _put_title(titles, under, picture, room, factor)
    top_of_foot = _put_foot(numbering, foot, room, height, factor)
    samples, rule = _put_legend(keys, picture.legend, room, top_of_foot, factor)
    free = Rect(MARGIN, MARGIN, room, rule - 3.0 - MARGIN)
    scale, dx, dy = page_fit.fit(picture, free, title.grown(3.0))
    line = Path((("M", MARGIN, rule), ("L", width - MARGIN, rule)), Style(stroke=RULE, width=0.3))
    sheet, signs = Group(picture.ops(), dx, dy, scale), Group((line, *samples), role="furniture")
    ops = (titles.group(), under.group(), sheet, signs, keys.group(), numbering.group())
    heading = " – ".join(part for part in (picture.title, picture.subtitle) if part)
    drawing = Drawing(width, height, ops, heading, language(), SHEET, told)
    written = [label.moved(*note.place) for note in picture.notes.values() for label in note.labels]
    said = [box for words in (titles, under, numbering, keys) for box in words.boxes]
    texts = [*said, *(rect.scaled(scale).moved(dx, dy) for rect in (*picture.headings, *written))]
    data = page_fit.numbers(picture, (width, height), scale, (dx, dy), texts)
    return MapPage(drawing, data, paper, scale)


def _put_title(titles: _Words, under: _Words, picture: SheetPicture, room: float, factor: float) -> Rect:
    """Put title and subtitle in the upper left corner and return their box."""
    size, small = TITLE_PT * factor, SUBTITLE_PT * factor
    baseline = MARGIN + fonts.ascent(size)
    for line in fonts.wrap(picture.title, size, "bold", room * TITLE_PART, 2):
        titles.put(MARGIN, baseline, line, size, "bold", INK)
        baseline += fonts.line_height(size) * 0.9
    baseline += fonts.ascent(small) - fonts.ascent(size) + 0.6
    for line in fonts.wrap(picture.subtitle, small, "regular", room * TITLE_PART, 2):
        under.put(MARGIN, baseline, line, small)
        baseline += fonts.line_height(small)
    return united([*titles.boxes, *under.boxes])


def _put_foot(words: _Words, foot: tuple[str, str], room: float, height: float, factor: float) -> float:
    """Put the foot line with the page number to the right, and return its top."""
    text, numbering = foot
    size = FOOT_PT * factor
    wide = fonts.measure(numbering, size)
    lines = fonts.wrap(text, size, "regular", room - wide - 8.0, 2)
    baseline = height - MARGIN + 1.0
    words.put(MARGIN + room - wide, baseline, numbering, size)
    baseline -= fonts.line_height(size) * (len(lines) - 1)
    top = baseline - fonts.ascent(size)
    for line in lines:
        words.put(MARGIN, baseline, line, size)
        baseline += fonts.line_height(size)
    return top


def _put_legend(
    words: _Words, entries: Sequence[LegendEntry], room: float, bottom: float, factor: float
) -> tuple[list[Op], float]:
    """Put the legend in rows above ``bottom``; return the samples and the height of the rule above them."""
    rows: list[list[LegendEntry]] = [[]]
    used = 0.0
    for entry in entries:
        wide = (_entry_width(entry) + GAP) * factor
        if rows[-1] and used + wide - GAP * factor > room:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wide
    samples: list[Op] = []
    top = bottom - (2.3 + len(rows) * ROW) * factor
    for i, row in enumerate(rows):
        x, y = MARGIN, top + ((i + 0.5) * ROW + 0.5) * factor
        for entry in row:
            samples.append(Group(entry.ops, x, y, factor))
            words.put(x + (entry.width + BESIDE) * factor, y + 0.95 * factor, entry.text, LEGEND_PT * factor)
            x += (_entry_width(entry) + GAP) * factor
    return samples, top - 0.7 * factor


def _entry_width(entry: LegendEntry) -> float:
    return entry.width + BESIDE + fonts.measure(entry.text, LEGEND_PT)
