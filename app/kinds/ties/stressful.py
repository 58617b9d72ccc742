"""A stressful relation: a thin line with cross-hatches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Op
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.strokes import bar, energy, relation_colour, relation_track, relation_width, stroke
from app.models.records import Relation, Wish

EVERY = 3.4


class Stressful(TieKind):
    """Ansträngd."""

    id: ClassVar[str] = "stressful"
    label: ClassVar[str] = N_("Ansträngd")
    order: ClassVar[int] = 40
    width: ClassVar[float] = 2.6

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the line, its hatches and its arrowheads."""
        track, heads = relation_track(tie, line)
        points, arrows = energy(track, heads, look)
        colour, width = relation_colour(look), relation_width(0.5, look)
        room = track.length - (4.2 if heads[0] else 2.0) - (4.2 if heads[1] else 2.0)
        count = max(1, int(room / EVERY) + 1)
        first = (4.2 if heads[0] else 2.0) + (room - (count - 1) * EVERY) / 2
        hatches = [bar(track, first + i * EVERY, 1.15, colour, width * 0.85, 0.45) for i in range(count)]
        return (stroke(points, colour, width), *hatches, *arrows)
