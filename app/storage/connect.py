"""The one place that opens connections to a library file, and says in words why it could not be done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

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

_ON_CONNECT = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def open_engine(path: Path, *, read_only: bool = False, fresh: bool = False) -> Engine:
    """Return an engine with one connection to the library at ``path``, which must exist unless ``fresh``.

    The file is not touched before it is known to be a library. Raises LibraryProblem.
    """
    engine = _engine(path, "ro" if read_only else "rw")
    try:
        with failing_as_sentences(path):
            try:
                _greet(engine, path, read_only=read_only, fresh=fresh)
            except (DBAPIError, sqlite3.Error) as problem:
                if not (
                    read_only and _kind(getattr(problem, "orig", problem)) in ("SQLITE_READONLY", "SQLITE_CANTOPEN")
                ):
                    raise
                # A read-only folder has no room for WAL's shared memory; a resting file is read without it.
                engine.dispose()
                if _unfinished(path):
                    raise
                engine = _engine(path, "ro&immutable=1")
                _greet(engine, path, read_only=True, fresh=False)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(path: Path, mode: str) -> Engine:
    def creator() -> sqlite3.Connection:
        uri = path.absolute().as_uri() + "?mode=" + mode
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        for pragma in _ON_CONNECT:
            connection.execute(pragma)
        return connection

    engine = create_engine(
        "sqlite://",
        creator=creator,
        poolclass=StaticPool,
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
    )
    # The driver's own transactions leave reads outside them, so it is kept out of it and BEGIN is said here.
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _greet(engine: Engine, path: Path, *, read_only: bool, fresh: bool) -> None:
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        found = cursor.execute("PRAGMA application_id").fetchone()[0]
        if fresh:
            cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        elif found != APPLICATION_ID:
            cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
            raise NotALibrary(
                _("{path} är inte ett Samkarta-bibliotek. Filen är orörd. Välj en annan fil.").format(path=path)
            )
        if not read_only:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        cursor.close()
    finally:
        raw.close()


def _unfinished(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A transaction that sees one state of the library throughout. Raises LibraryProblem."""
    with failing_as_sentences(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A transaction that is durable when the block ends, or leaves no trace. Raises LibraryProblem."""
    with failing_as_sentences(path), engine.connect() as plain:
        connection = plain.execution_options(begin="BEGIN IMMEDIATE")
        with connection.begin():
            yield connection


@contextmanager
def failing_as_sentences(path: Path) -> Iterator[None]:
    """Turn the database's errors into LibraryProblem with a sentence."""
    try:
        yield
    except DBAPIError as problem:
        raise explained(problem.orig, path) from problem
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
