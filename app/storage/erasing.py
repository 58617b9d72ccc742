"""Erasing for good: a person or a case, out of the records, the log, the search, the disclosures and the backups.

Everything in one library is one transaction, checked before it is made durable: the log without the person still leads
from its first line to the records. Then the file is rewritten whole, so that no free page and no journal holds what
was there. Every backup is rewritten in the same way, under another name, and replaced when it is whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Text, delete, insert, select, type_coerce, update

from app.i18n import N_
from app.models.case import Case, PatchRefused
from app.models.erased import ErasedMark
from app.models.erasing import Erasure, Preview, Rewriter, Way, prepare
from app.models.patch import Patch
from app.models.replay import baseline, from_baseline
from app.storage import disclosures, summary
from app.storage.backups import backups_of, copy_whole, kept_of, verify
from app.storage.erased import REST, mark_of, remember
from app.storage.errors import CaseUnknown, LibraryDamaged, LibraryProblem
from app.storage.file import failing_as_sentences, remove_beside
from app.storage.library import Library
from app.storage.log import now, read_log
from app.storage.schema import attachments, cases, log, merged, meta, records, reviewed, waved
from app.storage.schema import disclosures as disclosed
from app.storage.steps import delete_case, write_meta, write_note

ERASED = N_("Radera uppgifterna om en person")
Backups = Literal["now", "later"]
"""Rewrite the backups at once, or let each hold what it holds until it is too old and removed."""

_DAMAGE = (ValueError, KeyError, TypeError, PatchRefused)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: how many records went, how many were changed, how many lines of the log were changed or went.

    ``history`` is False where the log could not be followed and had to go. ``rewritten`` and ``waiting`` are how many
    backups no longer, and still, hold what was erased; ``failed`` those that are damaged and keep it.
    ``unfinished`` is True where there was no room to rewrite the library's file or a backup: `erasing_again.finish`
    does it later.
    """

    records: int = 0
    changed: int = 0
    lines: int = 0
    history: bool = True
    rewritten: int = 0
    waiting: int = 0
    failed: tuple[Path, ...] = ()
    unfinished: bool = False


def look(library: Library, library_id: str, figure: str, way: Way, also: tuple[str, ...] = ()) -> Preview:
    """Return what erasing a person would do. Raises CannotErase, CaseUnknown or LibraryDamaged."""
    case = library.case(library_id)
    with library._reading() as connection:
        lines = read_log(connection, library_id)
    return prepare(case, (line.patch for line in lines if line.patch is not None), figure, way, also)


def erase_person(library: Library, library_id: str, erasure: Erasure, *, backups: Backups = "now") -> Erased:
    """Erase a person from a case. Nobody may have the case open. Raises LibraryProblem; nothing is then erased."""
    mark = _mark(library, library_id, erasure)
    done = person_in(library, library_id, erasure, mark, actor=library.actor(), rest=backups)
    return _with_files(library, done, backups, lambda backup: _person_in_backup(backup, library_id, erasure, mark))


def erase_case(library: Library, library_id: str, *, backups: Backups = "now") -> Erased:
    """Erase a case with everything of it. Raises LibraryProblem; nothing is then erased."""
    mark = _mark(library, library_id)
    case_in(library, library_id, mark, rest=backups)
    return _with_files(library, Erased(), backups, lambda backup: _case_in_backup(backup, library_id, mark))


def _mark(library: Library, library_id: str, erasure: Erasure | None = None) -> ErasedMark:
    """Return what is to be remembered of an erasure. Raises CaseUnknown."""
    assert library.key is not None
    with library._reading() as connection:
        found = connection.execute("SELECT case_id FROM cases WHERE id = ?", (library_id,)).fetchone()
    if found is None:
        raise CaseUnknown.gone(library_id)
    return mark_of(library.key, library_id, found[0], date.today(), erasure)


# One library


def case_in(library: Library, library_id: str, mark: ErasedMark, *, rest: Backups | None = None) -> None:
    """Erase a case from one library, which remembers it, and what of the files is left to do by ``rest``.

    Raises CaseUnknown, LibraryNotWritable.
    """
    from app.storage.retention import forget

    library._must_write()
    with library._writing() as connection:
        if not delete_case(connection, library_id):
            raise CaseUnknown.gone(library_id)
        forget(connection, library_id)
        remember(connection, [mark])
        _write_rest(connection, rest)


