"""What can be undone, and who did what, outlives the window and the program, however they end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.document import Document
from app.kinds.edit_words import told
from app.models.edits.fields import set_field
from tests.support.libraries import opened

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "case_a.yaml"
STEPS = ("ett", "två", "tre")

CHILD = """
import os, signal, sys
from pathlib import Path
from app.document import Document
from app.models.edits.fields import set_field
from tests.support.libraries import opened

library = opened(Path(sys.argv[1]))
library.actor = lambda: "Kim Processledare"
case, history = library.load(sys.argv[2])
document = Document(case, library.sink(sys.argv[2]), history)
for words in sys.argv[3:]:
    assert document.push(set_field(case, "case", "case", "summary", words))
document.undo()
print("stored", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_undo_and_the_log_are_there_after_the_program_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "bibliotek.samkarta"
    with opened(path, create=True) as library:
        own = library.add(read_cases([EXAMPLE]))[0]
        first = library.case(own).info.summary
    command = [sys.executable, "-c", CHILD, str(path), own, *STEPS]
    ended = subprocess.run(command, cwd=EXAMPLE.parents[2], capture_output=True, text=True, timeout=60)
    assert ended.returncode == -signal.SIGKILL and "stored" in ended.stdout, ended.stderr

    with opened(path) as library:
        case, history = library.load(own)
        document = Document(case, library.sink(own), history)
        assert document.case.info.summary == "två"
        document.redo()
        assert document.case.info.summary == "tre"
        seen = []
        while document.stack.canUndo():
            document.undo()
            seen.append(document.case.info.summary)
        assert seen == ["två", "ett", first]
        lines = list(told(library.growth(own), lambda state: state))

    assert [line.who for line in lines[1:5]] == ["Kim Processledare"] * 4
    assert [line.what.split(":")[0] for line in lines] == [
        "Lägg in ärendet",
        *["Ändra uppgift"] * 3,
        "Ångrat",
        "Gjort om",
        *["Ångrat"] * 3,
    ]
    assert any("”ett” → ”två”" in detail for detail in lines[2].details)


def test_undo_goes_on_where_the_case_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "bibliotek.samkarta"
    with opened(path, create=True) as library:
        own = library.add(read_cases([EXAMPLE]))[0]
        first = library.case(own).info.summary
    for words in STEPS:
        with opened(path) as library:
            case, history = library.load(own)
            assert Document(case, library.sink(own), history).push(set_field(case, "case", "case", "summary", words))

    for expected in ("två", "ett", first):
        with opened(path) as library:
            case, history = library.load(own)
            document = Document(case, library.sink(own), history)
            document.undo()
            assert document.case.info.summary == expected
