"""What a paper answers. A paper is one file in this folder, found by scan; formats take the shapes it has.

The shapes: ``pages`` (drawings and flowing text, for PDF), ``drawing`` (one sheet, for pictures), ``table``
(rows of text), ``text`` (pages that only flow, for word processors), ``graph`` (figures and ties, for programs that
draw networks), ``data`` (numbers and texts for programs), ``events`` (days and times, for a calendar) and ``case``
(the case itself).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from app.drawing.ops import Drawing
from app.kinds.options import PLAIN
from app.kinds.options import Options as Looks
from app.kinds.registry import classes_in
from app.models.case import Case

if TYPE_CHECKING:
    import networkx as nx

Shape = Literal["pages", "drawing", "table", "text", "graph", "data", "events", "case"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a paper is wanted: ``paper`` is one of `paper_sizes.CHOICES`; ``sheet`` a sheet's name on the command line.

    ``looks`` is how maps are looked at: with genogram symbols, with households. ``attach`` is False for a PDF that
    carries no files inside, as an archive may want it. ``letterhead`` is False for a paper inside another, which has
    the letterhead already. ``legend`` and ``notes`` are what stands on maps beside the map itself. ``grey`` paints
    PDFs without colours. ``hidden`` is whether roles stand for all names in the case that the paper is made of: the
    paper then says so. ``dpi`` and ``transparent`` are for pictures: dots an inch, and no ground behind the drawing.
    """

    paper: str = "auto"
    sheet: str | None = None
    today: date | None = None
    looks: Looks = PLAIN
    attach: bool = True
    letterhead: bool = True
    legend: bool = True
    notes: bool = True
    grey: bool = False
    hidden: bool = False
    dpi: int = 200
    transparent: bool = False

    @property
    def day(self) -> date:
        """The date that the paper carries."""
        return self.today or date.today()


@dataclass(frozen=True, slots=True)
class Story:
    """Flowing text on pages of ``size`` (width, height in mm); ``foot`` stands on each beside the page number.

    The pages are printed ``scale`` times as large as they are set.
    """

    flowables: Sequence[Any]
    size: tuple[float, float]
    foot: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF: its name, its bytes, its media type, and in ``words`` (translated) what it is.

    ``relation`` is PDF/A-3's: what the paper was made from (Source), figures that it shows (Data), the same in
    another form (Alternative), or something more (Supplement).
    """

    name: str
    data: bytes
    media_type: str
    relation: Literal["Source", "Data", "Alternative", "Supplement"]
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar: a day, or from a time to another, in local time. ``uid`` is the same for ever."""

    uid: str
    day: date
    words: str
    start: time | None = None
    end: time | None = None
    remind: bool = False


Pages = Callable[[int], Sequence[Drawing | Story]]
"""Gives the parts of a paper, made anew, for the number of pages there are in all (0 while they are counted)."""


class Document:
    """One paper. ``shapes`` says which of the methods it has an answer to.

    ``in_pack`` is whether it belongs in the pack of the whole case; a letter does not. ``posters`` is whether it can
    be set on more than A4 and A3.
    """

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""  # Swedish msgid
    order: ClassVar[int] = 100
    shapes: ClassVar[frozenset[Shape]] = frozenset()
    in_pack: ClassVar[bool] = True
    posters: ClassVar[bool] = False

    @classmethod
    def made(cls) -> Sequence[Self]:
        """Return the papers that this class makes: itself, where it does not say otherwise."""
        return [cls()] if cls.id else []

    def title(self, case: Case) -> str:
        """Return the title that the file carries in its properties."""
        raise NotImplementedError

    def pages(self, case: Case, options: Options) -> Pages:
        """Return what gives the parts in order."""
        raise NotImplementedError

    def drawing(self, case: Case, options: Options) -> Drawing:
        """Return the paper as one sheet."""
        raise NotImplementedError

    def attachments(self, case: Case, options: Options) -> Sequence[Attachment]:
        """Return the files that the PDF carries inside; none where the paper does not say otherwise."""
        return ()

    def smallest_words(self, case: Case, options: Options) -> float | None:
        """Return the size of the smallest words, in points; None where no paper makes words smaller."""
        return None

    def told(self, case: Case, options: Options) -> str:
        """Return the paper's drawing in words, for those who hear it; a drawing's own ``told`` goes before this."""
        return self.title(case)

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return the paper as rows of text, headings first."""
        raise NotImplementedError

    def graph(self, case: Case, options: Options) -> nx.MultiDiGraph[str]:
        """Return the paper as figures and ties, with plain values as their attributes."""
        raise NotImplementedError

    def data(self, case: Case, options: Options) -> Mapping[str, Any]:
        """Return the paper as JSON-able data."""
        raise NotImplementedError

    def events(self, case: Case, options: Options) -> Sequence[Event]:
        """Return the paper as entries of a calendar."""
        raise NotImplementedError


@cache
def documents() -> Mapping[str, Document]:
    """Return the papers by id, in menu order: every subclass of `Document` in this folder's modules."""
    from app import documents as package

    found = {paper.id: paper for each in classes_in(package, Document) for paper in each.made()}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
