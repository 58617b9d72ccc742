"""How long a whole layout takes: median, least and most of some runs, in milliseconds.

    python benchmarks/ordna.py [runs]

Case A and B are laid out as they stand in the example files, both sheets; the crowds are made up.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "drawing"))

from layout_checks import faults
from layout_requests import crowd

from app.case_files import vocabulary
from app.drawing.arrange import arrange
from app.drawing.layout import LayoutRequest
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import standing
from app.models.casefile import read

ROOT = Path(__file__).resolve().parent.parent
CROWDS = ((30, 20, 25), (60, 60, 90), (200, 120, 180))
"""Figures, relations and wishes of the made-up sheets."""
RUNS = 5


def sheets() -> Iterator[tuple[str, LayoutRequest]]:
    """Yield every sheet that is measured, with its name."""
    for name in ("case_a", "case_b"):
        case = read(ROOT / "resources" / "examples" / f"{name}.yaml", vocabulary())
        for kind in sheet_kinds():
            if case.sheet_of_kind(kind) is not None:
                yield f"{name} {kind}", standing(case, kind)
    for figures, relations, wishes in CROWDS:
        yield f"{figures} figures, {relations + wishes} lines", crowd(figures, relations, wishes, 1)


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    arrange(crowd(5, 3, 3, 1))  # the first one loads the libraries
    print(f"{'':32}{'clock: median':>15}{'least':>9}{'most':>9}{'processor':>12}  what is not as it must be")
    for name, request in sheets():
        clock, processor = [], []
        for _run in range(runs):
            start, used = time.perf_counter(), time.process_time()
            layout = arrange(request)
            clock.append((time.perf_counter() - start) * 1000)
            processor.append((time.process_time() - used) * 1000)
        quick = len(request.ties) > 200
        wrong = "lines drawn once, not mended" if quick else f"{len(faults(request, layout))}"
        print(
            f"{name:32}{statistics.median(clock):12.0f} ms{min(clock):9.0f}{max(clock):9.0f}"
            f"{statistics.median(processor):12.0f}  {wrong}"
        )


if __name__ == "__main__":
    main()
