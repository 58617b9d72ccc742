"""The benchmarks are never tests of speed, but they must start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_benchmarks_start_and_find_every_number_of_their_own() -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY"}
    ran = subprocess.run(
        [sys.executable, "benchmarks/run.py", "--quick"],
        cwd=ROOT,
        env={**{key: value for key, value in os.environ.items() if key not in hidden}, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    missing = [line for line in ran.stdout.splitlines() if "not measured" in line]
    assert len(missing) == 3
    assert all(any(peer in line for line in missing) for peer in ("NodeGraphQt", "orange-canvas-core", "Inkscape"))
    told = json.loads((ROOT / "build" / "bench" / "results.json").read_text("utf-8"))
    assert {each["subject"] for each in told["measurements"]} == {
        *("bare", "start", "canvas", "storage", "listed", "../pdf", "exported"),
    }
