"""Erasing again, in an older copy that is put in a library's place, what has been erased since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.erased import ErasedMark
from app.models.erasing import Erasure
from app.storage.backups import backups_of, kept_of
from app.storage.data_key import DataKey
from app.storage.erased import hashing_of, marks_in, marks_of, remember, rest_of
from app.storage.erasing import (
    case_in,
    case_without,
    leave_no_trace,
    nothing_is_left,
    person_in,
    rewrite_backup,
)
from app.storage.errors import LibraryDamaged, LibraryProblem
from app.storage.library import Library
from app.storage.log import read_log


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


def erase_again(path: Path, key: DataKey, marks: Sequence[ErasedMark]) -> ErasedAgain:
    """Erase once more, from an older copy that nobody has open, what was erased after it was made.

    The copy remembers it from then on. Nothing is written if it knows of all of it. Raises LibraryProblem.
    """
    there = {each.id for each in marks_of(path, key, read_only=True)}
    new = [each for each in marks if each.id not in there]
    if not new:
        return ErasedAgain()
    with Library.open(path, key) as library:
        done = _once_more(library, new)
        leave_no_trace(library)
        library._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    return done


def _once_more(library: Library, new: Sequence[ErasedMark]) -> ErasedAgain:
    cases = persons = 0
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
    return ErasedAgain(cases, persons)


def finish(library: Library) -> None:
    """Do what an erasing could not finish, for lack of room or because the program was killed: rewrite the file, and
    the backups that were to be. Does nothing where nothing is left to do. Raises LibraryProblem."""
    rest = rest_of(library)
    if not rest or library.read_only:
        return
    with library._reading() as connection:
        marks = marks_in(connection)
    library._must_write()
    leave_no_trace(library)
    left = False
    if rest == "now":
        for path in [each.path for each in backups_of(library.path)] + kept_of(library.path):
            try:
                rewrite_backup(path, library, partial(_of_a_backup, marks=marks))
            except LibraryDamaged:
                continue  # what cannot be read can be rewritten by nobody
            except (LibraryProblem, OSError):
                left = True
    if not left:
        nothing_is_left(library)


def _of_a_backup(backup: Library, marks: Sequence[ErasedMark]) -> bool:
    with backup._reading() as connection:
        there = {each.id for each in marks_in(connection)}
    new = [each for each in marks if each.id not in there]
    if new:
        _once_more(backup, new)
    return bool(new)


def again_in(library: Library, mark: ErasedMark) -> Erasure | None:
    """Return the erasure of a person in an older copy of the case; None where there is nothing of them.

    Raises CaseUnknown or LibraryDamaged.
    """
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
