"""A sheet as a picture: every figure, relation and wish with its place and its drawing.

Millimetres with the child's middle at (0, 0). The canvas shows it item by item, a map page as a whole: both from
the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.drawing.geometry import Point, Rect, near
from app.drawing.layout import BodyBox, Layout, LayoutRequest
from app.drawing.ops import Group, Op
from app.i18n import _
from app.kinds.base import Look, SheetKind
from app.kinds.distance import ring_words
from app.kinds.figure_picture import FigurePicture, draw_body, picture_figure
from app.kinds.ground import background, heading_area
from app.kinds.households import household_loops
from app.kinds.legend import LegendEntry, latest_present, legend
from app.kinds.notes import NotePicture, boxes, picture_notes
from app.kinds.options import PLAIN, Options
from app.kinds.palette import sector_look
from app.kinds.registry import figure_kinds, sheet_kinds
from app.kinds.tie_picture import TiePicture, picture_tie, tie_line
from app.kinds.words import nature
from app.models.case import Case
from app.models.records import Figure, Relation, Sheet, Wish
from app.models.records import Group as Sector

__all__ = ["FigurePicture", "LegendEntry", "SheetPicture", "TiePicture", "compose", "icon", "recompose", "redraw"]

Tie = Relation | Wish


ASPECT = 1.62
"""Width to height of a sheet: that of the free part of a landscape page, so that screen and paper agree."""


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A whole sheet. Paint ``background``, the ties' ``ops``, the notes, the figures, then the ties' ``front``.

    Ties stand in the order they are painted; ``headings`` are the boxes of the areas' headings.
    """

    kind: str
    title: str
    subtitle: str
    bounds: Rect
    background: tuple[Op, ...]
    figures: Mapping[str, FigurePicture]
    ties: Mapping[str, TiePicture]
    notes: Mapping[str, NotePicture]
    headings: tuple[Rect, ...]
    legend: tuple[LegendEntry, ...]
    layout: Layout
    request: LayoutRequest
    options: Options = PLAIN
    nature: str = ""  # what kind of case it is, where that must be said
    ground: tuple[Op, ...] = ()  # the background without what moves with the figures
    quiet: bool = False  # lines are only shown of what is selected: not in `ops`

    def ops(self) -> tuple[Op, ...]:
        """Return the sheet in painting order, each figure and tie a group with its id and what it says."""
        figures = (Group(f.ops, *f.place, id=f.id, alt=f.alt) for f in self.figures.values())
        ties = () if self.quiet else tuple(self.ties.values())
        lines = (Group(t.ops, id=t.id, alt=t.alt) for t in ties)
        fronts = (Group(t.front, id=t.id) for t in ties if t.front)
        notes = (note.group() for note in self.notes.values())
        return (*self.background, *lines, *notes, *figures, *fronts)


class Pencil:
    """Draws figures and ties, each anew."""

    def figure(
        self, case: Case, figure: Figure, place: Point, present: frozenset[str], options: Options
    ) -> FigurePicture:
        """Return a figure's picture, as `picture_figure`."""
        return picture_figure(case, figure, place, present, options)

    def tie(
        self, case: Case, tie: Tie, number: int, sheet_kind: SheetKind, layout: Layout, options: Options
    ) -> TiePicture:
        """Return a tie's picture, as `picture_tie`."""
        return picture_tie(case, tie, number, sheet_kind, layout, options)


_ANEW = Pencil()


def compose(case: Case, kind: str, *, aspect: float = ASPECT, options: Options = PLAIN) -> SheetPicture:
    """Lay out and draw a case's sheet of a kind, about ``aspect`` times as wide as high.

    Raises KeyError if there is no such kind. Pure: the same case gives the same picture.
    """
    from app.drawing.arrange import arrange

    sheet_kind = sheet_kinds()[kind]
    request = _request(case, sheet_kind, aspect, options)
    return _drawn(case, sheet_kind, request, arrange(request), options, None)


def recompose(case: Case, picture: SheetPicture, moved: Mapping[str, Point]) -> SheetPicture:
    """Return the picture while figures are dragged to ``moved``: only they and their lines are drawn anew.

    The case is the one that ``picture`` was composed from. Households' loops follow when the figures are let go.
    """
    from app.drawing.arrange import reroute

    layout = reroute(picture.request, picture.layout, moved)
    sheet_kind = sheet_kinds()[picture.kind]
    return _drawn(case, sheet_kind, picture.request, layout, picture.options, picture, dragging=True)


def settled(case: Case, picture: SheetPicture, moved: Mapping[str, Point]) -> SheetPicture:
    """Return the picture after figures were dropped at ``moved``: `recompose` with the care that a drop allows."""
    from app.drawing.arrange import settle

    layout = settle(picture.request, picture.layout, moved)
    return _drawn(case, sheet_kinds()[picture.kind], picture.request, layout, picture.options, picture)


