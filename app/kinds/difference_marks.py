"""Differences shown on a sheet: a sign of its own shape for each sort, what is gone as a pale dashed ghost.

Signs are told apart by shape, never by colour alone, and stand in the legend. Millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import hypot

from app.drawing.geometry import Point, Rect, united
from app.drawing.layout import Layout
from app.drawing.ops import Ellipse, Group, Op, Path, Segment, Style, Text
from app.drawing.shapes import Track, arrowhead, polyline, rounded
from app.i18n import N_, _
from app.kinds.figure_picture import FigurePicture
from app.kinds.legend import LegendEntry
from app.kinds.palette import INK, PAPER, SOFT_INK
from app.kinds.sheet_picture import SheetPicture
from app.kinds.tie_picture import TiePicture
from app.models.comparing import Difference, Differences

RADIUS = 2.3
GHOST = "#8a877e"
GHOST_INK = "#63605a"
DASH = (1.0, 0.9)
CROSS: tuple[Segment, ...] = (("M", -1.2, -1.2), ("L", 1.2, 1.2), ("M", -1.2, 1.2), ("L", 1.2, -1.2))
SHORTEST_ARROW = 8.0

LEGEND = {
    "new": N_("nytt"),
    "unlocked": N_("upplåst"),
    "answered": N_("nytt svar"),
    "moved": N_("flyttat hit"),
    "state": N_("ändrat"),
    "gone": N_("finns inte kvar"),
}
_SAME_SIGN = {"quality": "state", "changed": "state"}


def with_marks(picture: SheetPicture, ghosts: SheetPicture, differences: Differences, homes: Homes) -> SheetPicture:
    """Return ``picture``, the later state, with what is different marked on it.

    ``ghosts`` is the earlier state on the same stage; from it comes what is gone. ``homes`` says where the figures
    that moved stood.
    """
    signs: dict[str, list[str]] = {}
    for each in differences:
        if each.sort != "gone":
            found = signs.setdefault(each.key, [])
            sign = _SAME_SIGN.get(each.sort, each.sort)
            if sign not in found:
                found.append(sign)
    figures = {key: _marked_figure(each, signs.get(key, ())) for key, each in picture.figures.items()}
    ties = {key: _marked_tie(each, signs.get(key, ())) for key, each in picture.ties.items()}
    gone = [each.key for each in differences.of("gone")]
    figures |= {key: _ghost_figure(ghosts.figures[key]) for key in gone if key in ghosts.figures}
    past = {key: _ghost_tie(ghosts.ties[key]) for key in gone if key in ghosts.ties}
    arrows = [arrow for key, start in homes.items() for arrow in _arrow(start, picture.figures.get(key))]
    shown = {sign for key in (*figures, *ties) for sign in signs.get(key, ())}
    shown |= {"gone"} if any(key in figures or key in past for key in gone) else set()
    boxes = [each.body.moved(*each.place) for each in figures.values()]
    return replace(
        picture,
        background=(*picture.background, *arrows),
        figures=figures,
        ties={**past, **ties},
        legend=(*_legend(shown), *picture.legend),
        bounds=united((picture.bounds, *boxes)),
    )


Homes = Mapping[str, Point]
"""Where figures that moved came from."""


def homes_of_moved(differences: Differences, before: SheetPicture, after: SheetPicture) -> dict[str, Point]:
    """Return where each figure that moved came from: where it stood, else the middle of the area that it left."""
    found: dict[str, Point] = {}
    for each in differences.of("moved"):
        old, new = before.figures.get(each.key), after.figures.get(each.key)
        if new is None:
            continue
        if old is not None and _apart(old.place, new.place) >= SHORTEST_ARROW:
            found[each.key] = old.place
        else:
            area = _area_left(each, after.layout)
            if area is not None:
                found[each.key] = area
    return found


def _area_left(each: Difference, layout: Layout) -> Point | None:
    group = getattr(each.before, "group", None)
    if group is None or group == getattr(each.after, "group", None):
        return None
    for shape in layout.areas:
        if shape.id == group:
            points = [(segment[-2], segment[-1]) for segment in shape.outline if len(segment) > 2]
            return sum(x for x, _y in points) / len(points), sum(y for _x, y in points) / len(points)
    return None


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _arrow(start: Point, figure: FigurePicture | None) -> Sequence[Op]:
    """Return a thin arrow from where a figure stood to its body's edge."""
    if figure is None:
        return ()
    reach = max(figure.body.width, figure.body.height) / 2 + 2.0
    track = Track((start, figure.place))
    if track.length < reach + 4.0:
        return ()
    end = track.length - reach
    line = Path(polyline(track.part(0.0, end - 1.8)), Style(stroke=INK, width=0.35, dash=(2.2, 0.9), cap="butt"))
    ring = Ellipse(*start, 1.1, 1.1, Style(fill=PAPER, stroke=INK, width=0.35))
    head = Path(arrowhead(track.at(end), track.direction(end), 3.0), Style(fill=INK))
    return line, ring, head


def _marked_figure(figure: FigurePicture, signs: Sequence[str]) -> FigurePicture:
    if not signs:
        return figure
    x, y = figure.body.right + 0.4, figure.body.y + 0.6
    ops = tuple(Group(sign(each), dx=x, dy=y + i * 2.1 * RADIUS) for i, each in enumerate(signs))
    return replace(figure, ops=(*figure.ops, *ops), alt=_with_words(figure.alt, signs))


