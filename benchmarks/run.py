"""How fast the program is, beside floors and peers, both sides in turn in the same run. `make bench`.

Prints a table and writes build/bench/results.json. The peers are put in environments of their own under build/bench;
where they cannot be had, the table says so. ``--quick`` only shows that everything starts.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SUBJECTS = ROOT / "benchmarks" / "subjects"
BUILD = ROOT / "build" / "bench"
PEERS = {
    "nodegraph": ("NodeGraphQt==0.6.44", "PySide6-Essentials==6.11.3", "setuptools<81"),
    "orange": ("orange-canvas-core==0.2.9", "PyQt6"),
}
FRAME_MS = 16.7
OTHERS = ("orange", "NodeGraphQt", "Inkscape")
"""What may be missing where the benchmarks are run."""

sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

Found = dict[str, Any]


@dataclass
class Goal:
    """One line of the table: what was measured, its goal, and what each round gave. ``unit`` is × or ms."""

    name: str
    goal: float
    unit: str
    values: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Return the line as the table has it."""
        if not self.values:
            return f"| {self.name} | ≤ {self.goal:g} {self.unit} | not measured | |"
        middle, low, high = statistics.median(self.values), min(self.values), max(self.values)
        said = "yes" if middle <= self.goal else f"no, by {100 * (middle / self.goal - 1):.0f} %"
        return f"| {self.name} | ≤ {self.goal:g} {self.unit} | {middle:.2f} ({low:.2f}–{high:.2f}) | {said} |"


