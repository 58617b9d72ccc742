"""Bringing lines apart that run along each other: all of them are pushed a little at once, again and again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from app.drawing.bundles import SHARP, Floats, evened, sharpest
from app.drawing.lines import halved
from app.drawing.routing import STEP, Router

APART = 2.1
"""Millimetres that are sought between two lines that run side by side."""
PARALLEL = 0.8
"""Two lines run side by side where the cosine of the angle between them is more than this."""
OWN_SIDE = 0.7
"""A line that is so many millimetres off another one is pushed on to that side, else to where most of it is."""
FARTHEST = 0.9
"""Millimetres that a point is pushed in one go."""

Numbers = npt.NDArray[np.intp]


def part(router: Router, pairs: Collection[tuple[int, int]], turns: int, only: Collection[int] | None = None) -> None:
    """Push the two lines of each pair off one another where they run side by side, ``turns`` times.

    A line that would run through a foreign box afterwards stays as it was, as do all but ``only`` some, if told.
    """
    chosen = sorted({number for pair in pairs for number in pair if only is None or number in only})
    if not chosen:
        return
    lines = [router.lines[number].points for number in chosen]
    pushed = _pushed(router, chosen, pairs, turns)
    for number, before, after in zip(chosen, lines, pushed, strict=True):
        if np.array_equal(before, after):
            continue
        after = evened(after, STEP)
        if router.clear(router.lines[number], after) and sharpest(after) < max(SHARP, sharpest(before)):
            router.move(number, after)


def _pushed(router: Router, chosen: Sequence[int], pairs: Iterable[tuple[int, int]], turns: int) -> list[Floats]:
    """Return the points of some lines, each pushed off the lines that it is to be parted from."""
    tracks, lines = router.tracks, [router.lines[number].points for number in chosen]
    points = np.concatenate(lines)
    sizes = np.array([len(line) for line in lines])
    first = np.concatenate([[0], np.cumsum(sizes)])
    own = np.repeat(np.array(chosen, np.intp), sizes)
    where, other, at = router.neighbours(points, own)
    wanted = np.zeros((len(router.lines), len(router.lines)), np.bool_)
    for one, two in pairs:
        wanted[one, two] = wanted[two, one] = True
    told = wanted[own[where], other]
    where, other, at = where[told], other[told], at[told]
    before = {number: tracks.points_of(number).copy() for number in chosen}
    for _turn in range(turns):
        after = _step(router, chosen, points, first, own, (where, other, at))
        if np.array_equal(points, after):
            break
        points = after
        for row, number in enumerate(chosen):
            dense = halved(points[first[row] : first[row + 1]])
            if len(dense) == len(before[number]):
                tracks.put(number, dense)
    for number, dense in before.items():
        tracks.put(number, dense)
    return [points[low:high] for low, high in zip(first[:-1], first[1:], strict=True)]


def _step(
    router: Router,
    chosen: Sequence[int],
    points: Floats,
    first: Numbers,
    own: Numbers,
    meetings: tuple[Numbers, Numbers, Numbers],
) -> Floats:
    """Return the points of some lines pushed once."""
    sizes = np.diff(first)
    push = _pushes(router, points, _directions(points, first), own, meetings)
    touched = np.add.reduceat((push != 0.0).any(axis=1), first[:-1]) > 0
    push = _spread(push, first)
    still = ~np.repeat(touched, sizes)
    push[still] = 0.0
    after = points + push
    calm = after.copy()
    inner = np.ones(len(points), np.bool_)
    inner[first[:-1]] = inner[first[1:] - 1] = False
    at = np.flatnonzero(inner & ~still)
    calm[at] = 0.2 * after[at - 1] + 0.6 * after[at] + 0.2 * after[at + 1]
    stuck = _foreign(router, chosen, sizes, calm)
    calm[stuck] = points[stuck]
    for row, number in enumerate(chosen):
        if touched[row]:
            line = router.lines[number]
            for end, at_end in ((line.start, int(first[row])), (line.end, int(first[row + 1]) - 1)):
                calm[at_end] = router.on_rim(end, calm[at_end])
    return calm


def _directions(points: Floats, first: Numbers) -> Floats:
    """Return which way the lines run at each of their points, told one line after the other."""
    before, after = np.arange(len(points)) - 1, np.arange(len(points)) + 1
    before[first[:-1]], after[first[1:] - 1] = first[:-1], first[1:] - 1
    along = points[after] - points[before]
    result: Floats = along / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    return result


def _pushes(
    router: Router, points: Floats, along: Floats, own: Numbers, meetings: tuple[Numbers, Numbers, Numbers]
) -> Floats:
    """Return how far each point is to be pushed, by the lines that it runs along.

    ``meetings`` are the points that come near another line, which, and about which point of that."""
    where, other, at = meetings
    foot, theirs = router.tracks.feet(points[where], other, at)
    off = points[where] - foot
    gap = off[:, 0] * theirs[:, 1] - off[:, 1] * theirs[:, 0]
    same = (along[where] * theirs).sum(axis=1)
    beside = (np.abs(gap) < APART) & (np.abs(same) > PARALLEL)
    where, other, gap, theirs, same = (each[beside] for each in (where, other, gap, theirs, same))
    if not len(where):
        return np.zeros_like(points)
    mine, turned = own[where], np.where(same < 0, -1.0, 1.0)
    low, high = np.minimum(mine, other), np.maximum(mine, other)
    _pairs, pair = np.unique(low * len(router.lines) + high, return_inverse=True)
    # on which side of the higher numbered line the lower one runs, told alike by the points of both
    side = np.where(mine < other, gap, -gap * turned)
    total = np.bincount(pair, weights=np.clip(side, -1.0, 1.0))
    wanted = np.where(total < 0, -1.0, 1.0)[pair]
    wanted = np.where(mine < other, wanted, -wanted * turned)
    crossing = (np.bincount(pair, weights=side > OWN_SIDE) > 0) & (np.bincount(pair, weights=side < -OWN_SIDE) > 0)
    wanted = np.where((np.abs(gap) > OWN_SIDE) | crossing[pair], np.where(gap < 0, -1.0, 1.0), wanted)
    size = wanted * (APART - wanted * gap) / 2
    normal = np.stack([theirs[:, 1], -theirs[:, 0]], axis=-1) * size[:, None]
    push = np.stack([np.bincount(where, weights=normal[:, k], minlength=len(points)) for k in (0, 1)], axis=-1)
    far = np.hypot(*push.T)
    result: Floats = push * np.minimum(1.0, FARTHEST / np.maximum(far, 1e-9))[:, None]
    return result


def _spread(push: Floats, first: Numbers) -> Floats:
    """Return pushes spread over the neighbours of each point along its line, so that the line stays a curve."""
    count = np.arange(len(push))
    before, after = np.maximum(count - 1, 0), np.minimum(count + 1, len(push) - 1)
    before[first[:-1]], after[first[1:] - 1] = first[:-1], first[1:] - 1
    result = push
    for _turn in range(5):
        result = (result[before] + 2 * result + result[after]) / 4
    most = np.maximum(np.hypot(*push.T), np.hypot(*result.T))
    soft = np.maximum(np.hypot(*result.T), 1e-9)
    spread: Floats = result * np.minimum(1.5, most / soft)[:, None]
    return spread


def _foreign(router: Router, chosen: Sequence[int], sizes: Numbers, points: Floats) -> npt.NDArray[np.bool_]:
    """Return which points lie in boxes that their line must not run through."""
    who = router.board.who[router.board.cells(points[:, 0], points[:, 1])]
    ends = np.array([(router.lines[n].start.number, router.lines[n].end.number) for n in chosen])
    one, two = (np.repeat(ends[:, k], sizes) for k in (0, 1))
    foreign: npt.NDArray[np.bool_] = (who > 0) & (who != one) & (who != two)
    return foreign
