"""How much room the side panels get, by the window's width and the user's text size."""

from __future__ import annotations

from app.widgets.common.style import scaled

_WIDE = 1600  # pixels from which a window counts as wide


def sides(width: int) -> tuple[int, int]:
    """Return how wide the panels to the left and to the right are in a window ``width`` pixels wide.

    They grow with the text, but leave the map at least half of the window.
    """
    left, right = (256, 330) if width >= _WIDE else (244, 284)
    return min(scaled(left), max(left, width // 6)), min(scaled(right), max(right, width // 3))
