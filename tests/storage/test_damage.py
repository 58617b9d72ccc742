"""A damaged library is always noticed, what can be read is taken out whole, and what is lost is told."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.edits.fields import set_field
from app.storage.backups import back_up, backups_of, kept_of, newest_good
from app.storage.bringing_back import mend_key, spare_key_of
from app.storage.check import check
from app.storage.errors import KeyFileDamaged, LibraryDamaged, LibraryProblem
from app.storage.file_check import check_file
from app.storage.key_file import KeyFile, key_file_of, spare_of
from app.storage.library import Library
from app.storage.restoring import restore
from app.storage.salvage import Salvaged, readable, salvage
from app.storage.unlocking import unlock
from tests.storage.damaging import WAYS
from tests.support.libraries import CHEAP, KEY, PASSWORD, give_password, opened, raw

Spoil = Callable[[bytearray, random.Random], None]
QUICK, ALL = 10, 100
"""Tries for each of the six ways."""


@pytest.fixture(scope="session")
def sound_library(empty_library: Path, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A library of three cases that have been worked on. Copy it, do not change it."""
    path = Path(shutil.copy(empty_library, tmp_path_factory.mktemp("sound") / "library.samkarta"))
    give_password(path)
    examples = root / "resources" / "examples"
    first, second = read_cases([examples / "case_a.yaml", examples / "case_b.yaml"])
    with opened(path) as library:
        for own in (*library.add([first, second]), *library.add([first], copy=True)):
            case, sink = library.case(own), library.sink(own)
            for number in range(6):
                patch = set_field(case, "case", "case", "title", f"Ändring {number}")
                sink(patch, "do")
                case.apply(patch)
    return path


@pytest.fixture
def own_library(sound_library: Path, tmp_path: Path) -> Path:
    """A sound library of the test's own, with its key."""
    path = Path(shutil.copy(sound_library, tmp_path / "library.samkarta"))
    give_password(path)
    return path


def cases_of(path: Path) -> dict[str, Case]:
    with opened(path, read_only=True) as library:
        return {each.id: library.case(each.id) for each in library.summaries()}


def spoiled(path: Path, spoil: Spoil, seed: int) -> bytes:
    content = bytearray(path.read_bytes())
    before = bytes(content)
    spoil(content, random.Random(f"{spoil.__name__} {seed}"))
    assert bytes(content) != before
    path.write_bytes(content)
    return bytes(content)


def is_noticed(path: Path) -> bool:
    """Return whether the start of the program notices: as it opens the library, or as it looks at the file."""
    try:
        Library.open(path, KEY).close()
    except LibraryDamaged:
        return True
    return bool(check_file(path, KEY, known=True))


def survey(sound: Path, folder: Path, spoil: Spoil, tries: int, *, every: int) -> int:
    """Spoil a library so many times and return how often it was noticed; ``every`` so many, salvage it too."""
    noticed = 0
    originals = cases_of(sound)
    for seed in range(tries):
        path = Path(shutil.copy(sound, folder / f"{seed}.samkarta"))
        content = spoiled(path, spoil, seed)
        noticed += is_noticed(path)
        assert check(path, KEY) != []
        if seed % every == 0:
            path.write_bytes(content)
            assert_nothing_is_lost_silently(path, originals)
        for left in folder.glob(f"{seed}.*"):
            left.unlink()
    return noticed


def assert_nothing_is_lost_silently(path: Path, originals: dict[str, Case]) -> None:
    """Salvage a spoiled library. A case called whole must be as it was, and any other must be told of."""
    try:
        done: Salvaged = salvage(path, KEY)
    except LibraryDamaged:
        assert not kept_of(path)
        return
    there, told = cases_of(path), {each.id: each.state for each in done.cases}
    for own, case in originals.items():
        if told.get(own) in ("whole", "without_history"):
            assert there[own] == case
        else:
            assert own in told or done.notes
    assert check(path, KEY) == []
    assert done.kept_as is not None


@pytest.mark.parametrize("spoil", WAYS)
def test_damage_is_noticed_every_time_and_no_case_is_changed_silently(
    sound_library: Path, tmp_path: Path, spoil: Spoil
) -> None:
    assert survey(sound_library, tmp_path, spoil, QUICK, every=5) == QUICK


@pytest.mark.torture
@pytest.mark.parametrize("spoil", WAYS)
def test_damage_is_noticed_six_hundred_times_of_six_hundred(sound_library: Path, tmp_path: Path, spoil: Spoil) -> None:
    assert survey(sound_library, tmp_path, spoil, ALL, every=1) == ALL


def test_a_sound_library_is_called_sound(own_library: Path) -> None:
    assert not is_noticed(own_library)
    assert check(own_library, KEY) == []


def leave_a_journal(path: Path) -> None:
    """Leave the library as a killed program does: with a journal that has not been written into the file."""
    with raw(path) as other:
        for number in range(50):
            other.execute("INSERT INTO meta VALUES (?, ?)", (str(number), "x" * 3000))
        journal = path.with_name(path.name + "-wal").read_bytes()
        main = path.read_bytes()
    other.close()
    assert journal
    path.write_bytes(main)
    path.with_name(path.name + "-wal").write_bytes(journal)


