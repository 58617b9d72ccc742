"""The sector's colour of those who answer for something."""

from __future__ import annotations

from collections import Counter

from app.kinds.palette import SECTOR_COLOURS
from app.models.case import Case


def actor_colour(case: Case, actor: str) -> str:
    """Return the colour of a figure's sector, or of the sector that most of an organisation's figures stand in."""
    figure = case.figures.get(actor)
    if figure is not None:
        return SECTOR_COLOURS[case.groups[figure.group].sector].fill
    sectors = Counter(
        case.groups[figure.group].sector for figure in case.figures.values() if figure.organisation == actor
    )
    sector = sectors.most_common(1)[0][0] if sectors else "other"
    return SECTOR_COLOURS[sector].fill
