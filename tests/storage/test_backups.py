"""Backups are whole, encrypted, few enough, and what is put back is what was there; nothing is ever put over."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.models.case import Case
from app.models.edits.fields import set_field
from app.storage import backups
from app.storage.backups import (
    STAMP,
    back_up,
    backups_of,
    contents,
    folder_of,
    has_changed,
    kept,
    kept_of,
    newest_good,
    thin,
)
from app.storage.check import check
from app.storage.data_key import DataKey
from app.storage.errors import LibraryDamaged, LibraryProblem
from app.storage.key_file import KeyFile, key_file_of
from app.storage.library import Library
from app.storage.restoring import restore
from app.storage.unlocking import change_password, unlock
from tests.support.libraries import CHEAP, KEY, PASSWORD, give_password, hours_before, opened, raw
from tests.support.older import make_older


@pytest.fixture
def library_with_tuva(library_file: Path, tuva: Case) -> Path:
    """A library with the example case, which a password opens."""
    give_password(library_file)
    with opened(library_file) as library:
        library.add([tuva])
    return library_file


def edit(path: Path, title: str) -> None:
    """Give the only case of a library another title."""
    with opened(path) as library:
        own = library.summaries()[0].id
        library.sink(own)(set_field(library.case(own), "case", "case", "title", title), "do")


def title_in(path: Path) -> str:
    with opened(path, read_only=True) as library:
        return library.summaries()[0].title


def test_a_backup_opens_by_the_same_password_and_holds_everything(library_with_tuva: Path, tuva: Case) -> None:
    edit(library_with_tuva, "Ett annat namn")
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    assert unlock(backup.path, PASSWORD) == KEY
    assert check(backup.path, KEY) == []
    assert title_in(backup.path) == "Ett annat namn"
    told = contents(backup.path, KEY)
    assert [(each.number, each.title) for each in told.cases] == [(tuva.info.number, "Ett annat namn")]
    assert told.edits == 1


def test_nothing_of_a_backup_can_be_read_without_the_key(library_with_tuva: Path, tuva: Case) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    assert oct(backup.path.stat().st_mode & 0o777) == "0o600"
    content = backup.path.read_bytes()
    for word in [figure.label for figure in tuva.figures.values()]:
        assert word.encode() not in content
    with pytest.raises(LibraryProblem):
        contents(backup.path, DataKey.fresh())


def test_whoever_is_protected_is_not_named_in_what_a_backup_holds(library_with_tuva: Path, tuva: Case) -> None:
    with opened(library_with_tuva) as library:
        own = library.summaries()[0].id
        child = next(iter(tuva.figures))
        library.sink(own)(set_field(library.case(own), "figures", child, "protected_identity", True), "do")
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    assert tuva.info.title not in repr(contents(backup.path, KEY))


def test_an_unchanged_library_is_not_backed_up_again(library_with_tuva: Path) -> None:
    assert back_up(library_with_tuva, KEY, "close") is not None
    assert not has_changed(library_with_tuva)
    opened(library_with_tuva).close()
    assert back_up(library_with_tuva, KEY, "close") is None
    edit(library_with_tuva, "Ändrat")
    second = back_up(library_with_tuva, KEY, "close")
    assert second in backups_of(library_with_tuva)


def test_edits_of_an_open_library_are_in_its_backup_and_it_works_on(library_with_tuva: Path) -> None:
    with opened(library_with_tuva) as library:
        own = library.summaries()[0].id
        sink = library.sink(own)
        sink(set_field(library.case(own), "case", "case", "title", "Ett"), "do")
        backup = back_up(library_with_tuva, KEY, "time")
        sink(set_field(library.case(own), "case", "case", "title", "Två"), "do")
        assert library.case(own).info.title == "Två"
    assert backup is not None
    assert title_in(backup.path) == "Ett"
    assert check(library_with_tuva, KEY) == []


def test_a_damaged_library_is_not_backed_up_and_no_backup_goes(library_with_tuva: Path) -> None:
    good = back_up(library_with_tuva, KEY, "time")
    content = bytearray(library_with_tuva.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    library_with_tuva.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        back_up(library_with_tuva, KEY, "time")
    assert backups_of(library_with_tuva) == [good]
    assert [path.name for path in folder_of(library_with_tuva).iterdir() if path.name.startswith(".")] == []


def test_a_backup_that_cannot_be_written_leaves_the_library_as_it_was(library_with_tuva: Path) -> None:
    before = library_with_tuva.read_bytes()
    folder_of(library_with_tuva).write_text("a file where the folder should be")
    with pytest.raises(LibraryProblem, match="går att arbeta vidare"):
        back_up(library_with_tuva, KEY, "time")
    assert library_with_tuva.read_bytes() == before


def test_the_newest_good_backup_is_found_behind_a_damaged_one(library_with_tuva: Path) -> None:
    first = back_up(library_with_tuva, KEY, "asked", always=True)
    assert first is not None
    first = hours_before(first)
    second = back_up(library_with_tuva, KEY, "asked", always=True)
    assert second is not None
    assert backups_of(library_with_tuva) == [second, first]
    os.truncate(second.path, second.size // 2)
    assert newest_good(library_with_tuva, KEY) == first


# How many


def test_twelve_hours_fourteen_days_and_eight_weeks_are_kept() -> None:
    now = datetime(2026, 11, 22, 12, 5).astimezone()
    half_hours = [now - timedelta(minutes=30 * number) for number in range(48 * 120)]
    stay = kept(half_hours)
    hours = [at for at in half_hours if now - at <= timedelta(hours=10, minutes=30)]
    assert {at for at in hours if at.minute == 35} | {now} <= stay
    days = {at.date() for at in stay}
    assert {(now - timedelta(days=number)).date() for number in range(14)} <= days
    assert len({at.strftime("%G-%V") for at in stay}) == 8
    assert len(stay) <= 12 + 14 + 8
    assert kept(stay) == stay  # thinning again takes nothing more


def test_backups_of_a_clock_that_was_ahead_do_not_crowd_out_todays(library_with_tuva: Path) -> None:
    made = back_up(library_with_tuva, KEY, "asked")
    assert made is not None
    for days in range(100, 400):
        ahead = (made.at + timedelta(days=days)).strftime(STAMP)
        made.path.with_name(made.path.name.replace(made.at.strftime(STAMP), ahead)).touch()
    thin(library_with_tuva)
    stay = {each.path for each in backups_of(library_with_tuva)}
    assert made.path in stay and len(stay) < 50


def test_what_is_kept_as_the_weeks_go_by_reaches_eight_weeks_back() -> None:
    now, there = datetime(2026, 1, 1, 8, 0).astimezone(), set[datetime]()
    for day in range(100):
        for half_hour in range(18):
            there = set(kept({*there, now + timedelta(days=day, minutes=30 * half_hour)}))
    assert len({at.strftime("%G-%V") for at in there}) == 8
    assert len({at.date() for at in there}) >= 14


def test_thinning_removes_a_backup_with_its_key_and_nothing_else(library_with_tuva: Path) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    folder = folder_of(library_with_tuva)
    for day in range(1, 29):
        for hour in (8, 9):
            copy = folder / f"library.202601{day:02}T{hour:02}0000Z.time.samkarta"
            shutil.copy(backup.path, copy)
            shutil.copy(key_file_of(backup.path), key_file_of(copy))
    (folder / "anteckning.txt").write_text("min")
    (folder / "other.20200101T080000Z.time.samkarta").write_text("another library's")
    gone = thin(library_with_tuva)
    assert gone
    assert not any(path.exists() or key_file_of(path).exists() for path in gone)
    assert backups_of(library_with_tuva)[0] == backup
    assert (folder / "anteckning.txt").exists()
    assert (folder / "other.20200101T080000Z.time.samkarta").exists()


def test_a_new_password_holds_for_the_backups_too(library_with_tuva: Path) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    change_password(library_with_tuva, KEY, "ett nytt lösenord", cost=CHEAP)
    assert unlock(backup.path, "ett nytt lösenord") == KEY
    with pytest.raises(LibraryProblem):
        unlock(backup.path, PASSWORD)


# Putting one back


def test_what_is_put_back_is_what_was_there_and_the_present_one_is_kept(library_with_tuva: Path) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    edit(library_with_tuva, "Det senare")
    assert backup is not None
    kept_as = restore(library_with_tuva, backup.path, KEY).kept_as
    assert title_in(library_with_tuva) != "Det senare"
    assert check(library_with_tuva, KEY) == []
    assert kept_as is not None
    assert kept_of(library_with_tuva) == [kept_as]
    assert title_in(kept_as) == "Det senare"
    assert unlock(kept_as, PASSWORD) == KEY


def test_a_journal_of_before_is_not_read_into_what_is_put_back(library_with_tuva: Path) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    with raw(library_with_tuva) as other:  # a program that was killed: its journal stays
        other.execute("UPDATE cases SET title = 'I journalen'")
        side = library_with_tuva.with_name(library_with_tuva.name + "-wal")
        left, main = side.read_bytes(), library_with_tuva.read_bytes()
    other.close()
    library_with_tuva.write_bytes(main)
    side.write_bytes(left)
    kept_as = restore(library_with_tuva, backup.path, KEY).kept_as
    assert kept_as is not None
    assert title_in(kept_as) == "I journalen"
    assert title_in(library_with_tuva) != "I journalen"
    assert check(library_with_tuva, KEY) == []


def test_what_a_killed_program_had_kept_half_is_no_library_and_goes(library_with_tuva: Path) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    stem = f"{library_with_tuva.stem}.20260101T120000.fore.samkarta"
    half = [library_with_tuva.with_name(name) for name in (f".{stem}", f"{stem}-wal", f"{stem}.key")]
    for each in half:
        each.write_bytes(b"half")
    assert kept_of(library_with_tuva) == []
    kept_as = restore(library_with_tuva, backup.path, KEY).kept_as
    assert kept_of(library_with_tuva) == [kept_as]
    assert not any(each.exists() for each in half)


def test_a_library_that_is_gone_comes_back_with_its_key(library_with_tuva: Path) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    for path in library_with_tuva.parent.glob("library.samkarta*"):
        path.unlink()
    assert restore(library_with_tuva, backup.path, KEY).kept_as is None
    assert unlock(library_with_tuva, PASSWORD) == KEY
    assert check(library_with_tuva, KEY) == []


def test_a_damaged_backup_is_not_put_back(library_with_tuva: Path) -> None:
    backup = back_up(library_with_tuva, KEY, "asked")
    assert backup is not None
    with backup.path.open("rb+") as file:
        file.seek(backup.size // 2)
        file.write(bytes(512))
    before = library_with_tuva.read_bytes()
    with pytest.raises(LibraryDamaged):
        restore(library_with_tuva, backup.path, KEY)
    assert library_with_tuva.read_bytes() == before
    assert kept_of(library_with_tuva) == []


def test_another_librarys_backup_brings_its_own_password(library_with_tuva: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "other.samkarta"
    elsewhere.parent.mkdir()
    key = DataKey.fresh()
    KeyFile.made(key, "det andra lösenordet", cost=CHEAP)[0].save(elsewhere)
    Library.open(elsewhere, key, create=True).close()
    backup = back_up(elsewhere, key, "asked")
    assert backup is not None
    kept_as = restore(library_with_tuva, backup.path, key).kept_as
    assert unlock(library_with_tuva, "det andra lösenordet") == key
    assert kept_as is not None
    assert unlock(kept_as, PASSWORD) == KEY
    assert check(kept_as, KEY) == []


def test_a_migration_is_preceded_by_a_backup(library_with_tuva: Path) -> None:
    make_older(library_with_tuva, "0004")
    opened(library_with_tuva).close()
    assert [each.why for each in backups_of(library_with_tuva)] == ["migration"]
    told = contents(backups_of(library_with_tuva)[0].path, KEY)
    assert len(told.cases) == 1


def test_a_library_that_nobody_has_a_password_to_gets_no_backups(library_file: Path) -> None:
    with opened(library_file) as library:
        assert backups.back_up_open(library, "close") is None
    assert backups_of(library_file) == []
