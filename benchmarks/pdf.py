"""What tags and the archive's finish cost: a map and a plan of 200, beside ReportLab alone painting the same.

    .venv/bin/python benchmarks/pdf.py [--figures N] [--rounds N]

Laying out the map and measuring the plan's rows are not part of it: both sides paint what is laid out already.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent / "subjects"))

from frames import tell
from made_up import case_of

from app.documents.base import Options, Story, documents
from app.documents.map_page import map_page
from app.drawing.ops import Drawing
from app.drawing.to_reportlab import MM, paint, register_fonts
from app.export.pdf import _painted
from app.export.pdf_finish import About, finish
from app.models.case import Case
from app.models.edits.plan import add_row

DAY = date(2026, 11, 22)
DRAWN, FINISHED = 1.3, 2.0
"""How many times ReportLab's own time the tagged painting and the finished file may take."""


def main() -> None:
    """Measure both papers in turn and print a table, and the same as JSON in the last line."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--figures", type=int, default=200)
    wanted.add_argument("--rounds", type=int, default=7)
    given = wanted.parse_args()
    case = _case(given.figures)
    drawing = map_page(case, "case_map", today=DAY).drawing
    papers: dict[str, Callable[[], Drawing | Story]] = {"map": lambda: drawing, "plan": lambda: _plan(case)}
    print(f"{given.figures} figures, {len(case.plan)} rows, {given.rounds} rounds, milliseconds (median)")
    print("| paper | ReportLab alone | tagged | finished | tagged × | finished × |\n|" + " --- |" * 6)
    found = {name: _measured(part, given.rounds) for name, part in papers.items()}
    for name, took in found.items():
        print(_row(name, took))
    tell(**found)


def _case(figures: int) -> Case:
    case = case_of(figures)
    for number in range(figures):
        case.apply(add_row(case, what=f"Åtgärd {number}", how="Hembesök två morgnar i veckan, kl. 06.45. " * 3))
    return case


def _plan(case: Case) -> Story:
    part = documents()["plan"].pages(case, Options(today=DAY))(0)[0]
    assert isinstance(part, Story)
    return part


def _measured(part: Callable[[], Drawing | Story], rounds: int) -> dict[str, float]:
    """Return how many milliseconds each way takes, all in turn; the first turn does not count."""
    ways = {"alone": _alone, "tagged": _tagged, "finished": _finished}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(rounds + 1):
        for name, way in ways.items():
            times[name].append(_timed(way, part()))
    return {name: 1000 * statistics.median(each[1:]) for name, each in times.items()}


def _row(name: str, took: dict[str, float]) -> str:
    a, t, f = took.values()
    verdict = "" if t / a <= DRAWN and f / a <= FINISHED else f" (goals {DRAWN:g} and {FINISHED:g})"
    return f"| {name} | {a:.0f} | {t:.0f} | {f:.0f} | {t / a:.2f} | {f / a:.2f}{verdict} |"


def _timed(run: Callable[[Any], object], part: Drawing | Story) -> float:
    start = time.perf_counter()
    run(part)
    return time.perf_counter() - start


def _alone(part: Drawing | Story) -> None:
    """Let ReportLab paint the part as it comes: no tags, its own file, and not in letters, which would cost more."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import SimpleDocTemplate

    rl_config.useA85 = 0
    font = register_fonts()["regular"]
    if isinstance(part, Drawing):
        canvas = Canvas(BytesIO(), (part.width * MM, part.height * MM), initialFontName=font, pageCompression=1)
        paint(canvas, part)
        canvas.showPage()
        canvas.save()
    else:
        edge, size = 14 * MM, (part.size[0] * MM, part.size[1] * MM)
        edges = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), edge - 6)
        paper: dict[str, Any] = {"pagesize": size, "initialFontName": font, "pageCompression": 1, **edges}
        SimpleDocTemplate(BytesIO(), **paper).build(list(part.flowables))


def _tagged(part: Drawing | Story) -> Any:
    return _painted([part], _told(part))


def _finished(part: Drawing | Story) -> bytes:
    painted = _painted([part], _told(part))
    return finish(painted.data, painted.tags, About("Prov", "sv-SE", DAY))


def _told(part: Drawing | Story) -> str:
    return part.told if isinstance(part, Drawing) else ""


if __name__ == "__main__":
    main()
