"""The program dies, the disk fills: no edit that was said to be stored is lost, and work goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.models.case import Case
from app.storage.check import check
from tests.support.libraries import KEY, opened
from tests.torture.kills import killed
from tests.torture.shim import needs_shim
from tests.torture.trials import run
from tests.torture.works import NAME, prepared

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals and limits")

EDITOR = """
import sys
from pathlib import Path
from app.models.edits.fields import set_field
from tests.support.libraries import opened

library = opened(Path(sys.argv[1]))
own = library.find("case_a")
case, sink = library.case(own), library.sink(own)
for number in range(1, 100_000):
    patch = set_field(case, "case", "case", "title", f"Ändring {number}")
    sink(patch, "do")
    case.apply(patch)
    print(number, flush=True)
"""

FULL = """
import resource, sys
from pathlib import Path
from app.document import Document
from app.models.edits.fields import set_field
from tests.support.libraries import opened

path = Path(sys.argv[1])
library = opened(path)
own = library.find("case_a")
case, history = library.load(own)
document = Document(case, library.sink(own), history)
said = []
document.refused.connect(said.append)

def edit(number):
    return document.push(set_field(document.case, "case", "case", "summary", f"{number} " + "ord " * 3000))

assert edit(0)
room = max(path.stat().st_size, path.with_name(path.name + "-wal").stat().st_size) + 50_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
made = 0
while edit(made + 1):
    made += 1
    assert made < 1000
rows = document.case.to_rows()
assert library.case(own).to_rows() == rows
assert document.stack.count() == made + 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert edit("efter")
assert library.case(own).to_rows() == document.case.to_rows() != rows
document.undo()
assert document.case.to_rows() == rows
print(said[0])
"""


@pytest.mark.parametrize("edits", [1, 7, 40])
def test_a_killed_editor_loses_no_edit_that_it_was_told_is_stored(library_file: Path, tuva: Case, edits: int) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
    editor = subprocess.Popen([sys.executable, "-c", EDITOR, library_file], stdout=subprocess.PIPE, text=True)
    assert editor.stdout is not None
    for _line in range(edits):
        editor.stdout.readline()
    editor.send_signal(signal.SIGKILL)
    told = [edits, *map(int, editor.stdout.read().split())]
    editor.wait()
    editor.stdout.close()
    assert check(library_file, KEY) == []
    with opened(library_file) as library:
        case, history = library.load(own)
    # The edit after the last one told of may have been stored just before the kill.
    assert history.index in (max(told), max(told) + 1)
    assert case.info.title == f"Ändring {history.index}"


def test_a_full_disk_takes_back_only_the_edit_that_did_not_fit(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        library.add([tuva])
    done = subprocess.run([sys.executable, "-c", FULL, library_file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Ändringen kunde inte sparas och är tillbakatagen. Det gick inte att skriva till")
    assert check(library_file, KEY) == []


# The quick ones of what `make torture` does by the hundred


def test_an_editor_that_is_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    own = prepared(tmp_path / NAME)
    assert killed(tmp_path / NAME, own, 4, seed=7, longest=0.2) > 4


@needs_shim
@pytest.mark.parametrize(
    ("how", "work", "first", "last"),
    [
        ("kill", "editing", 60, 63),
        ("kill", "changing_password", 3, 6),
        ("full", "editing", 40, 42),
        ("broken", "editing", 50, 51),
    ],
)
def test_a_kill_or_a_disk_that_fails_at_a_write_leaves_all_or_nothing(
    how: str, work: str, first: int, last: int, tmp_path: Path
) -> None:
    done = run(tmp_path / "home", how, work, first, last)
    assert done.failed == [] and done.tried == last - first + 1


@needs_shim
@pytest.mark.parametrize("work", ["editing", "restoring"])
def test_a_power_cut_leaves_all_that_was_told_to_be_stored(work: str, tmp_path: Path) -> None:
    done = run(tmp_path / "home", "cut", work, 1, 8)
    assert done.failed == [] and done.tried == 8


@needs_shim
def test_a_library_that_does_not_wait_for_the_disk_is_seen_to_lose_edits(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "cut", "editing_unsynced", 1, 10)
    assert len(done.failed) > 2
