"""Bundles of curves that one line may take, hundreds counted out at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from app.drawing.bows import FINE_SHAPES, SHAPES, SHIFTS, End, Shapes

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.intp]

STIFFNESS = 4.0
"""What a bow's strain costs, beside 0.06 of it for each millimetre between the figures."""
SLIDE = 1.2
"""What it costs to end aside from where the figure lies nearest."""
SHARP = 0.9
"""The sharpest turn in radians, from one point to the next, that looks like a curve."""
_TURNS = 360
_MILD = 1.0
"""Bows with less strain than this are tried with every shift of their ends, sharper ones with a few."""
_FEW = 5
LONG = 110.0
"""Millimetres between two figures from which on bows are tried at finer steps."""
_FAR = (0.0, 2.5, -2.5, 5.0, -5.0, 9.0, -9.0)


def _degrees(bend: float, shift: float) -> int:
    return round(math.degrees(bend + shift))


class _Table:
    """Shapes with every shift of their ends, to be looked up: how many degrees off the straight way each ends at
    either figure, and what the shift costs; shifts that a shape is not tried with cost too much.

    Of the shifts of each shape the one that ends best is looked at, of mild shapes the two that do.
    """

    def __init__(self, shapes: Shapes) -> None:
        self.mild = sum(strain < _MILD for strain, _one, _two in shapes)
        starts = [[_degrees(0.8 * one, shift) for shift, _end in SHIFTS] for _strain, one, _two in shapes]
        ends = [[_degrees(-0.8 * two, shift) for _start, shift in SHIFTS] for _strain, _one, two in shapes]
        self.start, self.end = np.array(starts, np.intp), np.array(ends, np.intp)
        self.aside = np.array([[SLIDE * min(slide, 2) for slide in range(len(SHIFTS))]] * len(shapes))
        self.aside[self.mild :, _FEW:] = 1e6
        self.every = np.arange(len(shapes))
        self.shape = np.concatenate([self.every, self.every[: self.mild]])
        strain, bend1, bend2 = (np.array([shape[k] for shape in shapes]) for k in range(3))
        self.strain, self.bend1, self.bend2 = strain[self.shape], bend1[self.shape], bend2[self.shape]


_tables = cache(_Table)

_ASIDES = np.array([(one, two) for one in _FAR for two in _FAR if one or two])
_ASIDE_COST = 0.15 * np.abs(_ASIDES).sum(axis=1)
"""How far the handles of a bow are moved aside, in millimetres, and what that costs."""

_VIA = np.array(
    [
        (part, aside, turn, aim)
        for aside in (0.1, 0.18, 0.28, 0.4, 0.55, 0.75, 1.0, 1.3)
        for sign in (1.0, -1.0)
        for part in (0.5, 0.3, 0.7, 0.12, 0.88)
        for turn in (0.0, 0.35, -0.35)
        for aim in (0.0, 0.4)
        for aside in (aside * sign,)
    ]
).T
"""Ways by one point: its part of the way, how far aside, how its direction is turned, how much the ends bow out."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Curves told by control points of one or two cubics (curves × pieces × 4 × 2), what their shape and their ends
    cost, and about how long they are."""

    control: Floats
    base: Floats
    reach: Floats

    def points(self, count: int, chosen: Whole | None = None) -> tuple[Floats, Floats]:
        """Return x and y of ``count`` + 1 points of each cubic of the curves ``chosen``, or of all, the inner ends of
        the pieces told once."""
        pieces = self.control.shape[1]
        weights = _weights(count)
        control = self.control if chosen is None else self.control[chosen]
        x, y = (control[..., axis] @ weights for axis in (0, 1))
        if pieces == 1:
            return x[:, 0], y[:, 0]
        return tuple(np.concatenate([each[:, 0], each[:, 1, 1:]], axis=1) for each in (x, y))  # type: ignore[return-value]

    def curve(self, number: int) -> Floats:
        """Return one curve's points (points × 2), less than 2 mm apart."""
        parts = []
        for piece, control in enumerate(self.control[number]):
            far = _reach(control[None, None])[0]
            # the steps of a cubic are uneven: where it is pulled most they are half as long again as on average
            points = _weights(max(2, math.ceil(far / 1.25))).T @ control
            parts.append(points if piece == 0 else points[1:])
        return evened(np.concatenate(parts), 1.9)


