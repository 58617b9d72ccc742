"""The words under a figure: role first, then the name; a missing one says so. Millimetres from the figure's place."""

from __future__ import annotations

from dataclasses import dataclass

from app.drawing import fonts
from app.drawing.geometry import Rect
from app.drawing.ops import Op, Text, Weight
from app.i18n import _
from app.kinds.options import PLAIN, Options
from app.kinds.palette import INK, PAPER, SOFT_INK
from app.models.records import Figure

ROLE_PT = 9.5
NAME_PT = 9.0
CHILD_PT = 12.0
WIDTH = 31.0
WIDEST = 41.0
LINES, CHILD_LINES = 2, 3
GAP = 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    size: float
    weight: Weight
    colour: str


def label_lines(figure: Figure, *, is_child: bool = False, options: Options = PLAIN) -> list[Line]:
    """Return the lines under a figure; role and name are cut after two lines each, the middle's after three."""
    name, role = fonts.clean(figure.label).strip(), fonts.clean(figure.role or "").strip()
    if is_child:
        return _broken(_with_age(name, figure.age), CHILD_PT, "bold", INK, options, CHILD_LINES)
    if not role or name.casefold().startswith(role.casefold()):
        lines = _broken(_with_age(name, figure.age), ROLE_PT, "semibold", INK, options)
    else:
        lines = _broken(role, ROLE_PT, "semibold", INK, options)
        lines += _broken(_with_age(name, figure.age), NAME_PT, "regular", SOFT_INK, options)
    word = _("saknas")
    if figure.status == "missing" and word not in f"{name} {role}".casefold():
        lines += _broken(word, NAME_PT, "regular", SOFT_INK, options)
    return lines


def draw_label(lines: list[Line], top: float) -> tuple[tuple[Op, ...], tuple[Rect, ...]]:
    """Return the texts, centred on x = 0 and beginning at ``top``, and the box of each."""
    ops: list[Op] = []
    boxes: list[Rect] = []
    for line in lines:
        width = fonts.measure(line.text, line.size, line.weight)
        up, down = fonts.ascent(line.size), fonts.descent(line.size)
        ops.append(Text(0, top + up, line.text, line.size, line.weight, line.colour, "middle", PAPER))
        boxes.append(Rect(-width / 2, top, width, up + down))
        top += fonts.line_height(line.size) * 0.93
    return tuple(ops), tuple(boxes)


def _with_age(name: str, age: int | None) -> str:
    if age is None:
        return name
    return _("{name}, {age} år").replace("{age} ", "{age}" + fonts.TIE).format(name=name, age=age)


def _broken(text: str, paper_pt: float, weight: Weight, colour: str, options: Options, most: int = LINES) -> list[Line]:
    size = options.points(paper_pt)
    grown = size / paper_pt
    longest = max((fonts.measure(word, size, weight) for word in text.split()), default=0.0)
    width = min(max(WIDTH * grown, longest + 0.01), WIDEST * grown)
    return [Line(each, size, weight, colour) for each in fonts.wrap(text, size, weight, width, most)]
