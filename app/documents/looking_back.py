"""A map of an earlier time, or of what is different between two times, as a paper: the map, then the list in words.

These papers are made by the windows from what is on the screen; they are not among the papers that a case always has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.footing import nature
from app.documents.map_page import MARGIN, map_page
from app.drawing import fonts
from app.drawing.ops import Drawing, Group, Op, Text, Weight
from app.i18n import N_, _, language
from app.kinds.difference_words import Told, headed
from app.kinds.palette import INK, SHEET, SOFT_INK
from app.kinds.sheet_picture import SheetPicture
from app.models.case import Case

HEADING_PT, SECTION_PT, WORDS_PT, FOOT_PT = 18.0, 13.0, 11.0, 8.7
INDENT = 4.0


@dataclass(frozen=True, slots=True)
class LookBack:
    """What is on the screen: the map, of which time it is in words, and what is different in words, if anything."""

    picture: SheetPicture
    as_of: str
    heading: str = ""
    differences: tuple[Told, ...] = ()
    compared: bool = False


class LookBackPaper(Document):
    """An earlier map, with its differences to another time where they are shown."""

    id = "look_back"
    label = N_("Kartan som den var")
    shapes = frozenset[Shape]({"pages", "drawing"})

    def __init__(self, shown: LookBack) -> None:
        """Take what is shown."""
        self._shown = shown

    @classmethod
    def made(cls) -> Sequence[Self]:
        """Return none: what is shown is only known to a window."""
        return []

    def title(self, case: Case) -> str:
        """Return the map's title, the case and of which time it is."""
        parts = (self._shown.picture.title, case.info.number or case.info.title, self._shown.as_of)
        return " – ".join(part for part in parts if part)

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the map on one page, and the differences in words on the next ones."""

        def parts(_total: int) -> Sequence[Drawing | Story]:
            return look_back_pages(case, self._shown, options)

        return parts

    def drawing(self, case: Case, options: Options) -> Drawing:
        """Return the map on one page."""
        shown = self._shown
        kind, paper = shown.picture.kind, options.paper
        return map_page(case, kind, paper=paper, today=options.today, picture=shown.picture, as_of=shown.as_of).drawing


def look_back_pages(case: Case, shown: LookBack, options: Options) -> list[Drawing]:
    """Return the map and the list in words as pages of one size."""
    kind = shown.picture.kind
    page = map_page(case, kind, paper=options.paper, today=options.today, picture=shown.picture, as_of=shown.as_of)
    size = (page.drawing.width, page.drawing.height)
    lists = _lists(shown, size) if shown.compared else []
    total = 1 + len(lists)
    page = map_page(
        case, kind, paper=page.paper, today=options.today, picture=shown.picture, as_of=shown.as_of, pages=total
    )
    day = _("utskriven {day}").format(day=options.day.isoformat())
    said = ("Samkarta", case.info.number or case.info.title, nature(case), shown.as_of, day)
    foot = " · ".join(part for part in said if part)
    return [page.drawing, *(_page(ops, shown, size, foot, n, total) for n, ops in enumerate(lists, 2))]


def _lists(shown: LookBack, size: tuple[float, float]) -> list[list[Op]]:
    """Return the list in words as the texts of each page it takes."""
    width, height = size
    room, bottom = width - 2 * MARGIN, height - MARGIN - 10.0
    pages: list[list[Op]] = [[]]
    y = MARGIN + fonts.ascent(HEADING_PT)
    y = _put(pages, shown.heading, y, HEADING_PT, room, bold=True, bottom=bottom) + 3.0
    if not shown.differences:
        _put(pages, _("Inget är annorlunda på kartan."), y, WORDS_PT, room, bottom=bottom)
    for heading, lines in headed(list(shown.differences)):
        y += 3.0
        if y + 16.0 > bottom:
            pages.append([])
            y = MARGIN + fonts.ascent(SECTION_PT)
        y = _put(pages, heading, y, SECTION_PT, room, bold=True, bottom=bottom)
        for line in lines:
            y = _put(pages, line.sentence, y, WORDS_PT, room, indent=INDENT, bottom=bottom)
    return pages


def _put(
    pages: list[list[Op]],
    text: str,
    y: float,
    size: float,
    room: float,
    *,
    bottom: float,
    indent: float = 0.0,
    bold: bool = False,
) -> float:
    """Put a text, on a new page where it does not fit, and return where the next line begins."""
    weight: Weight = "bold" if bold else "regular"
    for number, line in enumerate(fonts.wrap(" ".join(fonts.clean(text).split()), size, weight, room - indent, 60)):
        if y > bottom:
            pages.append([])
            y = MARGIN + fonts.ascent(size)
        if indent and number == 0:
            pages[-1].append(Text(MARGIN, y, "–", size, weight, SOFT_INK))
        pages[-1].append(Text(MARGIN + indent, y, line, size, weight, INK))
        y += fonts.line_height(size)
    return y + 0.8


def _page(ops: list[Op], shown: LookBack, size: tuple[float, float], foot: str, number: int, total: int) -> Drawing:
    width, height = size
    numbering = _("Sida {page} av {pages}").format(page=number, pages=total)
    wide = fonts.measure(numbering, FOOT_PT)
    baseline = height - MARGIN + 1.0
    room = width - 2 * MARGIN - wide - 8.0
    words = (
        Text(MARGIN, baseline, fonts.cut(fonts.clean(foot), FOOT_PT, "regular", room), FOOT_PT, "regular", SOFT_INK),
        Text(width - MARGIN, baseline, numbering, FOOT_PT, "regular", SOFT_INK, anchor="end"),
    )
    told = (Group(tuple(ops), role="text"), Group(words, role="furniture"))
    return Drawing(width, height, told, shown.heading, language(), SHEET)
