"""What stands round a map on its page: title and subtitle, legend, foot. Page millimetres, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.drawing import fonts
from app.drawing.geometry import Rect, united
from app.drawing.ops import Group, Op, Path, Role, Style, Text, Weight
from app.kinds.legend import LegendEntry
from app.kinds.palette import INK, SOFT_INK

MARGIN = 8.0
TITLE_PT, SUBTITLE_PT, LEGEND_PT, FOOT_PT = 20.0, 10.5, 8.7, 8.7
TITLE_PART = 0.36
ROW = 6.2
GAP = 4.6
BESIDE = 1.6
RULE = "#d9d4c8"


@dataclass(slots=True)
class Words:
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


@dataclass(frozen=True, slots=True)
class Furniture:
    """All that stands round the map, and the box that is free for it; ``title`` is a corner of that box."""

    titles: Words
    under: Words
    keys: Words
    foot: Words
    signs: Group
    free: Rect
    title: Rect

    def boxes(self) -> list[Rect]:
        """Return the boxes of all texts."""
        return [box for words in (self.titles, self.under, self.foot, self.keys) for box in words.boxes]


def furnish(
    size: tuple[float, float],
    factor: float,
    heading: tuple[str, str],
    foot: tuple[str, str],
    entries: Sequence[LegendEntry],
) -> Furniture:
    """Put title and subtitle (``heading``), legend, and the foot with its page number at the edges of a page.

    ``factor`` is how large they are beside those on an A4 that would have 1.0.
    """
    width, height = size
    margin = MARGIN * max(1.0, factor)
    room = width - 2 * margin
    titles, under, words, keys = Words("title"), Words("text"), Words("furniture"), Words("list")
    title = _put_title(titles, under, heading, Rect(margin, margin, room, height), factor)
    top_of_foot = _put_foot(words, foot, Rect(margin, 0.0, room, height - margin), factor)
    samples, rule = _put_legend(keys, entries, Rect(margin, 0.0, room, top_of_foot), factor)
    line = Path((("M", margin, rule), ("L", width - margin, rule)), Style(stroke=RULE, width=0.3 * factor))
    free = Rect(margin, margin, room, rule - 3.0 - margin)
    return Furniture(titles, under, keys, words, Group((line, *samples), role="furniture"), free, title)


def _put_title(titles: Words, under: Words, heading: tuple[str, str], page: Rect, factor: float) -> Rect:
    """Put title and subtitle in the upper left corner and return their box."""
    size, small = TITLE_PT * factor, SUBTITLE_PT * factor
    part = page.width * max(TITLE_PART, min(1.0, 105.0 * factor / page.width))
    baseline = page.y + fonts.ascent(size)
    for line in fonts.wrap(heading[0], size, "bold", part, 2):
        titles.put(page.x, baseline, line, size, "bold", INK)
        baseline += fonts.line_height(size) * 0.9
    baseline += fonts.ascent(small) - fonts.ascent(size) + 0.6
    for line in fonts.wrap(heading[1], small, "regular", part, 2):
        under.put(page.x, baseline, line, small)
        baseline += fonts.line_height(small)
    return united([*titles.boxes, *under.boxes])


def _put_foot(words: Words, foot: tuple[str, str], page: Rect, factor: float) -> float:
    """Put the foot line with the page number to the right, and return its top."""
    text, numbering = foot
    size = FOOT_PT * factor
    wide = fonts.measure(numbering, size)
    lines = fonts.wrap(text, size, "regular", page.width - wide - 8.0, 3)
    baseline = page.bottom + 1.0
    if numbering:
        words.put(page.right - wide, baseline, numbering, size)
    baseline -= fonts.line_height(size) * (len(lines) - 1)
    top = baseline - fonts.ascent(size)
    for line in lines:
        words.put(page.x, baseline, line, size)
        baseline += fonts.line_height(size)
    return top


def _put_legend(words: Words, entries: Sequence[LegendEntry], page: Rect, factor: float) -> tuple[list[Op], float]:
    """Put the legend in rows above the page's bottom; return the samples and the height of the rule above them."""
    rows: list[list[LegendEntry]] = [[]] if entries else []
    used = 0.0
    for entry in entries:
        wide = (_entry_width(entry) + GAP) * factor
        if rows[-1] and used + wide - GAP * factor > page.width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wide
    samples: list[Op] = []
    top = page.bottom - (2.3 + len(rows) * ROW) * factor
    for i, row in enumerate(rows):
        x, y = page.x, top + ((i + 0.5) * ROW + 0.5) * factor
        for entry in row:
            samples.append(Group(entry.ops, x, y, factor))
            words.put(x + (entry.width + BESIDE) * factor, y + 0.95 * factor, entry.text, LEGEND_PT * factor)
            x += (_entry_width(entry) + GAP) * factor
    return samples, top - 0.7 * factor


def _entry_width(entry: LegendEntry) -> float:
    return entry.width + BESIDE + fonts.measure(entry.text, LEGEND_PT)
