"""A library: one SQLite file with many cases in it. Every edit of a case is one durable transaction."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from app.i18n import _
from app.models.case import Case, PatchRefused
from app.models.collecting import without_collecting
from app.models.history import History, Sink, Step
from app.models.patch import Patch
from app.models.replay import Growth
from app.models.stored import FamilyTexts
from app.storage import reads
from app.storage.attachments import KeepsFiles
from app.storage.data_key import DataKey
from app.storage.dates import KnowsDates
from app.storage.errors import (
    AlreadyThere,
    CaseUnknown,
    LibraryDamaged,
    LibraryMissing,
    LibraryNotWritable,
)
from app.storage.file import failing_as_sentences, is_up_to_date, open_file, reading_file, writing_file
from app.storage.guard import SHORT_WAIT, Guard, hold_or_why, why_only_read
from app.storage.log import now, read_log, undoable
from app.storage.search import FindsWords, read_words
from app.storage.sink import CaseSink
from app.storage.summary import Summary

if TYPE_CHECKING:
    from sqlite3 import Connection as Plain

    from sqlalchemy import Connection, Engine

    from app.models.deidentify.reviewing import Decision, Review
    from app.models.disclosure.entries import Entry

Done = TypeVar("Done")


class Library(KeepsFiles, FindsWords, KnowsDates):
    """An open library. Get one with `Library.open`; `close` it, or use it as a context manager.

    ``actor`` tells who is at work, for the log; nobody is told unless it is set.

    Every method raises a LibraryProblem whose message is a sentence for the user. What reads, and an edit, need SQLite
    alone; SQLAlchemy is imported when something else is first written, or by `prepare_to_write`.
    """

    def __init__(self, path: Path, connection: Plain, key: DataKey, *, why_read_only: str = "") -> None:
        self.path = path
        self.key: DataKey | None = key
        self.why_read_only = why_read_only  # a sentence, empty where it may be written
        self.read_only = bool(why_read_only)
        self._connection = connection
        self._file = path.stat()
        self._guard: Guard | None = None
        self.actor: Callable[[], str | None] = lambda: None

    # Opening and closing

    @classmethod
    def open(
        cls, path: Path, key: DataKey, *, create: bool = False, read_only: bool = False, hold: bool = False
    ) -> Self:
        """Open the library at ``path`` with its key (`app.storage.unlocking` gets it from a password), bring an older
        one up to date, and make it if there is none and ``create``.

        A file that may not be written is opened read-only. With ``hold`` nobody else may write until it is closed, and
        one that somebody else has is opened read-only; without, it is held from the first thing that is written.
        Raises LibraryMissing, NotALibrary, NotEncrypted, LibraryDamaged, LibraryInUse or LibraryNotWritable.
        """
        if path.is_dir():
            raise LibraryNotWritable(_("{path} är en mapp, inte ett bibliotek. Välj en fil.").format(path=path))
        if not path.exists():
            if not create:
                raise LibraryMissing(
                    _("Det finns inget bibliotek i {path}. Se efter att sökvägen är rätt.").format(path=path)
                )
            from app.storage.making import make

            make(path, key)
        why, guard = why_only_read(path, read_only), None
        if hold and not why:
            why, guard = hold_or_why(path)
        try:
            opened = cls(path, open_file(path, key, read_only=bool(why)), key, why_read_only=why)
        except BaseException:
            if guard is not None:
                guard.release()
            raise
        opened._guard = guard
        try:
            if not is_up_to_date(opened._connection):
                opened._bring_up_to_date()
        except BaseException:
            opened.close()
            raise
        return opened

    def _bring_up_to_date(self) -> None:
        """Migrate an older library, after a backup of it has been made."""
        from app.storage.backups import back_up_before
        from app.storage.migrate import bring_up_to_date

        if not self.read_only:
            self._hold()
        bring_up_to_date(
            self._engine, self.path, read_only=self.read_only, before=lambda: back_up_before(self, "migration")
        )

    def _hold(self) -> None:
        """Let nobody else write until the library is closed. Raises LibraryHeld."""
        if self._guard is None:
            self._guard = Guard.take(self.path, wait=SHORT_WAIT)

    def prepare_to_write(self) -> None:
        """Import what writing takes, some tenths of a second, so that the first edit need not wait for it."""
        if not self.read_only:
            _ = self._engine

    @cached_property
    def _engine(self) -> Engine:
        from app.storage.connect import engine_on

        return engine_on(self._connection)

    def close(self) -> None:
        """Close the file; everything is stored already."""
        self._close_file()
        self.key = None
        if self._guard is not None:
            self._guard.release()

    def _close_file(self) -> None:
        engine = self.__dict__.pop("_engine", None)
        if engine is not None:
            engine.dispose()
        self._connection.close()

    def while_closed(self, do: Callable[[DataKey], Done]) -> Done:
        """Close the file, let ``do`` put something in its place, and open what is there then. No case may be open."""
        assert self.key is not None
        self._close_file()
        try:
            return do(self.key)
        finally:
            self._connection, self._file = open_file(self.path, self.key, read_only=self.read_only), self.path.stat()

    @contextmanager
    def _reading(self) -> Iterator[Plain]:
        with reading_file(self._connection, self.path) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        from app.storage.connect import writing

        with writing(self._engine, self.path) as connection:
            yield connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    # Reading

    @without_collecting
    def summaries(self) -> list[Summary]:
        """Return every case of the library, last changed first."""
        with self._reading() as connection:
            return [each.told for each in reads.summaries(connection)]

    def edits(self) -> int:
        """Return how many edits the logs of all cases hold."""
        with self._reading() as connection:
            count: int = connection.execute("SELECT count(*) FROM log WHERE step <> 'start'").fetchone()[0]
        return count

    def find(self, either_id: str) -> str:
        """Return the library id of the case known by its library id or its file's id. Raises CaseUnknown."""
        with self._reading() as connection:
            found = [either_id] if reads.is_case(connection, either_id) else reads.cases_called(connection, either_id)
        if len(found) == 1:
            return found[0]
        if not found:
            raise CaseUnknown(
                _("Det finns inget ärende {id} i {path}. samkarta list visar de som finns.").format(
                    id=either_id, path=self.path
                )
            )
        raise CaseUnknown(
            _("Flera ärenden heter {id}. Ange bibliotekets eget id, ett av dessa: {ids}.").format(
                id=either_id, ids=", ".join(found)
            )
        )

    @without_collecting
    def case(self, library_id: str) -> Case:
        """Return the case as it was last stored. Raises CaseUnknown or LibraryDamaged."""
        with self._reading() as connection, self._reading_case(library_id):
            return self._case(connection, library_id)

    @without_collecting
    def parts(self, library_id: str, families: Collection[str]) -> Case:
        """Return some families of a case, quicker than the whole of it. Raises CaseUnknown or LibraryDamaged."""
        with self._reading() as connection, self._reading_case(library_id):
            return Case.part_of_texts(self._texts(connection, library_id, families))

    @without_collecting
    def load(self, library_id: str) -> tuple[Case, History]:
        """Return the case as it was last stored, and what can be undone and redone: nothing before a damaged line."""
        with self._reading() as connection, self._reading_case(library_id):
            case = self._case(connection, library_id)
            return case, undoable(read_log(connection, library_id, steps=True))

    @without_collecting
    def growth(self, library_id: str) -> Growth:
        """Return how the case came to be, as far as the log can be followed. Raises CaseUnknown or LibraryDamaged."""
        with self._reading() as connection, self._reading_case(library_id):
            case = self._case(connection, library_id)
            return Growth(read_log(connection, library_id), case)

    def _case(self, connection: Plain, library_id: str) -> Case:
        return Case.from_texts(self._texts(connection, library_id))

    @staticmethod
    def _texts(connection: Plain, library_id: str, families: Collection[str] | None = None) -> list[FamilyTexts]:
        texts = reads.family_texts(connection, library_id, families)
        if not texts and reads.last_line(connection, library_id) is None:
            raise CaseUnknown.gone(library_id)
        return texts

    @contextmanager
    def _reading_case(self, library_id: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, PatchRefused) as problem:
            raise LibraryDamaged(
                _(
                    "Ärendet {id} i {path} är skadat och kan inte öppnas. Inget har ändrats. "
                    "samkarta check visar felen."
                ).format(id=library_id, path=self.path)
            ) from problem

    def waved(self, library_id: str) -> frozenset[str]:
        """Return the findings of a case that have been waved away, by their marks."""
        with self._reading() as connection:
            return reads.waved_findings(connection, library_id)

    def review(self, library_id: str) -> Review:
        """Return what has been decided of a case's free texts before it is de-identified."""
        with self._reading() as connection:
            return reads.review(connection, library_id)

    def disclosures(self, library_id: str) -> list[Entry]:
        """Return what has been given out of a case, and what failed, oldest first. Raises LibraryDamaged."""
        from app.storage.disclosures import read

        with self._reading() as connection, self._reading_case(library_id):
            return read(connection, library_id)

    def disclosure_problems(self) -> list[str]:
        """Return in sentences what is wrong with the chain of the disclosure log, which is one for all cases."""
        from app.storage.connect import reading
        from app.storage.disclosures import problems

        with reading(self._engine, self.path) as connection:
            return list(problems(connection))

    # Writing

    def write_disclosures(self, entries: Sequence[tuple[str, Entry]]) -> list[Entry]:
        """Write entries of cases in the disclosure log, all or none; return them with their numbers."""
        from app.storage.disclosures import append

        self._must_write()
        with self._writing() as connection:
            numbers = append(connection, entries)
        return [replace(entry, number=number) for number, (_id, entry) in zip(numbers, entries, strict=True)]

    def wave(self, library_id: str, finding: str, away: bool) -> None:
        """Wave a finding of a case away by its mark, or bring it back. Raises CaseUnknown or LibraryNotWritable."""
        from app.storage.steps import last_line, write_waved

        self._must_write()
        with self._writing() as connection:
            if last_line(connection, library_id) is None:
                raise CaseUnknown.gone(library_id)
            write_waved(connection, library_id, finding, away)

    def keep_review(self, library_id: str, decisions: Mapping[str, Decision | None]) -> None:
        """Keep what was decided of texts, by place; None takes a decision back. Raises CaseUnknown or
        LibraryNotWritable."""
        from app.storage.steps import last_line, write_decisions

        self._must_write()
        with self._writing() as connection:
            if last_line(connection, library_id) is None:
                raise CaseUnknown.gone(library_id)
            write_decisions(connection, library_id, decisions)

    def add(self, new: Sequence[Case], *, copy: bool = False) -> list[str]:
        """Store cases, all or none, and return their library ids in the same order. Their words are read at once, too.

        Raises AlreadyThere if the library, or ``new`` itself, has a case with the same id, unless ``copy``.
        """
        from app.storage.connect import plain
        from app.storage.steps import holds, write_baseline

        self._must_write()
        ids = [str(uuid.uuid4()) for _case in new]
        with self._writing() as connection:
            for library_id, case in zip(ids, new, strict=True):
                if not copy and holds(connection, case.info.id):
                    raise AlreadyThere(
                        _("Ärendet {id} finns redan i biblioteket. Inget har lagts in.").format(id=case.info.id)
                    )
                write_baseline(connection, library_id, case, now(), self.actor())
            for library_id in ids:  # else the first search after a large import would take its time
                read_words(plain(connection), library_id)
        return ids

    def sink(self, library_id: str) -> Sink:
        """Return what stores the steps of one case from here on; see `app.models.history.Sink`."""
        with self._reading() as connection:
            line = reads.last_line(connection, library_id)
        if line is None:
            raise CaseUnknown.gone(library_id)
        return CaseSink(self, library_id, line)

    def remove(self, library_id: str) -> None:
        """Take a case out of the library for good, its log with it."""
        from app.storage.steps import delete_case

        self._must_write()
        with self._writing() as connection:
            if not delete_case(connection, library_id):
                raise CaseUnknown.gone(library_id)
        self._empty_journal()

    def _must_write(self) -> None:
        """Refuse to write where it would be lost: without leave, or to a file that has lost its name."""
        if self.read_only:
            raise LibraryNotWritable(self.why_read_only)
        self._hold()
        try:
            same = os.path.samestat(self.path.stat(), self._file)
        except OSError:
            same = False
        if not same:
            raise LibraryNotWritable(
                _(
                    "Biblioteket {path} har flyttats, bytts ut eller tagits bort. "
                    "Lägg tillbaka filen och öppna det igen."
                ).format(path=self.path)
            )

    def _empty_journal(self) -> None:
        """Leave no copy of removed pages behind in the journal; a reader elsewhere may delay it."""
        with failing_as_sentences(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _store(self, library_id: str, patch: Patch, step: Step, after: int) -> tuple[int, datetime]:
        from app.storage.storing import write_step

        at = now()
        with writing_file(self._connection, self.path) as connection:
            return write_step(connection, library_id, patch, step, at, after, self.actor()), at
