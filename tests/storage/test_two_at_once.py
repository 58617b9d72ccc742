"""Two programs on one library: the second reads, and is told who has it; a program that is gone keeps nobody out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.cli import main
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.history import NotStored
from app.storage.check import check
from app.storage.errors import LibraryInUse, LibraryNotWritable
from app.storage.guard import Guard, Holder, holder_of, lock_of
from app.storage.library import Library
from app.storage.places import kind_at, mounts_of_linux, mounts_of_macos, place_of
from tests.support.libraries import KEY, PASSWORD, give_password, opened

HOLD = """
import sys, time
from pathlib import Path
from app.storage.library import Library
from tests.support.libraries import KEY
library = Library.open(Path(sys.argv[1]), KEY, hold=True)
print("held" if not library.read_only else "read-only", flush=True)
sys.stdin.read()
library.close()
"""
WRITE = """
import sys
from pathlib import Path
from app.case_files import read_cases
from tests.support.libraries import opened
with opened(Path(sys.argv[1])) as library:
    for _time in range(5):
        library.add(read_cases([Path(sys.argv[2])]), copy=True)
"""


@contextmanager
def held(path: Path, root: Path, script: str = HOLD) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the library, as a window has."""
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    try:
        yield other
    finally:
        if other.poll() is None:
            other.communicate("")


@pytest.fixture
def library_with_tuva(library_file: Path, tuva: Case) -> Path:
    give_password(library_file)
    with opened(library_file) as library:
        library.add([tuva])
    return library_file


def test_a_second_window_reads_and_says_who_has_the_library(library_with_tuva: Path, root: Path) -> None:
    with held(library_with_tuva, root) as other:
        with Library.open(library_with_tuva, KEY, hold=True) as library:
            assert library.read_only
            assert f"process {other.pid}" in library.why_read_only
            own = library.summaries()[0].id
            case = library.case(own)
            with pytest.raises(LibraryNotWritable, match="öppet på annat håll"):
                library.remove(own)
            with pytest.raises(NotStored, match="öppet på annat håll"):
                library.sink(own)(set_field(case, "case", "case", "title", "Annat"), "do")
        assert holder_of(library_with_tuva) is not None
    assert check(library_with_tuva, KEY) == []


def test_the_library_is_free_again_when_it_is_closed(library_with_tuva: Path, root: Path) -> None:
    with held(library_with_tuva, root):
        pass
    assert not lock_of(library_with_tuva).exists()
    with Library.open(library_with_tuva, KEY, hold=True) as library:
        assert not library.read_only


def test_the_lock_of_a_killed_program_is_taken_over(library_with_tuva: Path, root: Path) -> None:
    with held(library_with_tuva, root) as other:
        other.kill()
        other.communicate()
        assert holder_of(library_with_tuva) is not None  # it is still written there
        with Library.open(library_with_tuva, KEY, hold=True) as library:
            assert not library.read_only
            holder = holder_of(library_with_tuva)
    assert holder is not None
    assert holder.pid == os.getpid()


@pytest.mark.parametrize("left", ["", "{", '{"pid": "x"}', "[" * 3000], ids=["nothing", "half", "another", "deep"])
def test_a_lock_that_says_nothing_understandable_does_not_keep_anybody_out(library_with_tuva: Path, left: str) -> None:
    lock_of(library_with_tuva).write_text(left)
    assert holder_of(library_with_tuva) is None
    with Library.open(library_with_tuva, KEY, hold=True) as library:
        assert not library.read_only


def test_while_a_window_is_open_commands_read_and_their_writes_end_with_4_and_who_has_it(
    library_with_tuva: Path, root: Path, case_b: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    named = ["--library", str(library_with_tuva)]
    with held(library_with_tuva, root) as other:
        assert main(["list", *named]) == 0
        assert main(["check", *named]) == 0
        assert main(["backup", "--to", str(tmp_path / "b.samkarta"), *named]) == 0
        capsys.readouterr()
        for command in (["import", str(case_b)], ["restore", str(tmp_path / "b.samkarta")], ["password"]):
            assert main([*command, *named, *_new_password(command, tmp_path)]) == 4
            err = capsys.readouterr().err
            assert err.startswith("samkarta: ")
            assert err.count("\n") == 1
            assert f"process {other.pid}" in err
    assert main(["import", str(case_b), *named]) == 0


def _new_password(command: list[str], folder: Path) -> list[str]:
    if command != ["password"]:
        return []
    (folder / "word").write_text(PASSWORD + "2")
    return ["--new-password-file", str(folder / "word")]


def test_two_commands_that_write_wait_for_each_other(library_with_tuva: Path, root: Path, case_b: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", WRITE, str(library_with_tuva), str(case_b)]
    both = [subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) for _each in range(2)]
    said = [each.communicate()[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    with opened(library_with_tuva) as library:
        assert len(library.summaries()) == 1 + 2 * 5
    assert check(library_with_tuva, KEY) == []


def test_a_lock_is_shared_within_a_program_and_goes_with_its_last_holder(tmp_path: Path) -> None:
    first, second = Guard.take(tmp_path / "a"), Guard.take(tmp_path / "a")
    first.release()
    first.release()
    assert lock_of(tmp_path / "a").exists()
    second.release()
    assert not lock_of(tmp_path / "a").exists()


def test_another_program_is_refused_after_a_short_wait_and_told_who(library_with_tuva: Path, root: Path) -> None:
    with held(library_with_tuva, root), pytest.raises(LibraryInUse, match="öppet på annat håll"):
        Guard.take(library_with_tuva, wait=0.1)


def test_who_has_it_is_told_with_user_machine_and_time() -> None:
    told = Holder("skola-12", "kim", 4711, "Samkarta", "2026-11-22T09:30:00+00:00").told()
    assert "kim på datorn skola-12" in told
    assert "process 4711" in told


# Where it lies


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive - Kommunen", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Skolan)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("Library/CloudStorage/OneDrive-Kommunen", "OneDrive"),
        ("Nextcloud/under", "Nextcloud"),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known(tmp_path: Path, folder: str, name: str) -> None:
    library = tmp_path / folder / "library.samkarta"
    library.parent.mkdir(parents=True)
    place = place_of(library)
    assert place is not None
    assert (place.kind, place.name) == ("syncing", name)
    assert name in place.told(library)


def test_a_copied_folder_is_known_by_what_lies_in_it_or_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("marked/under", "named/under", "plain"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "marked" / ".sync_0a1b.db").touch()
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "named"))
    found = {folder: place_of(tmp_path / folder / "a.samkarta") for folder in ("marked/under", "named/under", "plain")}
    assert {folder: place and place.name for folder, place in found.items()} == {
        "marked/under": "Nextcloud",
        "named/under": "OneDrive",
        "plain": None,
    }


def test_the_kind_of_disk_is_that_of_the_innermost_mount() -> None:
    linux = mounts_of_linux("/dev/sda1 / ext4 rw 0 0\n//srv/hem /home/kim/delad\\040mapp cifs rw 0 0\n")
    assert kind_at(Path("/home/kim/delad mapp/arenden"), linux) == "cifs"
    assert kind_at(Path("/home/kim"), linux) == "ext4"
    macos = mounts_of_macos("/dev/disk3s1 on / (apfs, local)\n//kim@srv/hem on /Volumes/hem (smbfs, nodev)\n")
    assert kind_at(Path("/Volumes/hem/x"), macos) == "smbfs"
