"""What was being written when the program was killed does not stay in plain beside where it was to stand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.export.base import export
from app.models.case import Case
from app.models.edits.newcase import empty_case
from app.unfinished import PREFIX, remove_left, write_out

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Vjxqåäö"
WRITES = f"""
import sys, time
from pathlib import Path
from app.unfinished import hidden_beside
with hidden_beside(Path(sys.argv[1])) as hidden:
    if sys.argv[2] == "folder":
        hidden.mkdir()
        hidden = hidden / "plan.json"
    hidden.write_text("{WORDS}", "utf-8")
    print("written", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, where the notes lie."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SAMKARTA_DATA", str(folder))
    return folder


@pytest.fixture
def chosen(tmp_path: Path) -> Path:
    """A folder that the user has chosen, with a file of the user's own in it."""
    folder = tmp_path / "Dokument"
    folder.mkdir()
    (folder / f"{PREFIX}mina-anteckningar.txt").write_text("rör inte", "utf-8")
    return folder


@contextmanager
def writing(path: Path, what: str) -> Iterator[subprocess.Popen[str]]:
    """A program in the middle of writing ``path``."""
    command = [sys.executable, "-c", WRITES, str(path), what]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "written\n"
        try:
            yield process
        finally:
            process.kill()


def hidden(folder: Path) -> list[Path]:
    """What lies under the program's hidden names, the user's own file apart."""
    return [each for each in folder.glob(f"{PREFIX}*") if "anteckningar" not in each.name]


def case() -> Case:
    return empty_case("Prov", "Elin")


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_a_killed_program_left_is_removed_at_the_next_start(chosen: Path, data: Path, what: str) -> None:
    with writing(chosen / "plan.pdf", what) as process:
        process.kill()
        process.wait()
        assert len(hidden(chosen)) == 1, "the kill left something, or the test proves nothing"
    remove_left()
    assert hidden(chosen) == []
    assert [each.name for each in chosen.iterdir()] == [f"{PREFIX}mina-anteckningar.txt"]
    assert not (data / "unfinished").exists()


def test_the_next_export_removes_it_too_wherever_it_goes(chosen: Path, tmp_path: Path) -> None:
    with writing(chosen / "plan.pdf", "file") as process:
        process.kill()
        process.wait()
    export(case(), "plan", tmp_path / "planen.csv")
    assert hidden(chosen) == [] and (tmp_path / "planen.csv").exists()


def test_what_another_program_is_writing_is_let_be(chosen: Path) -> None:
    with writing(chosen / "plan.pdf", "file"):
        remove_left()
        export(case(), "plan", chosen / "planen.csv")
        assert len(hidden(chosen)) == 1


def test_a_place_that_is_away_is_remembered_until_it_is_back(chosen: Path, tmp_path: Path) -> None:
    with writing(chosen / "plan.pdf", "file") as process:
        process.kill()
        process.wait()
    away = tmp_path / "uttaget"
    chosen.rename(away)
    remove_left()
    away.rename(chosen)
    assert len(hidden(chosen)) == 1
    remove_left()
    assert hidden(chosen) == []


@pytest.mark.parametrize("named", ["listan.csv", "", "."])
def test_a_note_never_leads_to_the_users_own_files(chosen: Path, data: Path, named: str) -> None:
    own = chosen / "listan.csv"
    own.write_text("mitt", "utf-8")
    (data / "unfinished").mkdir(parents=True)
    (data / "unfinished" / "a").write_bytes(os.fsencode(chosen / named) if named else b"")
    remove_left()
    assert own.read_text("utf-8") == "mitt"
    assert not (data / "unfinished").exists()


def test_a_file_is_written_where_no_note_can_be(chosen: Path, data: Path) -> None:
    data.write_text("en fil där mappen skulle vara", "utf-8")
    write_out(chosen / "bilaga.txt", WORDS.encode())
    assert (chosen / "bilaga.txt").read_text("utf-8") == WORDS and hidden(chosen) == []


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one_and_nothing_else(chosen: Path) -> None:
    (chosen / "bilaga.txt").mkdir()
    with pytest.raises(OSError):
        write_out(chosen / "bilaga.txt", WORDS.encode())
    assert hidden(chosen) == [] and (chosen / "bilaga.txt").is_dir()
