"""Takes whole cases out of a damaged library, row by row, and puts a library of them in its place.

It works on a copy of the file and its journal, so that the damaged one stays as it is. A case is told twice in a
library: by its records, and by its log from the first line. Each of them is validated, and where both can be read
they must agree; so what is missing is known, and told.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlcipher3 import dbapi2 as sqlcipher

from app.i18n import N_, _
from app.models.case import Case, PatchRefused
from app.models.patch import Patch
from app.models.pseudonyms import for_paper
from app.models.replay import from_baseline
from app.storage.backups import copy_whole
from app.storage.data_key import DataKey
from app.storage.errors import LibraryDamaged, LibraryNotWritable, LibraryProblem
from app.storage.file import open_file, remove_beside
from app.storage.file_check import PAGE
from app.storage.guard import SHORT_WAIT, Guard
from app.storage.restoring import put_in_place

if TYPE_CHECKING:
    from sqlite3 import Connection

State = Literal["whole", "without_history", "part", "lost"]
STATES: dict[State, str] = {
    "whole": N_("helt"),
    "without_history": N_("helt, utan historik"),
    "part": N_("delvis"),
    "lost": N_("går inte att läsa"),
}
"""How much of a case can be read, as Swedish msgids."""
Row = dict[str, Any]
_DAMAGE = (ValueError, KeyError, TypeError, PatchRefused)
_WIDEST_STEP = 16
"""Row numbers stepped over at once behind a page that cannot be read; fewer than a page of records holds."""
_BLIND = 5000
"""So many row numbers are tried where the table's end cannot be read."""
_LENGTHS = (1, 2, 4, 16, 64)
"""So many times longer a file that was cut off is tried to have been."""
_WITHOUT_CASE = ("disclosures", "erased")
"""Tables whose rows stay when their case is gone."""
_OWN_WAY = ("cases", "records", "log", "words", "dates", "meta", "alembic_version", "sqlite_sequence")


@dataclass(frozen=True, slots=True)
class Readable:
    """A case of a damaged library: its library id, how it is called (protected names left out), what can be read."""

    id: str
    title: str
    state: State


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it: the cases, what the damaged library is kept as, and what else may be missing, in sentences."""

    cases: tuple[Readable, ...]
    kept_as: Path | None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Table:
    rows: list[Row] = field(default_factory=list)
    intact: bool = True


@dataclass(slots=True)
class _Found:
    """One case that can be read. ``log`` are the rows of its log if they can be followed to ``case``."""

    id: str
    case: Case | None
    state: State
    row: Row
    log: list[Row] = field(default_factory=list)

    def told(self) -> Readable:
        if self.case is not None:
            info = for_paper(self.case).info
            return Readable(self.id, " ".join(part for part in (info.number, info.title) if part), self.state)
        number = self.row.get("number")
        known = isinstance(number, str) and number
        return Readable(self.id, str(number) if known else _("Ärende {id}").format(id=self.id[:8]), self.state)


def readable(path: Path, key: DataKey) -> list[Readable]:
    """Return every case that leaves a trace in a damaged library, and how much of it can be read.

    Raises LibraryDamaged if nothing of the file can be.
    """
    with _copied(path, key) as copy:
        return [each.told() for each in _cases(_tables(copy, key))]


def salvage(path: Path, key: DataKey) -> Salvaged:
    """Put a library of every case that can be read in the damaged one's place; that is kept under another name.

    Raises LibraryDamaged if no case can be read, LibraryInUse, LibraryNotWritable; the library is then as it was.
    """
    from app.storage.check import check

    guard = Guard.take(path, wait=SHORT_WAIT)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    try:
        with _copied(path, key) as copy:
            tables = _tables(copy, key)
        found = _cases(tables)
        if not any(each.case for each in found):
            raise LibraryDamaged(
                _("Inget ärende i {path} går att läsa. Lägg tillbaka en säkerhetskopia.").format(path=path)
            )
        notes = _write(beside, key, found, tables)
        wrong = check(beside, key)
        if wrong:
            raise LibraryDamaged(
                _("De ärenden som gick att läsa kunde inte bli ett helt bibliotek. Inget har ändrats.")
            )
        return Salvaged(tuple(each.told() for each in found), put_in_place(path, beside, None), tuple(notes))
    except OSError as problem:
        raise LibraryNotWritable(
            _(
                "Ärendena kunde inte räddas: disken är full eller går inte att skriva på. Det skadade biblioteket "
                "{path} är kvar som det var."
            ).format(path=path)
        ) from problem
    except LibraryProblem as problem:
        raise type(problem)(str(problem).replace(str(beside), str(path))) from problem
    finally:
        remove_beside(beside)
        guard.release()


# Reading what can be read


@contextmanager
def _copied(path: Path, key: DataKey) -> Iterator[Path]:
    """A copy of the library and its journal, as long as it once was. Problems are told with the library's own name."""
    with tempfile.TemporaryDirectory(prefix="samkarta-") as folder:
        copy = Path(folder) / "damaged.samkarta"
        for end in ("", "-wal"):
            source = path.with_name(path.name + end)
            if source.exists():
                copy_whole(source, copy.with_name(copy.name + end))
        _lengthen(copy, key)
        try:
            yield copy
        except LibraryProblem as problem:
            raise type(problem)(str(problem).replace(str(copy), str(path))) from problem


