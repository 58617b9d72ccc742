"""A sheet on one page: title, the whole map, the legend, the foot. Page millimetres, y downwards.

The numbers in `MapPage.data` are those that the drawing is drawn from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from app.documents import page_fit, tiling
from app.documents.footing import consent_words, counts, kind_words
from app.documents.map_furniture import MARGIN, Furniture, furnish
from app.documents.map_words import map_in_words
from app.documents.paper_sizes import SIZES, TILED, page_size
from app.drawing.geometry import Point
from app.drawing.ops import Drawing, Group
from app.i18n import _, language
from app.kinds.options import PLAIN, Options
from app.kinds.palette import SHEET
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import SheetPicture, compose
from app.models.case import Case

__all__ = ["MARGIN", "PAPERS", "MapPage", "Wanted", "map_page", "picture_for"]

PAPERS = SIZES
SMALLEST_PT = 8.0
"""No word on a map is smaller than this where the paper is ours to choose."""
ON_THE_WALL_PT = 12.0
"""What is taped to a wall is as many sheets as let every word be this large, or as `tiling.MOST` gives."""
LARGER_TEXT = 1.35
"""How many times their size words may get before the next larger paper is taken."""
FURNITURE = {"a4": 0.92, "a3": 1.15, "a2": 1.6, "a1": 2.25, "a0": 3.2}
"""How large title, legend and foot are on each paper; no text is under 8 points."""
LARGEST = {"a4": 1.4, "a3": 1.4, "a2": 2.0, "a1": 2.8, "a0": 4.0}
"""How many times its size a small map may be blown up."""
STANDING_GAIN = 1.06
"""A page stands where the map gets this many times as large on it as on one that lies."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What else is wanted on the page: the legend, the notes; and whether roles stand for all names."""

    legend: bool = True
    notes: bool = True
    hidden: bool = False


EVERYTHING = Wanted()
_Sizes = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class MapPage:
    """A page: its drawing, the same in numbers (see `samkarta export --as layout`), its paper, the map's scale.

    ``sheets`` is how many sheets (across, down) it is cut into to be taped together. ``smallest`` is the size of
    the map's smallest words, in points.
    """

    drawing: Drawing
    numbers: Callable[[], dict[str, Any]]
    paper: str
    scale: float
    smallest: float
    sheets: tuple[int, int] = (1, 1)

    @property
    def data(self) -> dict[str, Any]:
        """The page in numbers, counted when they are asked for."""
        return self.numbers()


@dataclass(frozen=True, slots=True)
class _Texts:
    """What the page says round the map and instead of it."""

    heading: tuple[str, str]
    foot: tuple[str, str]
    told: str


def map_page(
    case: Case,
    kind: str,
    *,
    paper: str = "auto",
    today: date | None = None,
    page: int = 1,
    pages: int = 1,
    picture: SheetPicture | None = None,
    as_of: str = "",
    wanted: Wanted = EVERYTHING,
) -> MapPage:
    """Return a case's sheet of a kind on one page, always whole, lying or standing as serves it.

    ``paper`` is one of `paper_sizes.CHOICES`. ``auto`` is the smallest on which every word of the map is at least
    8 points; a paper that is asked for is kept. ``tiled-a4`` and ``tiled-a3`` give a poster that `tiling` cuts into
    sheets. ``page`` of ``pages`` stands in the foot. ``picture`` spares the layout where the sheet is composed
    already (see `picture_for`); ``as_of`` says in the foot of which time it is, where that is not now.
    Raises KeyError if there is no such kind of sheet or paper.
    """
    picture = picture or picture_for(case, kind, paper, wanted=wanted)
    day = today or date.today()
    numbering = "" if paper in TILED else _("Sida {page} av {pages}").format(page=page, pages=pages)
    foot = _foot_text(case, picture, day, as_of, hidden=wanted.hidden)
    heading = (picture.title, " · ".join(part for part in (picture.subtitle, _nothing_there(picture)) if part))
    texts = _Texts(heading, (foot, numbering), map_in_words(case, picture))
    if not wanted.legend:
        picture = replace(picture, legend=())
    if paper in TILED:
        return _tiled(picture, TILED[paper], texts)
    if paper != "auto":
        return _set(picture, paper, _sizes(paper), texts)
    tried = (_set(picture, each, _sizes(each), texts) for each in SIZES)
    return next(each for each in tried if each.smallest >= SMALLEST_PT or each.paper == "a0")