def _marked_tie(tie: TiePicture, signs: Sequence[str]) -> TiePicture:
    if not signs:
        return tie
    if tie.chips:
        chip = tie.chips[0]
        x, y = chip.x, chip.y
        x -= 2.1 * RADIUS * (len(signs) - 1)
    else:
        track = Track(tie.line)
        x, y = track.at(track.length * 0.5)
        x -= 1.05 * RADIUS * (len(signs) - 1)
    ops = tuple(Group(sign(each), dx=x + i * 2.1 * RADIUS, dy=y) for i, each in enumerate(signs))
    box = Rect(x - RADIUS, y - RADIUS, 2.1 * RADIUS * len(signs), 2 * RADIUS)
    labels = (*tie.labels, box)
    return replace(tie, front=(*tie.front, *ops), labels=labels, alt=_with_words(tie.alt, signs))


def _with_words(alt: str, signs: Sequence[str]) -> str:
    return f"{alt} ({', '.join(_(LEGEND[each]) for each in signs)})"


def _ghost_figure(figure: FigurePicture) -> FigurePicture:
    ops = tuple(_ghost(op) for op in figure.ops)
    return replace(figure, ops=ops, alt=_with_words(figure.alt, ("gone",)))


def _ghost_tie(tie: TiePicture) -> TiePicture:
    line = Path(polyline(tie.line), Style(stroke=GHOST, width=0.5, dash=DASH, cap="butt"))
    track = Track(tie.line)
    x, y = track.at(track.length * 0.5)
    cross = Path(
        (("M", -1.3, -1.3), ("L", 1.3, 1.3), ("M", -1.3, 1.3), ("L", 1.3, -1.3)), Style(stroke=GHOST_INK, width=0.5)
    )
    front = tuple(_ghost(op) for op in tie.front)
    alt = _with_words(tie.alt, ("gone",))
    return replace(tie, ops=(line, Group((cross,), x, y)), front=front, alt=alt)


def _ghost(op: Op) -> Op:
    """Return an operation as what is gone is shown: dashed outlines, nothing filled, pale words."""
    if isinstance(op, Group):
        return replace(op, ops=tuple(_ghost(each) for each in op.ops))
    if isinstance(op, Text):
        return replace(op, colour=GHOST_INK)
    if isinstance(op, Path | Ellipse):
        drawn = Style(stroke=GHOST, width=0.35, dash=DASH, cap="butt")
        return replace(op, style=drawn)
    return op


def sign(sort: str) -> tuple[Op, ...]:
    """Return the sign of a sort of difference, centred on (0, 0)."""
    return {
        "new": _plus,
        "unlocked": _lock,
        "answered": _bubble,
        "moved": _step,
        "state": _delta,
        "gone": _cross,
    }[sort]()


def _disc(fill: str = INK) -> Ellipse:
    return Ellipse(0, 0, RADIUS, RADIUS, Style(fill=fill, stroke=PAPER, width=0.5))


def _plus() -> tuple[Op, ...]:
    return (
        _disc(),
        Path((("M", -1.2, 0), ("L", 1.2, 0), ("M", 0, -1.2), ("L", 0, 1.2)), Style(stroke=PAPER, width=0.7)),
    )


def _lock() -> tuple[Op, ...]:
    """An open padlock: its bow stands open to the right."""
    edge = Path(rounded(Rect(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS), 1.0), Style(fill=PAPER, stroke=INK, width=0.45))
    body = Path(rounded(Rect(-1.35, -0.1, 2.7, 1.8), 0.35), Style(fill=INK))
    bow = Path(
        (("M", 0.55, -0.1), ("L", 0.55, -0.75), ("C", 0.55, -2.1, 2.0, -2.1, 2.0, -0.75)), Style(stroke=INK, width=0.55)
    )
    return edge, body, Group((bow,), dx=-0.35)


def _bubble() -> tuple[Op, ...]:
    box = Path(rounded(Rect(-RADIUS, -2.0, 2 * RADIUS, 3.3), 1.1), Style(fill=INK, stroke=PAPER, width=0.4))
    tail = Path(polyline([(-1.0, 1.1), (-1.3, 2.5), (0.5, 1.1)], closed=True), Style(fill=INK))
    lines = Style(stroke=PAPER, width=0.45)
    return box, tail, Path((("M", -1.2, -0.9), ("L", 1.2, -0.9), ("M", -1.2, 0.1), ("L", 0.5, 0.1)), lines)


def _step() -> tuple[Op, ...]:
    """An arrow that comes to rest at a bar."""
    line = Style(stroke=INK, width=0.55)
    disc = Ellipse(0, 0, RADIUS, RADIUS, Style(fill=PAPER, stroke=INK, width=0.45))
    return (
        disc,
        Path((("M", -1.5, 0), ("L", 0.4, 0), ("M", 1.35, -1.0), ("L", 1.35, 1.0)), line),
        Path(arrowhead((1.1, 0), (1.0, 0.0), 1.5, 0.55), Style(fill=INK)),
    )


def _delta() -> tuple[Op, ...]:
    corners = polyline([(0, -2.3), (2.3, 1.8), (-2.3, 1.8)], closed=True)
    inner = polyline([(0, -0.9), (1.05, 1.05), (-1.05, 1.05)], closed=True)
    return Path(corners, Style(fill=INK, stroke=PAPER, width=0.5)), Path(inner, Style(fill=PAPER))


def _cross() -> tuple[Op, ...]:
    ring = Ellipse(0, 0, RADIUS, RADIUS, Style(fill=PAPER, stroke=GHOST, width=0.4, dash=DASH, cap="butt"))
    return ring, Path(CROSS, Style(stroke=SOFT_INK, width=0.5))


def _legend(shown: set[str]) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry((Group(sign(sort), dx=RADIUS),), 2 * RADIUS, _(text))
        for sort, text in LEGEND.items()
        if sort in shown
    )
