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
        found += [_placed(segment, scale, x) for segment in _glyph(character, weight)]
        x += font.advance(character) * scale + spacing * fonts.MM_PER_POINT
    return tuple(found)


def _placed(segment: Segment, scale: float, x: float) -> Segment:
    """Return a part of a letter's outline that begins at ``x``, y downwards; a word has hundreds."""
    match segment:
        case ("C", x1, y1, x2, y2, x3, y3):
            one, two = (
                (round(x1 * scale + x, 2), round(-y1 * scale, 2)),
                (round(x2 * scale + x, 2), round(-y2 * scale, 2)),
            )
            return ("C", *one, *two, round(x3 * scale + x, 2), round(-y3 * scale, 2))
        case ("L", x1, y1):
            return ("L", round(x1 * scale + x, 2), round(-y1 * scale, 2))
        case ("M", x1, y1):
            return ("M", round(x1 * scale + x, 2), round(-y1 * scale, 2))
        case _:
            return ("Z",)


@cache
def _glyph_set(weight: Weight) -> tuple[Any, dict[int, str]]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(str(fonts.font_file(weight)))
    return font.getGlyphSet(), font.getBestCmap()


@lru_cache(maxsize=1024)
def _glyph(character: str, weight: Weight) -> tuple[Segment, ...]:
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

    found: list[Segment] = []
    glyphs, names = _glyph_set(weight)
    name = names.get(ord(character))
    if name is not None:
        glyphs[name].draw(Pen(glyphs))
    return tuple(found)
