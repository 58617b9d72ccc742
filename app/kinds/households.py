"""Households as dashed loops: a smooth line round those who live together, which goes past everyone else.

Where nobody else stands between them, the loop is the hull of their bodies and labels, grown and rounded. Otherwise
it is drawn as a bubble: what lies near a member, or near the ways that join them, and not near anyone else.
Millimetres on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from app.drawing import fonts
from app.drawing.geometry import Point, Rect, united
from app.drawing.ops import Op, Path, Style, Text
from app.drawing.shapes import polyline
from app.kinds.bubble import bubble, grown_hull, inside
from app.kinds.figure_picture import FigurePicture
from app.kinds.palette import RING, SHEET, SOFT_INK
from app.models.case import Case
from app.models.records import Household

DASH = (3.0, 1.7)
ROOM = 3.6
"""How far outside its members a loop runs; each further household a little farther, so that loops do not hide
each other round a child who lives in two."""
STEP = 1.5
REACH = 34.0
"""How far from its members a loop may wander."""
LABEL_PT = 8.5
_LINE = Style(stroke=SOFT_INK, width=0.6, dash=DASH, cap="butt")
_GROUND = Style(fill=RING, opacity=0.1)


def loops_on(case: Case, shown: Iterable[str]) -> list[tuple[Household, tuple[str, ...]]]:
    """Return the households with at least two of the shown figures, with those of them.

    In a case where no household is written down, those who always live with the child make one with the child.
    """
    there = set(shown)
    found = []
    for household in households_of(case):
        members = tuple(dict.fromkeys(each for each in household.members if each in there))
        if len(members) > 1:
            found.append((household, members))
    return found


def households_of(case: Case) -> list[Household]:
    """Return the households that are written down, else the child's own as far as the figures tell."""
    written = [each for each in case.family("households").values() if isinstance(each, Household)]
    together = [key for key, figure in case.figures.items() if figure.lives_with_child == "always"]
    if written or not together:
        return written
    return [Household(members=(case.child, *(key for key in together if key != case.child)))]


def household_loops(case: Case, figures: Mapping[str, FigurePicture], taken: Sequence[Rect]) -> tuple[Op, ...]:
    """Return each household's loop and its name on it; ``taken`` is where no name may stand."""
    boxes = {key: _boxes(figure) for key, figure in figures.items()}
    busy = [*taken, *(box for each in boxes.values() for box in each)]
    ops: list[Op] = []
    for order, (household, members) in enumerate(loops_on(case, figures)):
        mine = [box for key in members for box in boxes[key]]
        near = united(mine).grown(REACH)
        others = [box for key, each in boxes.items() if key not in members for box in each if box.overlaps(near)]
        for line in outlines(tuple(mine), tuple(others), ROOM + STEP * order):
            loop = polyline(line, closed=True)
            ops += [Path(loop, _GROUND), Path(loop, _LINE)]
            name = _name(household.label, line, busy)
            if name is not None:
                ops.append(name[0])
                busy.append(name[1])
                household = household.changed(label=None)  # said once, where the loop is in two parts
    return tuple(ops)


@lru_cache(maxsize=64)
def outlines(members: tuple[Rect, ...], others: tuple[Rect, ...], room: float) -> tuple[tuple[Point, ...], ...]:
    """Return the closed lines round ``members``, ``room`` mm outside them, with no one of ``others`` inside.

    More than one line only where the members are shut off from one another on all sides.
    """
    hull = grown_hull(members, room)
    if not any(_touches(hull, box) for box in others):
        return (hull,)
    return tuple(bubble(members, others, room)) or (hull,)


def _touches(line: Sequence[Point], box: Rect) -> bool:
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), box.centre]
    return any(inside(line, corner) for corner in corners) or any(box.contains(point) for point in line)


def _boxes(figure: FigurePicture) -> list[Rect]:
    return [box.moved(*figure.place) for box in (figure.body, *figure.labels)]


def _name(label: str | None, line: Sequence[Point], busy: Sequence[Rect]) -> tuple[Text, Rect] | None:
    """Return the household's name on its loop with its box, where it is free, as high up as can be; else None."""
    words = fonts.clean(label or "").strip()
    if not words:
        return None
    width = fonts.measure(words, LABEL_PT, "semibold")
    up, down = fonts.ascent(LABEL_PT), fonts.descent(LABEL_PT)
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise([*line, line[0]])]
    for x, y in sorted(middles, key=lambda at: (at[1], at[0])):
        box = Rect(x - width / 2, y - (up + down) / 2, width, up + down)
        if not any(box.grown(0.4).overlaps(other) for other in busy):
            baseline = box.y + up
            return Text(x, baseline, words, LABEL_PT, "semibold", SOFT_INK, "middle", SHEET), box
    return None
