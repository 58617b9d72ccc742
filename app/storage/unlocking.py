"""From a password to the key of a library, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any

from app.i18n import _
from app.storage.backups import renew_keys
from app.storage.data_key import DataKey
from app.storage.errors import (
    KeyFileDamaged,
    LibraryDamaged,
    LibraryMissing,
    LibraryNotWritable,
    LibraryProblem,
    WrongPassword,
)
from app.storage.file import is_plain, open_file
from app.storage.guard import SHORT_WAIT, Guard, LibraryHeld
from app.storage.key_file import KeyFile, put_aside


class Door(Enum):
    """How one gets into a library."""

    MISSING = "missing"  # there is none; it can be made with a new password
    PLAIN = "plain"  # one from before libraries were encrypted, or something else altogether
    LOCKED = "locked"


def door_of(path: Path) -> Door:
    """Return how one gets into the library at ``path``."""
    if not path.exists():
        return Door.MISSING
    return Door.PLAIN if is_plain(path) else Door.LOCKED


def unlock(path: Path, password: str) -> DataKey:
    """Return the key of the library at ``path``; costs one key derivation.

    Raises LibraryMissing, LibraryNotWritable for a folder, WrongPassword, KeyFileMissing or KeyFileDamaged.
    """
    return _unlocked(path, lambda key_file: key_file.unlock(password))


def unlock_with_code(path: Path, code: str) -> DataKey:
    """Return the key of the library at ``path``, by its recovery code. Raises as `unlock` does."""
    return _unlocked(path, lambda key_file: key_file.unlock_with_code(code))


def _unlocked(path: Path, by: Callable[[KeyFile], DataKey]) -> DataKey:
    """Return the key by the key file, or by a spare that differs from it; what opened the library mends the other."""
    if not path.exists():
        raise LibraryMissing(_("Det finns inget bibliotek i {path}. Se efter att sökvägen är rätt.").format(path=path))
    if path.is_dir():
        raise LibraryNotWritable(_("{path} är en mapp, inte ett bibliotek. Välj en fil.").format(path=path))
    candidates = KeyFile.candidates(path)
    keys: list[DataKey] = []
    problems: list[LibraryProblem] = []
    for key_file in candidates:
        try:
            keys.append(by(key_file))
        except (WrongPassword, KeyFileDamaged) as problem:
            problems.append(problem)
            continue
        if len(candidates) == 1:
            break
        if _fits(path, keys[-1]):
            with suppress(LibraryHeld), Guard.take(path):  # whoever has it may be changing the password just now
                key_file.mend(path)
            return keys[-1]
    if not keys:
        raise problems[0]
    return keys[0]  # if it does not fit, opening says so


def _fits(path: Path, key: DataKey) -> bool:
    """Return whether a key is that of the library's file."""
    try:
        open_file(path, key, read_only=True, known=True).close()
    except LibraryDamaged:
        return False
    except LibraryProblem:
        return True
    return True


def new_key(path: Path, password: str, *, cost: Any = None) -> tuple[DataKey, str]:
    """Write the key file of a library that is to be made at ``path``; return its key and its recovery code.

    The key file of a library that has been there is kept under another name. Raises WrongPassword for an empty
    password, LibraryNotWritable.
    """
    if not password:
        raise WrongPassword(_("Lösenordet är tomt. Inget har ändrats. Välj ett lösenord."))
    key = DataKey.fresh()
    made, code = KeyFile.made(key, password, cost=cost)
    put_aside(path)
    made.save(path)
    return key, code


def change_password(path: Path, key: DataKey, password: str, *, cost: Any = None) -> None:
    """Give the library, and its backups, another password. Only key files are written. Raises WrongPassword for an
    empty one, KeyFileMissing, KeyFileDamaged or LibraryNotWritable."""
    if not password:
        raise WrongPassword(_("Lösenordet är tomt. Inget har ändrats. Välj ett lösenord."))
    with Guard.take(path, wait=SHORT_WAIT):
        KeyFile.load(path).with_password(key, password, cost=cost).save(path)
        renew_keys(path)


def change_code(path: Path, key: DataKey) -> str:
    """Give the library a new recovery code and return it; the old one opens it no longer.

    Raises KeyFileMissing, KeyFileDamaged, LibraryHeld or LibraryNotWritable.
    """
    with Guard.take(path, wait=SHORT_WAIT):
        changed, code = KeyFile.load(path).with_new_code(key)
        changed.save(path)
        renew_keys(path)
    return code
