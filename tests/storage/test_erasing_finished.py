"""An erasing that was cut off by a full disk or a killed program is finished: in the file, and in the backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import main
from app.library_care import LibraryCare
from app.storage import erasing
from app.storage.backups import back_up, backups_of, contents
from app.storage.check import check
from app.storage.erased import rest_of
from app.storage.erasing import erase_case, erase_person, look
from app.storage.errors import LibraryNotWritable
from app.storage.library import Library
from tests.support.libraries import KEY, opened
from tests.support.traces import plain_bytes, told


@pytest.fixture
def library(tmp_path: Path, case_a: Path, case_b: Path) -> Path:
    """A library with both examples, and a backup of it."""
    path = tmp_path / "bibliotek.samkarta"
    with opened(path, create=True):
        pass
    assert main(["import", str(case_a), str(case_b), "--library", str(path)]) == 0
    assert back_up(path, KEY, "asked") is not None
    return path


def full(library: Library) -> None:
    """Find no room where the file is to be rewritten."""
    raise LibraryNotWritable("Disken är full.")


class Killed(BaseException):
    """The program ends where it is."""


def killed(library: Library) -> None:
    """End the program where the file is to be rewritten."""
    raise Killed


def files_of(path: Path) -> list[Path]:
    return [path, *(each.path for each in backups_of(path))]


def test_what_there_was_no_room_for_is_told_and_done_when_there_is(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(library) as there:
        own = there.find("case_a")
        with monkeypatch.context() as disk:
            disk.setattr(erasing, "leave_no_trace", full)
            done = erase_case(there, own)
        assert done.unfinished and not done.failed
        assert own not in {each.id for each in there.summaries()}
        assert rest_of(there) == "now"
        assert any(told(plain_bytes(each), "Tuva") for each in files_of(library))

        LibraryCare.of(there).finish_erasing()

        assert rest_of(there) == ""
    assert not any(told(plain_bytes(each), "Tuva") for each in files_of(library))
    assert check(library, KEY) == []


def test_a_person_whose_erasing_was_killed_goes_from_the_backups_all_the_same(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(library) as there:
        own = there.find("case_a")
        with monkeypatch.context() as power:
            power.setattr(erasing, "leave_no_trace", killed)
            with pytest.raises(Killed):
                erase_person(there, own, look(there, own, "f09", "remove").usual)
    assert any(told(plain_bytes(each), "Marie") for each in files_of(library))

    with opened(library) as there:
        LibraryCare.of(there).finish_erasing()

    assert not any(told(plain_bytes(each), "Marie") for each in files_of(library))
    (backup,) = backups_of(library)
    assert len(contents(backup.path, KEY).cases) == 2


def test_backups_that_were_to_wait_are_left_alone(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(library) as there:
        own = there.find("case_a")
        with monkeypatch.context() as disk:
            disk.setattr(erasing, "leave_no_trace", full)
            assert erase_case(there, own, backups="later").waiting == 1
        LibraryCare.of(there).finish_erasing()
    assert not told(plain_bytes(library), "Tuva")
    (backup,) = backups_of(library)
    assert told(plain_bytes(backup.path), "Tuva")


def test_where_there_is_still_no_room_for_a_backup_it_is_tried_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    with opened(library) as there:
        own = there.find("case_a")
        with monkeypatch.context() as disk:
            disk.setattr(erasing, "copy_whole", no_room)
            done = erase_case(there, own)
        assert done.unfinished and not done.failed
        with monkeypatch.context() as disk:
            disk.setattr(erasing, "copy_whole", no_room)
            LibraryCare.of(there).finish_erasing()
        assert rest_of(there) == "now"
        LibraryCare.of(there).finish_erasing()
        assert rest_of(there) == ""
    assert not any(told(plain_bytes(each), "Tuva") for each in files_of(library))


def test_nothing_is_left_to_do_after_an_erasing_that_went_well(library: Path) -> None:
    with opened(library) as there:
        assert not erase_case(there, there.find("case_a")).unfinished
        assert rest_of(there) == ""
