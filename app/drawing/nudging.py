"""Pushing two lines apart where they run along each other, without drawing them anew."""

from __future__ import annotations

import math

import numpy as np

from app.drawing.bows import End
from app.drawing.bundles import Floats, evened

APART = 2.2
"""Millimetres that are sought between two lines that run side by side."""

_WINDOW = 4


def feet(points: Floats, line: Floats) -> tuple[Floats, Floats]:
    """Return, for each point, the nearest point of a line and how far away that is."""
    dx, dy = points[:, None, 0] - line[None, :, 0], points[:, None, 1] - line[None, :, 1]
    nearest = (dx * dx + dy * dy).argmin(axis=1)
    best, gap = line[nearest], np.full(len(points), np.inf)
    for one in (np.maximum(nearest - 1, 0), np.minimum(nearest, len(line) - 2)):
        start, step = line[one], line[one + 1] - line[one]
        part = ((points - start) * step).sum(axis=1) / np.maximum((step * step).sum(axis=1), 1e-12)
        foot = start + np.clip(part, 0.0, 1.0)[:, None] * step
        far = np.hypot(*(points - foot).T)
        nearer = far < gap
        best[nearer], gap[nearer] = foot[nearer], far[nearer]
    return best, gap


def nudged(points: Floats, other: Floats, start: End, end: End) -> Floats:
    """Return a line pushed away from another one where they are too near, its ends still on the figures' edges."""
    line = evened(points, 2.0)
    for _turn in range(3):
        pushes = _pushes(line, other)
        if not pushes.any():
            break
        line = line + _smoothed(pushes)
        line[0], line[-1] = _on_edge(start, line[0]), _on_edge(end, line[-1])
        line[1:-1] = 0.2 * line[:-2] + 0.6 * line[1:-1] + 0.2 * line[2:]
        line = evened(line, 2.0)
    return evened(line, 1.9)


def _pushes(line: Floats, other: Floats) -> Floats:
    """Return how far each point must move to stand clear of the other line, on the side where most of it is."""
    foot, gap = feet(line, other)
    along = np.empty_like(line)
    along[1:-1], along[0], along[-1] = line[2:] - line[:-2], line[1] - line[0], line[-1] - line[-2]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=-1) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    across = ((line - foot) * normal).sum(axis=1)
    near = gap < APART
    side = 1.0 if np.where(np.abs(across) > 0.05, np.sign(across), 0.2)[near].sum() >= 0 else -1.0
    here = np.where(np.abs(across) > 1.0, np.sign(across), side)
    move = np.where(near & (np.abs(across) < APART), here * (APART - np.abs(across)), 0.0)
    result: Floats = normal * move[:, None]
    return result


def _smoothed(pushes: Floats) -> Floats:
    """Return the pushes spread over their neighbours, so that the line stays a curve."""
    width = 2 * _WINDOW + 1
    padded = np.pad(pushes, ((_WINDOW, _WINDOW), (0, 0)))
    counts = np.convolve(np.ones(len(pushes)), np.ones(width), "same" if len(pushes) >= width else "full")
    total = np.cumsum(np.vstack([np.zeros((1, 2)), padded]), axis=0)
    mean = (total[width:] - total[:-width]) / np.maximum(counts[: len(pushes)], 1.0)[:, None]
    own = (pushes != 0.0).any(axis=1, keepdims=True)
    result: Floats = np.where(own, 0.5 * pushes + 0.5 * mean, 0.7 * mean)
    for _turn in range(2):
        result[1:-1] = (result[:-2] + 2 * result[1:-1] + result[2:]) / 4
    return result


def _on_edge(end: End, point: Floats) -> tuple[float, float]:
    """Return the point of a figure's edge in the direction of a point."""
    return end.port(math.atan2(point[1] - end.y, point[0] - end.x))
