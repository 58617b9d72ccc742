"""Several papers after each other in one file, their pages numbered through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlab.platypus import Flowable

from app.documents.base import Attachment, Document, Options, Pages, Shape, Story
from app.documents.renumbering import renumbered
from app.drawing.ops import Drawing
from app.i18n import N_
from app.models.case import Case


class Joined(Document):
    """Chosen papers as one: what somebody prints, or saves as one file. Only a window makes it."""

    label = N_("Utskrift")
    shapes = frozenset[Shape]({"pages"})
    in_pack = False

    def __init__(self, papers: Sequence[Document]) -> None:
        """Take the papers in order; at least one."""
        self.papers = list(papers)

    @classmethod
    def made(cls) -> Sequence[Joined]:
        """Return none: which papers are wanted is only known to a window."""
        return []

    def title(self, case: Case) -> str:
        """Return the title of the one paper, else of all."""
        return self.papers[0].title(case)

    def told(self, case: Case, options: Options) -> str:
        """Return the first paper's words."""
        return self.papers[0].told(case, options)

    def attachments(self, case: Case, options: Options) -> Sequence[Attachment]:
        """Return the files that the one paper carries; several together carry none."""
        return self.papers[0].attachments(case, options) if len(self.papers) == 1 else ()

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the papers' parts in order."""
        if len(self.papers) == 1:
            return self.papers[0].pages(case, options)
        parts = [Part(paper, paper.pages(case, options)) for paper in self.papers]

        def made(total: int) -> Sequence[Drawing | Story]:
            number_pages(parts, total)
            return [each for part in parts for each in part.set(total)]

        return made


@dataclass(slots=True)
class Part:
    """A paper of several: the page it begins on, once it is known, and where each of its parts was set last."""

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
        return renumbered(part, self.places.get(number, number + 1), total) if total else replace(part, ops=())


def number_pages(papers: Sequence[Part], total: int) -> None:
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
