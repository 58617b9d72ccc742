"""A map of an earlier time, or of what is different between two times, as a paper: the map, then the list in words.

These papers are made by the windows from what is on the screen; they are not among the papers that a case always has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.map_page import MapPage, Wanted, map_page
from app.documents.maps import on_paper
from app.documents.paper_sizes import text_page
from app.documents.paper_style import bullets, heading, paragraph, stacked
from app.documents.wish_list import foot
from app.drawing.ops import Drawing
from app.i18n import N_, _
from app.kinds.difference_words import headed
from app.kinds.looking_back import LookBack
from app.models.case import Case


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
        """Return the map, whole on one page or on sheets to tape together, and then the differences in words."""

        def parts(total: int) -> Sequence[Drawing | Story]:
            found: list[Drawing | Story] = [*on_paper(self._page(case, options, max(total, 1)), total)]
            return [*found, self._differences(case, options)] if self._shown.compared else found

        return parts

    def drawing(self, case: Case, options: Options) -> Drawing:
        """Return the map on one page."""
        return self._page(case, options, 1).drawing

    def smallest_words(self, case: Case, options: Options) -> float | None:
        """Return the size of the map's smallest words."""
        return self._page(case, options, 1).smallest

    def _page(self, case: Case, options: Options, pages: int) -> MapPage:
        picture = self._shown.picture if options.notes else replace(self._shown.picture, notes={})
        return map_page(
            case,
            picture.kind,
            paper=options.paper,
            today=options.today,
            pages=pages,
            picture=picture,
            as_of=self._shown.as_of,
            wanted=Wanted(options.legend, options.notes, options.hidden),
        )

    def _differences(self, case: Case, options: Options) -> Story:
        """Return what is different, in words under headings."""
        page = text_page(options.paper)
        said: list[Any] = [
            paragraph(self._shown.heading, "title"),
            *stacked((case.info.title, "subtitle")),
        ]
        if not self._shown.differences:
            said.append(paragraph(_("Inget är annorlunda på kartan."), "empty"))
        for sort, lines in headed(list(self._shown.differences)):
            said += [*heading(sort), *bullets(line.sentence for line in lines)]
        return Story(said, page.size, foot(case, options, self._shown.as_of), page.scale)
