"""A person: a wooden figure with a round head; one under 18 is smaller and rounder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.ops import Ellipse, Group, Op, Path, Segment, Style
from app.i18n import N_
from app.kinds.base import FigureKind, Look
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
    ("M", -3.9, 5.5),
    ("C", -4.5, 2.6, -3.1, 0.5, 0.0, 0.5),
    ("C", 3.1, 0.5, 4.5, 2.6, 3.9, 5.5),
    ("C", 3.75, 6.4, 2.0, 6.75, 0.0, 6.75),
    ("C", -2.0, 6.75, -3.75, 6.4, -3.9, 5.5),
    ("Z",),
)


class Person(FigureKind):
    """A person."""

    id: ClassVar[str] = "person"
    label: ClassVar[str] = N_("Person")
    order: ClassVar[int] = 10
    size: ClassVar[tuple[float, float]] = (11.0, 14.0)

    def draw(self, figure: Figure, look: Look) -> Sequence[Op]:
        """Return head and body; the child in the middle and people under 18 are young."""
        style = Style(fill=look.fill, stroke=look.paper, width=0.35)
        if look.is_child or (figure.age is not None and figure.age < 18):
            head = Ellipse(0, -1.7, 2.75, 2.75, style)
            young = (Path(YOUNG_BODY, style), head)
            return young if not look.is_child else (Group(young, dy=-1.4, scale=1.12),)
        return (Path(BODY, style), Ellipse(0, -3.95, 2.7, 2.7, style))
