"""The papers that something can be set on: A4 to A0 as one page, or many A4 or A3 to be taped together. Millimetres."""

from __future__ import annotations

AUTO = "auto"
SIZES = {"a4": (297.0, 210.0), "a3": (420.0, 297.0), "a2": (594.0, 420.0), "a1": (841.0, 594.0), "a0": (1189.0, 841.0)}
"""Width and height of each paper lying down, from the smallest."""
TILED = {"tiled-a4": "a4", "tiled-a3": "a3"}
"""The posters made of several sheets, and the paper of each sheet."""
CHOICES = (AUTO, *SIZES, *TILED)
"""What can be asked for, in the order it is offered."""


def page_size(paper: str, *, standing: bool = False) -> tuple[float, float]:
    """Return a paper's width and height, lying down or standing. Raises KeyError if there is no such paper."""
    across, down = SIZES[paper]
    return (down, across) if standing else (across, down)


def for_text(paper: str) -> str:
    """Return the paper that running text is set on where ``paper`` is asked for: A3 if that was meant, else A4."""
    return "a3" if paper in ("a3", "tiled-a3") else "a4"
