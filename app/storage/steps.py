"""What is written to an open transaction besides the steps of a case (`app.storage.storing`): whole cases, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy import delete as delete_from

from app.models.case import Case
from app.models.deidentify.reviewing import Decision
from app.models.patch import Change
from app.models.replay import baseline
from app.storage import disclosures, summary
from app.storage.schema import cases, log, meta, records, reviewed, waved


def write_baseline(connection: Connection, library_id: str, case: Case, at: datetime, actor: str | None = None) -> None:
    """Write a new case: its row, its records, and the log's first line, from which all of it can be rebuilt.

    ``actor`` is who did it, None if nobody is told.
    """
    stamp = at.isoformat()
    connection.execute(
        insert(cases).values(id=library_id, created=stamp, changed=stamp, **summary.columns(case)),
    )
    patch = baseline(case)
    rows = [_row(library_id, change) for change in patch.changes]
    connection.execute(insert(records), rows)
    row = {"case": library_id, "at": stamp, "step": "start", "label": patch.label, "patch": patch.to_data()}
    connection.execute(insert(log).values(**row, actor=actor))


def holds(connection: Connection, case_id: str) -> bool:
    """Return whether the library has a case with this id in its file."""
    return connection.execute(select(cases.c.id).where(cases.c.case_id == case_id)).first() is not None


def delete_case(connection: Connection, library_id: str) -> bool:
    """Take a case out with everything of it, what the disclosure log says of it too; return whether it was there."""
    disclosures.erase(connection, library_id)
    return connection.execute(delete_from(cases).where(cases.c.id == library_id)).rowcount == 1


def write_waved(connection: Connection, library_id: str, finding: str, away: bool) -> None:
    """Write that a finding has been waved away, or that it has not."""
    connection.execute(delete_from(waved).where(waved.c.case == library_id, waved.c.finding == finding))
    if away:
        connection.execute(insert(waved).values(case=library_id, finding=finding))


def write_decisions(connection: Connection, library_id: str, decisions: Mapping[str, Decision | None]) -> None:
    """Write what was decided of texts by place; None takes a decision back."""
    for place, decision in decisions.items():
        connection.execute(delete_from(reviewed).where(reviewed.c.case == library_id, reviewed.c.place == place))
        if decision is not None:
            row = {"case": library_id, "place": place, "of": decision.of, "text": decision.text}
            connection.execute(insert(reviewed).values(**row))


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Write something about the library itself."""
    connection.execute(insert(meta).values(key=key, value=value))


def write_with_log(connection: Connection, library_id: str, case: Case, lines: Sequence[Any], at: datetime) -> None:
    """Write a case that comes with its log: ``lines`` of time, step, label, patch as data, and actor, oldest first."""
    stamp = at.isoformat()
    row = {"id": library_id, "created": stamp, "changed": stamp}
    connection.execute(insert(cases).values(**row, **summary.columns(case)))
    connection.execute(insert(records), [_row(library_id, change) for change in baseline(case).changes])
    for when, step, label, patch, actor in lines:
        connection.execute(
            insert(log).values(case=library_id, at=when.isoformat(), step=step, label=label, patch=patch, actor=actor)
        )


def write_note(
    connection: Connection, library_id: str, label: str, at: datetime, actor: str | None, kept: Sequence[Any] = ()
) -> None:
    """Write a line in a case's log that changes nothing: what was done (a Swedish msgid), and what it keeps."""
    patch = {"label": label, "changes": [], **({"kept": list(kept)} if kept else {})}
    row = {"case": library_id, "at": at.isoformat(), "step": "note", "label": label, "patch": patch}
    connection.execute(insert(log).values(**row, actor=actor))


def last_line(connection: Connection, library_id: str) -> int | None:
    """Return the number of the case's last line in the log, or None."""
    line: int | None = connection.execute(select(func.max(log.c.seq)).where(log.c.case == library_id)).scalar_one()
    return line


def _row(library_id: str, change: Change) -> dict[str, Any]:
    assert change.after is not None
    return {
        "case": library_id,
        "family": change.family,
        "key": change.key,
        "position": change.at,
        "body": change.after.to_data(),
    }
