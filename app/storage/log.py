"""The log of one case, read line by line: a damaged line is passed on as one that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Text, select, type_coerce

from app.models.history import History, Step
from app.models.patch import Patch
from app.models.replay import Line
from app.storage.schema import log

_STEPS = ("start", "do", "undo", "redo")


def read_log(connection: Connection, library_id: str) -> list[Line]:
    """Return every line of a case's log, oldest first."""
    query = (
        select(log.c.at, log.c.step, log.c.label, type_coerce(log.c.patch, Text).label("patch"))
        .where(log.c.case == library_id)
        .order_by(log.c.seq)
    )
    return [_line(row) for row in connection.execute(query)]


def undoable(lines: Sequence[Line]) -> History:
    """Return what can be undone and redone. A line that cannot be read, and all before it, cannot be taken back."""
    steps: list[tuple[Step, Patch]] = []
    for line in lines:
        if line.step == "start":
            continue
        if line.patch is None:
            steps.clear()
        else:
            steps.append((line.step, line.patch))
    return History.replay(steps)


def _line(row: Any) -> Line:
    step: Step | Literal["start"] = row.step if row.step in _STEPS else "do"
    patch: Patch | None = None
    try:
        if row.step in _STEPS:
            patch = Patch.from_data(json.loads(row.patch))
    except (ValueError, KeyError, TypeError, AttributeError):
        patch = None
    return Line(_time(row.at), step, row.label if isinstance(row.label, str) else "", patch)


def _time(text: object) -> datetime | None:
    """Return a time of the log with its zone, None if it cannot be read."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
