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

DASH = (1.2, 0.9)
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
        return (*(_missing(op, look) for op in ops), question_mark(0, 3.8, 3.6, look.line, 0.85))
    if figure.status == "dormant":
        return tuple(_dormant(op, look) for op in ops)
    return tuple(ops)


def _missing(op: Op, look: Look) -> Op:
    if isinstance(op, Group):
        return replace(op, ops=tuple(_missing(each, look) for each in op.ops))
    if isinstance(op, Path | Ellipse):
        if op.style.fill == look.fill:
            empty = Style(fill=look.paper, stroke=look.line, width=0.5, dash=DASH, cap="butt")
            return replace(op, style=empty)
        return replace(op, style=Style())
    return op


def _dormant(op: Op, look: Look) -> Op:
    if isinstance(op, Group):
        return replace(op, ops=tuple(_dormant(each, look) for each in op.ops))
    if isinstance(op, Path | Ellipse) and op.style.fill == look.fill:
        return replace(op, style=Style(fill=look.tint, stroke=look.line, width=0.45))
    return op


def badges(figure: Figure, look: Look, *, crossed: bool = True) -> tuple[Op, ...]:
    """Return the signs that stand at the figure: status, presence, coordinator, guardian, home.

    ``crossed``: whether who is dead has a cross beside; a genogram has one through the symbol.
    """
    found: list[Op] = []
    if figure.deceased:
        found += [_at(cross(), -3.9, -5.0)] if crossed else []
    elif figure.status == "waiting":
        found.append(_at(clock(look.line), -3.6, -5.1))
    elif figure.status == "dormant":
        found.append(_at(pause(look.line), -3.6, -5.1))
    if look.is_present:
        found.append(_at(present(), 4.0, -5.5))
    found += _on_the_chest(figure, look)
    if figure.lives_with_child in ("always", "partly") and not look.is_child:
        found.append(_at(home(look.line, whole=figure.lives_with_child == "always"), 3.85, 4.95))
    return tuple(found)


def has_chest_sign(figure: Figure, look: Look) -> bool:
    """Return whether a sign stands on the figure's chest, which a kind then leaves free."""
    return figure.status != "missing" and (figure.guardian or look.is_coordinator)


def _on_the_chest(figure: Figure, look: Look) -> list[Op]:
    """Return the coordinator's and the guardian's sign; beside the body where the chest has a question mark."""
    wood = figure.status not in ("missing", "dormant")
    ground = look.fill if wood else (look.tint if figure.status == "dormant" else look.paper)
    signs: list[tuple[Op, ...]] = []
    if look.is_coordinator:
        signs.append(coordinator(ground))
    if figure.guardian:
        signs.append(guardian(look.fill if wood else look.line, ground))
    if figure.status == "missing":
        return [_at(sign, -3.3, -4.8 + 4.3 * i) for i, sign in enumerate(signs)]
    return [_at(sign, (i - (len(signs) - 1) / 2) * 4.1, 2.9) for i, sign in enumerate(signs)]


def _at(ops: Sequence[Op], x: float, y: float) -> Group:
    return Group(tuple(ops), dx=x, dy=y)


def clock(colour: str) -> tuple[Op, ...]:
    """Return the sign of someone who waits."""
    hands = polyline([(0, -1.15), (0, 0), (0.8, 0.5)])
    return (
        Ellipse(0, 0, 1.65, 1.65, Style(fill="#ffffff", stroke=colour, width=0.5)),
        Path(hands, Style(stroke=colour, width=0.5)),
    )


def pause(colour: str) -> tuple[Op, ...]:
    """Return the sign of someone who rests (vilande): two bars."""
    bars = Style(stroke=colour, width=0.65)
    return (
        Ellipse(0, 0, 1.65, 1.65, Style(fill="#ffffff", stroke=colour, width=0.5)),
        Path((("M", -0.5, -0.65), ("L", -0.5, 0.65), ("M", 0.5, -0.65), ("L", 0.5, 0.65)), bars),
    )


def present() -> tuple[Op, ...]:
    """Return the dot of someone who was at the latest meeting."""
    return (Ellipse(0, 0, 1.4, 1.4, Style(fill=INK, stroke="#ffffff", width=0.4)),)


def coordinator(ground: str) -> tuple[Op, ...]:
    """Return the coordinator's star on a white disc; ``ground`` is the colour that it stands on."""
    return (
        Ellipse(0, 0, 2.05, 2.05, Style(fill="#ffffff", stroke=ground, width=0.5)),
        Path(star(0, 0.08, 1.9), Style(fill=INK)),
    )


def guardian(colour: str, ground: str) -> tuple[Op, ...]:
    """Return a guardian's shield; ``ground`` is the colour that it stands on, which keeps what is behind away."""
    edge = Style(stroke=ground, fill=ground, width=1.1)
    return (Group((Path(SHIELD, edge), Path(SHIELD, Style(fill="#ffffff", stroke=colour, width=0.28))), scale=1.4),)


def home(colour: str, *, whole: bool) -> tuple[Op, ...]:
    """Return the little house of someone who lives with the child, half-filled if partly."""
    house = polyline([(-1.5, 1.5), (-1.5, -0.25), (0, -1.65), (1.5, -0.25), (1.5, 1.5)], closed=True)
    half = polyline([(0, 1.5), (0, -1.65), (1.5, -0.25), (1.5, 1.5)], closed=True)
    ops: list[Op] = [Path(house, Style(fill="#ffffff", stroke="#ffffff", width=1.0))]
    ops.append(Path(house, Style(fill=colour if whole else "#ffffff", stroke=colour, width=0.4)))
    if not whole:
        ops.append(Path(half, Style(fill=colour)))
    return tuple(ops)


STOREY, MOST = 1.75, 3


def tower(colour: str, influence: int, half: float = 4.6, storey: float = STOREY) -> tuple[Op, ...]:
    """Return the tower of influence, one to three storeys that the figure stands on, from y = 0 downwards.

    Net-Map builds towers of discs under its figures: the more a figure can bring about, the higher it stands.
    ``half`` is half the tower's width and ``storey`` the height of one.
    """
    block = Style(fill=colour, stroke="#ffffff", width=0.3)
    return tuple(Path(rounded(Rect(-half, storey * i, 2 * half, storey), 0.6), block) for i in range(influence))


def cross() -> tuple[Op, ...]:
    """Return the cross of someone who is dead."""
    arms = (("M", 0, -1.75), ("L", 0, 1.75), ("M", -1.1, -0.65), ("L", 1.1, -0.65))
    return (Path(arms, Style(stroke="#ffffff", width=1.3)), Path(arms, Style(stroke=INK, width=0.65)))
