"""What a figure's state adds to whatever its kind draws: no state is told by colour alone.

The signs stand inside a box of 11 × 14 mm round the figure's middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.drawing.geometry import Rect
from app.drawing.ops import Ellipse, Group, Op, Path, Segment, Style
from app.drawing.shapes import polyline, rounded, star
from app.kinds.base import Look
from app.kinds.palette import INK
from app.models.records import Figure

DASH = (1.1, 0.8)
QUESTION: tuple[Segment, ...] = (
    ("M", -0.95, -0.95),
    ("C", -0.95, -2.3, 1.05, -2.3, 1.05, -0.95),
    ("C", 1.05, -0.1, 0.0, -0.05, 0.0, 0.8),
)
SHIELD: tuple[Segment, ...] = (
    ("M", 0.0, -1.35),
    ("L", 1.15, -0.95),
    ("C", 1.2, 0.2, 0.8, 0.95, 0.0, 1.4),
    ("C", -0.8, 0.95, -1.2, 0.2, -1.15, -0.95),
    ("Z",),
)


def question_mark(x: float, y: float, size: float, colour: str, width: float = 0.55) -> Group:
    """Return a question mark as a path, ``size`` mm high round (x, y)."""
    return Group(
        (
            Path(QUESTION, Style(stroke=colour, width=width)),
            Ellipse(0.0, 1.75, width * 0.62, width * 0.62, Style(fill=colour)),
        ),
        dx=x,
        dy=y,
        scale=size / 4.2,
    )


def in_state(ops: Sequence[Op], figure: Figure, look: Look) -> tuple[Op, ...]:
    """Return a kind's drawing as the figure's state asks: dashed and empty when missing, hollow when dormant."""
    if figure.status == "missing":
        return (*(_missing(op, look) for op in ops), question_mark(0, 2.9, 3.8, look.line, 0.7))
    if figure.status == "dormant":
        return tuple(_dormant(op, look) for op in ops)
    return tuple(ops)


def _missing(op: Op, look: Look) -> Op:
    if isinstance(op, Group):
        return replace(op, ops=tuple(_missing(each, look) for each in op.ops))
    if isinstance(op, Path | Ellipse):
        if op.style.fill == look.fill:
            empty = Style(fill=look.paper, stroke=look.line, width=0.42, dash=DASH, cap="butt")
            return replace(op, style=empty)
        return replace(op, style=Style())
    return op


def _dormant(op: Op, look: Look) -> Op:
    if isinstance(op, Group):
        return replace(op, ops=tuple(_dormant(each, look) for each in op.ops))
    if isinstance(op, Path | Ellipse) and op.style.fill == look.fill:
        return replace(op, style=Style(fill=look.tint, stroke=look.line, width=0.35))
    return op


def badges(figure: Figure, look: Look) -> tuple[Op, ...]:
    """Return the signs that stand at the figure: status, presence, coordinator, guardian, home, influence."""
    found: list[Op] = []
    if figure.deceased:
        found.append(_at(_cross(), -4.0, -5.2))
    elif figure.status == "waiting":
        found.append(_at(clock(look.line), -3.95, -5.3))
    elif figure.status == "dormant":
        found.append(_at(pause(look.line), -3.95, -5.3))
    if look.is_present:
        found.append(_at(present(), 4.0, -5.3))
    chest = look.fill if figure.status not in ("missing", "dormant") else look.line
    signs = [(look.is_coordinator, coordinator), (figure.guardian, guardian)]
    shown = [sign for wanted, sign in signs if wanted]
    for i, sign in enumerate(shown):
        beside = figure.status == "missing"  # the question mark has the chest
        place = (-3.7, -5.2 + 3.5 * i) if beside else ((i - (len(shown) - 1) / 2) * 2.9, 2.6)
        found.append(_at(sign(chest), *place))
    if figure.lives_with_child in ("always", "partly") and not look.is_child:
        found.append(_at(home(look.line, whole=figure.lives_with_child == "always"), 4.1, 5.2))
    if figure.influence:
        found.append(_at(tower(look.line, figure.influence), -4.55, 5.9))
    return tuple(found)


def _at(ops: Sequence[Op], x: float, y: float) -> Group:
    return Group(tuple(ops), dx=x, dy=y)


def clock(colour: str) -> tuple[Op, ...]:
    """Return the sign of someone who waits."""
    hands = polyline([(0, -0.95), (0, 0), (0.65, 0.4)])
    return (
        Ellipse(0, 0, 1.5, 1.5, Style(fill="#ffffff", stroke=colour, width=0.35)),
        Path(hands, Style(stroke=colour, width=0.35)),
    )


def pause(colour: str) -> tuple[Op, ...]:
    """Return the sign of someone who rests (vilande): two bars."""
    bars = Style(stroke=colour, width=0.5)
    return (
        Ellipse(0, 0, 1.5, 1.5, Style(fill="#ffffff", stroke=colour, width=0.35)),
        Path((("M", -0.45, -0.6), ("L", -0.45, 0.6), ("M", 0.45, -0.6), ("L", 0.45, 0.6)), bars),
    )


def present() -> tuple[Op, ...]:
    """Return the dot of someone who was at the latest meeting."""
    return (Ellipse(0, 0, 1.15, 1.15, Style(fill=INK, stroke="#ffffff", width=0.35)),)


def coordinator(colour: str) -> tuple[Op, ...]:
    """Return the coordinator's star on a white disc."""
    return (
        Ellipse(0, 0, 1.75, 1.75, Style(fill="#ffffff")),
        Path(star(0, 0.05, 1.55), Style(fill=INK)),
    )


def guardian(colour: str) -> tuple[Op, ...]:
    """Return a guardian's shield."""
    return (Path(SHIELD, Style(fill="#ffffff", stroke=colour, width=0.25)),)


def home(colour: str, *, whole: bool) -> tuple[Op, ...]:
    """Return the little house of someone who lives with the child, half-filled if partly."""
    house = polyline([(-1.2, 1.2), (-1.2, -0.2), (0, -1.3), (1.2, -0.2), (1.2, 1.2)], closed=True)
    half = polyline([(0, 1.2), (0, -1.3), (1.2, -0.2), (1.2, 1.2)], closed=True)
    ops: list[Op] = [Path(house, Style(fill=colour if whole else "#ffffff", stroke="#ffffff", width=0.9))]
    ops.append(Path(house, Style(fill=colour if whole else "#ffffff", stroke=colour, width=0.3)))
    if not whole:
        ops.append(Path(half, Style(fill=colour)))
    return tuple(ops)


def tower(colour: str, influence: int) -> tuple[Op, ...]:
    """Return the tower of influence: one to three blocks, the lowest round (0, 0)."""
    block = Style(fill=colour, stroke="#ffffff", width=0.25)
    return tuple(Path(rounded(Rect(-0.95, -0.7 - 1.3 * i, 1.9, 1.3), 0.25), block) for i in range(influence))


def _cross() -> tuple[Op, ...]:
    return (Path((("M", 0, -1.4), ("L", 0, 1.4), ("M", -0.85, -0.5), ("L", 0.85, -0.5)), Style(stroke=INK, width=0.5)),)
