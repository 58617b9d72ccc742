"""A whole organisation: a house with a gable, windows and a door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Rect
from app.drawing.ops import Op, Path, Segment, Style
from app.drawing.shapes import rounded
from app.i18n import N_
from app.kinds.base import FigureKind, Look
from app.kinds.figure_states import has_chest_sign
from app.models.records import Figure

HOUSE: tuple[Segment, ...] = (
    ("M", -5.2, 6.0),
    ("L", -5.2, -2.4),
    ("L", 0.0, -6.6),
    ("L", 5.2, -2.4),
    ("L", 5.2, 6.0),
    ("C", 5.2, 6.45, 4.9, 6.75, 4.45, 6.75),
    ("L", -4.45, 6.75),
    ("C", -4.9, 6.75, -5.2, 6.45, -5.2, 6.0),
    ("Z",),
)


class Organisation(FigureKind):
    """An organisation."""

    id: ClassVar[str] = "organisation"
    label: ClassVar[str] = N_("Organisation")
    order: ClassVar[int] = 30
    size: ClassVar[tuple[float, float]] = (11.0, 14.0)

    def draw(self, figure: Figure, look: Look) -> Sequence[Op]:
        """Return the house, without its lower floor where a sign stands there."""
        light, plain = Style(fill=look.paper), not has_chest_sign(figure, look)
        floors = (-1.5, 1.5) if plain else (-2.2,)
        openings = [Path(rounded(Rect(x, y, 1.7, 1.7), 0.25), light) for y in floors for x in (-3.6, -0.85, 1.9)]
        if plain:
            openings.append(Path(rounded(Rect(-1.0, 4.3, 2.0, 2.45), 0.25), light))
        return (Path(HOUSE, Style(fill=look.fill, stroke=look.paper, width=0.35)), *openings)
