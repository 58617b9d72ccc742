"""The small pictures at the list's rows: the figure, the line, the answer's sign, in the theme in use."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QIcon

from app.kinds.registry import tie_kinds
from app.widgets.canvas.tie_menu import line_icon
from app.widgets.common.icons import status_icon
from app.widgets.common.style import theme_now
from app.widgets.map_list.lines import FIGURES, RELATIONS, WISHES, Line
from app.widgets.palette.tile import figure_pixmap


def picture(line: Line) -> QIcon | None:
    """Return the picture of a row; None for an area."""
    family = line.key[0]
    if family == WISHES:
        return status_icon(line.looks[0])
    if family in (FIGURES, RELATIONS):
        return _drawn(family, line.looks, theme_now())
    return None


@lru_cache(maxsize=128)
def _drawn(family: str, looks: tuple[str, ...], theme: str) -> QIcon:
    if family == FIGURES:
        return QIcon(figure_pixmap(looks[0], looks[1] or "family", theme))
    kinds = tie_kinds()
    return line_icon(kinds.get(looks[0]) or next(iter(kinds.values())), 2.0)
