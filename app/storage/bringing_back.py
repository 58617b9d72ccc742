"""Brings back from the backups what a library has lost: its key file, or itself. No password is needed for it."""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path

from app.i18n import _
from app.storage.backups import backups_of, copy_whole, key_beside
from app.storage.errors import KeyFileDamaged, KeyFileMissing, LibraryNotWritable, LibraryProblem
from app.storage.file import remove_beside
from app.storage.guard import SHORT_WAIT, Guard
from app.storage.key_file import KeyFile, keep_copy
from app.storage.restoring import put_in_place


def spare_key_of(path: Path) -> Path | None:
    """Return the newest backup that has a key file that can be read, None if there is none."""
    return next((each.path for each in backups_of(path) if key_beside(each.path) is not None), None)


def mend_key(path: Path) -> None:
    """Lay the key file of the newest backup that has one beside the library; one that can be read is kept under
    another name.

    Raises LibraryProblem."""
    backup = spare_key_of(path)
    found = key_beside(backup) if backup is not None else None
    if found is None:
        raise LibraryProblem(_("Ingen säkerhetskopia har en nyckelfil som går att läsa. Inget har ändrats."))
    with Guard.take(path, wait=SHORT_WAIT):
        with suppress(KeyFileMissing, KeyFileDamaged):
            present = KeyFile.load(path)
            if present == found:
                return
            keep_copy(path, present)
        found.save(path)


def bring_back(path: Path) -> None:
    """Let the newest backup that has a key file be the library, where there is none. Raises LibraryProblem.

    It was verified when it was made, and opening it reads its seals again.
    """
    backup = spare_key_of(path)
    found = key_beside(backup) if backup is not None else None
    if backup is None or found is None:
        raise LibraryProblem(_("Ingen säkerhetskopia går att lägga tillbaka. Inget har ändrats."))
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    try:
        with Guard.take(path, wait=SHORT_WAIT):
            copy_whole(backup, beside)
            put_in_place(path, beside, found)
    except OSError as problem:
        raise LibraryNotWritable(
            _(
                "Säkerhetskopian kunde inte läggas tillbaka i {path}: disken är full eller går inte att skriva på. "
                "Biblioteket är kvar som det var."
            ).format(path=path)
        ) from problem
    finally:
        remove_beside(beside)
