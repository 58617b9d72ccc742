"""The log of one case, read line by line: a damaged line is passed on as one that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, cast

from app.models.history import History, Step
from app.models.patch import Patch
from app.models.replay import Line
from app.storage.reads import log_rows

if TYPE_CHECKING:
    from sqlite3 import Connection

_STEPS = ("start", "do", "undo", "redo", "note")


def now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


def read_log(connection: Connection, library_id: str, *, steps: bool = False) -> list[Line]:
    """Return every line of a case's log, oldest first; with ``steps`` those that can be undone or redone."""
    return [_line(*row) for row in log_rows(connection, library_id, steps=steps)]


def undoable(lines: Sequence[Line]) -> History:
    """Return what can be undone and redone. A line that cannot be read, and all before it, cannot be taken back."""
    steps: list[tuple[Step, Patch]] = []
    for line in lines:
        if line.step in ("start", "note"):
            continue
        if line.patch is None:
            steps.clear()
        else:
            steps.append((cast("Step", line.step), line.patch))
    return History.replay(steps)


def _line(at: object, said: str, label: object, text: str, actor: object) -> Line:
    step: Step | Literal["start", "note"] = said if said in _STEPS else "do"  # type: ignore[assignment]
    patch: Patch | None = None
    kept: tuple[dict[str, Any], ...] = ()
    try:
        if said in _STEPS:
            data = json.loads(text)
            patch = Patch.from_data(data)
            kept = tuple(data.get("kept") or ())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        patch = None
    who = actor if isinstance(actor, str) and actor else None
    return Line(_time(at), step, label if isinstance(label, str) else "", patch, who, kept)


def _time(text: object) -> datetime | None:
    """Return a time of the log with its zone, None if it cannot be read."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
