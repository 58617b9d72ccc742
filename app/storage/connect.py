"""SQLAlchemy laid round a connection to a library file, for what is written and checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from app.storage import file
from app.storage.data_key import DataKey
from app.storage.file import explained, open_file

if TYPE_CHECKING:
    from sqlite3 import Connection as Plain


def open_engine(
    path: Path, key: DataKey, *, read_only: bool = False, fresh: bool = False, known: bool = False
) -> Engine:
    """Return an engine with one connection to the library at ``path``; see `open_file`."""
    return engine_on(open_file(path, key, read_only=read_only, fresh=fresh, known=known))


def engine_on(connection: Plain) -> Engine:
    """Return an engine that has ``connection`` and no other; disposing of it closes the connection."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
    )
    # The driver's own transactions leave reads outside them, so it is kept out of it and BEGIN is said here.
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


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
    """Turn the database's errors, with SQLAlchemy's cover or without, into LibraryProblem with a sentence."""
    try:
        with file.failing_as_sentences(path):
            yield
    except DBAPIError as problem:
        raise explained(problem.orig, path) from problem


def plain(connection: Connection) -> Plain:
    """Return SQLite's own connection under one of SQLAlchemy's, in the same transaction."""
    own: Plain | None = connection.connection.driver_connection
    assert own is not None
    return own
