"""Two lines that cross each other more than once: between the crossings one of them may follow the other instead."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.drawing.bundles import Floats, evened

ASIDE = 2.3
"""Millimetres from the other line that is followed."""
MEET = 1.1
"""Two lines meet where they are nearer than this many millimetres."""
_JOINT = 7
"""So many points on either side of where a line turns aside are smoothed."""


def following(points: Floats, other: Floats) -> Iterator[Floats]:
    """Yield a line led beside another one between two places where they meet, for each two such places in turn."""
    one, two = evened(points, 1.0), evened(other, 1.0)
    off = one[:, None] - two[None]
    square = (off * off).sum(axis=-1)
    foot = square.argmin(axis=1)
    near = np.flatnonzero(square[np.arange(len(one)), foot] < MEET * MEET)
    if not len(near):
        return
    runs = np.split(near, np.flatnonzero(np.diff(near) > 3) + 1)
    for first, second in zip(runs, runs[1:], strict=False):
        start, end = int(first[0]), int(second[-1])
        there = foot[start], foot[end]
        if start < 2 or end > len(one) - 3 or abs(int(there[1]) - int(there[0])) < 3:
            continue
        led = two[there[0] : there[1] + 1] if there[0] < there[1] else two[there[1] : there[0] + 1][::-1]
        along = np.gradient(led, axis=0)
        normal = np.stack([-along[:, 1], along[:, 0]], axis=-1) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
        came = one[max(start - 4, 0)] - led[0]
        side = 1.0 if float((came * normal[0]).sum()) >= 0 else -1.0
        way = np.concatenate([one[:start], led + side * ASIDE * normal, one[end + 1 :]])
        yield _joined(way, (start, start + len(led)))


def _joined(way: Floats, joints: tuple[int, int]) -> Floats:
    """Return a way with its joints smoothed, its points less than 2 mm apart."""
    soft = way.copy()
    for joint in joints:
        low, high = max(joint - _JOINT, 1), min(joint + _JOINT, len(way) - 1)
        for _turn in range(12):
            soft[low:high] = (soft[low - 1 : high - 1] + 2 * soft[low:high] + soft[low + 1 : high + 1]) / 4
    return evened(soft, 1.9)
