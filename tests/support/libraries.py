"""Libraries of tests: encrypted like everybody's, by a password that costs next to nothing to try."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from app.storage.backups import STAMP, Backup
from app.storage.data_key import DataKey
from app.storage.key_file import KeyFile, key_file_of
from app.storage.library import Library
from app.storage.wrapping import Cost

PASSWORD = "ett lösenord för proven"
KEY = DataKey(bytes(range(32)))
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def opened(path: Path, *, create: bool = False, read_only: bool = False) -> Library:
    """Open the library at ``path``; one that is made can be opened with `PASSWORD` too."""
    if create and not path.exists():
        give_password(path)
    return Library.open(path, KEY, create=create, read_only=read_only)


def give_password(path: Path) -> None:
    """Lay a key file beside the library, by which `PASSWORD` opens it."""
    if path.parent.is_dir() and not key_file_of(path).exists():
        KeyFile.made(KEY, PASSWORD, cost=CHEAP)[0].save(path)


def hours_before(backup: Backup, hours: int = 1) -> Backup:
    """Let a backup have been made so many hours before; of those of one hour, only the last is kept."""
    at = backup.at - timedelta(hours=hours)
    path = backup.path.with_name(backup.path.name.replace(backup.at.strftime(STAMP), at.strftime(STAMP)))
    assert path != backup.path
    key_file_of(backup.path).rename(key_file_of(path))
    return replace(backup, path=backup.path.rename(path), at=at)


def raw(path: Path, key: DataKey = KEY) -> sqlite3.Connection:
    """Connect to the file of a library by its key, past the program; transactions are the caller's."""
    connection: sqlite3.Connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(key.pragma)
    return connection