@cache
def _weights(count: int) -> Floats:
    """Return the Bernstein weights of a cubic at ``count`` + 1 even steps (4 × steps)."""
    t = np.linspace(0, 1, count + 1)
    u = 1 - t
    return np.array([u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t])


def _reach(control: Floats) -> Floats:
    """Return about how long each curve is."""
    steps = np.sqrt(((control[..., 1:, :] - control[..., :-1, :]) ** 2).sum(-1)).sum(-1)
    chord = np.sqrt(((control[..., 3, :] - control[..., 0, :]) ** 2).sum(-1))
    total: Floats = ((steps + chord) / 2).sum(-1)
    return total


def rims(ends: Sequence[End]) -> Floats:
    """Return the points of every figure's edge where a ray leaves, one for each degree (figures × 360 × 2).

    The same as ``End.port``, counted out for all at once.
    """
    from app.drawing.bows import _BESIDE, _WORDS

    x, y, w, h = (np.array([[getattr(e, name)] for e in ends]) for name in ("x", "y", "half_width", "half_height"))
    rounded, below = (np.array([[getattr(e, name)] for e in ends]) for name in ("round", "below"))
    angle = np.arange(_TURNS)[None, :] * (2 * math.pi / _TURNS)
    dx, dy = np.cos(angle) + np.zeros_like(x), np.sin(angle) + np.zeros_like(x)
    aside = np.arctan2(np.abs(dx), dy)
    turned = rounded & below & (aside < _BESIDE)
    aside = _WORDS + aside * (_BESIDE - _WORDS) / _BESIDE
    dx = np.where(turned, np.copysign(np.sin(aside), dx), dx)
    dy = np.where(turned, np.cos(aside), dy)
    across, along = w / np.maximum(np.abs(dx), 1e-9), h / np.maximum(np.abs(dy), 1e-9)
    reach = np.where(rounded, 1 / np.hypot(dx / w, dy / h), np.minimum(across, along))
    px, py = x + dx * reach, y + dy * reach
    beside = ~rounded & below & (along < across) & (dy > 0)
    px = np.where(beside, x + np.where(dx >= 0, w, -w), px)
    py = np.where(beside, y + h * (0.6 + 0.4 * np.minimum(1.0, np.abs(dx) / np.maximum(dy, 1e-9))), py)
    return np.stack([px, py], axis=-1)


def _toward(angle: Floats) -> Whole:
    """Return which points of a rim lie at some angles."""
    found: Whole = np.rint(angle * (_TURNS / (2 * math.pi))).astype(np.intp) % _TURNS
    return found


