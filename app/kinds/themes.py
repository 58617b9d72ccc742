"""The map's colours in another theme: each has a counterpart that means the same on the other ground.

Operations always carry the light colours, as on paper; a theme is put on when they are painted on the screen. Every
colour of `app.kinds.palette` has a counterpart chosen by hand. Any other, of a kind that came later, gets one by a
rule in Oklab, where lightness is even to the eye (Ottosson 2020): light grounds become dark and dark inks light;
strong colours keep their hue and are raised until they read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise
from math import cbrt, hypot

from app.kinds import palette
from app.kinds.palette import ANSWER_COLOURS, SECTOR_COLOURS, SectorColours

Recolour = Callable[[str], str]

_GROUND = 0.86  # Oklab lightness from which a colour is a ground, whatever its hue
_LIGHTNESS = ((0.0, 0.97), (0.65, 0.68), (_GROUND, 0.31), (1.0, 0.20))
"""Light to dark in Oklab lightness, straight between: inks become light, grounds dark, and the order is turned."""
_COLOURFUL, _BRIGHT = 0.08, 0.68  # chroma from which a colour keeps its strength, and the least lightness it gets

_DARK_SECTORS = {
    "family": SectorColours("#e69f00", "#33240b", "#f3c175"),
    "relatives": SectorColours("#b5813a", "#2d2213", "#dcb98a"),
    "friends": SectorColours("#6cc3f5", "#0e2b3b", "#90d4fe"),
    "leisure": SectorColours("#48afbd", "#0c2d31", "#78dceb"),
    "school": SectorColours("#3d94da", "#132740", "#9bc8ff"),
    "social_services": SectorColours("#22b083", "#0e2f22", "#7fe2b9"),
    "health": SectorColours("#d37fad", "#381e2c", "#fdafd9"),
    "other": SectorColours("#9e9e9e", "#282828", "#cacaca"),
}
_DARK_ANSWERS = {"can": "#75d3b2", "partly": "#f2ad67", "blocked": "#ff8b83", "unanswered": "#b2bed4"}
_DARK = {
    palette.PAPER: "#121615",
    palette.SHEET: "#181c1b",
    palette.INK: "#f2f0ea",
    palette.SOFT_INK: "#c2beb5",
    palette.LINE: "#cfccc5",
    palette.PALE_LINE: "#8c8b86",
    palette.RING: "#8f8b7d",
    palette.CHILD: "#ff8433",
    palette.CHILD_LINE: "#ffb98a",
}


def _table() -> Mapping[str, str]:
    """Return the dark counterpart of every colour of the palette."""
    found = dict(_DARK)
    for sector, light in SECTOR_COLOURS.items():
        dark = _DARK_SECTORS[sector]
        found |= {light.fill: dark.fill, light.tint: dark.tint, light.ink: dark.ink}
    found |= {light: _DARK_ANSWERS[answer] for answer, light in ANSWER_COLOURS.items()}
    return {light.lower(): dark for light, dark in found.items()}


_TABLE = _table()


def recolour(theme: str) -> Recolour | None:
    """Return what gives each colour (``#rrggbb``) its counterpart in a theme; None for ``light``: as on paper.

    Raises KeyError for a theme that there is not.
    """
    return {"light": None, "dark": _dark}[theme]


@lru_cache(maxsize=1024)
def _dark(colour: str) -> str:
    known = _TABLE.get(colour.lower())
    return known if known is not None else _flipped(colour)


def _flipped(colour: str) -> str:
    """Return a colour of no known meaning with its lightness turned round."""
    lightness, a, b = _to_oklab(colour)
    turned = _turned(lightness)
    if hypot(a, b) >= _COLOURFUL and lightness < _GROUND:
        turned = max(turned, _BRIGHT)
    return _from_oklab(turned, a, b)


def _turned(lightness: float) -> float:
    for (low, first), (high, last) in pairwise(_LIGHTNESS):
        if lightness <= high:
            return first + (last - first) * (lightness - low) / (high - low)
    return _LIGHTNESS[-1][1]


def _to_oklab(colour: str) -> tuple[float, float, float]:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> str:
    """Return the colour, paler if the screen cannot show it at its full strength."""
    parts = _linear(lightness, a, b)
    while not all(-0.0005 <= part <= 1.0005 for part in parts) and hypot(a, b) > 0.001:
        a, b = a * 0.95, b * 0.95
        parts = _linear(lightness, a, b)
    return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in parts)


def _linear(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
