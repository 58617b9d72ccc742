"""The maps as papers: one for each sheet kind. A map where wishes stand in front is followed by their list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Self

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.map_page import MapPage, Wanted, map_page, picture_for
from app.documents.paper_sizes import page_size
from app.documents.withheld import withheld
from app.drawing.ops import Drawing
from app.i18n import _
from app.kinds.base import SheetKind
from app.kinds.registry import sheet_kinds
from app.models.case import Case

if TYPE_CHECKING:
    import networkx as nx


class MapPaper(Document):
    """One kind of sheet on paper. It is made of the case without what must never leave the program."""

    shapes = frozenset[Shape]({"pages", "drawing", "graph"})
    posters = True

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
        return f"{_(self.kind.label)} – {case.info.number or case.info.title}"

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the map, whole on one page or on sheets to tape together, and after a map of wishes their list."""
        said = withheld(case)
        make = self._maker(said, options)

        def parts(total: int) -> Sequence[Drawing | Story]:
            found: list[Drawing | Story] = [*on_paper(make(max(total, 1)), total)]
            if self.kind.front == "wishes":
                from app.documents.wish_list import wish_story

                found.append(wish_story(said, options))
            return found

        return parts

    def drawing(self, case: Case, options: Options) -> Drawing:
        """Return the map as one picture."""
        return self.page(case, options).drawing

    def page(self, case: Case, options: Options) -> MapPage:
        """Return the map on its page, before it is cut into sheets."""
        return self._maker(withheld(case), options)(1)

    def smallest_words(self, case: Case, options: Options) -> float | None:
        """Return the size of the map's smallest words."""
        return self.page(case, options).smallest

    def graph(self, case: Case, options: Options) -> nx.MultiDiGraph[str]:
        """Return who and what stands on the map, and where."""
        from app.documents.map_graph import map_graph

        said = withheld(case)
        return map_graph(said, picture_for(said, self.kind.id, "a0", looks=options.looks))

    def _maker(self, case: Case, options: Options) -> Callable[[int], MapPage]:
        wanted = Wanted(options.legend, options.notes, options.hidden)
        picture = picture_for(case, self.kind.id, options.paper, looks=options.looks, wanted=wanted)

        @cache
        def make(pages: int) -> MapPage:
            return map_page(
                case,
                self.kind.id,
                paper=options.paper,
                today=options.today,
                pages=pages,
                picture=picture,
                wanted=wanted,
            )

        return make


def on_paper(page: MapPage, total: int = 0) -> Sequence[Drawing]:
    """Return a map's page as it is printed: itself, or the sheets of a poster."""
    if page.sheets == (1, 1):
        return [page.drawing]
    from app.documents.tiling import Grid, tiles

    standing = page.drawing.height > page.drawing.width
    return tiles(page.drawing, Grid(*page.sheets, page_size(page.paper, standing=standing)), pages=total)
