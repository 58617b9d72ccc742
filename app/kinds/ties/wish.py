"""A wish (önskemål): an arrow to the one who is asked, drawn by the answer; a blocked one ends in a bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.drawing.geometry import Point
from app.drawing.ops import Op, Path, Style
from app.drawing.shapes import Track, arrowhead, polyline
from app.i18n import N_
from app.kinds.base import Look, TieKind
from app.kinds.palette import ANSWER_COLOURS
from app.kinds.strokes import stroke
from app.models.records import Relation, Wish

WIDTHS = {"can": 0.75, "partly": 0.75, "blocked": 1.25, "unanswered": 0.75}
DASHES: dict[str, tuple[float, ...]] = {
    "partly": (3.4, 1.1, 0.8, 1.1),
    "unanswered": (1.9, 1.3),
}
LEGEND = (
    ("can", N_("Önskemål: kan")),
    ("partly", N_("Önskemål: delvis")),
    ("blocked", N_("Önskemål: blockerat")),
    ("unanswered", N_("Önskemål: inte besvarat")),
)
ARROW = 3.3
BAR = 2.6


class WishTie(TieKind):
    """Önskemål."""

    id: ClassVar[str] = "wish"
    family: ClassVar = "wishes"
    label: ClassVar[str] = N_("Önskemål")
    order: ClassVar[int] = 200
    width: ClassVar[float] = 2.0

    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the arrow, or for a blocked wish the heavy line with its stop bar; a pale edge lifts it off others."""
        status = tie.status if isinstance(tie, Wish) else "unanswered"
        colour = ANSWER_COLOURS[status]
        slim = 1.0 if look.emphasis else 0.6
        width = WIDTHS[status] * slim
        whole = Track(line)
        gap = min(0.6, whole.length * 0.05)
        track = Track(whole.part(gap, whole.length - gap) or line)
        if status == "blocked":
            end = track.length - width / 2
            points, head = track.part(0, end), _stop_bar(track, end, colour, slim)
        else:
            size = min(ARROW * (1.0 if look.emphasis else 0.75), track.length * 0.45)
            tip = arrowhead(track.at(track.length), track.direction(track.length - size / 2, size), size)
            points, head = track.part(0, track.length - size * 0.7), Path(tip, Style(fill=colour))
        edge = Path(polyline(points), Style(stroke=look.paper, width=width + 0.9, cap="butt", opacity=0.75))
        return (*((edge,) if look.emphasis else ()), stroke(points, colour, width, DASHES.get(status, ())), head)

    def legend(self, case_ties: Sequence[Relation | Wish]) -> Sequence[tuple[Relation | Wish, str]]:
        """Return one sample for each answer that occurs."""
        by_status = {tie.status: tie for tie in reversed(case_ties) if isinstance(tie, Wish)}
        return [(by_status[status], label) for status, label in LEGEND if status in by_status]


def _stop_bar(track: Track, at: float, colour: str, slim: float) -> Path:
    x, y = track.at(at)
    dx, dy = track.direction(at, 2.0)
    half = BAR * (1.0 if slim == 1.0 else 0.75)
    ends = [(x + dy * half, y - dx * half), (x - dy * half, y + dx * half)]
    return Path(polyline(ends), Style(stroke=colour, width=1.3 * slim, cap="butt"))
