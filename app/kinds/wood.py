"""The light on turned wood: a pale stripe along the left of each rounded part. Millimetres."""

from __future__ import annotations

from app.drawing.geometry import Rect
from app.drawing.ops import Path, Segment, Style
from app.kinds.base import Look

LIGHT = 0.24
"""How much of the paper's colour shines on the wood."""


def sheen(look: Look, *parts: Rect) -> Path:
    """Return the light on the rounded parts whose boxes are given, as one shape."""
    stripes = tuple(segment for part in parts for segment in _stripe(part))
    return Path(stripes, Style(fill=look.paper, opacity=LIGHT))


def _stripe(part: Rect) -> tuple[Segment, ...]:
    """Return a crescent that follows the left side of a box, well inside it."""
    x, y, w, h = part.x, part.y, part.width, part.height
    left, top, low = x + 0.13 * w, y + 0.16 * h, y + 0.80 * h
    return (
        ("M", x + 0.40 * w, top),
        ("C", x + 0.20 * w, y + 0.20 * h, left, y + 0.42 * h, left + 0.01 * w, low),
        ("C", left + 0.07 * w, y + 0.62 * h, x + 0.22 * w, y + 0.34 * h, x + 0.40 * w, top),
        ("Z",),
    )
