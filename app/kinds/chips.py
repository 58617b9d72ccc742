"""The chip on a wish's arrow: a rounded box with the answer's sign, the wish's number, and its words if there is room.

The sign tells the answer without colour: a tick, a half-filled disc, a no-entry sign, a question mark. A blocked
wish's box has a double edge. Millimetres from the box's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.drawing import fonts
from app.drawing.geometry import Rect
from app.drawing.ops import Ellipse, Group, Op, Path, Style, Text
from app.drawing.shapes import polyline, rounded
from app.kinds.figure_states import question_mark
from app.kinds.options import PLAIN, Options
from app.kinds.palette import ANSWER_COLOURS, INK, PAPER

WORDS_PT = 8.25
NUMBER_PT = 8.5
HEIGHT = 5.0
SIGN = 1.75
PAD = 0.75
WIDE = 44.0
NARROW = 28.0
_SHAPES = ((WIDE, 2), (NARROW, 2), (NARROW, 1))
_LARGE_SHAPES = ((WIDE, 2), (NARROW, 3), (NARROW, 2), (20.0, 3), (20.0, 2), (NARROW, 1), (20.0, 1))
"""Widths and how many lines of words; large chips are harder to find room for, so more of them are offered."""
BEGINNING = 32
END = 1.7


@dataclass(frozen=True, slots=True)
class Chip:
    """One size that a wish's chip may have, and its drawing from its upper left corner."""

    width: float
    height: float
    ops: tuple[Op, ...]


@lru_cache(maxsize=4096)
def chips(number: int, text: str, status: str, *, words: bool = True, options: Options = PLAIN) -> tuple[Chip, ...]:
    """Return the chips offered to the layout, best first; the last has only sign and number."""
    said = " ".join(fonts.clean(text).split())
    grown = options.points(WORDS_PT) / WORDS_PT
    offered: list[Chip] = []
    if words and said:
        start = _words_start(number, grown)
        points = WORDS_PT * grown
        longest = max(fonts.measure(word + fonts.CUT, points) for word in said[:BEGINNING].split())
        for width, lines in _SHAPES if grown == 1 else _LARGE_SHAPES:
            most = WIDE * grown - start - END * grown
            room = min(max(width * grown - start - END * grown, longest), most)  # the first words are not broken
            chip = _chip(number, status, fonts.wrap(said, points, "regular", room, lines), grown)
            if not offered or chip.width * chip.height < offered[-1].width * offered[-1].height:
                offered.append(chip)
    return (*offered, _chip(number, status, [], grown))


def sign(status: str) -> tuple[Op, ...]:
    """Return the disc with an answer's sign, centred on (0, 0)."""
    colour = ANSWER_COLOURS[status]
    disc = Ellipse(0, 0, SIGN, SIGN, Style(fill=colour))
    white = Style(stroke=PAPER, width=0.5)
    if status == "can":
        return disc, Path(polyline([(-0.8, 0.05), (-0.2, 0.7), (0.9, -0.65)]), white)
    if status == "blocked":
        return disc, Path((("M", -0.95, 0), ("L", 0.95, 0)), Style(stroke=PAPER, width=0.8, cap="butt"))
    if status == "partly":
        return (
            Ellipse(0, 0, SIGN - 0.2, SIGN - 0.2, Style(fill=PAPER, stroke=colour, width=0.4)),
            Path(_half_disc(SIGN - 0.2), Style(fill=colour)),
        )
    return disc, question_mark(0, -0.1, 2.1, PAPER)


def _half_disc(r: float) -> tuple[tuple[str, *tuple[float, ...]], ...]:
    k = r * 0.5523
    return (("M", 0, -r), ("C", -k, -r, -r, -k, -r, 0), ("C", -r, k, -k, r, 0, r), ("Z",))


def _words_start(number: int, grown: float) -> float:
    return (2 * PAD + 2 * SIGN + 1.1) * grown + fonts.measure(str(number), NUMBER_PT * grown, "bold")


def _chip(number: int, status: str, lines: list[str], grown: float) -> Chip:
    """Return a chip with these lines of words, ``grown`` times as large as on paper."""
    colour, points, number_pt = ANSWER_COLOURS[status], WORDS_PT * grown, NUMBER_PT * grown
    start = _words_start(number, grown)
    widest = max((fonts.measure(line, points, "regular") for line in lines), default=-0.5 * grown)
    width = start + widest + END * grown
    step = fonts.line_height(points) * 0.95
    height = HEIGHT * grown + step * max(0, len(lines) - 1)
    radius = HEIGHT * grown / 2
    box = rounded(Rect(0, 0, width, height), radius)
    ops: list[Op] = [Path(box, Style(fill=PAPER, stroke=colour, width=0.45))]
    if status == "blocked":
        inner = rounded(Rect(0.55, 0.55, width - 1.1, height - 1.1), radius - 0.55)
        ops.append(Path(inner, Style(stroke=colour, width=0.25)))
    ops.append(Group(sign(status), dx=(PAD + SIGN) * grown, dy=height / 2, scale=grown))
    baseline = height / 2 + fonts.CAP_HEIGHT * number_pt * fonts.MM_PER_POINT / 2
    ops.append(Text((PAD * 1.7 + 2 * SIGN) * grown, baseline, str(number), number_pt, "bold", colour))
    first = height / 2 + fonts.CAP_HEIGHT * points * fonts.MM_PER_POINT / 2 - step * (len(lines) - 1) / 2
    ops += [Text(start, first + i * step, line, points, "regular", INK) for i, line in enumerate(lines)]
    return Chip(width, height, tuple(ops))
