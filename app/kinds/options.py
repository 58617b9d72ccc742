"""How a sheet is to be looked at: the viewer's choices, which change no record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """``text`` is how large words and chips are beside figures and lines: 1.0 on paper, more on the projector.

    ``genogram`` draws people as a genogram's symbols, ``households`` a dashed loop round each household.
    """

    text: float = 1.0
    genogram: bool = False
    households: bool = False

    def points(self, size: float) -> float:
        """Return the size, in points, of words that have ``size`` on paper.

        All grow by as much as ordinary words (_ORDINARY_PT) do: the smallest decide who can read, and headings
        that grew as many times as they would take the room.
        """
        return size + (self.text - 1.0) * _ORDINARY_PT


_ORDINARY_PT = 9.0

PLAIN = Options()
"""As on paper, if nothing else was chosen."""
