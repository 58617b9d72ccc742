"""The layout of a sheet in numbers: the boxes and lines that its PDF is drawn from, in page millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.documents.base import Document, Options, Shape
from app.documents.map_page import map_page
from app.documents.withheld import withheld
from app.i18n import N_
from app.kinds.registry import sheet_kinds
from app.models.case import Case


class LayoutPaper(Document):
    """Where everything on a sheet stands."""

    id = "layout"
    label = N_("Kartans mått")
    order = 900
    shapes = frozenset[Shape]({"data"})

    def title(self, case: Case) -> str:
        """Return the case's title."""
        return case.info.title

    def data(self, case: Case, options: Options) -> Mapping[str, Any]:
        """Return the numbers of the sheet named by ``options.sheet``. Raises KeyError if there is no such sheet."""
        kinds = {kind.command: kind.id for kind in sheet_kinds().values()}
        wanted = options.sheet or "collaboration-map"
        page = map_page(withheld(case), kinds[wanted], paper=options.paper, today=options.today)
        return {**page.data, "sheet": wanted}
