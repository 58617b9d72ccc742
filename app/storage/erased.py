"""What a library remembers of erasures, by random ids and keyed hashes: nothing that tells of anybody."""

from __future__ import annotations

import contextlib
import hmac
import json
import uuid
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlcipher

from app.i18n import _, ngettext
from app.models.erased import ErasedMark, ErasedPerson, Hashing
from app.models.erasing import Erasure
from app.storage.data_key import DataKey
from app.storage.errors import LibraryProblem
from app.storage.file import open_file

if TYPE_CHECKING:
    from sqlite3 import Connection as Plain

    from sqlalchemy import Connection

    from app.models.case import Case
    from app.storage.library import Library

_PURPOSE = b"samkarta: erased, 1"
REST = "erasing"
"""The line of ``meta`` that stands from an erasing until the files have been rewritten: ``now`` with the backups, or
``later`` without."""


def rest_of(library: Library) -> str:
    """Return what of the files an erasing has left to do: ``now``, ``later`` or nothing. Raises LibraryProblem."""
    with library._reading() as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (REST,)).fetchone()
    return str(row[0]) if row is not None else ""


def hashing_of(key: DataKey) -> Hashing:
    """Return the hashing of a library's own."""
    return Hashing(hmac.digest(key.raw, _PURPOSE, "sha256"))


def mark_of(key: DataKey, library_id: str, case_id: str, day: date, erasure: Erasure | None = None) -> ErasedMark:
    """Return what is to be remembered of an erasure, without ``erasure`` of a whole case."""
    hashing = hashing_of(key)
    person = None if erasure is None else ErasedPerson.of(erasure, hashing)
    return ErasedMark(str(uuid.uuid4()), library_id, hashing.of(case_id), day, person)


def remember(connection: Connection, marks: Sequence[ErasedMark]) -> None:
    """Write what has been erased; what is known already stays."""
    from app.storage.schema import erased

    for each in marks:
        person = None if each.person is None else json.dumps(each.person.to_data())
        row = {"id": each.id, "case": each.case, "file_id": each.file_id, "day": each.day.isoformat()}
        connection.execute(erased.insert().prefix_with("OR IGNORE").values(**row, person=person))


def marks_in(connection: Plain) -> list[ErasedMark]:
    """Return what a library remembers; nothing of one from before it did. A line that cannot be read is left out."""
    found = []
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'erased'").fetchone() is None:
        return []
    for own, case, file_id, day, person in connection.execute('SELECT id, "case", file_id, day, person FROM erased'):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            whom = None if person is None else ErasedPerson.from_data(json.loads(person))
            found.append(ErasedMark(str(own), str(case), str(file_id), date.fromisoformat(day), whom))
    return found


def marks_beside(library: Path, key: DataKey) -> list[ErasedMark]:
    """Return what a library and all its copies remember, as far as they can be read. Nobody may have it open here."""
    from app.storage.backups import backups_of, kept_of

    found: dict[str, ErasedMark] = {}
    # a backup is not to be touched; of the others, who only reads leaves a journal lying behind
    copies = [(each.path, True) for each in backups_of(library)]
    for path, read_only in [(library, False), *copies, *((each, False) for each in kept_of(library))]:
        with contextlib.suppress(LibraryProblem, sqlcipher.Error, OSError):
            found |= {each.id: each for each in marks_of(path, key, read_only=read_only)}
    return list(found.values())


def marks_of(path: Path, key: DataKey, *, read_only: bool) -> list[ErasedMark]:
    """Return what the library at ``path`` remembers; nothing where there is none. Raises LibraryProblem."""
    if not path.exists():
        return []
    connection = open_file(path, key, read_only=read_only)
    try:
        return marks_in(connection)
    finally:
        connection.close()


def erased_here(library: Library, case: Case) -> list[ErasedMark]:
    """Return the erasures that a case from elsewhere would undo: it, or persons in it, were erased here."""
    assert library.key is not None
    with library._reading() as connection:
        marks = marks_in(connection)
    return [each for each in marks if each.speaks_of(case, hashing_of(library.key))]


def undone(marks: Sequence[ErasedMark]) -> str:
    """Return in sentences which erasures would be undone by taking a case in, empty where none."""
    said = []
    whole = max((each.day for each in marks if each.person is None), default=None)
    if whole is not None:
        sentence = _("Det här ärendet raderades här {day}. Lägger du in det finns det här igen.")
        said.append(sentence.format(day=whole.isoformat()))
    persons = [each.day for each in marks if each.person is not None]
    if persons:
        words = ngettext(
            "{n} person som nämns i filen raderades ur ärendet här, {day}. Lägger du in filen kommer uppgifterna igen.",
            "{n} personer som nämns i filen raderades ur ärendet här, senast {day}. "
            "Lägger du in filen kommer uppgifterna igen.",
            len(persons),
        )
        said.append(words.format(n=len(persons), day=max(persons).isoformat()))
    return " ".join(said)
