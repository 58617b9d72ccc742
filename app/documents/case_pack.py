"""The whole case in one PDF: a page of contents, then every paper that belongs in it, with the case's data inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.platypus import Flowable

from app.documents.base import Attachment, Document, Options, Pages, Shape, Story, documents
from app.documents.flowing import FlowingPaper, Setting, opening
from app.documents.paper_style import paragraph, stacked
from app.documents.paper_table import Row, section
from app.documents.renumbering import renumbered
from app.drawing.ops import Drawing
from app.i18n import N_, _
from app.models import casefile
from app.models.case import Case


class CasePack(FlowingPaper):
    """Every paper after each other."""

    id = "case-pack"
    label = N_("Hela ärendet")
    order = 90
    shapes = frozenset[Shape]({"pages"})
    in_pack = False

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the contents and then the papers; their pages are known when they have been set once."""
        setting = self.setting(case, options)
        inside = replace(options, letterhead=False)
        papers = [_Part(paper, paper.pages(setting.case, inside)) for paper in in_the_pack()]

        def parts(total: int) -> Sequence[Drawing | Story]:
            _number(papers, total)
            contents = Story(self._contents(setting, papers), setting.size, self.foot(setting))
            found: list[Drawing | Story] = [contents]
            for part in papers:
                found += part.set(total)
            return found

        return parts

    def attachments(self, case: Case, options: Options) -> Sequence[Attachment]:
        """Return the case as a case file, without what must never leave the program."""
        told = self.setting(case, options).case
        data = casefile.dump(told, "json").encode()
        return [Attachment("arende.json", data, "application/json", "Source", _("Ärendet som data (samkarta.case/1)"))]

    @staticmethod
    def _contents(setting: Setting, papers: Sequence[_Part]) -> list[Any]:
        rows = [
            Row([stacked((_(part.paper.label), "cell")), stacked((str(part.page) if part.page else "–", "cell"))])
            for part in papers
        ]
        title = [paragraph(_("Innehåll"), "heading")]
        return [
            *opening(setting, _(CasePack.label)),
            *stacked((setting.says("intro"), "body")),
            *section(title, (_("Dokument"), _("Sida")), rows, setting.widths(150, 32)),
        ]


def in_the_pack() -> list[Document]:
    """Return the papers that belong in the pack, in menu order: all that have pages, but letters."""
    return [paper for paper in documents().values() if "pages" in paper.shapes and paper.in_pack]


@dataclass(slots=True)
class _Part:
    """A paper of the pack: the page it begins on, once it is known, and where each of its parts was set last."""

    paper: Document
    pages: Pages
    flows: list[bool] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)

    @property
    def page(self) -> int | None:
        """The page that it begins on; None while the pages are counted."""
        return self.places.get(0)

    def set(self, total: int) -> list[Drawing | Story]:
        """Return its parts: each that flows with a mark that tells which page it begins on, drawings renumbered.

        While the pages are counted drawings are blank: painting them takes longest.
        """
        found = self.pages(total)
        self.flows = [isinstance(part, Story) for part in found]
        return [self._set(part, number, total) for number, part in enumerate(found)]

    def _set(self, part: Drawing | Story, number: int, total: int) -> Drawing | Story:
        if isinstance(part, Story):
            return replace(part, flowables=[_Here(self.places, number), *part.flowables])
        return renumbered(part, self.places[number], total) if total else replace(part, ops=())


def _number(papers: Sequence[_Part], total: int) -> None:
    """Find out which pages the drawings stand on: each takes one, before what begins next.

    What flows has told where it begins when it was set. Nothing is done while the pages are counted.
    """
    following = total + 1
    for part in reversed(papers) if total else ():
        for number in range(len(part.flows) - 1, -1, -1):
            if not part.flows[number]:
                part.places[number] = following - 1
            following = part.places[number]


class _Here(Flowable):
    """A mark without size that writes down which page it came to stand on."""

    _ZEROSIZE = 1

    def __init__(self, places: dict[int, int], number: int) -> None:
        super().__init__()
        self._places, self._number = places, number

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return that it takes no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Write the page down."""
        self._places[self._number] = self.canv.getPageNumber()
