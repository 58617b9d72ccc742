"""A disk without room, and one on which every write fails, from each write of a session on: N = 1 … 300."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.shim import needs_shim
from tests.torture.trials import run, works

pytestmark = [pytest.mark.torture, needs_shim]
STRETCH = 20
WRITES = 300


@pytest.mark.parametrize("first", range(1, WRITES, STRETCH))
@pytest.mark.parametrize("how", ["full", "broken"])
def test_a_disk_that_fails_takes_only_what_was_not_told(how: str, first: int, tmp_path: Path) -> None:
    done = run(tmp_path / "home", how, "editing", first, first + STRETCH - 1, seed=first)
    assert done.failed == []
    assert done.tried == STRETCH or done.finished


@pytest.mark.parametrize("how", ["full", "broken"])
@pytest.mark.parametrize("work", [each for each in works() if not each.startswith("editing")])
def test_a_work_on_a_disk_that_fails_says_so_and_goes_well_afterwards(work: str, how: str, tmp_path: Path) -> None:
    done = run(tmp_path / "home", how, work, 1, WRITES)
    assert done.failed == []
    assert done.tried == WRITES or done.finished
