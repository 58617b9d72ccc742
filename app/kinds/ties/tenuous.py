"""A tenuous relation: thin and dashed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Op
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.strokes import energy, relation_colour, relation_track, relation_width, stroke
from app.models.records import Relation, Wish


class Tenuous(TieKind):
    """Svag."""

    id: ClassVar[str] = "tenuous"
    label: ClassVar[str] = N_("Svag")
    order: ClassVar[int] = 30
    width: ClassVar[float] = 1.4

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the dashes and the arrowheads."""
        track, heads = relation_track(tie, line)
        points, arrows = energy(track, heads, look)
        return (stroke(points, relation_colour(look), relation_width(0.45, look), (1.5, 1.2)), *arrows)
