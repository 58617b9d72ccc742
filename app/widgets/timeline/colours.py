"""The services' colours in the theme in use."""

from __future__ import annotations

from PySide6.QtGui import QColor

from app.kinds.themes import recolour
from app.widgets.common.style import theme_now


def themed(paper_colour: str) -> QColor:
    """Return a colour of the paper (``#rrggbb``) as the theme in use has it."""
    change = recolour(theme_now())
    return QColor(change(paper_colour) if change is not None else paper_colour)
