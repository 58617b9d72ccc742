"""1,000 power cuts in editing, and as many in all else that is done; a control shows that they would be noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.shim import needs_shim
from tests.torture.trials import run, works

pytestmark = [pytest.mark.torture, needs_shim]
PARTS, RUNS, CUTS = 20, 2, 50
CUTS_OF_WORKS = 80


@pytest.mark.parametrize("seed", range(PARTS))
def test_no_power_cut_loses_an_edit_or_damages_a_library(seed: int, tmp_path: Path) -> None:
    done = run(tmp_path / "home", "cut", "editing", RUNS, CUTS, seed)
    assert done.failed == [] and done.tried == CUTS


@pytest.mark.parametrize("work", [each for each in works() if not each.startswith("editing")])
def test_a_power_cut_in_a_work_leaves_all_or_nothing(work: str, tmp_path: Path) -> None:
    done = run(tmp_path / "home", "cut", work, RUNS, CUTS_OF_WORKS)
    assert done.failed == [] and done.tried == CUTS_OF_WORKS


def test_a_library_that_does_not_wait_for_the_disk_loses_edits(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "cut", "editing_unsynced", RUNS, CUTS)
    assert len(done.failed) > CUTS // 2