def person_in(
    library: Library,
    library_id: str,
    erasure: Erasure,
    mark: ErasedMark,
    *,
    actor: str | None,
    rest: Backups | None = None,
) -> Erased:
    """Erase a person from one library, which remembers it, and what of the files is left to do by ``rest``.

    Raises LibraryProblem.
    """
    before = library.case(library_id)
    wanted = case_without(before, erasure)
    library._must_write()
    with library._writing() as connection:
        lines, history = _rewrite_log(connection, library_id, erasure, wanted)
        _write_records(connection, library_id, wanted)
        _write_beside(connection, library_id, erasure)
        write_note(connection, library_id, ERASED, now(), actor)
        remember(connection, [mark])
        _write_rest(connection, rest)
    left = {(family, key) for family, key, _data in wanted.to_rows()}
    old = before.records()
    had = {(family, erasure.key(family, key)): record for family, of in old.items() for key, record in of.items()}
    changed = sum(record != wanted.record(*name) for name, record in had.items() if name in left)
    return Erased(len(had.keys() - left), changed, lines, history)


def _write_rest(connection: Connection, rest: Backups | None) -> None:
    if rest is not None:
        connection.execute(delete(meta).where(meta.c.key == REST))
        write_meta(connection, REST, rest)


def case_without(case: Case, erasure: Erasure) -> Case:
    """Return a case without the person."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    for family, of_family in case.records().items():
        for key, record in of_family.items():
            after = erasure.record(family, record)
            if after is not None:
                found.append((family, erasure.key(family, key), after.to_data()))
    return Case.from_rows(found)


def _rewrite_log(connection: Connection, library_id: str, erasure: Erasure, wanted: Case) -> tuple[int, bool]:
    """Rewrite every line of a case's log; return how many were changed or went, and whether the log could be kept."""
    query = select(log.c.seq, log.c.step, type_coerce(log.c.patch, Text).label("patch"))
    rows = connection.execute(query.where(log.c.case == library_id).order_by(log.c.seq)).all()
    try:
        written = _without(rows, erasure, wanted)
    except _DAMAGE:
        first = rows[0].seq
        connection.execute(delete(log).where((log.c.case == library_id) & (log.c.seq != first)))
        start = {"step": "start", "patch": baseline(wanted).to_data()}
        connection.execute(update(log).where(log.c.seq == first).values(**start))
        return len(rows), False
    touched = 0
    for row, data in zip(rows, written, strict=True):
        if data is None:
            connection.execute(delete(log).where(log.c.seq == row.seq))
        elif data != json.loads(row.patch):
            connection.execute(update(log).where(log.c.seq == row.seq).values(patch=data))
        else:
            continue
        touched += 1
    return touched, True


def _without(rows: Any, erasure: Erasure, wanted: Case) -> list[dict[str, Any] | None]:
    """Return each line's patch without the person, None for a line that was about the person alone.

    Raises one of `_DAMAGE` if the log cannot be followed, or would not lead to ``wanted``.
    """
    rewrite = Rewriter(erasure)
    case: Case | None = None
    written: list[dict[str, Any] | None] = []
    for row in rows:
        data = json.loads(row.patch)
        patch = rewrite(Patch.from_data(data))
        if case is None:
            case = from_baseline(patch)
        else:
            case.apply(patch)
        kept = {"kept": _plain(data["kept"], erasure)} if data.get("kept") else {}
        written.append({**patch.to_data(), **kept} if patch.changes or row.step in ("start", "note") else None)
    if case != wanted:
        raise ValueError("the log does not lead to the records")
    return written


def _plain(data: Any, erasure: Erasure) -> Any:
    """Return JSON-able data without the person's names, wherever they stand."""
    if isinstance(data, str):
        return erasure.plain(data)
    if isinstance(data, list):
        return [_plain(each, erasure) for each in data]
    return {key: _plain(each, erasure) for key, each in data.items()} if isinstance(data, dict) else data


def _write_records(connection: Connection, library_id: str, case: Case) -> None:
    connection.execute(delete(records).where(records.c.case == library_id))
    rows = [
        {"case": library_id, "family": family, "key": key, "position": position, "body": record.to_data()}
        for family, of_family in case.records().items()
        for position, (key, record) in enumerate(of_family.items())
    ]
    connection.execute(insert(records), rows)
    values = {**summary.columns(case), "changed": now().isoformat()}
    connection.execute(update(cases).where(cases.c.id == library_id).values(**values))


