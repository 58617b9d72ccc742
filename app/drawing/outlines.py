"""The outlines of letters, for halos that must not be text: a word is in a PDF or SVG once. Millimetres."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from app.drawing import fonts
from app.drawing.ops import Segment, Weight


def outline(text: str, size_pt: float, weight: Weight, spacing: float = 0.0) -> tuple[Segment, ...]:
    """Return the outlines of a line of text that starts at (0, 0) on its baseline, y downwards.

    A letter that the font lacks has none.
    """
    font = fonts.metrics(weight)
    scale = size_pt / font.units * fonts.MM_PER_POINT
    found: list[Segment] = []
    x = 0.0
    for character in text:
        for name, *numbers in _glyph(character, weight):
            placed = (v * scale + x if i % 2 == 0 else -v * scale for i, v in enumerate(numbers))
            found.append((name, *(round(v, 2) for v in placed)))
        x += font.advance(character) * scale + spacing * fonts.MM_PER_POINT
    return tuple(found)


@cache
def _glyph_set(weight: Weight) -> tuple[Any, dict[int, str]]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(str(fonts.font_file(weight)))
    return font.getGlyphSet(), font.getBestCmap()


@lru_cache(maxsize=1024)
def _glyph(character: str, weight: Weight) -> tuple[tuple[Any, ...], ...]:
    """Return a letter's outline in font units, y upwards."""
    from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]

    class Pen(BasePen):  # type: ignore[misc]  # turns TrueType's quadratic curves into cubic ones
        def _moveTo(self, point: tuple[float, float]) -> None:
            found.append(("M", *point))

        def _lineTo(self, point: tuple[float, float]) -> None:
            found.append(("L", *point))

        def _curveToOne(self, one: tuple[float, float], two: tuple[float, float], end: tuple[float, float]) -> None:
            found.append(("C", *one, *two, *end))

        def _closePath(self) -> None:
            found.append(("Z",))

    found: list[tuple[Any, ...]] = []
    glyphs, names = _glyph_set(weight)
    name = names.get(ord(character))
    if name is not None:
        glyphs[name].draw(Pen(glyphs))
    return tuple(found)
