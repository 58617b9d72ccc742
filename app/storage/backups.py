"""Backups of a library: encrypted with its own key, each with a copy of the key file, verified by opening.

They lie in the folder ``backups`` beside the library. One is made under another name, read through, and given its name
when it is whole; what has a backup's name can be opened like any library.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from app.i18n import _
from app.paths import settle_folder, write_whole
from app.storage.data_key import DataKey
from app.storage.errors import KeyFileDamaged, KeyFileMissing, LibraryDamaged, LibraryNotWritable, LibraryProblem
from app.storage.file import failing_as_sentences, is_up_to_date, open_file, remove_beside
from app.storage.guard import may_write
from app.storage.key_file import KeyFile, key_file_of, spare_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.storage.library import Library

Why = Literal["time", "close", "migration", "erase", "restore", "asked"]
FOLDER = "backups"
HOURS, DAYS, WEEKS = 12, 14, 8
"""How many are kept: the last of each of so many hours, days and weeks that have any."""
EVERY_SECONDS = 30 * 60
_NAME = re.compile(rf"\.(\d{{8}}T\d{{6}}Z)(?:-\d+)?\.({'|'.join(get_args(Why))})\.samkarta$")
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (with zone), why, and how many bytes it has."""

    path: Path
    at: datetime
    why: str
    size: int


# Where they are


def folder_of(library: Path) -> Path:
    """Return the folder of a library's backups; it need not exist."""
    return library.parent / FOLDER


def backups_of(library: Path) -> list[Backup]:
    """Return the backups of a library, the newest first. Whether they are whole is not looked at."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder_of(library).iterdir():
            said = _NAME.fullmatch(path.name.removeprefix(library.stem)) if path.name.startswith(library.stem) else None
            if said is not None and path.is_file():
                at = datetime.strptime(said[1], STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, at, said[2], path.stat().st_size))
    return sorted(found, key=lambda each: (each.at, each.path.stat().st_mtime_ns), reverse=True)


def has_changed(library: Path) -> bool:
    """Return whether the library has been written to since its newest backup, or has none.

    A backup bears the time at which its library was last written, so clocks that have been set do no harm.
    """
    newest = next(iter(backups_of(library)), None)
    return newest is None or newest.path.stat().st_mtime_ns != _written(library)


def _written(library: Path) -> int:
    """Return when the library was last written: its file, or its journal if there is anything in that."""
    times = [library.stat().st_mtime_ns]
    with contextlib.suppress(FileNotFoundError):
        journal = library.with_name(library.name + "-wal").stat()
        times += [journal.st_mtime_ns] if journal.st_size else []
    return max(times)


# Making one


def back_up(library: Path, key: DataKey, why: Why, *, to: Path | None = None, always: bool = False) -> Backup | None:
    """Make a backup of the library at ``library`` unless it is unchanged since the last, and let go of those that are
    too many; return it, or None. It has a connection of its own, so it may be called in any thread.

    With ``to``, the backup is that file, ``always`` made, and nothing is let go of. Raises LibraryProblem: nothing of
    the library, and no backup, is then other than it was.
    """
    if to is None and not always and not has_changed(library):
        return None
    at = datetime.now(UTC).replace(microsecond=0)
    target = to or _free(library, at, why)
    beside = target.with_name(f".{target.name}.{uuid.uuid4().hex}.new")
    try:
        if to is None:
            target.parent.mkdir(mode=0o700, exist_ok=True)
        written = _copy(library, key, beside)
        verify(beside, key)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        os.utime(beside, ns=(written, written))
        _copy_key(library, target)
        beside.replace(target)
        settle_folder(target.parent)
    except OSError as problem:
        raise LibraryNotWritable(
            _(
                "Säkerhetskopian {path} kunde inte skrivas: disken är full eller går inte att skriva på. "
                "Biblioteket är orört och det går att arbeta vidare."
            ).format(path=target)
        ) from problem
    finally:
        remove_beside(beside)
    if to is None:
        thin(library)
        renew_keys(library)
    return Backup(target, at, why, target.stat().st_size)


def back_up_open(library: Library, why: Why) -> Backup | None:
    """Make a backup of an open library; see `back_up`. One that nobody has a password to, as the example's, gets none;
    nor does one that is only read."""
    if library.key is None or library.read_only or not key_file_of(library.path).exists():
        return None
    return back_up(library.path, library.key, why)


def back_up_before(library: Library, why: Why) -> Backup | None:
    """Make a backup before the library is rewritten. One that cannot be written stops nothing, for what follows is one
    transaction; a damaged library is not to be rewritten. Raises LibraryDamaged."""
    try:
        return back_up_open(library, why)
    except LibraryDamaged:
        raise
    except LibraryProblem:
        return None


def _free(library: Path, at: datetime, why: str) -> Path:
    """Return a name that no backup has."""
    stem = f"{library.stem}.{at.strftime(STAMP)}"
    names = (f"{stem}{end}.{why}.samkarta" for end in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(path for path in (folder_of(library) / name for name in names) if not path.exists())


def _copy(library: Path, key: DataKey, target: Path) -> int:
    """Write everything of the library to ``target``; return when the library was last written before that."""
    writable = may_write(library)
    connection = open_file(library, key, read_only=not writable, known=True)
    try:
        with failing_as_sentences(library):
            if writable:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            written = _written(library)
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
    return written


def _copy_key(library: Path, backup: Path) -> None:
    """Lay a copy of the library's key file beside a backup, if the library has one that can be read."""
    with contextlib.suppress(KeyFileMissing, KeyFileDamaged):
        _write_key(KeyFile.load(library), backup)


