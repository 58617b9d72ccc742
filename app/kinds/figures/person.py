"""A person: a turned wooden figure with a round head. A child is small with a large head, a young person in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.drawing.geometry import Rect
from app.drawing.ops import Ellipse, Group, Op, Path, Segment, Style
from app.i18n import N_
from app.kinds.base import FigureKind, Look
from app.kinds.genogram import symbol_of
from app.kinds.wood import sheen
from app.models.records import Figure

BODY: tuple[Segment, ...] = (
    ("M", -4.5, 5.6),
    ("C", -4.75, 2.0, -3.6, -1.3, 0.0, -1.3),
    ("C", 3.6, -1.3, 4.75, 2.0, 4.5, 5.6),
    ("C", 4.45, 6.3, 2.4, 6.75, 0.0, 6.75),
    ("C", -2.4, 6.75, -4.45, 6.3, -4.5, 5.6),
    ("Z",),
)
YOUNG_BODY: tuple[Segment, ...] = (
    ("M", -3.5, 5.75),
    ("C", -3.75, 2.6, -2.9, -0.3, 0.0, -0.3),
    ("C", 2.9, -0.3, 3.75, 2.6, 3.5, 5.75),
    ("C", 3.4, 6.4, 1.9, 6.75, 0.0, 6.75),
    ("C", -1.9, 6.75, -3.4, 6.4, -3.5, 5.75),
    ("Z",),
)
CHILD_BODY: tuple[Segment, ...] = (
    ("M", -3.75, 5.5),
    ("C", -4.3, 3.0, -3.0, 1.1, 0.0, 1.1),
    ("C", 3.0, 1.1, 4.3, 3.0, 3.75, 5.5),
    ("C", 3.6, 6.4, 2.0, 6.75, 0.0, 6.75),
    ("C", -2.0, 6.75, -3.6, 6.4, -3.75, 5.5),
    ("Z",),
)


@dataclass(frozen=True, slots=True)
class _Build:
    """The shape of a body, where the head sits above it and how large it is."""

    body: tuple[Segment, ...]
    head: float
    radius: float
    shoulders: Rect


_ADULT = _Build(BODY, -3.95, 2.7, Rect(-4.5, -1.3, 9.0, 8.05))
_YOUNG = _Build(YOUNG_BODY, -2.8, 2.55, Rect(-3.55, -0.3, 7.1, 7.05))
_CHILD = _Build(CHILD_BODY, -1.4, 2.85, Rect(-3.95, 1.1, 7.9, 5.65))
_COMES_OF_AGE, _TEENS = 18, 13


class Person(FigureKind):
    """A person."""

    id: ClassVar[str] = "person"
    label: ClassVar[str] = N_("Person")
    order: ClassVar[int] = 10
    size: ClassVar[tuple[float, float]] = (11.0, 14.0)

    def draw(self, figure: Figure, look: Look) -> Sequence[Op]:
        """Return body and head; children and young people have builds of their own."""
        style = Style(fill=look.fill, stroke=look.paper, width=0.35)
        build = _build(figure, look)
        head = Ellipse(0, build.head, build.radius, build.radius, style)
        round_head = Rect(-build.radius, build.head - build.radius, 2 * build.radius, 2 * build.radius)
        ops = (Path(build.body, style), head, sheen(look, round_head, build.shoulders))
        return (Group(ops, dy=-1.4, scale=1.12),) if look.is_child else ops

    def symbol(self, figure: Figure, look: Look) -> Sequence[Op]:
        """Return the genogram's square, circle, diamond or triangle."""
        return symbol_of(figure, look)


def _build(figure: Figure, look: Look) -> _Build:
    if figure.age is None:
        return _CHILD if look.is_child else _ADULT
    if figure.age < _TEENS:
        return _CHILD
    return _YOUNG if figure.age < _COMES_OF_AGE else _ADULT
