"""One figure's picture: its kind's drawing in its state, its signs, its label. Millimetres from its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.drawing.geometry import Point, Rect
from app.drawing.ops import Ellipse, Group, Op, Style
from app.kinds.base import FigureKind, Look
from app.kinds.figure_states import STOREY, badges, in_state, tower
from app.kinds.labels import GAP, draw_label, label_lines
from app.kinds.options import PLAIN, Options
from app.kinds.palette import INK, PAPER, child_look, sector_look
from app.kinds.registry import figure_kinds
from app.kinds.words import figure_alt
from app.models.case import Case
from app.models.records import Figure

CHILD_RADIUS = 12.5
CHILD_SCALE = 1.32


@dataclass(frozen=True, slots=True)
class FigurePicture:
    """A figure on a sheet; ``body``, ``labels`` and ``ops`` are relative to ``place``, ops with the label's words."""

    id: str
    place: Point
    body: Rect
    labels: tuple[Rect, ...]
    ops: tuple[Op, ...]
    alt: str


def kind_of(figure: Figure) -> FigureKind:
    """Return the figure's kind; one that is not installed looks like the first, a person."""
    kinds = figure_kinds()
    return kinds.get(figure.kind) or next(iter(kinds.values()))


def figure_look(case: Case, figure: Figure, present: frozenset[str]) -> Look:
    """Return the look of a figure in its case; ``present`` are those of the latest meeting."""
    look = child_look() if figure.id == case.child else sector_look(case.groups[figure.group].sector)
    return replace(look, is_present=figure.id in present, is_coordinator=case.info.coordinator == figure.id)


def picture_figure(
    case: Case, figure: Figure, place: Point, present: frozenset[str], options: Options = PLAIN
) -> FigurePicture:
    """Return a figure's picture at a place."""
    look, kind = figure_look(case, figure, present), kind_of(figure)
    ops, body = draw_body(kind, figure, look, options)
    label, boxes = draw_label(label_lines(figure, is_child=look.is_child, options=options), body.bottom + GAP)
    return FigurePicture(figure.id, place, body, boxes, (*ops, *label), figure_alt(case, figure))


def draw_body(kind: FigureKind, figure: Figure, look: Look, options: Options = PLAIN) -> tuple[tuple[Op, ...], Rect]:
    """Return the body with its signs, and its box. Who has influence stands on its tower.

    The child stands on a white disc with a dark edge.
    """
    symbol = kind.symbol(figure, look) if options.genogram else None
    drawn = kind.draw(figure, look) if symbol is None else symbol
    ops: Sequence[Op] = (*in_state(drawn, figure, look), *badges(figure, look, crossed=symbol is None))
    storeys = figure.influence or 0
    if look.is_child:
        return _on_the_disc(ops, look, storeys)
    width, height = kind.size
    box = Rect(-width / 2, -height / 2, width, height)
    if not storeys:
        return tuple(ops), box
    foot = Group(tower(look.line, storeys), dy=box.bottom)
    return (foot, *ops), Rect(box.x, box.y, width, height + storeys * STOREY)


def _on_the_disc(ops: Sequence[Op], look: Look, storeys: int) -> tuple[tuple[Op, ...], Rect]:
    disc = Ellipse(0, 0, CHILD_RADIUS - 0.4, CHILD_RADIUS - 0.4, Style(fill=PAPER, stroke=INK, width=0.8))
    foot = Group(tower(look.line, storeys, half=3.0, storey=1.0), dy=8.3)
    r = CHILD_RADIUS
    return (disc, foot, Group(tuple(ops), scale=CHILD_SCALE)), Rect(-r, -r, 2 * r, 2 * r)
