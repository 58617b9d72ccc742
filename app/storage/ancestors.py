"""From which state of a case two sides of it parted, also when one of them has been merged into the other before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from app.models.case import Case, PatchRefused
from app.models.fingerprints import fingerprints
from app.models.threeway import common_state
from app.storage.log import read_log

if TYPE_CHECKING:
    from sqlite3 import Connection as Plain

    from sqlalchemy import Connection

    from app.storage.library import Library

MOST = 8
"""So many merged states of a case are kept: what is merged once more has hardly been away for longer."""


def base_of(library: Library, library_id: str, states: Sequence[str], merged: Sequence[str]) -> Case | None:
    """Return the last state that both sides know of, None if it cannot be told.

    ``states`` are the fingerprints of the other side's states, ``merged`` those of states that it has merged into its
    own. A state of theirs that was merged here counts as known from then on: what was settled then is not asked about
    again. Raises LibraryProblem.
    """
    case = library.case(library_id)
    with library._reading() as connection:
        lines = read_log(connection, library_id)
        taken = _taken(connection, library_id, frozenset(states))
    mine = fingerprints(case, [line.patch for line in lines[1:]])
    found: list[tuple[int, bool, Case | int]] = []
    shared = common_state(mine, list(states))
    if shared is not None:
        found.append((shared, False, shared))
    there = set(merged)
    found += [(at, False, at) for at, state in enumerate(mine) if state in there]
    found += [(len(mine) - 1 - later, True, then) for later, then in taken]
    if not found:
        return None
    best = max(found, key=lambda each: each[:2])[2]
    if isinstance(best, Case):
        return best
    growth = library.growth(library_id)
    return growth.at(growth.last - (len(mine) - 1 - best))


def _taken(connection: Plain, library_id: str, known: frozenset[str]) -> list[tuple[int, Case]]:
    """Return those of the states merged here that the other side has been in, each with how many lines came after."""
    query = """SELECT state, (SELECT count(*) FROM log WHERE log."case" = merged."case" AND seq > line), "rows"
               FROM merged WHERE "case" = ?"""
    found = []
    for state, later, rows in connection.execute(query, (library_id,)).fetchall():
        # what cannot be read is asked about again
        with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError, PatchRefused):
            if state in known:
                case = Case.from_rows([(str(family), str(key), data) for family, key, data in json.loads(rows)])
                found.append((int(later), case))
    return found


def merged_states(connection: Plain, library_id: str) -> list[str]:
    """Return the fingerprints of the states from elsewhere that were merged into a case."""
    rows = connection.execute('SELECT state FROM merged WHERE "case" = ? ORDER BY id', (library_id,)).fetchall()
    return [str(state) for (state,) in rows]


def remember_merged(connection: Connection, library_id: str, line: int, case: Case) -> None:
    """Write that a state from elsewhere was merged after a line of the case's log."""
    from sqlalchemy import delete, insert, select

    from app.storage.schema import merged

    row = {"case": library_id, "line": line, "state": fingerprints(case, [])[-1], "rows": case.to_rows()}
    connection.execute(delete(merged).where(merged.c.case == library_id, merged.c.state == row["state"]))
    connection.execute(insert(merged).values(**row))
    newest = select(merged.c.id).where(merged.c.case == library_id).order_by(merged.c.id.desc()).limit(MOST)
    connection.execute(delete(merged).where(merged.c.case == library_id, merged.c.id.not_in(newest)))