def _lengthen(copy: Path, key: DataKey) -> None:
    """Let a file that was cut off have as many pages as it says it has: SQLite reads nothing of a shorter one.

    How many they are stands in the encrypted head; a file that is too long is read all the same.
    """
    pages = -(-copy.stat().st_size // PAGE)
    for times in _LENGTHS:
        with copy.open("rb+") as file:
            file.truncate(pages * PAGE * times)
        with suppress(LibraryDamaged):
            open_file(copy, key).close()
            return


def _tables(copy: Path, key: DataKey) -> dict[str, _Table]:
    """Return every table with the rows that can be read. Raises LibraryDamaged if not even their names can be."""
    connection = open_file(copy, key)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    except sqlcipher.Error as problem:
        raise LibraryDamaged(_("Inget av biblioteket går att läsa. Lägg tillbaka en säkerhetskopia.")) from problem
    finally:
        connection.close()
    return {name: _table(copy, key, name) for name in names if not name.startswith(("search", "words", "dates"))}


def _table(copy: Path, key: DataKey, name: str) -> _Table:
    """Read a table by its row numbers, stepping over what cannot be read."""
    found, at, step, connection = _Table(), 0, 0, open_file(copy, key)
    end: int | None = None
    try:
        while end is None or at <= end:
            try:
                for row in _from(connection, name, at):
                    found.rows.append(row)
                    at, step = row.pop("rowid "), 0
                break
            except sqlcipher.Error:
                connection.close()
                found.intact = False
                connection = open_file(copy, key)
                end = _end(connection, name, at) if end is None else end
                step = min(step + 1, _WIDEST_STEP)
                at += step
    except LibraryProblem:  # the file opened a moment ago; what was read is what there is
        found.intact = False
    finally:
        connection.close()
    return found


def _from(connection: Connection, name: str, after: int) -> Iterator[Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlcipher.Row
    query = f'SELECT rowid AS "rowid ", * FROM "{name}" NOT INDEXED WHERE rowid > ? ORDER BY rowid'
    yield from (dict(row) for row in cursor.execute(query, (after,)))


def _end(connection: Connection, name: str, after: int) -> int:
    try:
        found = connection.execute(f'SELECT max(rowid) FROM "{name}" NOT INDEXED').fetchone()[0]
    except sqlcipher.Error:
        return after + _BLIND
    return int(found or after)


# Making cases of it


def _cases(tables: dict[str, _Table]) -> list[_Found]:
    none = _Table(intact=False)
    cases, records, log = (tables.get(name, none) for name in ("cases", "records", "log"))
    rows = {str(row["id"]): row for row in cases.rows}
    by_case: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for at, table in enumerate((records, log)):
        for row in table.rows:
            by_case[str(row["case"])][at].append(row)
    return [
        _case(own, rows.get(own, {}), *by_case[own], records.intact, log.intact)
        for own in dict.fromkeys((*rows, *by_case))
    ]


def _case(own: str, row: Row, records: list[Row], log: list[Row], all_records: bool, all_log: bool) -> _Found:
    by_records, by_log = _by_records(records), _by_log(log)
    if by_records is not None and by_records == by_log:
        return _Found(own, by_records, "whole", row, log)
    if by_records is not None and all_records:
        return _Found(own, by_records, "without_history", row)
    if by_log is not None and all_log:
        return _Found(own, by_log, "whole", row, log)
    either = by_records or by_log
    return _Found(own, either, "part" if either is not None else "lost", row)


def _by_records(rows: list[Row]) -> Case | None:
    try:
        ordered = sorted(rows, key=lambda row: (row["family"], row["position"]))
        return Case.from_rows([(row["family"], row["key"], json.loads(row["body"])) for row in ordered])
    except _DAMAGE:
        return None


def _by_log(rows: list[Row]) -> Case | None:
    """Return where the log leads from its first line, None if it cannot be followed to its end."""
    case: Case | None = None
    try:
        for row in rows:
            patch = Patch.from_data(json.loads(row["patch"]))
            if case is None:
                if row["step"] != "start":
                    return None
                case = from_baseline(patch)
            else:
                case.apply(patch)
    except _DAMAGE:
        return None
    return case


# Writing the new library


def _write(beside: Path, key: DataKey, found: list[_Found], tables: dict[str, _Table]) -> list[str]:
    """Write a library of the cases that can be read; return what else may be missing."""
    from app.storage.connect import open_engine, writing
    from app.storage.making import make
    from app.storage.steps import write_baseline

    make(beside, key)
    engine = open_engine(beside, key)
    try:
        with writing(engine, beside) as connection:
            plain: Any = connection.connection.dbapi_connection
            for each in found:
                if each.case is None:
                    continue
                at = _time(each.row.get("changed")) or datetime.now().astimezone()
                write_baseline(connection, each.id, each.case, at)
                if each.log:
                    plain.execute('DELETE FROM log WHERE "case" = ?', (each.id,))
                    _insert(plain, "log", each.log)
                if _time(each.row.get("created")) is not None:
                    plain.execute("UPDATE cases SET created = ? WHERE id = ?", (each.row["created"], each.id))
            return _write_rest(plain, {each.id for each in found if each.case is not None}, tables)
    finally:
        engine.dispose()


def _write_rest(plain: Connection, there: set[str], tables: dict[str, _Table]) -> list[str]:
    """Write what else belongs to the cases; return a sentence for each table of which something may be missing."""
    notes = []
    if not any(tables[name].intact for name in ("cases", "records", "log") if name in tables):
        notes.append(_("Något ärende kan saknas helt, utan att det har lämnat spår."))
    for name, table in tables.items():
        if name in _OWN_WAY:
            continue
        of_cases = [row for row in table.rows if row.get("case") in there or name in _WITHOUT_CASE]
        try:
            plain.execute("SAVEPOINT rest")
            _insert(plain, name, of_cases)
            plain.execute("RELEASE rest")
            whole = table.intact
        except sqlcipher.Error:
            plain.execute("ROLLBACK TO rest")
            plain.execute("RELEASE rest")
            whole = not of_cases
        if not whole:
            notes.append(_("Något kan saknas bland: {table}.").format(table=_(_CALLED.get(name, name))))
    return notes


_CALLED = {
    "attachments": N_("bilagor"),
    "waved": N_("avfärdade påpekanden"),
    "disclosures": N_("utlämnanden"),
    "reviewed": N_("granskade texter"),
    "erased": N_("vad som har raderats"),
    "merged": N_("sammanslagningar"),
}


def _insert(plain: Connection, table: str, rows: list[Row]) -> None:
    for row in rows:
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        plain.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', tuple(row.values()))


def _time(said: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
