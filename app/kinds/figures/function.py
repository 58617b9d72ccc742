"""A function that is no one person (an on-call desk, a vacant post): square shoulders, a name card without a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Rect
from app.drawing.ops import Op, Path, Style
from app.drawing.shapes import rounded
from app.i18n import N_
from app.kinds.base import FigureKind, Look
from app.kinds.figure_states import has_chest_sign
from app.kinds.wood import sheen
from app.models.records import Figure


class Function(FigureKind):
    """A function."""

    id: ClassVar[str] = "function"
    label: ClassVar[str] = N_("Funktion")
    order: ClassVar[int] = 20
    size: ClassVar[tuple[float, float]] = (11.0, 14.0)

    def draw(self, figure: Figure, look: Look) -> Sequence[Op]:
        """Return a square head on square shoulders with a card on the chest, unless a sign stands there."""
        style = Style(fill=look.fill, stroke=look.paper, width=0.35)
        card = Style(fill=look.paper)
        head, shoulders = Rect(-2.5, -6.6, 5.0, 5.3), Rect(-4.5, -0.9, 9.0, 7.65)
        body = (Path(rounded(shoulders, 1.5), style), Path(rounded(head, 1.3), style), sheen(look, head, shoulders))
        if has_chest_sign(figure, look):
            return body
        name = (
            Path(rounded(Rect(-2.7, 1.0, 5.4, 3.2), 0.5), card),
            Path((("M", -1.6, 2.6), ("L", 1.6, 2.6)), Style(stroke=look.line, width=0.55)),
        )
        return (*body, *name)