def picture_for(
    case: Case, kind: str, paper: str = "auto", *, looks: Options = PLAIN, wanted: Wanted = EVERYTHING
) -> SheetPicture:
    """Return the sheet composed for a paper: with larger words, where that keeps them at least 8 points on it."""
    picture = _composed(case, kind, looks, wanted)
    if paper in TILED or paper not in ("auto", "a4", "a3"):
        return picture
    texts = _Texts((picture.title, picture.subtitle), ("Samkarta", ""), "")
    for each in ("a4", "a3") if paper == "auto" else (paper,):
        small = _set(picture, each, _sizes(each), texts).smallest
        if small >= SMALLEST_PT:
            return picture
        if small * LARGER_TEXT < SMALLEST_PT:
            continue
        for text in (1.08, 1.15, 1.25, LARGER_TEXT):
            if small * text < SMALLEST_PT:
                continue
            larger = _composed(case, kind, replace(looks, text=looks.text * text), wanted)
            if _set(larger, each, _sizes(each), texts).smallest >= SMALLEST_PT:
                return larger
    return picture


def _composed(case: Case, kind: str, looks: Options, wanted: Wanted) -> SheetPicture:
    picture = compose(case, kind, options=looks)
    return picture if wanted.notes else replace(picture, notes={})


def _nothing_there(picture: SheetPicture) -> str:
    """Return that nobody stands round the child yet; empty where somebody does."""
    if len(picture.figures) > 1:
        return ""
    asked = sheet_kinds()[picture.kind].front == "wishes"
    return _("Inga önskemål är ställda ännu.") if asked else _("Ingen står runt barnet ännu.")


def _sizes(paper: str) -> _Sizes:
    """Return a paper's size lying down and standing."""
    return page_size(paper), page_size(paper, standing=True)


def _foot_text(case: Case, picture: SheetPicture, day: date, as_of: str, *, hidden: bool) -> str:
    wishes = [case.wishes[key] for key in picture.ties if key in case.wishes and not picture.quiet]
    figures = sum(key in case.figures for key in picture.figures)
    blocked = sum(wish.status == "blocked" for wish in wishes)
    parts = [
        "Samkarta",
        as_of,
        counts(case, figures, None if picture.quiet else len(wishes), blocked),
        *kind_words(case, hidden=hidden),
        consent_words(case, day),
        _("utskriven {day}").format(day=day.isoformat()),
    ]
    return " · ".join(part for part in parts if part)


def _tiled(picture: SheetPicture, sheet: str, texts: _Texts) -> MapPage:
    """Set the map on as many sheets as let its words be read from the wall."""
    for number in range(2, tiling.MOST + 1):
        lying, standing = (tiling.Grid(number, number, size).size for size in _sizes(sheet))
        page = _set(picture, _like(lying), (lying, standing), texts)
        if page.smallest >= ON_THE_WALL_PT:
            break
    return replace(page, paper=sheet, sheets=(number, number))


def _like(size: tuple[float, float]) -> str:
    """Return the paper that is nearest in size, whose furniture suits."""
    return min(SIZES, key=lambda paper: abs(SIZES[paper][0] - size[0]))


def _set(picture: SheetPicture, paper: str, sizes: _Sizes, texts: _Texts) -> MapPage:
    """Put the map on a paper, lying or standing, the way it gets largest."""
    lying, standing = (_placed(picture, paper, size, texts) for size in sizes)
    return standing if standing.scale > lying.scale * STANDING_GAIN else lying


def _placed(picture: SheetPicture, paper: str, size: tuple[float, float], texts: _Texts) -> MapPage:
    """Put title, foot and legend at the page's edges and the map in what is left."""
    around = furnish(size, FURNITURE[paper], texts.heading, texts.foot, picture.legend)
    scale, *at = page_fit.fit(picture, around.free, around.title.grown(3.0), LARGEST[paper])
    place = (at[0], at[1])
    drawing = _drawn(picture, size, around, (scale, place), texts)
    written = [label.moved(*note.place) for note in picture.notes.values() for label in note.labels]
    said = [rect.scaled(scale).moved(*place) for rect in (*picture.headings, *written)]
    numbers = partial(page_fit.numbers, picture, size, scale, place, [*around.boxes(), *said])
    return MapPage(drawing, numbers, paper, scale, page_fit.smallest_words(picture) * scale)


def _drawn(
    picture: SheetPicture, size: tuple[float, float], around: Furniture, fitted: tuple[float, Point], texts: _Texts
) -> Drawing:
    scale, (dx, dy) = fitted
    sheet = Group(picture.ops(), dx, dy, scale)
    words = (around.titles.group(), around.under.group(), sheet, around.signs, around.keys.group(), around.foot.group())
    heading = " – ".join(part for part in texts.heading if part)
    return Drawing(*size, words, heading, language(), SHEET, texts.told)
