"""Puts a backup in a library's place. What was there is kept under another name, with its journal and its key file."""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.i18n import _
from app.models.pseudonyms import for_paper
from app.paths import settle_folder
from app.storage.backups import STAMP, copy_whole, key_beside, library_in, verify
from app.storage.data_key import DataKey
from app.storage.erased import marks_beside, marks_in
from app.storage.erasing_again import ErasedAgain, case_less_erased, erase_again
from app.storage.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    LibraryDamaged,
    LibraryInUse,
    LibraryNotWritable,
    LibraryProblem,
)
from app.storage.file import failing_as_sentences, open_file, remove_beside
from app.storage.guard import SHORT_WAIT, Guard
from app.storage.key_file import KeyFile

if TYPE_CHECKING:
    from app.storage.library import Library


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: the name that the library before is kept under, None if there was none; what had to be erased
    from the backup once more."""

    kept_as: Path | None
    again: ErasedAgain


def restore(library: Path, backup: Path, key: DataKey) -> Restored:
    """Let the library be what the backup holds, without what has been erased since the backup was made.

    The library must not be open in this process, and nobody else may have it. Raises LibraryProblem; the library is
    then as it was.
    """
    guard = Guard.take(library, wait=SHORT_WAIT)
    beside = library.with_name(f".{library.name}.{uuid.uuid4().hex}.new")
    try:
        verify(backup, key)
        _finish(library, key)
        marks = marks_beside(library, key)
        copy_whole(backup, beside)
        again = erase_again(beside, key, marks)
        verify(beside, key)
        return Restored(put_in_place(library, beside, key_beside(backup)), again)
    except OSError as problem:
        raise LibraryNotWritable(
            _(
                "Säkerhetskopian kunde inte läggas tillbaka i {path}: disken är full eller går inte att skriva på. "
                "Biblioteket är kvar som det var."
            ).format(path=library)
        ) from problem
    finally:
        remove_beside(beside)
        guard.release()


def _finish(library: Path, key: DataKey) -> None:
    """Write the present library's journal into it, with nobody else in it. One that is damaged stays as it is.

    Raises LibraryInUse.
    """
    if not library.exists():
        return
    try:
        connection = open_file(library, key)
    except LibraryInUse:
        raise
    except LibraryProblem:
        return
    try:
        with failing_as_sentences(library):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except LibraryDamaged:
        return
    finally:
        connection.close()


def put_in_place(library: Path, beside: Path, key_file: KeyFile | None) -> Path | None:
    """Give the whole library at ``beside`` the name ``library``; return what the present one is kept as.

    The present one is kept with its journal and its key file, so that it opens under its new name as it was.
    ``key_file`` opens the new one; the present key file stays if it is of the same library. Raises OSError.
    """
    kept_as = _keep(library) if library.exists() else None
    try:
        present: KeyFile | None = KeyFile.load(library)
    except (KeyFileMissing, KeyFileDamaged):
        present = None
    if key_file is not None and (present is None or present.library != key_file.library):
        key_file.save(library)
    for end in ("-wal", "-shm", "-journal"):  # SQLite would read a journal of before into the new file
        library.with_name(library.name + end).unlink(missing_ok=True)
    beside.replace(library)
    settle_folder(library.parent)
    return kept_as


def _keep(library: Path) -> Path:
    """Give the library a second name, with its journal and key file; the first name never stands empty.

    The name is there when the whole file is. What a killed program had copied half is taken away first.
    """
    for half in library.parent.glob(f".{library.stem}.*.fore.samkarta"):
        for left in (*_sides(half.with_name(half.name.removeprefix(".")))[:-1], half):
            left.unlink(missing_ok=True)
    stem = f"{library.stem}.{datetime.now(UTC).strftime(STAMP)}"
    names = (f"{stem}{end}.fore.samkarta" for end in ("", *(f"-{number}" for number in range(2, 1000))))
    kept_as = next(path for path in map(library.with_name, names) if not any(side.exists() for side in _sides(path)))
    hidden = kept_as.with_name(f".{kept_as.name}")
    try:
        for source, target in zip(_sides(library), [*_sides(kept_as)[:-1], hidden], strict=True):
            if source.exists():
                copy_whole(source, target)
        hidden.replace(kept_as)
    except OSError:
        for target in (*_sides(kept_as), hidden):
            with contextlib.suppress(OSError):
                target.unlink(missing_ok=True)
        raise
    settle_folder(library.parent)
    return kept_as


def _sides(library: Path) -> list[Path]:
    """Return where a library's journals and key files lie, and itself, last: what has its name has all of them."""
    return [library.with_name(library.name + end) for end in ("-wal", "-journal", ".key", ".key.spare", "")]


def fetch_case(library: Library, backup: Path, key: DataKey, either_id: str) -> tuple[str, str]:
    """Put one case of a backup, known by either of its ids, in an open library as a new case beside what is there.

    Who has been erased from it since is not in it. Returns its library id, and its title as it may be told. Raises
    LibraryProblem, also for a case that has been erased.
    """
    with library._reading() as connection:
        marks = marks_in(connection)
    with library_in(backup, key) as earlier:
        case = case_less_erased(earlier, earlier.find(either_id), marks)
    return library.add([case], copy=True)[0], for_paper(case).info.title
