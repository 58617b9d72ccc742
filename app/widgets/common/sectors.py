"""The sector's colour of those who answer for something."""

from __future__ import annotations

from collections import Counter

from app.kinds.palette import SECTOR_COLOURS
from app.kinds.themes import recolour
from app.models.case import Case
from app.widgets.common.style import theme_now


def actor_colour(case: Case, actor: str) -> str:
    """Return the colour, in the theme in use, of a figure's sector or of the one most of an organisation's stand in."""
    figure = case.figures.get(actor)
    if figure is not None:
        return _in_theme(case.groups[figure.group].sector)
    sectors = Counter(
        case.groups[figure.group].sector for figure in case.figures.values() if figure.organisation == actor
    )
    sector = sectors.most_common(1)[0][0] if sectors else "other"
    return _in_theme(sector)


def _in_theme(sector: str) -> str:
    fill, change = SECTOR_COLOURS[sector].fill, recolour(theme_now())
    return fill if change is None else change(fill)
