"""A conflict: a zigzag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Op
from app.drawing.shapes import Track
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.strokes import energy, relation_colour, relation_track, relation_width, stroke, zigzag
from app.models.records import Relation, Wish


class Conflict(TieKind):
    """Konflikt."""

    id: ClassVar[str] = "conflict"
    label: ClassVar[str] = N_("Konflikt")
    order: ClassVar[int] = 50
    width: ClassVar[float] = 2.6

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the zigzag with straight ends, and the arrowheads."""
        track, heads = relation_track(tie, line)
        points, arrows = energy(track, heads, look)
        colour, width = relation_colour(look), relation_width(0.55, look)
        bare = Track(points or line)
        lead = min(1.6, bare.length * 0.15)
        zig = zigzag(bare, lead, bare.length - lead, 1.15, 1.9)
        return (stroke([bare.at(0), *zig, bare.at(bare.length)], colour, width), *arrows)
