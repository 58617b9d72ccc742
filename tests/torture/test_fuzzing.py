"""200,000 executions of atheris over every way in, with no exception that nobody expects."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.torture.trials import ROOT
from tests.torture.ways_in import WAYS

pytestmark = pytest.mark.torture
EXECUTIONS = 200_000


@pytest.mark.skipif(sys.platform != "linux", reason="atheris is for Linux")
@pytest.mark.parametrize("way", WAYS)
def test_a_way_in_survives_whatever_comes(way: str) -> None:
    runs = EXECUTIONS // len(WAYS)
    command = [sys.executable, "-m", "tests.torture.fuzzing", way, str(runs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, said[-4000:]
    assert f"Done {runs} runs" in said