class Bench:
    """One run. ``rounds`` is how often each pair is measured, ``frames`` how many frames a measurement has."""

    def __init__(self, rounds: int, frames: int, quick: bool) -> None:
        self.rounds, self.frames, self.quick = rounds, frames, quick
        self.goals: dict[str, Goal] = {}
        self.raw: list[Found] = []
        self.peers = {} if quick else {name: python for name in PEERS if (python := peer(name)) is not None}

    def note(self, name: str, goal: float, unit: str, value: float | None = None) -> None:
        """Keep one round's value of a goal, or only that there is such a goal."""
        line = self.goals.setdefault(name, Goal(name, goal, unit))
        if value is not None:
            line.values.append(value)

    def ask(self, subject: str, *arguments: object, peer: str | None = None) -> Found | None:
        """Run a subject in a process of its own and return what it told, None if it could not be measured."""
        if peer is not None and peer not in self.peers:
            return None
        python = self.peers[peer] if peer is not None else Path(sys.executable)
        paths = [SUBJECTS] if peer is not None else [ROOT, SUBJECTS, ROOT / "benchmarks"]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "SAMKARTA_DATA": str(BUILD / "data"),
            "T0": repr(time.monotonic()),
        }
        command = [str(python), str(SUBJECTS / f"{subject}.py"), *map(str, arguments)]
        try:
            ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)
        except subprocess.TimeoutExpired:
            print(f"{subject} {arguments} took too long and was not measured", file=sys.stderr)
            return None
        lines = [line for line in ran.stdout.splitlines() if line.startswith("{")]
        if not lines:
            print(f"{subject} could not be measured:\n{ran.stderr[-1500:]}", file=sys.stderr)
            return None
        found: Found = json.loads(lines[-1])
        self.raw.append({"subject": subject, "arguments": [str(each) for each in arguments], **found})
        return found

    def run(self) -> None:
        """Measure everything, round by round."""
        small = 12 if self.quick else 200
        for folder in (
            ROOT / "app",
            SUBJECTS,
        ):  # as it is where the program has been started once, and as peers have it
            compileall.compile_dir(folder, quiet=1)
        library, case = stored(small)
        for number in range(self.rounds):
            print(f"round {number + 1} of {self.rounds}", file=sys.stderr)
            self.starting(library, case, small)
            self.canvas(small)
            self.storage()
            self.lists()
            self.papers(library, case, small)
            self.keep()

    def keep(self) -> None:
        """Write what has been found so far, so that a run that is broken off has told something."""
        told = {"goals": [asdict(goal) for goal in self.goals.values()], "measurements": self.raw}
        (BUILD / "results.json").write_text(json.dumps(told, indent=1), "utf-8")
        (BUILD / "table.md").write_text(self.table() + "\n", "utf-8")

    def starting(self, library: Path, case: str, figures: int) -> None:
        """Cold start, the way to the map, and memory."""
        bare, demo = self.ask("bare"), self.ask("start")
        opened = self.ask("start", library, case)
        node = self.ask("nodegraph", figures, peer="nodegraph")
        both = bare is not None and demo is not None
        self.note(
            "cold start to the first painted window of the example, to a bare window's",
            1.6, "×", demo["first_paint"] / bare["first_paint"] if both else None,
        )  # fmt: skip
        self.note(
            "the same until the example's map is painted (no goal: for the record)",
            99, "×", demo["map"] / bare["first_paint"] if both else None,
        )  # fmt: skip
        self.note(
            f"spawn to the {figures} figure map painted, to NodeGraphQt's",
            0.6, "×", opened["map"] / node["map"] if opened and node else None,
        )  # fmt: skip
        self.note(
            f"peak memory with the {figures} figure map, to a bare window's",
            2.2, "×", opened["memory"] / bare["memory"] if opened and bare else None,
        )  # fmt: skip

    def canvas(self, figures: int) -> None:
        """Dragging, panning, zooming, a whole repaint."""
        many, crowd, huge = (figures, figures, figures) if self.quick else (figures, 1000, 5000)
        hd = self.ask("canvas", many, 1920, 1080, self.frames, "drag", "pan", "zoom", "repaint")
        orange = self.ask("orange", many, self.frames, peer="orange")
        fhd = hd if self.quick else self.ask("canvas", many, 3840, 2160, self.frames, "pan")
        large = hd if self.quick else self.ask("canvas", crowd, 3840, 2160, self.frames, "zoom")
        whole = hd if self.quick else self.ask("canvas", huge, 1920, 1080, self.frames, "drag")
        self.note(f"drag of a hub, {many} figures, 1080p, p95", 5, "ms", hd and hd["drag"]["p95"])
        self.note(
            "the same to orange-canvas-core's",
            0.5,
            "×",
            hd["drag"]["p95"] / orange["drag"]["p95"] if hd and orange else None,
        )
        self.note(
            f"drag of a hub, {huge} figures to {many}, p95",
            3,
            "×",
            whole["drag"]["p95"] / hd["drag"]["p95"] if hd and whole else None,
        )
        self.note(f"pan at 100 %, {many} figures, 1080p, p95", FRAME_MS, "ms", hd and hd["pan"]["p95"])
        self.note(f"pan at 100 %, {many} figures, 4K, p95", FRAME_MS, "ms", fhd and fhd["pan"]["p95"])
        self.note("zoom to a scaled pixmap, 1080p, p50", 2, "×", hd and hd["zoom"]["p50"] / hd["scaled"]["p50"])
        self.note(f"zoom, {crowd} figures, 4K, p95", FRAME_MS, "ms", large and large["zoom"]["p95"])
        self.note(
            "whole sharp repaint to one QPicture, 1080p, p50",
            1.25,
            "×",
            hd and hd["repaint"]["p50"] / hd["picture"]["p50"],
        )

    def storage(self) -> None:
        """A durable edit, a large map read, a search among many cases, one key derivation."""
        sizes = (1, 5, 12, 20) if self.quick else (5, 150, 5000, 10_000)
        found = self.ask("storage", BUILD / "storage", *sizes)
        _rounds, _edits, figures, cases = sizes
        self.note("durable encrypted commit of one edit to a raw one, p50", 2, "×", ratio(found, "edit", "raw", "p50"))
        self.note("the same, p95", 5, "ms", found and found["edit"]["p95"])
        self.note(
            f"a map of {figures} figures, just opened, into records to the fetch of its rows, p50",
            3, "×", ratio(found, "records", "rows", "p50"),
        )  # fmt: skip
        self.note(
            "the same once more, its pages decrypted already (no goal: for the record)",
            99, "×", ratio(found, "records_again", "rows_again", "p50"),
        )  # fmt: skip
        self.note(f"search in {cases} cases to the raw FTS5 query, p50", 1.5, "×", ratio(found, "search", "fts", "p50"))
        for name, goal in (("search", 100), ("list", 100), ("open", 300)):
            self.note(f"{name}, {cases} cases, p95", goal, "ms", found and found[name]["p95"])
        self.note("one key derivation (0.5–0.8 s by design)", 800, "ms", found and found["derivation"])

    def lists(self) -> None:
        """The start page of a large library beside that of a small one."""
        few, many = (2, 4) if self.quick else (10, 10_000)
        small, large = self.ask("listed", cases_in(few)), self.ask("listed", cases_in(many))
        self.note(
            f"spawn to the list of {many} cases painted, to that of {few}",
            1.1, "×", large["listed"] / small["listed"] if small and large else None,
        )  # fmt: skip

    def papers(self, library: Path, case: str, figures: int) -> None:
        """The PDF beside ReportLab alone, and the command beside Inkscape, where there is one."""
        found = self.ask("../pdf", "--figures", figures, "--rounds", 1)
        for name in ("map", "plan"):
            took = found and found[name]
            for way, goal in (("tagged", 1.3), ("finished", 2)):
                self.note(
                    f"{name} of {figures} as PDF, {way}, to ReportLab alone",
                    goal, "×", took[way] / took["alone"] if took else None,
                )  # fmt: skip
        own = self.ask("exported", library, case, BUILD / "map.pdf")
        theirs = None if self.quick or not own else inkscape(lambda svg: self.ask("exported", library, case, svg))
        self.note(
            "the whole export command to Inkscape's of the same map",
            2, "×", own["exported"] / theirs if own and theirs else None,
        )  # fmt: skip

    def table(self) -> str:
        """Return what was found, as Markdown."""
        head = "| what | goal | median (min–max) | reached |\n| --- | --- | --- | --- |"
        return "\n".join([head, *(goal.row() for goal in self.goals.values())])


