"""A library from before libraries were encrypted becomes an encrypted one, whole, and its plain file goes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.models.case import Case
from app.storage.check import check
from app.storage.encrypting import encrypt, remove_plain
from app.storage.errors import LibraryInUse, NotALibrary, NotEncrypted
from app.storage.file import APPLICATION_ID
from app.storage.library import Library
from app.storage.unlocking import unlock
from tests.support.libraries import CHEAP, KEY, opened

PASSWORD = "ett nytt lösenord"


@pytest.fixture
def plain(library_file: Path, tuva: Case) -> Path:
    """A plain library with a case in it, as the program made them before."""
    with opened(library_file) as library:
        library.add([tuva])
    path = library_file.with_name("plain.samkarta")
    sealed = sqlcipher.connect(str(library_file), isolation_level=None)
    sealed.execute(KEY.pragma)
    sealed.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    sealed.execute("SELECT sqlcipher_export('plain')").fetchall()
    sealed.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
    sealed.close()
    with sqlite3.connect(path) as made:
        assert made.execute("SELECT count(*) FROM cases").fetchone() == (1,)
        made.execute("PRAGMA journal_mode = WAL")
    made.close()
    return path


def test_a_plain_library_is_encrypted_whole_and_nothing_plain_is_left(plain: Path, tuva: Case) -> None:
    name = tuva.info.title.encode()
    assert name in plain.read_bytes()
    with pytest.raises(NotEncrypted, match="inte krypterat"):
        Library.open(plain, KEY)
    key, code = encrypt(plain, PASSWORD, cost=CHEAP)
    assert unlock(plain, PASSWORD) == key and code.count("-") == 8
    with Library.open(plain, key) as library:
        own = library.find("case_a")
        assert library.case(own) == tuva
        library.sink(own)
    assert check(plain, key) == []
    kept = [each for each in plain.parent.rglob("*") if each.is_file() and name in each.read_bytes()]
    assert kept == []
    assert not list(plain.parent.glob(".*plain*"))


def test_edits_still_in_the_journal_come_along(plain: Path) -> None:
    writer = sqlite3.connect(plain)
    writer.execute("UPDATE cases SET title = 'I journalen'")
    writer.commit()
    copies = {each: each.read_bytes() for each in (plain, plain.with_name(plain.name + "-wal"))}
    writer.close()
    for each, content in copies.items():  # as after a crash: the journal has not been folded in
        each.write_bytes(content)
    key, _code = encrypt(plain, PASSWORD, cost=CHEAP)
    with Library.open(plain, key) as library:
        assert [each.title for each in library.summaries()] == ["I journalen"]
    assert not any(b"I journalen" in each.read_bytes() for each in plain.parent.iterdir() if each.is_file())


def test_a_plain_library_in_use_is_left_alone(plain: Path) -> None:
    # in one process two builds of SQLite do not see each other's locks, so this is the program's own
    other = sqlcipher.connect(str(plain), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryInUse):
        encrypt(plain, PASSWORD, cost=CHEAP)
    other.rollback()
    assert other.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    other.close()
    assert encrypt(plain, PASSWORD, cost=CHEAP)


def test_somebody_elses_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "annat.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALibrary):
        encrypt(path, PASSWORD, cost=CHEAP)
    assert path.read_bytes() == before and [each.name for each in tmp_path.iterdir() if each.is_file()] == ["annat.db"]


def test_what_an_encryption_that_was_cut_off_left_goes_at_the_next_opening(plain: Path) -> None:
    key, _code = encrypt(plain, PASSWORD, cost=CHEAP)
    left = plain.with_name(f".{plain.name}.plain")
    left.write_bytes(b"hemligt" * 1000)
    remove_plain(plain)
    assert not left.exists()
    assert Library.open(plain, key).summaries()
