"""200,000 executions of atheris over every way in, with no exception that nobody expects."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.torture.trials import ROOT
from tests.torture.ways_in import WAYS

pytestmark = pytest.mark.torture
EXECUTIONS = 200_000
SLOW = {"library_page": 3000, "library_row": 3000}
"""A whole library is opened, read and checked each time, 30 ms; what they leave is shared by the others."""


def executions(way: str) -> int:
    """Return how often a way is tried."""
    return SLOW.get(way) or -(-(EXECUTIONS - sum(SLOW.values())) // (len(WAYS) - len(SLOW)))


@pytest.mark.skipif(sys.platform != "linux", reason="atheris is for Linux")
@pytest.mark.parametrize("way", WAYS)
def test_a_way_in_survives_whatever_comes(way: str) -> None:
    runs = executions(way)
    command = [sys.executable, "-m", "tests.torture.fuzzing", way, str(runs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, said[-4000:]
    assert f"Done {runs} runs" in said


def test_all_ways_together_are_tried_two_hundred_thousand_times() -> None:
    assert sum(map(executions, WAYS)) >= EXECUTIONS
