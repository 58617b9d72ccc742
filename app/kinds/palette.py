"""The colours: sectors after Okabe and Ito's palette, which colour-blind people can tell apart, its lightest
colours a little darker; answers; lines.

No meaning is in a colour alone: sectors have headings, answers have signs and line ends, states have shapes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.kinds.base import Look

PAPER = "#ffffff"
SHEET = "#fdfbf6"
"""The background of a sheet: a warm white."""
INK = "#222222"
SOFT_INK = "#555555"
"""Names under the roles, subtitles, the foot: 7:1 against the sheet."""
LINE = "#444444"
PALE_LINE = "#858585"
RING = "#8a8577"
CHILD = "#d55e00"
CHILD_LINE = "#8f3f00"


@dataclass(frozen=True, slots=True)
class SectorColours:
    """A sector's body colour, its area's tint, and the dark ink of its heading and outlines.

    The body stands out from the tint by 3:1 and the ink by 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3).
    """

    fill: str
    tint: str
    ink: str


SECTOR_COLOURS = {
    "family": SectorColours("#bc8000", "#fff6e2", "#8a5a00"),
    "relatives": SectorColours("#8d5f14", "#f7ecd9", "#6b480c"),
    "friends": SectorColours("#2f92c6", "#e8f5fd", "#1f6a99"),
    "leisure": SectorColours("#2994a2", "#e3f4f5", "#17626d"),
    "school": SectorColours("#0072b2", "#e3f1fa", "#00568a"),
    "social_services": SectorColours("#00976d", "#e0f5ee", "#00694c"),
    "health": SectorColours("#bf6b9b", "#faeaf3", "#8c3f6d"),
    "other": SectorColours("#7d7d7d", "#f1f0ec", "#4a4a4a"),
}

ANSWER_COLOURS = {"can": "#00795c", "partly": "#9a5b00", "blocked": "#c1272d", "unanswered": "#4a5568"}


def sector_look(sector: str) -> Look:
    """Return the look of a figure in a sector; an unknown sector looks like ``other``."""
    colours = SECTOR_COLOURS.get(sector, SECTOR_COLOURS["other"])
    return Look(fill=colours.fill, line=colours.ink, tint=colours.tint, ink=colours.ink)


def child_look() -> Look:
    """Return the look of the figure in the middle."""
    return replace(sector_look("family"), fill=CHILD, line=CHILD_LINE, ink=CHILD_LINE, is_child=True)
