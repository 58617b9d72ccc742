"""A sheet on one landscape page: title, the whole map, the legend, the foot. Page millimetres, y downwards.

The numbers in `MapPage.data` are those that the drawing is drawn from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents import page_fit
from app.documents.footing import consent_state, counts, nature
from app.drawing import fonts
from app.drawing.geometry import Rect, united
from app.drawing.ops import Drawing, Group, Op, Path, Style, Text, Weight
from app.i18n import _, language
from app.kinds.labels import NAME_PT
from app.kinds.legend import LegendEntry
from app.kinds.palette import INK, SHEET, SOFT_INK
from app.kinds.sheet_picture import SheetPicture, compose
from app.models.case import Case

PAPERS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
SMALLEST_NAME_PT = 8.0
"""Names smaller than this on A4 make the page an A3."""
ASPECT = 1.62
MARGIN = 9.0
TITLE_PT, SUBTITLE_PT, LEGEND_PT, FOOT_PT = 21.0, 10.5, 8.5, 8.0
TITLE_WIDTH = 92.0
ROW = 6.2
GAP = 5.5
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
    """Texts put on the page, and the boxes that bound them."""

    ops: list[Op]
    boxes: list[Rect]

    def put(
        self, x: float, baseline: float, text: str, size: float, weight: Weight = "regular", colour: str = SOFT_INK
    ) -> float:
        """Put a text and return where it ends."""
        width = fonts.measure(text, size, weight)
        self.ops.append(Text(x, baseline, text, size, weight, colour))
        up, down = fonts.ascent(size), fonts.descent(size)
        self.boxes.append(Rect(x, baseline - up, width, up + down))
        return x + width


def map_page(
    case: Case, kind: str, *, paper: str = "auto", today: date | None = None, page: int = 1, pages: int = 1
) -> MapPage:
    """Return a case's sheet of a kind on one page, always whole.

    ``paper`` is ``a4``, ``a3`` or ``auto``: A4 while names are at least 8 points on it, else A3. ``page`` of
    ``pages`` stands in the foot. Raises KeyError if there is no such kind of sheet or paper.
    """
    picture = compose(case, kind, aspect=ASPECT)
    day = today or date.today()
    numbering = _("Sida {page} av {pages}").format(page=page, pages=pages)
    foot = (_foot_text(case, picture, day), numbering)
    if paper != "auto":
        return _set(picture, paper, foot)
    small = _set(picture, "a4", foot)
    return small if small.scale * NAME_PT >= SMALLEST_NAME_PT else _set(picture, "a3", foot)


def _foot_text(case: Case, picture: SheetPicture, day: date) -> str:
    wishes = [case.wishes[tie.id] for tie in picture.ties.values() if tie.family == "wishes"]
    blocked = sum(wish.status == "blocked" for wish in wishes)
    parts = [
        "Samkarta",
        counts(case, len(picture.figures), len(wishes), blocked),
        nature(case),
        consent_state(case, day),
        _("utskriven {day}").format(day=day.isoformat()),
    ]
    return " · ".join(part for part in parts if part)


def _set(picture: SheetPicture, paper: str, foot: tuple[str, str]) -> MapPage:
    width, height = PAPERS[paper]
    words = _Words([], [])
    title = _put_title(words, picture, width)
    top_of_foot = _put_foot(words, foot, width, height)
    samples, rule = _put_legend(words, picture.legend, width, top_of_foot)
    free = Rect(MARGIN, MARGIN, width - 2 * MARGIN, rule - 3.0 - MARGIN)
    scale, dx, dy = page_fit.fit(picture, free, title.grown(3.0))
    line = Path((("M", MARGIN, rule), ("L", width - MARGIN, rule)), Style(stroke=RULE, width=0.3))
    ops = (Group(picture.ops(), dx, dy, scale), line, *samples, *words.ops)
    heading = " – ".join(part for part in (picture.title, picture.subtitle) if part)
    drawing = Drawing(width, height, ops, heading, language(), SHEET)
    texts = [*words.boxes, *(rect.scaled(scale).moved(dx, dy) for rect in picture.headings)]
    data = page_fit.numbers(picture, (width, height), scale, (dx, dy), texts)
    return MapPage(drawing, data, paper, scale)


def _put_title(words: _Words, picture: SheetPicture, width: float) -> Rect:
    """Put title and subtitle in the upper left corner and return their box."""
    baseline = MARGIN + fonts.ascent(TITLE_PT)
    before = len(words.boxes)
    for line in fonts.wrap(picture.title, TITLE_PT, "bold", width * 0.4, 2):
        words.put(MARGIN, baseline, line, TITLE_PT, "bold", INK)
        baseline += fonts.line_height(TITLE_PT) * 0.9
    baseline += fonts.ascent(SUBTITLE_PT) - fonts.ascent(TITLE_PT) + 0.6
    for line in fonts.wrap(picture.subtitle, SUBTITLE_PT, "regular", TITLE_WIDTH, 2):
        words.put(MARGIN, baseline, line, SUBTITLE_PT)
        baseline += fonts.line_height(SUBTITLE_PT)
    return united(words.boxes[before:])


def _put_foot(words: _Words, foot: tuple[str, str], width: float, height: float) -> float:
    """Put the foot line with the page number to the right, and return its top."""
    text, numbering = foot
    room = width - 2 * MARGIN - fonts.measure(numbering, FOOT_PT) - 8.0
    lines = fonts.wrap(text, FOOT_PT, "regular", room, 2)
    baseline = height - MARGIN + 1.0
    words.put(width - MARGIN - fonts.measure(numbering, FOOT_PT), baseline, numbering, FOOT_PT)
    baseline -= fonts.line_height(FOOT_PT) * (len(lines) - 1)
    top = baseline - fonts.ascent(FOOT_PT)
    for line in lines:
        words.put(MARGIN, baseline, line, FOOT_PT)
        baseline += fonts.line_height(FOOT_PT)
    return top


def _put_legend(words: _Words, entries: Sequence[LegendEntry], width: float, bottom: float) -> tuple[list[Op], float]:
    """Put the legend in rows above ``bottom``; return the samples and the height of the rule above them."""
    rows: list[list[LegendEntry]] = [[]]
    room, used = width - 2 * MARGIN, 0.0
    for entry in entries:
        wide = _entry_width(entry)
        if rows[-1] and used + wide > room:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wide + GAP
    samples: list[Op] = []
    top = bottom - 2.5 - len(rows) * ROW
    for i, row in enumerate(rows):
        x, y = MARGIN, top + (i + 0.5) * ROW + 0.6
        for entry in row:
            samples.append(Group(entry.ops, x, y))
            words.put(x + entry.width + 1.8, y + 0.95, entry.text, LEGEND_PT)
            x += _entry_width(entry) + GAP
    return samples, top - 0.8


def _entry_width(entry: LegendEntry) -> float:
    return entry.width + 1.8 + fonts.measure(entry.text, LEGEND_PT)
