"""A fan that holds what already stands on it: figures with places of their own keep their areas round them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.drawing.fan import GAP, TURN, Fan

WITHIN = 0.15
"""The part of its height that a figure reaches beyond its middle and is still within its ring."""
MOST = 1.4
"""A figure far out does not make the fan more than this much deeper; it then stands outside."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure that stays where it is: its area, the middle of its box, and its box's size, in millimetres."""

    area: str
    x: float
    y: float
    width: float
    height: float


def holding(fan: Fan, standing: Sequence[Standing]) -> Fan:
    """Return the fan made deep enough, and its wedges turned enough, to hold ``standing`` each in its own area."""
    if not standing:
        return fan
    needed = max(fan.polar((each.x, each.y))[1] + each.height * WITHIN for each in standing)
    growth = min(max(1.0, needed / fan.edges[-1]), MOST)
    deeper = replace(fan, edges=tuple(edge * growth for edge in fan.edges))
    return replace(deeper, wedges=_wedges(deeper, standing))


def _wedges(fan: Fan, standing: Sequence[Standing]) -> dict[str, tuple[float, float]]:
    """Return the wedges with each border moved between those who stand on either side of it."""
    order = list(fan.wedges)
    if len(order) < 2:
        return dict(fan.wedges)
    borders = []
    for number, area in enumerate(order):
        border = fan.wedges[area][1]
        after = order[(number + 1) % len(order)]
        low = max((_edge(fan, each, border, 1) for each in standing if each.area == area), default=-math.pi)
        high = min((_edge(fan, each, border, -1) for each in standing if each.area == after), default=math.pi)
        shift = (low + high) / 2 if low > high else min(max(0.0, low), high)
        borders.append(border + shift)
    result = {}
    for number, area in enumerate(order):
        start = borders[number - 1] - (TURN if number == 0 else 0.0)
        result[area] = (start, borders[number])
    narrow = any(high - low < 0.1 for low, high in result.values())
    return dict(fan.wedges) if narrow else result


def _edge(fan: Fan, each: Standing, border: float, side: int) -> float:
    """Return where a figure's box ends on a side, as an angle from a border, within half a turn."""
    angle, depth = fan.polar((each.x, each.y))
    room = fan.inset(angle, max(depth, 0.0), each.width / 2 + GAP)
    return (angle - border + math.pi) % TURN - math.pi + side * room
