"""A relation that is cut off: a line broken by two bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Op
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.strokes import bar, energy, relation_colour, relation_track, relation_width, stroke
from app.models.records import Relation, Wish


class Cutoff(TieKind):
    """Bruten."""

    id: ClassVar[str] = "cutoff"
    label: ClassVar[str] = N_("Bruten")
    order: ClassVar[int] = 60
    width: ClassVar[float] = 2.6

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the two halves with a bar across each inner end."""
        track, heads = relation_track(tie, line)
        _, arrows = energy(track, heads, look)
        colour, width = relation_colour(look), relation_width(0.5, look)
        middle, half = track.length / 2, min(0.9, track.length * 0.1)
        start, end = (2.0 if head else 0.0 for head in heads)
        return (
            stroke(track.part(start, middle - half), colour, width),
            stroke(track.part(middle + half, track.length - end), colour, width),
            bar(track, middle - half, 1.7, colour, width * 1.2, 0.4),
            bar(track, middle + half, 1.7, colour, width * 1.2, 0.4),
            *arrows,
        )
