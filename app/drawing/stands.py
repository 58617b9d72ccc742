"""Who is to stand on a fan: what the search for places knows of each figure."""

from __future__ import annotations

from dataclasses import dataclass

from app.drawing.geometry import Point

AIR = 4.0
"""Millimetres that two figures are kept apart, if there is room for it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A figure to place: its hull (left, top, right, bottom) relative to its place, where it stands if it is not
    free to move, and near where it shall stay."""

    id: str
    area: str
    ring: int
    hull: tuple[float, float, float, float]
    free: bool
    x: float
    y: float
    near: Point | None = None
