"""The connection to a library's file, by SQLCipher alone: what is needed to open a case and read it.

SQLAlchemy and Alembic are laid round the same connection (`app.storage.connect`) when something is first written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlcipher

from app.i18n import _
from app.storage.data_key import DataKey
from app.storage.errors import (
    LibraryDamaged,
    LibraryInUse,
    LibraryNotWritable,
    LibraryProblem,
    NotALibrary,
    NotEncrypted,
)

if TYPE_CHECKING:
    from sqlite3 import Connection  # SQLCipher's has the same face

APPLICATION_ID = 0x53414D4B  # "SAMK": what tells a library from any other SQLite file
BUSY_SECONDS = 2.0
REVISION = "0008"
"""The newest revision in ``migrations/versions``; a test holds them together."""

_PLAIN_HEAD = b"SQLite format 3\0"
_PLAIN_ID = slice(68, 72)  # where SQLite keeps the application's id
_ON_CONNECT = (
    "PRAGMA cipher_log_level = NONE",  # it would tell of a damaged page on standard error
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def is_plain(path: Path) -> bool:
    """Return whether the file is an SQLite database that is not encrypted."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAIN_HEAD)) == _PLAIN_HEAD
    except OSError:
        return False


def open_file(
    path: Path, key: DataKey, *, read_only: bool = False, fresh: bool = False, known: bool = False
) -> Connection:
    """Return a connection to the library at ``path``, which must exist unless ``fresh``. Its transactions are begun
    by whoever uses it.

    ``known`` says that this process may have the library open already. Then SQLite alone opens the file: by POSIX
    rules whoever else opens and closes it lets go of SQLite's locks on it.

    The file is not touched before it is known to be a library. Raises LibraryProblem; NotEncrypted for a plain one.
    """
    with failing_as_sentences(path):
        if not fresh and not known and is_plain(path):
            raise _plain_problem(path)
        try:
            return _greeted(path, key, "ro" if read_only else "rw", fresh=fresh)
        except sqlcipher.Error as problem:
            if not (read_only and _kind(problem) in ("SQLITE_READONLY", "SQLITE_CANTOPEN")):
                raise
            # A read-only folder has no room for WAL's shared memory; a resting file is read without it.
            if not _unfinished(path):
                return _greeted(path, key, "ro&immutable=1", fresh=False)
            with suppress(OSError):
                return _of_copy(path, key)
            raise


def _of_copy(path: Path, key: DataKey) -> Connection:
    """Return a connection to a copy of a library that has a journal, removed on closing. Raises OSError."""
    from app.storage.reading_copy import ReadingCopy, copied

    copy, folder = copied(path)
    try:
        connection = _greeted(copy, key, "ro", fresh=False, factory=ReadingCopy)
    except BaseException:
        folder.cleanup()
        raise
    connection.folder = folder  # type: ignore[attr-defined]
    return connection


def _plain_problem(path: Path) -> LibraryProblem:
    """Return what is to be said of a database that is not encrypted: an older library's, or somebody else's."""
    if plain_library(path):
        return NotEncrypted(
            _(
                "Biblioteket {path} är från en äldre Samkarta och är inte krypterat. Inget har ändrats. "
                "Öppna det i fönstret eller ge det ett lösenord med samkarta password."
            ).format(path=path)
        )
    return NotALibrary(_("{path} är inte ett Samkarta-bibliotek. Filen är orörd. Välj en annan fil.").format(path=path))


def plain_library(path: Path) -> bool:
    """Return whether the file is a library from before libraries were encrypted."""
    with path.open("rb") as file:
        head = file.read(_PLAIN_ID.stop)
    return head.startswith(_PLAIN_HEAD) and int.from_bytes(head[_PLAIN_ID], "big") == APPLICATION_ID


def _greeted(
    path: Path, key: DataKey, mode: str, *, fresh: bool, factory: type[sqlcipher.Connection] = sqlcipher.Connection
) -> Connection:
    """Connect, and make sure that it is a library before it is touched."""
    uri = path.absolute().as_uri() + "?mode=" + mode
    connection: Connection = sqlcipher.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, factory=factory
    )
    try:
        connection.execute(key.pragma)
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


def remove_beside(path: Path) -> None:
    """Remove a database that has not got its name yet, with what SQLite keeps beside it; what cannot go stays."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + end).unlink()


@contextmanager
def reading_file(connection: Connection, path: Path) -> Iterator[Connection]:
    """A transaction that sees one state of the library throughout. Raises LibraryProblem."""
    with failing_as_sentences(path):
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()


@contextmanager
def writing_file(connection: Connection, path: Path) -> Iterator[Connection]:
    """A transaction that is durable when the block ends, or leaves no trace. Raises LibraryProblem."""
    with failing_as_sentences(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.commit()
        except BaseException:
            connection.rollback()
            raise


def is_up_to_date(connection: Connection) -> bool:
    """Return whether the library is stamped with the newest revision. If not, `migrate` says what is to be done."""
    try:
        return connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISION,)]
    except sqlcipher.Error:
        return False


@contextmanager
def failing_as_sentences(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into LibraryProblem with a sentence."""
    try:
        yield
    except sqlcipher.Error as problem:
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
    if kind == "SQLITE_CONSTRAINT":
        return LibraryProblem(
            _(
                "Biblioteket {path} tog inte emot ändringen. Inget har ändrats. Stäng ärendet och öppna det igen."
            ).format(path=path)
        )
    if kind == "SQLITE_NOTADB":
        return LibraryDamaged(
            _(
                "Biblioteket {path} går inte att läsa: det är skadat från början, eller så hör nyckelfilen till ett "
                "annat bibliotek. Inget har ändrats. Lägg tillbaka rätt nyckelfil eller en säkerhetskopia."
            ).format(path=path)
        )
    return LibraryDamaged(
        _(
            "Biblioteket {path} är skadat och kan inte läsas helt. Inget har ändrats. "
            "Ta en kopia av filen och lägg tillbaka en säkerhetskopia."
        ).format(path=path)
    )
