"""What every subject measures with. Standard library only: the peers run it in their own environments."""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable

COLUMN, ROW = 46.0, 36.0
"""Millimetres from figure to figure on the made-up maps."""
HUB_LINES = 8


def since_spawn() -> float:
    """Return the milliseconds since the runner started this process (``T0``, monotonic seconds)."""
    return (time.monotonic() - float(os.environ["T0"])) * 1000


def peak_mib() -> float:
    """Return the most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(**found: object) -> None:
    """Hand the runner what was found, as the last line of standard output."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def map_of(figures: int) -> tuple[list[tuple[float, float]], list[tuple[int, int]]]:
    """Return places (mm, the first in the middle) and lines between figures by number, half again as many.

    Figure 1 is the hub: it has exactly eight lines. Most lines join neighbours, every tenth any two figures. The
    same for every subject, always.
    """
    columns = max(3, round((figures * 1.4) ** 0.5))
    rows = -(-figures // columns)
    seats = [(x - columns // 2, y - rows // 2) for y in range(rows) for x in range(columns)]
    seats = sorted(seats, key=lambda seat: (seat[0] * COLUMN) ** 2 + (seat[1] * ROW) ** 2)[:figures]
    number_at = {seat: number for number, seat in enumerate(seats)}
    chance = random.Random(figures)
    wanted = figures * 3 // 2
    lines = {(1, other) for other in range(2, 2 + min(HUB_LINES, figures - 2))}
    while len(lines) < wanted:
        one = chance.randrange(figures)
        x, y = seats[one]
        near = number_at.get((x + chance.randint(-3, 3), y + chance.randint(-3, 3)))
        two = chance.randrange(figures) if chance.random() < 0.1 else near
        if two is not None and 1 not in (one, two) and one != two and (two, one) not in lines:
            lines.add((one, two))
    return [(x * COLUMN, y * ROW) for x, y in seats], sorted(lines)


def spread(times: list[float]) -> dict[str, float]:
    """Return median and 95th percentile of frame times in milliseconds."""
    ordered = sorted(times)
    return {"p50": ordered[len(ordered) // 2], "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]}


def frames(count: int, change: Callable[[int], None], settle: Callable[[], None]) -> list[float]:
    """Return the milliseconds of ``count`` frames: a change made, and everything it leads to painted."""
    times = []
    for number in range(count):
        started = time.perf_counter()
        change(number)
        settle()
        times.append((time.perf_counter() - started) * 1000)
    return times