def _write_beside(connection: Connection, library_id: str, erasure: Erasure) -> None:
    """Erase the person from what lies beside the records: findings waved away, disclosures, files, words, dates."""
    for (finding,) in connection.execute(select(waved.c.finding).where(waved.c.case == library_id)).all():
        if erasure.figure in finding.split():
            connection.execute(delete(waved).where((waved.c.case == library_id) & (waved.c.finding == finding)))
    for table in (reviewed, merged):  # they may name the person: texts are read anew, a merged state is asked about
        connection.execute(delete(table).where(table.c.case == library_id))
    rows = connection.execute(select(disclosed.c.number, disclosed.c.body).where(disclosed.c.case == library_id)).all()
    speaking = [row.number for row in rows if row.body and _speaks_of(json.loads(row.body), erasure)]
    disclosures.erase_lines(connection, speaking)
    for row in connection.execute(select(attachments.c.id, attachments.c.name).where(attachments.c.case == library_id)):
        spoken = row.name.replace("_", " ").replace("-", " ").replace(".", " ")
        if erasure.names_anybody(spoken):
            name = erasure.role + Path(row.name).suffix
            connection.execute(update(attachments).where(attachments.c.id == row.id).values(name=name))
    for name in ("words", "dates"):
        connection.exec_driver_sql(f'DELETE FROM {name} WHERE "case" = ?', (library_id,))


def _speaks_of(data: Any, erasure: Erasure) -> bool:
    if isinstance(data, str):
        return data == erasure.figure or erasure.names_anybody(data)
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(_speaks_of(each, erasure) for each in inside)


def leave_no_trace(library: Library) -> None:
    """Rewrite the file whole, the index of the search too, and empty the journal."""
    with failing_as_sentences(library.path):
        library._connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
        library._connection.execute("VACUUM")
    library._empty_journal()


# Files


def _with_files(library: Library, done: Erased, when: Backups, erase: Callable[[Library], bool]) -> Erased:
    """Rewrite the library's file, and the backups. It is erased already: what there is no room for is done later."""
    try:
        leave_no_trace(library)
    except LibraryProblem:  # then there is none for a backup either
        return replace(_with_backups(library, done, when, erase) if when == "later" else done, unfinished=True)
    done = _with_backups(library, done, when, erase)
    if not done.unfinished:
        with contextlib.suppress(LibraryProblem):
            nothing_is_left(library)
    return done


def nothing_is_left(library: Library) -> None:
    """Note that the files have been rewritten. Raises LibraryProblem."""
    with library._writing() as connection:
        connection.execute(delete(meta).where(meta.c.key == REST))


def _with_backups(library: Library, done: Erased, when: Backups, erase: Callable[[Library], bool]) -> Erased:
    paths = [each.path for each in backups_of(library.path)] + kept_of(library.path)
    if when == "later":
        return replace(done, waiting=len(paths))
    failed = []
    rewritten, unfinished = 0, False
    for path in paths:
        try:
            rewritten += rewrite_backup(path, library, erase)
        except LibraryDamaged:
            failed.append(path)
        except (LibraryProblem, OSError):
            unfinished = True
    return replace(done, rewritten=rewritten, failed=tuple(failed), unfinished=unfinished)


def rewrite_backup(path: Path, library: Library, erase: Callable[[Library], bool]) -> bool:
    """Rewrite one backup if there is anything to erase in it. It is whole at every moment, as before or after."""
    assert library.key is not None
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    try:
        times = path.stat()
        copy_whole(path, beside)
        journal = path.with_name(path.name + "-wal")
        if journal.exists():
            copy_whole(journal, beside.with_name(beside.name + "-wal"))
        with Library.open(beside, library.key) as opened:
            if not erase(opened):
                return False
            leave_no_trace(opened)
            opened._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        verify(beside, library.key)
        os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
        beside.replace(path)
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        return True
    finally:
        remove_beside(beside)
        with contextlib.suppress(OSError):
            beside.with_name(beside.name + ".lock").unlink()


def _case_in_backup(backup: Library, library_id: str, mark: ErasedMark) -> bool:
    try:
        case_in(backup, library_id, mark)
    except CaseUnknown:
        return False
    return True


def _person_in_backup(backup: Library, library_id: str, erasure: Erasure, mark: ErasedMark) -> bool:
    """Erase a person from a backup's case. What it was called then is looked for too."""
    from app.models.erasing import CannotErase

    try:
        found = look(backup, library_id, erasure.figure, erasure.way, tuple(erasure.names)).erasure
    except CaseUnknown:
        return False
    except CannotErase:
        found = erasure  # the figure came later, but the name may have stood in a text before
    wider = erasure.widened(found)
    person_in(backup, library_id, wider, mark, actor=None)
    return True
