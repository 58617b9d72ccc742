"""The wheel's geometry: eight slices, in each a part for every voice, five steps outwards. Millimetres, radians.

Paper and screen draw by it, and the screen asks it what lies under the pointer.
"""

from __future__ import annotations

from math import atan2, ceil, cos, hypot, pi, sin

from app.drawing.fan import arc
from app.drawing.ops import Segment
from app.models.wheel import VOICES

DOMAINS_ROUND = 8
SLICE = 2 * pi / DOMAINS_ROUND
INNER, OUTER = 13.0, 66.0
STEPS = 5
PAD = 0.035
"""Radians of paper at each side of a slice."""
PART = (SLICE - 2 * PAD) / len(VOICES)
_EDGE = 0.012
NAME_REACH = 30.0
"""Millimetres outside the wheel within which a slice's name stands."""


def start_of(domain: int) -> float:
    """Return the angle at which a slice begins; the first begins straight up, and they go clockwise."""
    return -pi / 2 + domain * SLICE


def radius_of(rating: float) -> float:
    """Return how far out a rating reaches."""
    return INNER + (OUTER - INNER) * rating / STEPS


def wedge(low: float, high: float, inner: float, outer: float) -> tuple[Segment, ...]:
    """Return the outline between two angles and two radii round (0, 0)."""
    return (
        ("M", inner * cos(low), inner * sin(low)),
        ("L", outer * cos(low), outer * sin(low)),
        *arc((outer, outer), low, high),
        ("L", inner * cos(high), inner * sin(high)),
        *arc((inner, inner), high, low),
        ("Z",),
    )


def slice_outline(domain: int) -> tuple[Segment, ...]:
    """Return the outline of a whole slice."""
    start = start_of(domain)
    return wedge(start + PAD / 2, start + SLICE - PAD / 2, INNER, OUTER)


def part_outline(domain: int, voice: int, low: float, high: float) -> tuple[Segment, ...]:
    """Return the outline of a voice's part of a slice from one rating to another."""
    start = start_of(domain) + PAD + voice * PART
    return wedge(start + _EDGE, start + PART - _EDGE, radius_of(low), radius_of(high))


def cell_at(x: float, y: float) -> tuple[int, int, int | None] | None:
    """Return what lies at a point, the wheel's middle being (0, 0): slice, voice and rating.

    The rating is None outside the wheel, where the slice's name stands; the whole is None in the middle and far out.
    """
    radius = hypot(x, y)
    if radius < INNER or radius > OUTER + NAME_REACH:
        return None
    turned = (atan2(y, x) + pi / 2) % (2 * pi)
    domain = min(int(turned / SLICE), DOMAINS_ROUND - 1)
    voice = int((turned - domain * SLICE - PAD) / PART)
    rating = ceil((radius - INNER) / (OUTER - INNER) * STEPS)
    return domain, max(0, min(len(VOICES) - 1, voice)), max(1, rating) if rating <= STEPS else None