def ratio(found: Found | None, one: str, other: str, which: str) -> float | None:
    """Return how many times as long ``one`` takes as ``other``."""
    return found[one][which] / found[other][which] if found else None


def peer(name: str) -> Path | None:
    """Return the Python of a peer's environment, made if there is none; None if it cannot be had."""
    folder = BUILD / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (folder / "whole").exists():
        return python
    try:
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *PEERS[name]]
        subprocess.run(command, check=True, timeout=600, capture_output=True)
    except (OSError, subprocess.SubprocessError) as problem:
        print(f"{name} cannot be had: {problem}", file=sys.stderr)
        return None
    (folder / "whole").touch()
    return python


def stored(figures: int) -> tuple[Path, str]:
    """Return a library with one made-up case of so many figures, and the case's id in it."""
    from made_up import case_of

    from app.storage.data_key import DataKey
    from app.storage.library import Library

    path = BUILD / f"{figures}.samkarta"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with Library.open(path, DataKey(bytes(32)), create=True) as library:
        (case,) = library.add([case_of(figures)])
    return path, case


def cases_in(number: int) -> Path:
    """Return a library with so many small cases; made once, for ten thousand take a while."""
    from app.models.edits.newcase import empty_case
    from app.storage.data_key import DataKey
    from app.storage.library import Library

    path = BUILD / f"{number}-cases.samkarta"
    if not path.exists():
        with Library.open(path, DataKey(bytes(32)), create=True) as library:
            library.add([empty_case(f"Ärende {each}", f"Namn {each}") for each in range(number)], copy=True)
    return path


def inkscape(draw: Callable[[Path], object]) -> float | None:
    """Return the milliseconds that Inkscape takes to make a PDF of a map that is drawn as SVG; None without it."""
    svg = BUILD / "map.svg"
    if shutil.which("inkscape") is None or draw(svg) is None:
        return None
    command = ["inkscape", "--export-type=pdf", f"--export-filename={BUILD / 'inkscape.pdf'}", str(svg)]
    begun = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, timeout=400, check=False)
    return (time.perf_counter() - begun) * 1000 if ran.returncode == 0 else None


@contextlib.contextmanager
def screen(quick: bool) -> Iterator[None]:
    """Give the subjects a screen of 4K of their own where that can be had, so that nobody's desktop is measured."""
    if quick:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield
        return
    try:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "3840x2160x24", "-nolisten", "tcp"]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    except OSError:
        yield
        return
    os.close(writing)
    with os.fdopen(reading) as told:
        os.environ["DISPLAY"] = ":" + told.readline().strip()
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def main() -> int:
    """Run it all. Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--frames", type=int, default=120)
    parser.add_argument("--quick", action="store_true", help="tiny maps, one round, no peers, no screen")
    options = parser.parse_args()
    with screen(options.quick):
        bench = Bench(1, 12, True) if options.quick else Bench(options.rounds, options.frames, False)
        bench.run()
    print(bench.table())
    own = [goal for goal in bench.goals.values() if not any(peer in goal.name for peer in OTHERS)]
    return 0 if all(goal.values for goal in own) else 1


if __name__ == "__main__":
    sys.exit(main())
