"""Finds the kinds: every module in ``figures``, ``ties`` and ``sheets`` is imported, every class registered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.discovery import KindsMissing, classes_in, discover
from app.kinds.base import FigureKind, SheetKind, TieKind

__all__ = ["KindsMissing", "classes_in", "discover", "figure_kinds", "sheet_kinds", "tie_kinds"]


@cache
def figure_kinds() -> Mapping[str, FigureKind]:
    """Return the figure kinds by id, in palette order."""
    from app.kinds import figures

    return discover(figures, FigureKind)  # type: ignore[type-abstract]


@cache
def tie_kinds() -> Mapping[str, TieKind]:
    """Return the tie kinds by id: the qualities of relations, and ``wish``."""
    from app.kinds import ties

    return discover(ties, TieKind)  # type: ignore[type-abstract]


@cache
def sheet_kinds() -> Mapping[str, SheetKind]:
    """Return the sheet kinds by id."""
    from app.kinds import sheets

    return discover(sheets, SheetKind)  # type: ignore[type-abstract]