def _arm(start: Floats, angle: Floats, pull: Floats) -> Floats:
    result: Floats = start + pull[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return result


def bows(one: End, two: End, rim1: Floats, rim2: Floats, price1: Floats, price2: Floats) -> Bundle:
    """Return the simple bows from one figure to another, each with its ends where they cost least.

    ``price1`` and ``price2`` tell what it costs to end at each point of the figures' rims.
    """
    angle = math.atan2(two.y - one.y, two.x - one.x)
    chord = math.hypot(two.x - one.x, two.y - one.y)
    table = _tables(SHAPES if chord < LONG else FINE_SHAPES)
    straight = round(math.degrees(angle))
    starts, ends = (straight + table.start) % _TURNS, (straight + 180 + table.end) % _TURNS
    cost = table.aside + price1[starts] + price2[ends]
    best = cost.argmin(axis=1)
    aside = cost[table.every, best]
    cost[table.every, best] = np.inf
    second = cost[: table.mild].argmin(axis=1)
    picked = np.concatenate([best, second])
    aside = np.concatenate([aside, cost[table.every[: table.mild], second]])
    start, end = rim1[starts[table.shape, picked]], rim2[ends[table.shape, picked]]
    pull = np.clip(0.36 * np.hypot(*(end - start).T), 2.0, 60.0)
    arms = [start, _arm(start, angle + table.bend1, pull), _arm(end, angle + math.pi - table.bend2, pull), end]
    control = np.stack(arms, axis=1)[:, None]
    base = (STIFFNESS + 0.06 * chord) * table.strain + aside
    return Bundle(control, base, _reach(control))


def beside(bundle: Bundle, chosen: Whole) -> Bundle:
    """Return bows that run a little aside of some of a bundle's, this way and that, with the same ends."""
    control = bundle.control[chosen][:, None] + _asides(bundle.control[chosen])
    control = control.reshape(-1, *bundle.control.shape[1:])
    base = (bundle.base[chosen][:, None] + _ASIDE_COST[None]).ravel()
    return Bundle(control, base, _reach(control))


def _asides(control: Floats) -> Floats:
    """Return how the control points of curves are moved: curves × ways × pieces × 4 × 2."""
    pieces = control.shape[1]
    chord = control[:, -1, 3] - control[:, 0, 0]
    chord = chord / np.maximum(np.hypot(*chord.T), 1e-9)[:, None]
    normal = np.stack([-chord[:, 1], chord[:, 0]], axis=-1)
    moved = np.zeros((len(_ASIDES), pieces, 4))
    one, two = _ASIDES.T
    if pieces == 1:
        moved[:, 0, 1], moved[:, 0, 2] = one, two
    else:
        middle = 0.4 * (one + two)
        moved[:, 0, 1], moved[:, 1, 2] = 0.5 * one, 0.5 * two
        moved[:, 0, 2:], moved[:, 1, :2] = middle[:, None], middle[:, None]
    result: Floats = moved[None, ..., None] * normal[:, None, None, None, :]
    return result


def ways_round(one: End, two: End, rim1: Floats, rim2: Floats, price1: Floats, price2: Floats) -> Bundle:
    """Return the ways from one figure to another by a point aside of the straight one."""
    part, aside, turn, aim = _VIA
    dx, dy = two.x - one.x, two.y - one.y
    chord = math.hypot(dx, dy) or 1.0
    angle = math.atan2(dy, dx)
    span = max(chord, 45.0)
    middle = np.stack(
        [one.x + part * dx - aside * span * dy / chord, one.y + part * dy + aside * span * dx / chord], axis=-1
    )
    leave = np.arctan2(middle[:, 1] - one.y, middle[:, 0] - one.x)
    arrive = np.arctan2(middle[:, 1] - two.y, middle[:, 0] - two.x)
    leave = leave + aim * np.sign(aside)
    arrive = arrive - aim * np.sign(aside)
    leaving, arriving = _toward(leave), _toward(arrive)
    start, end = rim1[leaving], rim2[arriving]
    first, second = np.hypot(*(middle - start).T), np.hypot(*(end - middle).T)
    through = angle + turn
    pull1, pull2 = np.clip(0.36 * first, 2.0, 60.0), np.clip(0.36 * second, 2.0, 60.0)
    soft = np.minimum(pull1, pull2)
    one_piece = np.stack(
        [start, _arm(start, leave, pull1), _arm(middle, through, -np.maximum(soft, 0.8 * pull1)), middle], 1
    )
    two_piece = np.stack(
        [middle, _arm(middle, through, np.maximum(soft, 0.8 * pull2)), _arm(end, arrive, pull2), end], 1
    )
    control = np.stack([one_piece, two_piece], axis=1)
    reach = _reach(control)
    base = 10.0 + 0.4 * np.maximum(0.0, reach - chord) + 6.0 * np.abs(turn) + 4.0 * np.abs(aim)
    return Bundle(control, base + price1[leaving] + price2[arriving], reach)


def evened(points: Floats, step: float) -> Floats:
    """Return points at even distances of at most ``step`` along a line."""
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*(points[1:] - points[:-1]).T))])
    count = max(1, math.ceil(far[-1] / step))
    at = np.linspace(0.0, far[-1], count + 1)
    result = np.stack([np.interp(at, far, points[:, 0]), np.interp(at, far, points[:, 1])], axis=-1)
    result[0], result[-1] = points[0], points[-1]
    return result


def sharpest(points: Floats) -> float:
    """Return the sharpest turn of a line from one step to the next, in radians."""
    step = points[1:] - points[:-1]
    turn = np.arctan2(step[:-1, 0] * step[1:, 1] - step[:-1, 1] * step[1:, 0], (step[:-1] * step[1:]).sum(axis=1))
    return float(np.abs(turn).max(initial=0.0))
