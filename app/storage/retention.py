"""Which closed cases have been kept long enough to be reviewed (gallring), and until when the user keeps one anyway."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.models.retention import due_since
from app.storage.errors import CaseUnknown
from app.storage.summary import local

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.storage.library import Library

_KEEP = "keep "
"""How a line of ``meta`` begins that says until when a case is kept; the library's id follows."""


@dataclass(frozen=True, slots=True)
class Due:
    """A case that comes up for review: the library's id, when it was closed, and since when it is due."""

    case: str
    closed: date
    since: date


def due_for_review(library: Library, today: date, months: int) -> list[Due]:
    """Return the closed cases that are due, the longest due first. Raises LibraryProblem."""
    # CROSS: the few closed cases first, or SQLite looks through the records of all
    query = """SELECT cases.id, cases.changed, records.body FROM cases CROSS JOIN records ON records."case" = cases.id
               WHERE records.family = 'case' AND cases.status = 'closed'"""
    with library._reading() as connection:
        rows = connection.execute(query).fetchall()
        kept = dict(connection.execute("SELECT key, value FROM meta WHERE key LIKE ?", (_KEEP + "%",)).fetchall())
    found = []
    for own, changed, body in rows:
        closed = local(changed).date()
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            closed = date.fromisoformat(json.loads(body).get("closed_on") or "")
        until = None
        with contextlib.suppress(ValueError):
            until = date.fromisoformat(kept.get(_KEEP + own, ""))
        since = due_since(closed, months, until)
        if since <= today:
            found.append(Due(own, closed, since))
    return sorted(found, key=lambda each: (each.since, each.case))


def keep_until(library: Library, library_id: str, until: date) -> None:
    """Keep a closed case until a day; it comes up for review then. Raises CaseUnknown or LibraryNotWritable."""
    from app.storage.steps import last_line, write_meta

    library._must_write()
    with library._writing() as connection:
        if last_line(connection, library_id) is None:
            raise CaseUnknown.gone(library_id)
        forget(connection, library_id)
        write_meta(connection, _KEEP + library_id, until.isoformat())


def kept_until(library: Library, library_id: str) -> date | None:
    """Return until when the user keeps a closed case, None if nothing was said. Raises LibraryProblem."""
    with library._reading() as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEEP + library_id,)).fetchone()
    with contextlib.suppress(ValueError, TypeError):
        return None if row is None else date.fromisoformat(row[0])
    return None


def forget(connection: Connection, library_id: str) -> None:
    """Forget until when a case was to be kept."""
    from sqlalchemy import delete

    from app.storage.schema import meta

    connection.execute(delete(meta).where(meta.c.key == _KEEP + library_id))
