"""An ordinary relation: a thin line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Op
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.strokes import energy, relation_colour, relation_track, relation_width, stroke
from app.models.records import Relation, Wish


class Ordinary(TieKind):
    """Vanlig."""

    id: ClassVar[str] = "ordinary"
    label: ClassVar[str] = N_("Vanlig")
    order: ClassVar[int] = 20
    width: ClassVar[float] = 1.4

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the line and its arrowheads."""
        track, heads = relation_track(tie, line)
        points, arrows = energy(track, heads, look)
        return (stroke(points, relation_colour(look), relation_width(0.5, look)), *arrows)
