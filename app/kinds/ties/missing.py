"""A relation that should exist but does not: long grey gaps between two hollow ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Ellipse, Op, Style
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.palette import PALE_LINE
from app.kinds.strokes import energy, relation_track, relation_width, stroke
from app.models.records import Relation, Wish

GREY = "#707070"


class Missing(TieKind):
    """Saknas."""

    id: ClassVar[str] = "missing"
    label: ClassVar[str] = N_("Saknas")
    order: ClassVar[int] = 70
    width: ClassVar[float] = 2.0

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the dashes with long gaps and a hollow ring at each end that has no arrowhead."""
        track, heads = relation_track(tie, line)
        points, arrows = energy(track, heads, look)
        colour, width = GREY if look.emphasis else PALE_LINE, relation_width(0.5, look)
        radius = min(0.85, track.length * 0.1)
        ring = Style(fill=look.paper, stroke=colour, width=width * 0.9)
        ends = [
            Ellipse(*track.at(at), radius, radius, ring)
            for at, head in zip((radius, track.length - radius), heads, strict=True)
            if not head
        ]
        return (stroke(points, colour, width, (2.6, 3.0)), *ends, *arrows)
