"""One step written to an open transaction, in plain SQL: the line in the log, and the records it changed.

Every edit goes this way, so it is kept short: it needs SQLite alone (`app.storage.steps` writes whole cases).
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.models.history import Step
from app.models.patch import Change, Patch
from app.storage import summary
from app.storage.errors import OutOfStep
from app.storage.reads import last_line

if TYPE_CHECKING:
    from sqlite3 import Connection

_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FAMILY = '"case" = ? AND family = ?'
_RECORD = f'{_FAMILY} AND "key" = ?'


def write_step(
    connection: Connection,
    library_id: str,
    patch: Patch,
    step: Step,
    at: datetime,
    after: int,
    actor: str | None = None,
) -> int:
    """Write one step of a case, done by ``actor``, whose last log line is ``after``; return the new line.

    Raises OutOfStep if the case is gone or has moved on.
    """
    if last_line(connection, library_id) != after:
        raise OutOfStep
    stamp, data = at.isoformat(), patch.to_data()
    for change, changed in zip(patch.changes, data["changes"], strict=True):
        _write_change(connection, library_id, change, changed["after"])
    _write_summary(connection, library_id, patch, stamp)
    row = (library_id, stamp, step, patch.label, _AS_JSON(data), actor)
    new = 'INSERT INTO log ("case", at, step, label, patch, actor) VALUES (?, ?, ?, ?, ?, ?)'
    line = connection.execute(new, row).lastrowid
    assert line is not None
    return line


def _write_summary(connection: Connection, library_id: str, patch: Patch, stamp: str) -> None:
    """Keep what the library's list says of the case up to date."""
    info, added = summary.changes(patch)
    sets = ["changed = ?", *(f"{name} = ?" for name in info), *(f"{name} = {name} + ?" for name in added)]
    values = (stamp, *info.values(), *added.values(), library_id)
    connection.execute(f"UPDATE cases SET {', '.join(sets)} WHERE id = ?", values)


def _write_change(connection: Connection, library_id: str, change: Change, after: dict[str, Any] | None) -> None:
    """Write one record as it is ``after``; the records of its family stand at 0, 1, 2 … before and after."""
    family = (library_id, change.family)
    record = (*family, change.key)
    if after is None:
        position = _one(connection, f"SELECT position FROM records WHERE {_RECORD}", record)
        if position is None:
            raise OutOfStep
        connection.execute(f"DELETE FROM records WHERE {_RECORD}", record)
        later = f"UPDATE records SET position = position - 1 WHERE {_FAMILY} AND position > ?"
        connection.execute(later, (*family, position))
    elif change.before is not None:
        done = connection.execute(f"UPDATE records SET body = ? WHERE {_RECORD}", (_AS_JSON(after), *record))
        if done.rowcount != 1:
            raise OutOfStep
    else:
        length: int = _one(connection, f"SELECT count(*) FROM records WHERE {_FAMILY}", family)
        at = min(change.at, length)
        later = f"UPDATE records SET position = position + 1 WHERE {_FAMILY} AND position >= ?"
        connection.execute(later, (*family, at))
        new = 'INSERT INTO records ("case", family, "key", position, body) VALUES (?, ?, ?, ?, ?)'
        connection.execute(new, (*record, at, _AS_JSON(after)))


def _one(connection: Connection, query: str, values: tuple[object, ...]) -> Any:
    """Return the one value of the first row, None if there is no row."""
    row = connection.execute(query, values).fetchone()
    return None if row is None else row[0]
