"""500 kills at random moments of a real editing process; and one at every write of whatever is done to a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.kills import killed
from tests.torture.shim import needs_shim
from tests.torture.trials import run, works
from tests.torture.works import NAME, prepared

pytestmark = pytest.mark.torture
PARTS, KILLS = 20, 25
MOST_WRITES = 1000
"""No work writes more often; each must come to its end."""


@pytest.mark.parametrize("seed", range(PARTS))
def test_no_kill_loses_an_edit_that_was_told_to_be_stored(seed: int, tmp_path: Path) -> None:
    own = prepared(tmp_path / NAME)
    assert killed(tmp_path / NAME, own, KILLS, seed) > KILLS


@needs_shim
@pytest.mark.parametrize("work", [each for each in works() if not each.startswith("editing")])
def test_a_work_killed_at_any_write_leaves_all_or_nothing(work: str, tmp_path: Path) -> None:
    done = run(tmp_path / "home", "kill", work, 1, MOST_WRITES)
    assert done.failed == [] and done.finished
