"""Encrypts a library from before libraries were encrypted.

The encrypted copy is written beside, read through and compared before it takes the library's name; the plain file is
then overwritten and removed. Whatever moment the program is stopped at, one whole library has the name.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sqlcipher

from app.i18n import _
from app.paths import settle_folder
from app.storage.data_key import DataKey
from app.storage.errors import LibraryDamaged, LibraryInUse, LibraryNotWritable, NotALibrary
from app.storage.file import APPLICATION_ID, BUSY_SECONDS, failing_as_sentences, open_file, plain_library, remove_beside
from app.storage.unlocking import new_key

if TYPE_CHECKING:
    from sqlite3 import Connection

_CHUNK = 1 << 20
_SIDES = ("", "-wal", "-journal")


def encrypt(path: Path, password: str, *, cost: Any = None) -> tuple[DataKey, str]:
    """Encrypt the plain library at ``path`` in place; return its key and its recovery code.

    Raises NotALibrary, LibraryDamaged, LibraryInUse or LibraryNotWritable; the plain library is then as it was.
    """
    if not plain_library(path):
        raise NotALibrary(
            _("{path} är inte ett Samkarta-bibliotek. Filen är orörd. Välj en annan fil.").format(path=path)
        )
    if not os.access(path.parent, os.W_OK) or not os.access(path, os.W_OK):
        raise LibraryNotWritable(
            _(
                "Biblioteket {path} är inte krypterat och går inte att skriva om här. Inget har ändrats. "
                "Öppna det i en mapp där du får skriva."
            ).format(path=path)
        )
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    try:
        with failing_as_sentences(path), _held(path) as plain:
            key, code = new_key(path, password, cost=cost)
            _copy(plain, beside, key)
            _compare(plain, beside, key)
            _keep_sides(path)
            beside.replace(path)
            settle_folder(path.parent)
    except OSError as problem:
        raise LibraryNotWritable(
            _(
                "Biblioteket {path} kunde inte krypteras: disken är full eller går inte att skriva på. "
                "Allt är kvar som det var. Frigör utrymme och försök igen."
            ).format(path=path)
        ) from problem
    finally:
        remove_beside(beside)
    remove_plain(path)
    return key, code


@contextmanager
def _held(path: Path) -> Iterator[Connection]:
    """Open the plain library with nobody else writing to it."""
    connection: Connection = sqlcipher.connect(
        path.absolute().as_uri() + "?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise LibraryDamaged(
                _(
                    "Biblioteket {path} är skadat och kan inte krypteras. Inget har ändrats. "
                    "Lägg tillbaka en säkerhetskopia."
                ).format(path=path)
            )
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlcipher.OperationalError as problem:
            raise LibraryInUse(
                _(
                    "Biblioteket {path} används av ett annat program just nu. Inget har ändrats. "
                    "Stäng det andra programmet och försök igen."
                ).format(path=path)
            ) from problem
        yield connection
    finally:
        connection.close()


def _copy(plain: Connection, target: Path, key: DataKey) -> None:
    """Write everything of the plain library to an encrypted file."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    plain.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(target), f"x'{key.raw.hex()}'"))
    try:
        plain.execute("PRAGMA sealed.synchronous = FULL")
        plain.execute("SELECT sqlcipher_export('sealed')").fetchall()
        plain.execute(f"PRAGMA sealed.application_id = {APPLICATION_ID}")
    finally:
        plain.execute("DETACH DATABASE sealed")
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _compare(plain: Connection, target: Path, key: DataKey) -> None:
    """Raise LibraryNotWritable unless the copy, opened anew, holds every row of every table."""
    copy = open_file(target, key)
    try:
        checked = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        tables = "SELECT name, sql FROM sqlite_master ORDER BY name"
        names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        same = plain.execute(tables).fetchall() == copy.execute(tables).fetchall()
        for name in names if same else ():
            rows = f'SELECT * FROM "{name}"'  # both give them by their key
            pairs = zip(plain.execute(rows), copy.execute(rows), strict=True)
            same = same and all(old == new for old, new in pairs)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    except ValueError:  # one has more rows than the other
        same = False
    finally:
        copy.close()
    if checked or not same:
        raise LibraryNotWritable(
            _("Den krypterade kopian av {path} blev inte hel. Biblioteket är kvar som det var.").format(path=target)
        )


def _keep_sides(path: Path) -> None:
    """Give the plain file and its journals second names, by which they are overwritten when the first are gone."""
    for end in _SIDES:
        side = path.with_name(path.name + end)
        if side.exists():
            kept = _plain_name(path, end)
            kept.unlink(missing_ok=True)
            try:
                os.link(side, kept)
            except OSError:  # a file system without links: the journal is emptied by SQLite, the file goes by rename
                if not end:
                    raise


def _plain_name(path: Path, end: str) -> Path:
    return path.with_name(f".{path.name}{end}.plain")


def remove_plain(path: Path) -> None:
    """Overwrite and remove what an encryption of the library, this one or one that was cut off, left in plain.

    Does nothing while the library itself is plain. What this is worth on an SSD stands in docs/security.md.
    """
    if plain_library(path):
        return
    for end in _SIDES:
        kept = _plain_name(path, end)
        with contextlib.suppress(OSError):
            with kept.open("r+b") as file:
                for _at in range(0, kept.stat().st_size, _CHUNK):
                    file.write(b"\0" * _CHUNK)
                file.flush()
                os.fsync(file.fileno())
            kept.unlink()
    settle_folder(path.parent)
