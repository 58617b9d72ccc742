"""One relation's or wish's picture: its line, its chip, its words. Millimetres on the sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from app.drawing import fonts
from app.drawing.geometry import Point, Rect
from app.drawing.layout import Layout, TieLine
from app.drawing.ops import Group, Op, Text
from app.i18n import _
from app.kinds.base import Look, SheetKind, TieKind
from app.kinds.chips import Chip, chips
from app.kinds.options import PLAIN, Options
from app.kinds.palette import PAPER, SOFT_INK
from app.kinds.registry import tie_kinds
from app.kinds.words import relation_alt, wish_alt
from app.models.case import Case
from app.models.records import Relation, Wish

WORDS_PT = 8.0
WORDS_WIDTH = 48.0


@dataclass(frozen=True, slots=True)
class TiePicture:
    """A tie on a sheet: ``ops`` is its line, ``front`` its chip and words, painted above the figures."""

    id: str
    family: Literal["relations", "wishes"]
    from_: str
    to: str
    line: tuple[Point, ...]
    chips: tuple[Rect, ...]
    labels: tuple[Rect, ...]
    ops: tuple[Op, ...]
    front: tuple[Op, ...]
    alt: str


def tie_kind(tie: Relation | Wish) -> TieKind:
    """Return a tie's kind; a quality that is not installed is drawn as the first of the qualities."""
    kinds = tie_kinds()
    wanted = tie.quality if isinstance(tie, Relation) else "wish"
    return kinds.get(wanted) or next(kind for kind in kinds.values() if kind.family == "relations")


def tie_line(tie: Relation | Wish, number: int, sheet_kind: SheetKind, options: Options = PLAIN) -> TieLine:
    """Return a tie as a line to lay out: a wish with the chips it may have, a relation in front with its words."""
    width = tie_kind(tie).width
    if isinstance(tie, Wish):
        sizes = tuple((chip.width, chip.height) for chip in _chips(tie, number, sheet_kind, options))
        return TieLine(tie.id, tie.from_, tie.to, width, sizes)
    words, points = _words(tie, options) if sheet_kind.front == "relations" else "", options.points(WORDS_PT)
    size = None
    if words:
        size = (fonts.measure(words, points), fonts.ascent(points) + fonts.descent(points))
    return TieLine(tie.id, tie.from_, tie.to, width, label=size)


def picture_tie(
    case: Case, tie: Relation | Wish, number: int, sheet_kind: SheetKind, layout: Layout, options: Options = PLAIN
) -> TiePicture:
    """Return a tie's picture where the layout has put it."""
    line = layout.lines[tie.id]
    if isinstance(tie, Wish):
        return _picture_wish(case, tie, number, sheet_kind, layout, options)
    kind = tie_kind(tie)
    look = Look(emphasis=sheet_kind.front == "relations")
    box = layout.labels.get(tie.id)
    words: tuple[Op, ...] = ()
    if box is not None:
        points = options.points(WORDS_PT)
        baseline = box.y + fonts.ascent(points)
        words = (Text(box.x, baseline, _words(tie, options), points, "regular", SOFT_INK, halo=PAPER),)
    boxes = (box,) if box is not None else ()
    ops = tuple(kind.draw(tie, line, look))
    alt = relation_alt(case, tie, _(kind.label))
    return TiePicture(tie.id, "relations", tie.from_, tie.to, line, (), boxes, ops, words, alt)


def _picture_wish(
    case: Case, wish: Wish, number: int, sheet_kind: SheetKind, layout: Layout, options: Options
) -> TiePicture:
    line = layout.lines[wish.id]
    look = replace(Look(), emphasis=sheet_kind.front == "wishes")
    ops = tuple(tie_kind(wish).draw(wish, line, look))
    boxes: tuple[Rect, ...] = ()
    front: tuple[Op, ...] = ()
    if wish.id in layout.chips:
        box, size = layout.chips[wish.id]
        chip = _chips(wish, number, sheet_kind, options)[size]
        boxes, front = (box,), (Group(chip.ops, box.x, box.y),)
    alt = wish_alt(case, wish, number)
    return TiePicture(wish.id, "wishes", wish.from_, wish.to, line, boxes, (), ops, front, alt)


def _chips(wish: Wish, number: int, sheet_kind: SheetKind, options: Options) -> tuple[Chip, ...]:
    return chips(number, wish.text, wish.status, words=sheet_kind.front == "wishes", options=options)


def _words(relation: Relation, options: Options) -> str:
    said, points = " ".join(fonts.clean(relation.label or "").split()), options.points(WORDS_PT)
    return fonts.cut(said, points, "regular", WORDS_WIDTH * points / WORDS_PT)