def redraw(case: Case, picture: SheetPicture) -> SheetPicture | None:
    """Return the case's sheet drawn anew with everything standing where ``picture`` has it, ties gone left out.

    None if it must be laid out anew: someone or some line has come, a box has changed its size, or somebody
    stands elsewhere.
    """
    sheet_kind = sheet_kinds()[picture.kind]
    request = _request(case, sheet_kind, picture.request.aspect, picture.options)
    before, layout = picture.request, picture.layout
    kept = {tie.id for tie in request.ties}
    if request.areas != before.areas or request.ties != tuple(tie for tie in before.ties if tie.id in kept):
        return None
    if len(request.bodies) != len(before.bodies) or request.obstacles != before.obstacles:
        return None
    for body, old in zip(request.bodies, before.bodies, strict=True):
        stands = body.place == old.place or body.place == layout.places.get(body.id)
        if replace(body, place=None) != replace(old, place=None) or not stands:
            return None
    layout = replace(
        layout,
        lines={key: line for key, line in layout.lines.items() if key in kept},
        chips={key: chip for key, chip in layout.chips.items() if key in kept},
        labels={key: box for key, box in layout.labels.items() if key in kept},
    )
    return _drawn(case, sheet_kind, request, layout, picture.options, None)


def standing(case: Case, kind: str, *, aspect: float = ASPECT, options: Options = PLAIN) -> LayoutRequest:
    """Return what stands on a case's sheet of a kind, with sizes. Raises KeyError if there is no such kind."""
    return _request(case, sheet_kinds()[kind], aspect, options)


def laid_out(
    case: Case,
    kind: str,
    request: LayoutRequest,
    layout: Layout,
    options: Options = PLAIN,
    before: SheetPicture | None = None,
    pencil: Pencil = _ANEW,
) -> SheetPicture:
    """Draw what ``standing`` found where ``layout``, which knows all of it, says.

    With ``before``, a picture of the very same case, only what stands elsewhere is drawn anew. ``pencil`` draws the
    figures and ties, for one who keeps those that are drawn already.
    """
    return _drawn(case, sheet_kinds()[kind], request, layout, options, before, pencil=pencil)


def icon(figure_kind: str, sector: str) -> tuple[Op, ...]:
    """Return a plain figure of a kind in a sector's colours, centred on (0, 0), for palettes.

    Raises KeyError if there is no such kind.
    """
    kind = figure_kinds()[figure_kind]
    figure = Figure(id="icon", label=_(kind.label), kind=figure_kind, group="icon")
    return draw_body(kind, figure, sector_look(sector))[0]


def _request(case: Case, sheet_kind: SheetKind, aspect: float, options: Options) -> LayoutRequest:
    """Return everything on the sheet with its size, the front family's lines first."""
    sheet = case.sheet_of_kind(sheet_kind.id)
    keys = _who(case, sheet_kind, sheet)
    places = sheet.places if sheet is not None else {}
    bodies = []
    for key in keys:
        figure = sheet_kind.shown_as(case, case.figures[key])
        picture = picture_figure(case, figure, (0.0, 0.0), frozenset(), options)
        place = (0.0, 0.0) if key == case.child else places.get(key)
        put = near(place) if place is not None else None
        bodies.append(BodyBox(key, figure.group, figure.ring, picture.body, picture.labels, put))
    used = (
        set(case.groups) if sheet_kind.empty_areas else {case.figures[key].group for key in keys if key != case.child}
    )
    areas = tuple(heading_area(group) for group in _ordered_groups(case) if group.id in used)
    numbers = {key: number for number, key in enumerate(case.wishes, 1)}
    front_first = sorted(_ties(case, sheet_kind, set(keys)), key=lambda tie: _family(tie) != sheet_kind.front)
    ties = tuple(tie_line(tie, numbers.get(tie.id, 0), sheet_kind, options) for tie in front_first)
    return LayoutRequest(case.child, tuple(bodies), areas, ties, aspect, boxes(picture_notes(sheet, options)))


def _who(case: Case, sheet_kind: SheetKind, sheet: Sheet | None) -> list[str]:
    """Return who stands on the sheet, each once; the child always does."""
    chosen = dict.fromkeys(sheet_kind.figures(case, sheet))
    return list(chosen if case.child in chosen else {case.child: None, **chosen})


def _ordered_groups(case: Case) -> list[Sector]:
    """Return the groups in their order round the child: by ``order`` where given, else as in the file."""
    groups = list(case.groups.values())
    return sorted(groups, key=lambda group: (group.order is None, group.order or 0))


