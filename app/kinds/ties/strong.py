"""A strong relation: a thick line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Op
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.strokes import energy, relation_colour, relation_track, relation_width, stroke
from app.models.records import Relation, Wish


class Strong(TieKind):
    """Stark."""

    id: ClassVar[str] = "strong"
    label: ClassVar[str] = N_("Stark")
    order: ClassVar[int] = 10
    width: ClassVar[float] = 2.0

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the line and its arrowheads."""
        track, heads = relation_track(tie, line)
        width = relation_width(1.3, look)
        points, arrows = energy(track, heads, look, width)
        return (stroke(points, relation_colour(look), width), *arrows)
