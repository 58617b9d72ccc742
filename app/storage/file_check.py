"""Looks at a library's file: whether every page of it is the one that was written. It changes nothing of a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.i18n import _
from app.storage.data_key import DataKey
from app.storage.errors import LibraryInUse, LibraryNotWritable, LibraryProblem
from app.storage.file import failing_as_sentences, open_file
from app.storage.guard import may_write

if TYPE_CHECKING:
    from sqlite3 import Connection

PAGE = 4096
"""Bytes, as SQLCipher has them."""
_MOST = 20  # lines said of one file


def check_file(path: Path, key: DataKey, *, known: bool = False, deep: bool = False) -> list[str]:
    """Return what is wrong with the file itself: the seal of every page, then its structure; ``deep`` the indexes too.

    The journal is written into the file first, for the seals are read from the file alone. ``known`` says that this
    process has the library open already. Raises LibraryInUse.
    """
    writable = may_write(path)
    try:
        connection = open_file(path, key, read_only=not writable, known=known)
        try:
            with failing_as_sentences(path):
                return list(_wrong(connection, path, written=not writable or _written(connection, path), deep=deep))
        finally:
            connection.close()
    except LibraryInUse:
        raise
    except LibraryProblem as problem:
        return [str(problem)]


def _written(connection: Connection, path: Path) -> bool:
    """Write the journal into the file; return whether all of it could be, which a reader elsewhere or a full disk may
    prevent. Neither is damage."""
    try:
        with failing_as_sentences(path):
            busy, _pages, _done = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except LibraryNotWritable:
        return False
    return not busy


def _wrong(connection: Connection, path: Path, *, written: bool, deep: bool) -> Iterator[str]:
    if written:
        if path.stat().st_size % PAGE:
            yield _("Filen är skadad: {detail}").format(detail=_("den slutar mitt i en sida"))
        yield from _said(connection, "cipher_integrity_check")
    yield from _said(connection, "integrity_check" if deep else "quick_check")


def _said(connection: Connection, check: str) -> Iterator[str]:
    for number, (line,) in enumerate(connection.execute(f"PRAGMA {check}")):
        if line != "ok" and number < _MOST:
            yield _("Filen är skadad: {detail}").format(detail=line)