def test_a_library_whose_program_was_killed_is_not_called_damaged(own_library: Path) -> None:
    leave_a_journal(own_library)
    assert check(own_library, KEY) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_journal_for_which_there_is_no_room_is_not_called_damage(own_library: Path) -> None:
    import resource

    leave_a_journal(own_library)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (own_library.stat().st_size, before[1]))
    try:
        assert check_file(own_library, KEY) == []
        assert check(own_library, KEY) == []
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert own_library.with_name(own_library.name + "-wal").stat().st_size > 0


def test_cases_off_the_damaged_pages_are_saved_with_their_history(own_library: Path) -> None:
    originals = cases_of(own_library)
    content = bytearray(own_library.read_bytes())
    with raw(own_library) as other:
        root = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'records'").fetchone()[0]
    other.close()
    content[(root - 1) * 4096 : root * 4096] = bytes(4096)  # every record is out of reach; the log is not
    own_library.write_bytes(content)
    assert {each.state for each in readable(own_library, KEY)} == {"whole"}
    done = salvage(own_library, KEY)
    assert cases_of(own_library) == originals
    with opened(own_library) as library:
        assert all(library.load(own)[1].index == 6 for own in originals)
    assert done.kept_as is not None
    assert done.kept_as.read_bytes() == bytes(content)


def test_cases_whose_log_is_gone_are_saved_without_it_and_that_is_told(own_library: Path) -> None:
    originals = cases_of(own_library)
    with raw(own_library) as other:
        other.execute("DELETE FROM log")
        other.execute("UPDATE records SET body = '{' WHERE family = 'figures' AND \"case\" = ?", (min(originals),))
    other.close()
    done = salvage(own_library, KEY)
    states = {each.id: each.state for each in done.cases}
    assert states.pop(min(originals)) == "lost"
    assert set(states.values()) == {"without_history"}
    assert cases_of(own_library) == {own: originals[own] for own in states}


def test_what_is_readable_is_told_without_protected_names(own_library: Path) -> None:
    with opened(own_library) as library:
        own = library.summaries()[0].id
        case = library.case(own)
        library.sink(own)(set_field(case, "case", "case", "protected_identity", True), "do")
    assert case.info.title not in [each.title for each in readable(own_library, KEY) if each.id == own]


def test_where_nothing_is_readable_the_newest_backup_is_offered_and_restores_everything(own_library: Path) -> None:
    originals = cases_of(own_library)
    back_up(own_library, KEY, "asked")
    spoiled_bytes = b"\0" * own_library.stat().st_size
    own_library.write_bytes(spoiled_bytes)
    with pytest.raises(LibraryProblem):
        readable(own_library, KEY)
    with pytest.raises(LibraryProblem):
        salvage(own_library, KEY)
    assert own_library.read_bytes() == spoiled_bytes
    good = newest_good(own_library, KEY)
    assert good is not None
    kept_as = restore(own_library, good.path, KEY).kept_as
    assert cases_of(own_library) == originals
    assert kept_as is not None
    assert kept_as.read_bytes() == spoiled_bytes


def test_a_damaged_key_file_is_mended_by_a_backups(own_library: Path) -> None:
    assert spare_key_of(own_library) is None
    back_up(own_library, KEY, "asked")
    for path in (key_file_of(own_library), spare_of(own_library)):
        path.write_text("{")
    with pytest.raises(KeyFileDamaged):
        unlock(own_library, PASSWORD)
    mend_key(own_library)
    assert unlock(own_library, PASSWORD) == KEY


def test_a_key_file_that_a_backups_replaces_is_kept(own_library: Path) -> None:
    back_up(own_library, KEY, "asked")
    (backup,) = backups_of(own_library)
    earlier = KeyFile.made(KEY, "ett annat", cost=CHEAP)[0]
    key_file_of(backup.path).write_text(earlier.text())
    before = key_file_of(own_library).read_text()
    mend_key(own_library)
    assert unlock(own_library, "ett annat") == KEY
    (kept,) = own_library.parent.glob("*.key.*.old")
    assert kept.read_text() == before
    mend_key(own_library)
    assert len(list(own_library.parent.glob("*.key.*.old"))) == 1


def test_of_a_library_that_was_cut_off_the_cases_before_the_cut_are_saved(own_library: Path) -> None:
    originals = cases_of(own_library)
    content = own_library.read_bytes()
    own_library.write_bytes(content[: len(content) * 9 // 10 + 100])
    with pytest.raises(LibraryProblem):
        cases_of(own_library)
    done = salvage(own_library, KEY)
    saved = {each.id for each in done.cases if each.state in ("whole", "without_history")}
    assert saved
    there = cases_of(own_library)
    assert all(there[own] == originals[own] for own in saved)
    assert check(own_library, KEY) == []


def test_what_is_said_of_a_hopeless_library_names_it_and_no_file_of_the_programs_own(own_library: Path) -> None:
    own_library.write_bytes(b"\0" * own_library.stat().st_size)
    with pytest.raises(LibraryProblem) as problem:
        salvage(own_library, KEY)
    assert str(own_library) in str(problem.value)
    assert "damaged.samkarta" not in str(problem.value)
