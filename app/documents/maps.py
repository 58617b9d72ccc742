"""The maps as papers: one for each sheet kind. A map where wishes stand in front is followed by their list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.map_page import map_page
from app.drawing.ops import Drawing
from app.kinds.base import SheetKind
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import compose
from app.models.case import Case


class MapPaper(Document):
    """One kind of sheet on paper."""

    shapes = frozenset[Shape]({"pages", "drawing"})

    def __init__(self, kind: SheetKind) -> None:
        """Take the sheet kind; its command name is the paper's id."""
        self.kind = kind

    @classmethod
    def made(cls) -> Sequence[Self]:
        """Return a paper for each installed sheet kind."""
        papers = []
        for kind in sheet_kinds().values():
            named = type(f"{kind.id}_paper", (cls,), {"id": kind.command, "label": kind.label, "order": kind.order})
            papers.append(named(kind))
        return papers

    def title(self, case: Case) -> str:
        """Return the sheet's drawing title: the map and the case."""
        from app.i18n import _

        return f"{_(self.kind.label)} – {case.info.number or case.info.title}"

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the map on one page, and the list of wishes after it where the sheet is about wishes."""
        picture = compose(case, self.kind.id, options=options.looks)

        def parts(total: int) -> Sequence[Drawing | Story]:
            page = map_page(
                case, self.kind.id, paper=options.paper, today=options.today, pages=max(total, 1), picture=picture
            )
            if self.kind.front != "wishes":
                return [page.drawing]
            from app.documents.wish_list import wish_story

            return [page.drawing, wish_story(case, options)]

        return parts

    def drawing(self, case: Case, options: Options) -> Drawing:
        """Return the map on one page."""
        picture = compose(case, self.kind.id, options=options.looks)
        return map_page(case, self.kind.id, paper=options.paper, today=options.today, picture=picture).drawing
