"""The genogram's symbols, for those who want them: square for a man, circle for a woman, diamond for anyone else.

A triangle is an unborn child. Who is dead has a cross through the symbol; the child in the middle has a double
edge, as the one a genogram is drawn about. Where nobody has said which symbol, the role's own word does: mamma,
mormor and moster are women, pappa, farfar and farbror men. Any other word says nothing: a diamond.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.drawing.geometry import Rect
from app.drawing.ops import Ellipse, Group, Op, Path, Style
from app.drawing.shapes import polyline, rounded
from app.i18n import N_
from app.kinds.base import Look
from app.kinds.palette import INK
from app.models.records import Figure

MALE, FEMALE, OTHER, UNBORN = "male", "female", "other", "unborn"
NAMES = {MALE: N_("man"), FEMALE: N_("kvinna"), OTHER: N_("annat eller okänt"), UNBORN: N_("väntat barn")}
"""What the legend calls each symbol."""
MIDDLE = 0.9
"""How far below the figure's place the symbol's middle is, in mm: the signs stand above it."""
_SIDE = 9.2
_EDGE = 0.55

_WOMEN_END = ("mamma", "mormor", "farmor", "syster", "dotter", "mother", "sister", "daughter")
_WOMEN = frozenset({"mor", "moster", "faster", "hustru", "fru", "kvinna", "flicka", "aunt", "wife", "girlfriend"})
_MEN_END = ("pappa", "morfar", "farfar", "morbror", "farbror", "bror", "father", "brother")
_MEN = frozenset({"far", "son", "pojke", "uncle", "husband", "boyfriend", "pojkvän"})
_UNBORN = ("graviditet", "ofött", "ofödd", "väntat barn", "pregnancy", "unborn")


def symbol_name(figure: Figure) -> str:
    """Return which symbol a person has: ``male``, ``female``, ``other`` or ``unborn``."""
    said = (figure.role or figure.label).casefold()
    if any(word in said for word in _UNBORN):
        return UNBORN
    if figure.symbol is not None:
        return figure.symbol if figure.symbol in (MALE, FEMALE) else OTHER
    for word in re.findall(r"\w+", said):
        if word in _WOMEN or word.endswith(_WOMEN_END):
            return FEMALE
        if word in _MEN or word.endswith(_MEN_END):
            return MALE
    return OTHER


def symbol_of(figure: Figure, look: Look) -> Sequence[Op]:
    """Return a person's symbol, centred below (0, 0) by ``MIDDLE``; it can be put in any state."""
    name = symbol_name(figure)
    ops: list[Op] = [_shape(name, _SIDE, Style(fill=look.fill, stroke=look.line, width=_EDGE))]
    if look.is_child:
        ops.append(_shape(name, _SIDE - 2.4, Style(stroke=look.paper, width=0.6)))
    if figure.deceased:
        r = _SIDE / 2
        cross = (("M", -r, -r), ("L", r, r), ("M", -r, r), ("L", r, -r))
        ops.append(Path(cross, Style(stroke=look.paper, width=1.5)))
        ops.append(Path(cross, Style(stroke=INK, width=0.7)))
    return (Group(tuple(ops), dy=MIDDLE),)


def _shape(name: str, side: float, style: Style) -> Op:
    r = side / 2
    if name == FEMALE:
        return Ellipse(0, 0, r, r, style)
    if name == OTHER:
        return Path(polyline([(0, -r * 1.12), (r * 1.12, 0), (0, r * 1.12), (-r * 1.12, 0)], closed=True), style)
    if name == UNBORN:
        return Path(polyline([(0, -r * 0.8), (r * 0.95, r * 0.85), (-r * 0.95, r * 0.85)], closed=True), style)
    return Path(rounded(Rect(-r, -r, side, side), 0.4), style)
