"""What is read from a library, in plain SQL on a connection within one transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from app.models.stored import FamilyTexts
from app.storage.summary import Summary

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.models.deidentify.reviewing import Review

_LISTED = "id, case_id, number, title, kind, status, figures, wishes, blocked, protected, created, changed"


def summaries(connection: Connection) -> list[Summary]:
    """Return the library's list, the case last changed first."""
    return list(map(Summary._make, connection.execute(f"SELECT {_LISTED} FROM cases ORDER BY changed DESC, id")))


def is_case(connection: Connection, library_id: str) -> bool:
    """Return whether there is a case with this library id."""
    return bool(_column(connection, "SELECT id FROM cases WHERE id = ?", library_id))


def cases_called(connection: Connection, case_id: str) -> list[str]:
    """Return the library ids of the cases with this id in their files, the oldest first."""
    query = "SELECT id FROM cases WHERE case_id = ? ORDER BY created, id"
    return [row[0] for row in connection.execute(query, (case_id,))]


def family_texts(connection: Connection, library_id: str, families: Collection[str] | None = None) -> list[FamilyTexts]:
    """Return the records of a case, or those of some families, in order: a family at a time, its texts put together.

    Putting them together here saves Python from making three objects of each of a large map's thousands of rows.
    """
    chosen = "" if families is None else f"AND family IN ({', '.join('?' * len(families))})"
    # SQLite keeps the order of a subquery where group_concat is used on it.
    query = f"""
        SELECT family, group_concat("key", char(10)), '[' || group_concat(iif(nulls, 'null', body), ',') || ']',
               '[' || group_concat(body, ',') FILTER (WHERE nulls) || ']'
        FROM (SELECT family, "key", body, instr(body, 'null') > 0 AS nulls
              FROM records WHERE "case" = ? {chosen} ORDER BY family, position)
        GROUP BY family"""
    return list(map(FamilyTexts._make, connection.execute(query, (library_id, *(families or ())))))


def last_line(connection: Connection, library_id: str) -> int | None:
    """Return the number of the case's last line in the log, or None."""
    line: int | None = connection.execute('SELECT max(seq) FROM log WHERE "case" = ?', (library_id,)).fetchone()[0]
    return line


def log_rows(connection: Connection, library_id: str, *, steps: bool = False) -> list[tuple[Any, ...]]:
    """Return at, step, label, patch and actor of the lines of a case's log, oldest first; with ``steps`` not the line
    that made the case."""
    but = "AND step <> 'start'" if steps else ""
    query = f"""SELECT at, step, label, patch, actor FROM log WHERE "case" = ? {but} ORDER BY seq"""
    return connection.execute(query, (library_id,)).fetchall()


def waved_findings(connection: Connection, library_id: str) -> frozenset[str]:
    """Return the findings of a case that have been waved away, by their marks."""
    return _column(connection, 'SELECT finding FROM waved WHERE "case" = ?', library_id)


def review(connection: Connection, library_id: str) -> Review:
    """Return what has been decided of a case's free texts."""
    from app.models.deidentify.reviewing import Decision, Review

    found = connection.execute('SELECT place, "of", text FROM reviewed WHERE "case" = ?', (library_id,))
    return Review({place: Decision(of, text) for place, of, text in found})


def _column(connection: Connection, query: str, *values: object) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute(query, values))
