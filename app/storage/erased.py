"""What a library remembers of erasures, and doing them again in an older copy that is put in its place."""

from __future__ import annotations

import contextlib
import hmac
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class ErasedAgain:
    """How many cases and persons an older copy still had, and lost once more."""

    cases: int = 0
    persons: int = 0

    def told(self) -> str:
        """Return it in sentences, empty where there was nothing."""
        said = []
        if self.cases:
            cases = ngettext(
                "{n} ärende som redan var raderat fanns i kopian och är raderat igen.",
                "{n} ärenden som redan var raderade fanns i kopian och är raderade igen.",
                self.cases,
            )
            said.append(cases.format(n=self.cases))
        if self.persons:
            persons = ngettext(
                "{n} person som redan var raderad fanns i kopian och är raderad igen.",
                "{n} personer som redan var raderade fanns i kopian och är raderade igen.",
                self.persons,
            )
            said.append(persons.format(n=self.persons))
        return " ".join(said)


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
    from app.storage.backups import backups_of
    from app.storage.restoring import kept_of

    found: dict[str, ErasedMark] = {}
    # a backup is not to be touched; of the others, who only reads leaves a journal lying behind
    copies = [(each.path, True) for each in backups_of(library)]
    for path, read_only in [(library, False), *copies, *((each, False) for each in kept_of(library))]:
        with contextlib.suppress(LibraryProblem, sqlcipher.Error, OSError):
            found |= {each.id: each for each in _marks_of(path, key, read_only=read_only)}
    return list(found.values())


def _marks_of(path: Path, key: DataKey, *, read_only: bool) -> list[ErasedMark]:
    if not path.exists():
        return []
    connection = open_file(path, key, read_only=read_only)
    try:
        return marks_in(connection)
    finally:
        connection.close()


def erase_again(path: Path, key: DataKey, marks: Sequence[ErasedMark]) -> ErasedAgain:
    """Erase once more, from an older copy that nobody has open, what was erased after it was made.

    The copy remembers it from then on. Nothing is written if it knows of all of it. Raises LibraryProblem.
    """
    from app.storage.erasing import case_in, leave_no_trace, person_in
    from app.storage.library import Library as Opening

    there = {each.id for each in _marks_of(path, key, read_only=True)}
    new = [each for each in marks if each.id not in there]
    if not new:
        return ErasedAgain()
    cases = persons = 0
    with Opening.open(path, key) as library:
        own = {each.id for each in library.summaries()}
        for each in new:
            if each.case not in own:
                continue
            if each.person is None:
                case_in(library, each.case, each)
                own.discard(each.case)
                cases += 1
            elif (erasure := again_in(library, each)) is not None:
                person_in(library, each.case, erasure, each, actor=None)
                persons += 1
        with library._writing() as connection:
            remember(connection, new)
        leave_no_trace(library)
        library._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    return ErasedAgain(cases, persons)


def again_in(library: Library, mark: ErasedMark) -> Erasure | None:
    """Return the erasure of a person in an older copy of the case; None where there is nothing of them.

    Raises CaseUnknown or LibraryDamaged.
    """
    from app.storage.log import read_log

    assert mark.person is not None and library.key is not None
    case = library.case(mark.case)
    with library._reading() as connection:
        lines = read_log(connection, mark.case)
    patches = [line.patch for line in lines if line.patch is not None]
    return mark.person.again(case, patches, hashing_of(library.key))


def case_less_erased(earlier: Library, library_id: str, marks: Sequence[ErasedMark]) -> Case:
    """Return a case of an older library as it is without whom ``marks`` tell were erased since.

    Raises LibraryProblem where the whole case was.
    """
    from app.storage.erasing import case_without

    with earlier._reading() as connection:
        there = {each.id for each in marks_in(connection)}
    case = earlier.case(library_id)
    for each in (mark for mark in marks if mark.case == library_id and mark.id not in there):
        if each.person is None:
            raise LibraryProblem(
                _("Ärendet raderades {day} och hämtas inte tillbaka ur en kopia. Inget har ändrats.").format(
                    day=each.day.isoformat()
                )
            )
        erasure = again_in(earlier, each)
        case = case if erasure is None else case_without(case, erasure)
    return case


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
