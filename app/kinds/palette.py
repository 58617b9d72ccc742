"""The colours: sectors after Okabe and Ito's palette, which colour-blind people can tell apart; answers; lines.

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
PALE_LINE = "#8d8d8d"
RING = "#8a8577"
CHILD = "#d55e00"


@dataclass(frozen=True, slots=True)
class SectorColours:
    """A sector's body colour, its area's tint, and the dark ink of its heading and outlines."""

    fill: str
    tint: str
    ink: str


SECTOR_COLOURS = {
    "family": SectorColours("#e69f00", "#fff4dc", "#8a5a00"),
    "relatives": SectorColours("#a6761d", "#f7ecd9", "#6b480c"),
    "friends": SectorColours("#56b4e9", "#e8f5fd", "#1f6a99"),
    "leisure": SectorColours("#3fa7b5", "#e3f4f5", "#17626d"),
    "school": SectorColours("#0072b2", "#e3f1fa", "#00568a"),
    "social_services": SectorColours("#009e73", "#e0f5ee", "#00694c"),
    "health": SectorColours("#cc79a7", "#faeaf3", "#8c3f6d"),
    "other": SectorColours("#7d7d7d", "#f1f0ec", "#4a4a4a"),
}

ANSWER_COLOURS = {"can": "#00795c", "partly": "#9a5b00", "blocked": "#c1272d", "unanswered": "#4a5568"}


def sector_look(sector: str) -> Look:
    """Return the look of a figure in a sector; an unknown sector looks like ``other``."""
    colours = SECTOR_COLOURS.get(sector, SECTOR_COLOURS["other"])
    return Look(fill=colours.fill, line=colours.ink, tint=colours.tint, ink=colours.ink)


def child_look() -> Look:
    """Return the look of the figure in the middle."""
    return replace(sector_look("family"), fill=CHILD, line="#8f3f00", ink="#8f3f00", is_child=True)
