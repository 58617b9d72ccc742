"""The connection to a library's file, by SQLite alone: what is needed to open a case and read it.

SQLAlchemy and Alembic are laid round the same connection (`app.storage.connect`) when something is first written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.i18n import _
from app.storage.errors import (
    LibraryDamaged,
    LibraryInUse,
    LibraryNotWritable,
    LibraryProblem,
    NotALibrary,
)

APPLICATION_ID = 0x53414D4B  # "SAMK": what tells a library from any other SQLite file
BUSY_SECONDS = 2.0
REVISION = "0002"
"""The newest revision in ``migrations/versions``; a test holds them together."""

_ON_CONNECT = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def open_file(path: Path, *, read_only: bool = False, fresh: bool = False) -> sqlite3.Connection:
    """Return a connection to the library at ``path``, which must exist unless ``fresh``. Its transactions are begun
    by whoever uses it.

    The file is not touched before it is known to be a library. Raises LibraryProblem.
    """
    with failing_as_sentences(path):
        try:
            return _greeted(path, "ro" if read_only else "rw", fresh=fresh)
        except sqlite3.Error as problem:
            if not (read_only and _kind(problem) in ("SQLITE_READONLY", "SQLITE_CANTOPEN")) or _unfinished(path):
                raise
            # A read-only folder has no room for WAL's shared memory; a resting file is read without it.
            return _greeted(path, "ro&immutable=1", fresh=False)


def _greeted(path: Path, mode: str, *, fresh: bool) -> sqlite3.Connection:
    """Connect, and make sure that it is a library before it is touched."""
    uri = path.absolute().as_uri() + "?mode=" + mode
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in _ON_CONNECT:
            connection.execute(pragma)
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        if fresh:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        elif found != APPLICATION_ID:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            raise NotALibrary(
                _("{path} är inte ett Samkarta-bibliotek. Filen är orörd. Välj en annan fil.").format(path=path)
            )
        if mode == "rw":
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _unfinished(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


@contextmanager
def reading_file(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that sees one state of the library throughout. Raises LibraryProblem."""
    with failing_as_sentences(path):
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()


def is_up_to_date(connection: sqlite3.Connection) -> bool:
    """Return whether the library is stamped with the newest revision. If not, `migrate` says what is to be done."""
    try:
        return connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISION,)]
    except sqlite3.Error:
        return False


@contextmanager
def failing_as_sentences(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into LibraryProblem with a sentence."""
    try:
        yield
    except sqlite3.Error as problem:
        raise explained(problem, path) from problem


def _kind(problem: BaseException | None) -> str:
    """Return the primary result code's name, such as ``SQLITE_BUSY``; ``SQLITE_ERROR`` if it is not told."""
    name = str(getattr(problem, "sqlite_errorname", "") or "SQLITE_ERROR")
    return "_".join(name.split("_")[:2])


def explained(problem: BaseException | None, path: Path) -> LibraryProblem:
    """Return the database's error as the problem it is for the user."""
    kind = _kind(problem)
    if kind in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return LibraryInUse(
            _(
                "Biblioteket {path} används av ett annat program just nu. Inget har ändrats. "
                "Stäng det andra programmet och försök igen."
            ).format(path=path)
        )
    if kind in ("SQLITE_FULL", "SQLITE_IOERR"):
        return LibraryNotWritable(
            _(
                "Det gick inte att skriva till {path}: disken är full eller svarar inte. "
                "Allt som var sparat är kvar. Frigör utrymme och försök igen."
            ).format(path=path)
        )
    if kind in ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_CANTOPEN"):
        return LibraryNotWritable(
            _(
                "Biblioteket {path} kan inte öppnas för att skriva. Inget har ändrats. "
                "Se efter att du får skriva i mappen."
            ).format(path=path)
        )
    if kind == "SQLITE_NOTADB":
        return NotALibrary(
            _("{path} är inte ett Samkarta-bibliotek. Filen är orörd. Välj en annan fil.").format(path=path)
        )
    if kind == "SQLITE_CONSTRAINT":
        return LibraryProblem(
            _(
                "Biblioteket {path} tog inte emot ändringen. Inget har ändrats. Stäng ärendet och öppna det igen."
            ).format(path=path)
        )
    return LibraryDamaged(
        _(
            "Biblioteket {path} är skadat och kan inte läsas helt. Inget har ändrats. "
            "Ta en kopia av filen och lägg tillbaka en säkerhetskopia."
        ).format(path=path)
    )
