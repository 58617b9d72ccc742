"""The papers that something can be set on: A4 to A0 as one page, or many A4 or A3 to be taped together. Millimetres."""

from __future__ import annotations

from dataclasses import dataclass

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


READING, TABLE = 2**0.5, 1.2
"""How many times their size on A4 words get on A3: lines of reading keep their length, tables get more room as well."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of running text: it is set in ``size`` (width, height) and printed ``scale`` times as large."""

    size: tuple[float, float]
    scale: float = 1.0


def text_page(paper: str, *, lying: bool = False) -> TextPage:
    """Return the page that running text is set on where ``paper`` is asked for: A3 if that was meant, else A4.

    What lies is tables.
    """
    if paper not in ("a3", "tiled-a3"):
        return TextPage(page_size("a4", standing=not lying))
    across, down = page_size("a3", standing=not lying)
    scale = TABLE if lying else READING
    return TextPage((across / scale, down / scale), scale)