def renew_keys(library: Path) -> None:
    """Let the backups' key files be the library's, so that no password opens them that does not open the library."""
    try:
        own = KeyFile.load(library)
    except (KeyFileMissing, KeyFileDamaged):
        return
    for backup in backups_of(library):
        there = key_beside(backup.path)
        if there != own and (there is None or there.library == own.library):
            with contextlib.suppress(OSError):
                _write_key(own, backup.path)


def key_beside(backup: Path) -> KeyFile | None:
    """Return the key file that lies beside a backup, None if there is none that can be read."""
    try:
        return KeyFile.load(backup)
    except (KeyFileMissing, KeyFileDamaged):
        return None


def _write_key(key_file: KeyFile, backup: Path) -> None:
    write_whole(key_file_of(backup), key_file.text(), private=True)


# What one holds


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: its cases as the library's list tells them, the last changed first, and how many edits."""

    cases: tuple[Held, ...]
    edits: int


@dataclass(frozen=True, slots=True)
class Held:
    """One case of a backup. ``title`` is a neutral one where somebody has protected identity."""

    id: str
    number: str | None
    title: str
    changed: datetime


def verify(backup: Path, key: DataKey) -> None:
    """Read a backup through. Raises LibraryProblem unless it opens and every page of it is whole."""
    with _opened(backup, key) as connection:
        _verify(connection, backup)


def _verify(connection: Connection, path: Path) -> None:
    for check in ("cipher_integrity_check", "quick_check(1)"):
        if any(line != "ok" for (line,) in connection.execute(f"PRAGMA {check}")):
            raise LibraryDamaged(_("Säkerhetskopian {path} är skadad. Välj en annan.").format(path=path))


def contents(backup: Path, key: DataKey) -> Contents:
    """Return what a backup holds. Raises LibraryProblem if it cannot be read."""
    verify(backup, key)
    with library_in(backup, key) as library:
        cases = tuple(Held(each.id, each.number, each.title, each.changed) for each in library.summaries())
        return Contents(cases, library.edits())


def kept_of(library: Path) -> list[Path]:
    """Return what earlier libraries of this name were kept as when another was put in their place, the newest first."""
    return sorted(library.parent.glob(f"{library.stem}.*.fore.samkarta"), reverse=True)


@contextmanager
def library_in(backup: Path, key: DataKey) -> Iterator[Library]:
    """The backup as a library that is only read; one of an older program is brought up to date in a copy of it.

    Raises LibraryProblem.
    """
    from app.storage.library import Library

    with _opened(backup, key) as connection:
        current = is_up_to_date(connection)
    if current:
        with Library.open(backup, key, read_only=True) as library:
            yield library
        return
    with tempfile.TemporaryDirectory(prefix="samkarta-") as folder:
        copy = Path(folder) / "older.samkarta"
        copy_whole(backup, copy)
        with Library.open(copy, key) as library:
            yield library


@contextmanager
def _opened(backup: Path, key: DataKey) -> Iterator[Connection]:
    connection = open_file(backup, key, read_only=True)
    try:
        with failing_as_sentences(backup):
            yield connection
    finally:
        connection.close()


def newest_good(library: Path, key: DataKey) -> Backup | None:
    """Return the newest backup that is whole, None if there is none."""
    for backup in backups_of(library):
        with contextlib.suppress(LibraryProblem):
            verify(backup.path, key)
            return backup
    return None


# Letting go


def thin(library: Path) -> list[Path]:
    """Remove the backups that are too many, and return their names. What cannot be removed stays.

    Those of a clock that was ahead are counted by themselves: they would crowd out what is made now.
    """
    found = backups_of(library)
    ahead = datetime.now(UTC) + timedelta(days=1)
    stay = kept(each.at for each in found if each.at <= ahead) | kept(each.at for each in found if each.at > ahead)
    gone = []
    for each in found:
        if each.at not in stay:
            with contextlib.suppress(OSError):
                each.path.unlink()
                for key in (key_file_of(each.path), spare_of(each.path)):
                    key.unlink(missing_ok=True)
                gone.append(each.path)
    return gone


def kept(times: Iterable[datetime]) -> frozenset[datetime]:
    """Return which backups stay: the last of each hour, day and week, for the last 12 hours, 14 days and 8 weeks that
    have any; local time."""
    newest_first = sorted(times, reverse=True)
    stay: set[datetime] = set()
    for count, form in ((HOURS, "%Y-%m-%d %H %z"), (DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V")):
        last: dict[str, datetime] = {}
        for at in newest_first:
            last.setdefault(at.astimezone().strftime(form), at)
        stay.update(list(last.values())[:count])
    return frozenset(stay)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file for the user's eyes alone, onto the disk. Raises OSError."""
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as new, source.open("rb") as old:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
