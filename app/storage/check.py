"""Goes through a library from the file to the log and says what is wrong. It changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Text, inspect, select, text, type_coerce

from app.i18n import _
from app.models.case import Case, PatchRefused
from app.models.patch import Patch
from app.models.records import FAMILIES, SINGLES
from app.models.replay import from_baseline
from app.storage import disclosures, summary
from app.storage.connect import open_engine, reading
from app.storage.data_key import DataKey
from app.storage.errors import LibraryInUse, LibraryMissing, LibraryProblem
from app.storage.file_check import check_file
from app.storage.migrate import bring_up_to_date
from app.storage.schema import cases, log, metadata, records

_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, PatchRefused)


def check(path: Path, key: DataKey, *, known: bool = False) -> list[str]:
    """Return a sentence for everything that is wrong with the library at ``path``; an empty list if it is whole.

    ``known`` says that this process has it open already. Raises LibraryMissing if there is no such file, LibraryInUse
    if it cannot be looked at now.
    """
    if not path.is_file():
        raise LibraryMissing(_("Det finns inget bibliotek i {path}. Se efter att sökvägen är rätt.").format(path=path))
    found: list[str] = []
    try:
        found += check_file(path, key, known=known, deep=True)
        engine = open_engine(path, key, read_only=True, known=known)
        try:
            bring_up_to_date(engine, path, read_only=True)
            with reading(engine, path) as connection:
                for sentence in _problems(connection):
                    found.append(sentence)
        finally:
            engine.dispose()
    except LibraryInUse:
        raise
    except LibraryProblem as problem:
        found.append(str(problem))
    return list(dict.fromkeys(found))


def _problems(connection: Connection) -> Iterator[str]:
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield _("Tabellen {table} har en rad utan ärende.").format(table=row[0])
    broken = list(_schema(connection))
    yield from broken
    if broken:
        return
    yield from disclosures.problems(connection)
    for row in connection.execute(select(cases).order_by(cases.c.id)).all():
        yield from _case(connection, dict(row._mapping))


def _schema(connection: Connection) -> Iterator[str]:
    inspector = inspect(connection)
    for name, table in metadata.tables.items():
        if not inspector.has_table(name):
            yield _("Tabellen {table} saknas.").format(table=name)
            continue
        there = {column["name"] for column in inspector.get_columns(name)}
        for column in table.columns:
            if column.name not in there:
                yield _("Kolumnen {column} saknas i tabellen {table}.").format(column=column.name, table=name)


def _case(connection: Connection, row: dict[str, Any]) -> Iterator[str]:
    name = f"{row['case_id']} ({row['id']})"
    rows: list[tuple[str, str, dict[str, Any]]] = []
    unread = 0
    for whole, sentence in _records(connection, row["id"], name, rows):
        unread += not whole
        yield sentence
    case = None
    if not unread:
        try:
            case = Case.from_rows(rows)
        except _DAMAGE as problem:
            yield _("{case}: en hänvisning leder ingenstans: {detail}").format(case=name, detail=_told(problem))
    if case is not None:
        for column, value in summary.columns(case).items():
            if row[column] != value:
                yield _("{case}: bibliotekets lista stämmer inte med ärendet ({column}).").format(
                    case=name, column=column
                )
    for column in ("created", "changed"):
        if summary.local(row[column]) == summary.UNREADABLE:
            yield _("{case}: bibliotekets lista stämmer inte med ärendet ({column}).").format(case=name, column=column)
    yield from _log(connection, row["id"], name, case)


def _records(
    connection: Connection, library_id: str, name: str, rows: list[tuple[str, str, dict[str, Any]]]
) -> Iterator[tuple[bool, str]]:
    """Yield what is wrong with each record by itself, and whether it can be read; fill ``rows`` with those."""
    query = (
        select(records.c.family, records.c.key, records.c.position, type_coerce(records.c.body, Text).label("body"))
        .where(records.c.case == library_id)
        .order_by(records.c.family, records.c.position)
    )
    expected: dict[str, int] = {}
    for record in connection.execute(query):
        at = f"{record.family}.{record.key}"
        if record.family not in FAMILIES or (record.family in SINGLES and record.key != record.family):
            yield False, _("{case}: {record} hör inte hemma i ett ärende.").format(case=name, record=at)
            continue
        if record.position != expected.get(record.family, 0):
            yield True, _("{case}: {record} står inte på sin plats i listan.").format(case=name, record=at)
        place = record.position if isinstance(record.position, int) else expected.get(record.family, 0)
        expected[record.family] = place + 1
        try:
            data = json.loads(record.body)
            FAMILIES[record.family].model_validate(data)
        except _DAMAGE as problem:
            sentence = _("{case}: {record} kan inte läsas: {detail}")
            yield False, sentence.format(case=name, record=at, detail=_told(problem))
        else:
            rows.append((record.family, record.key, data))
    for single in ("frame", "case"):
        if single not in expected:
            yield False, _("{case}: {record} saknas.").format(case=name, record=single)


def _log(connection: Connection, library_id: str, name: str, stored: Case | None) -> Iterator[str]:
    """Yield what is wrong with the log; replayed from its first line it gives the stored records."""
    query = (
        select(log.c.seq, log.c.step, type_coerce(log.c.patch, Text).label("patch"))
        .where(log.c.case == library_id)
        .order_by(log.c.seq)
    )
    replayed: Case | None = None
    done = available = 0
    for number, row in enumerate(connection.execute(query)):
        done, available = _walk(row.step, done, available)
        try:
            if (row.step == "start") != (number == 0) or not 0 <= done <= available:
                raise KeyError(row.step)
            patch = Patch.from_data(json.loads(row.patch))
            if replayed is None:
                replayed = from_baseline(patch)
            else:
                replayed.apply(patch)
        except _DAMAGE as problem:
            yield _("{case}: rad {number} i loggen går inte att följa: {detail}").format(
                case=name, number=row.seq, detail=_told(problem)
            )
            return
    if stored is not None and replayed != stored:
        yield _("{case}: loggen leder inte fram till det som är sparat.").format(case=name)


def _walk(step: str, done: int, available: int) -> tuple[int, int]:
    """Return how many steps are done, and how many of them can be done again, after ``step``."""
    if step == "do":
        return done + 1, done + 1
    return done + {"redo": 1, "undo": -1}.get(step, 0), available


def _told(problem: Exception) -> str:
    """Return the kind of error and where, without the values, which are somebody's."""
    from pydantic import ValidationError

    if isinstance(problem, ValidationError):
        return ", ".join(".".join(map(str, each["loc"])) or each["type"] for each in problem.errors())
    if isinstance(problem, PatchRefused):
        return str(problem)
    return type(problem).__name__