def _ties(case: Case, sheet_kind: SheetKind, shown: set[str]) -> list[Tie]:
    """Return every relation and wish between figures of the sheet, in painting order: the front family last."""
    relations: list[Tie] = [r for r in case.relations.values() if r.from_ in shown and r.to in shown]
    wishes: list[Tie] = [w for w in case.wishes.values() if w.from_ in shown and w.to in shown]
    return wishes + relations if sheet_kind.front == "relations" else relations + wishes


def _family(tie: Tie) -> str:
    return "wishes" if isinstance(tie, Wish) else "relations"


def _drawn(
    case: Case,
    sheet_kind: SheetKind,
    request: LayoutRequest,
    layout: Layout,
    options: Options,
    before: SheetPicture | None,
    *,
    dragging: bool = False,
    pencil: Pencil = _ANEW,
) -> SheetPicture:
    """Draw a laid-out sheet; what stands as ``before`` is taken from there, while ``dragging`` the loops too."""
    sheet = case.sheet_of_kind(sheet_kind.id)
    figures = _stood(case, sheet_kind, request, layout, options, before, pencil)
    numbers = {key: number for number, key in enumerate(case.wishes, 1)}
    drawn = _ties(case, sheet_kind, set(figures))
    ties: dict[str, TiePicture] = {}
    for tie in drawn:
        old_tie = before.ties[tie.id] if before is not None and _stands(before.layout, layout, tie.id) else None
        ties[tie.id] = old_tie or pencil.tie(case, tie, numbers.get(tie.id, 0), sheet_kind, layout, options)
    look = Look(emphasis=sheet_kind.front == "relations")
    told = () if sheet_kind.quiet else drawn
    ground = _ground(case, sheet_kind, request, layout, before)
    if before is not None and dragging:
        loops = before.background[len(before.ground) :]
    else:
        loops = _loops(case, figures, layout, options)
    return SheetPicture(
        kind=sheet_kind.id,
        title=_title(sheet_kind, sheet),
        subtitle=_subtitle(case, sheet),
        nature=nature(case),
        bounds=layout.bounds,
        background=(*ground, *loops),
        ground=ground,
        figures=figures,
        ties=ties,
        notes=before.notes if before is not None else picture_notes(sheet, options),
        headings=tuple(shape.heading for shape in layout.areas),
        legend=before.legend if before is not None else legend(case, figures, told, look, options),
        layout=layout,
        request=request,
        options=options,
        quiet=sheet_kind.quiet,
    )


def _stood(
    case: Case,
    sheet_kind: SheetKind,
    request: LayoutRequest,
    layout: Layout,
    options: Options,
    before: SheetPicture | None,
    pencil: Pencil,
) -> dict[str, FigurePicture]:
    """Return the figures where they stand, taken from ``before`` where there is such a picture."""
    if before is not None:
        return {body.id: _at(before.figures[body.id], layout.places[body.id]) for body in request.bodies}
    present = latest_present(case)
    return {
        key: pencil.figure(case, sheet_kind.shown_as(case, case.figures[key]), layout.places[key], present, options)
        for key in (body.id for body in request.bodies)
    }


def _ground(
    case: Case, sheet_kind: SheetKind, request: LayoutRequest, layout: Layout, before: SheetPicture | None
) -> tuple[Op, ...]:
    """Return areas, rings and the rings' words, as they were while areas and rings are the same."""
    if before is not None and (before.layout.areas, before.layout.rings) == (layout.areas, layout.rings):
        return before.ground
    return (*background(case, layout), *ring_words(sheet_kind.ring_names, request, layout))


def _loops(case: Case, figures: Mapping[str, FigurePicture], layout: Layout, options: Options) -> tuple[Op, ...]:
    """Return the loops round the households, if they are to be shown."""
    if not options.households:
        return ()
    chips = [box for box, _size in layout.chips.values()]
    headings = [shape.heading for shape in layout.areas]
    return household_loops(case, figures, [*chips, *layout.labels.values(), *headings])


def _at(figure: FigurePicture, place: Point) -> FigurePicture:
    return figure if figure.place == place else replace(figure, place=place)


def _stands(before: Layout, after: Layout, tie: str) -> bool:
    """Return whether a tie's line, chip and words are where they were."""
    return (
        before.lines[tie] == after.lines[tie]
        and before.chips.get(tie) == after.chips.get(tie)
        and before.labels.get(tie) == after.labels.get(tie)
    )


def _title(sheet_kind: SheetKind, sheet: Sheet | None) -> str:
    return sheet.title if sheet is not None and sheet.title else _(sheet_kind.label)


def _subtitle(case: Case, sheet: Sheet | None) -> str:
    """Return case number (or title, where there is none) and the day that the sheet shows."""
    parts = [case.info.number or case.info.title]
    days = [meeting.date for meeting in case.meetings.values()]
    day = (sheet.made_on if sheet is not None else None) or (max(days) if days else case.info.opened_on)
    if day is not None:
        parts.append(day.isoformat())
    return " · ".join(parts)
