"""Erasing, handing over, merging and reviewing whole cases, as the windows ask for it (`app.widgets.keeping`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.document import Document
from app.widgets.keeping import DueCase, ErasedCount, HandedCase
from app.widgets.services import ServiceFailed, WrongWord

if TYPE_CHECKING:
    from app.models.erasing import Erasure, Preview, Way
    from app.models.threeway import Choice, Name
    from app.storage.erasing import Erased
    from app.storage.library import Library


class KeepsCases:
    """The part of `LibraryServices` that keeps, erases and hands over whole cases."""

    _library: Library
    _documents: MutableMapping[str, Document]

    def backups(self) -> int:
        """Return how many backups of the library there are."""
        from app.storage.backups import backups_of, kept_of

        return len(backups_of(self._library.path)) + len(kept_of(self._library.path))

    def look_for(self, case_id: str, figure: str, way: Way, also: Sequence[str] = ()) -> Preview:
        """Return what erasing a person from a case would do."""
        from app.storage.erasing import look

        with _failing():
            return look(self._library, case_id, figure, way, tuple(also))

    def erase_person(self, case_id: str, erasure: Erasure, *, later: bool = False) -> ErasedCount:
        """Erase a person from a case for good. Whoever has the case open must open it anew."""
        from app.storage.erasing import erase_person

        with _failing():
            done = erase_person(self._library, case_id, erasure, backups="later" if later else "now")
        self._documents.pop(case_id, None)
        return _counted(done)

    def erase_case(self, case_id: str, *, later: bool = False) -> ErasedCount:
        """Erase a case for good."""
        from app.storage.erasing import erase_case

        with _failing():
            done = erase_case(self._library, case_id, backups="later" if later else "now")
        self._documents.pop(case_id, None)
        return _counted(done)

    def hand_over(self, case_id: str, path: Path, password: str, *, history: bool, files: bool) -> None:
        """Write a case to an encrypted file with a password of its own."""
        from app.storage.handing import hand_over

        with _failing():
            by = self._library.actor() or ""
            hand_over(self._library, case_id, path, password, history=history, files=files, by=by)

    def read_handed(self, path: Path, password: str) -> HandedCase:
        """Read a file that was handed over, and lay it against the library's own if there is one."""
        from app.storage import handing
        from app.storage.erased import erased_here, undone
        from app.storage.sealed import WrongCasePassword

        with _failing():
            try:
                found = handing.read_handed(path, password)
            except WrongCasePassword as problem:
                raise WrongWord(str(problem)) from problem
            same = handing.same_case(self._library, found)
            sides = handing.sides(self._library, same, found) if same is not None else None
            erased = undone(erased_here(self._library, found.case))
        names = tuple(each.name for each in found.files)
        history = max(len(found.lines) - 1, 0)
        return HandedCase(found.case, found.by, found.at.astimezone(), history, names, same, sides, found, erased)

    def take_in(self, handed: HandedCase, *, copy: bool = False) -> str:
        """Put a handed-over case in the library and return its library id."""
        from app.storage.handing import take_in

        with _failing():
            return take_in(self._library, handed.content, copy=copy)

    def merge(self, handed: HandedCase, choices: Mapping[Name, Choice]) -> int:
        """Make one case of a handed-over one and the library's; return how many records were changed."""
        from app.storage.handing import merge

        assert handed.same is not None and handed.sides is not None
        with _failing():
            changed = merge(self._library, handed.same, handed.sides, choices, handed.content.files)
        self._documents.pop(handed.same, None)
        return changed

    def due_for_review(self, months: int) -> Sequence[DueCase]:
        """Return the closed cases that have been kept so many months, the longest due first."""
        from app.storage.retention import due_for_review

        with _failing():
            found = due_for_review(self._library, date.today(), months)
        return [DueCase(each.case, each.closed, each.since) for each in found]

    def kept_until(self, case_id: str) -> date | None:
        """Return until when a closed case is kept, None if nothing was said."""
        from app.storage.retention import kept_until

        with _failing():
            return kept_until(self._library, case_id)

    def keep_until(self, case_id: str, until: date) -> None:
        """Keep a closed case until a day, when it comes up again."""
        from app.storage.retention import keep_until

        with _failing():
            keep_until(self._library, case_id, until)


def _counted(done: Erased) -> ErasedCount:
    return ErasedCount(**asdict(done))


@contextmanager
def _failing() -> Iterator[None]:
    from app.i18n import _
    from app.models.erasing import CannotErase
    from app.models.threeway import CannotMerge
    from app.storage.errors import LibraryProblem

    try:
        yield
    except (LibraryProblem, CannotErase, CannotMerge) as problem:
        raise ServiceFailed(str(problem)) from problem
    except OSError as problem:
        sentence = _("Filen {path} går inte att läsa. Inget har ändrats.")
        raise ServiceFailed(sentence.format(path=problem.filename)) from problem
