"""Who has a library: a lock beside the file, by which programs tell each other before they write.

It stands beside SQLite's own locks, which keep the file whole whatever happens; this one lets a second window open
read-only, and tells it who has the library. The system lets go of the lock when a program ends, however it ends, so
one that a killed program left behind is taken over.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from app.i18n import _
from app.storage.errors import LibraryInUse

SHORT_WAIT = 3.0
"""Seconds that one command waits for another."""
_STEP = 0.05
_MOST_BYTES = 4096
_BEYOND = 1 << 30
"""The byte that Windows locks: far behind what is written, for a locked byte cannot be read."""
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a library: the machine, the login, the process, the program, and since when (ISO 8601, with zone)."""

    host: str
    user: str
    pid: int
    program: str
    since: str

    def told(self) -> str:
        """Return who it is, in words: the user, the machine, the program and the time of day."""
        try:
            clock = datetime.fromisoformat(self.since).astimezone().strftime("%Y-%m-%d %H.%M")
        except ValueError:
            clock = self.since
        return _("{user} på datorn {host}, {program} (process {pid}), sedan {clock}").format(
            user=self.user, host=self.host, program=self.program, pid=self.pid, clock=clock
        )


class LibraryHeld(LibraryInUse):
    """Another program writes to the library. ``holder`` is who, None if it does not say."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        who = holder.told() if holder is not None else _("ett annat program")
        super().__init__(
            _(
                "Biblioteket {path} är öppet på annat håll: {who}. Det går att läsa men inte att ändra här. "
                "Inget har ändrats. Stäng det där och försök igen."
            ).format(path=path, who=who)
        )
        self.holder = holder


class Guard:
    """The lock on one library, held by this process until `release`.

    Several in one process share it: what they write is kept in order by SQLite.
    """

    _held: dict[Path, tuple[int, int]] = {}  # by library: the descriptor, and how many hold it here
    _order = threading.Lock()

    def __init__(self, path: Path, locked: bool) -> None:
        self._path: Path | None = path if locked else None

    @classmethod
    def take(cls, library: Path, *, wait: float = 0.0) -> Guard:
        """Take the lock on a library, waiting at most ``wait`` seconds for it. Raises LibraryHeld.

        Where the file system has no locks, or no room for the file, nothing is held and SQLite's own locks must do.
        """
        path = lock_of(library)
        last = time.monotonic() + wait
        while True:
            with cls._order:
                if path in cls._held:
                    handle, count = cls._held[path]
                    cls._held[path] = handle, count + 1
                    return cls(path, True)
                try:
                    handle = _locked(path)
                except _InUseHere:
                    handle = -1
                except OSError:
                    return cls(path, False)
                if handle >= 0:
                    _sign(handle)
                    cls._held[path] = handle, 1
                    return cls(path, True)
            if time.monotonic() >= last:
                raise LibraryHeld(library, holder_of(library))
            time.sleep(_STEP)

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go; the last one in this process lets others in. Does nothing the second time."""
        path, self._path = self._path, None
        if path is None:
            return
        with self._order:
            handle, count = self._held[path]
            if count > 1:
                self._held[path] = handle, count - 1
                return
            del self._held[path]
            with contextlib.suppress(OSError):  # an open file has no leave to go on Windows; it is taken over then
                path.unlink()
            os.close(handle)


def why_only_read(path: Path, wanted: bool) -> str:
    """Return why a library is only to be read: as ``wanted``, or for lack of leave; else nothing."""
    if not wanted and may_write(path):
        return ""
    return _(
        "Biblioteket {path} är öppnat bara för läsning. Inget har ändrats. Se efter att du får skriva i mappen."
    ).format(path=path)


def hold_or_why(path: Path) -> tuple[str, Guard | None]:
    """Return the lock on a library; or why it is only to be read, and no lock."""
    try:
        return "", Guard.take(path)
    except LibraryHeld as held:
        return str(held), None


def may_write(library: Path) -> bool:
    """Return whether the library's file and its folder may be written."""
    return _writable(library) and _writable(library.parent)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def lock_of(library: Path) -> Path:
    """Return where the lock of a library lies; one library has one, by whatever path it is reached."""
    library = library.resolve()
    return library.with_name(library.name + ".lock")


def holder_of(library: Path) -> Holder | None:
    """Return who wrote themselves into the lock last, None if nobody can be read there."""
    try:
        with lock_of(library).open("rb") as file:
            said = json.loads(file.read(_MOST_BYTES))
        return Holder(str(said["host"]), str(said["user"]), int(said["pid"]), str(said["program"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


class _InUseHere(Exception):
    """Another process has the lock."""


def _locked(path: Path) -> int:
    """Return a descriptor of the lock's file with the lock on it. Raises _InUseHere, OSError."""
    for _try in range(_TRIES):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _LOCK(handle)
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except FileNotFoundError:
            pass  # whoever had it has just removed the file: it is made anew
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise _InUseHere


def _sign(handle: int) -> None:
    """Write who has it. What cannot be written is not told; the lock holds all the same."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a login without a name
        user = "?"
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    holder = Holder(platform.node(), user, os.getpid(), "Samkarta", at)
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(asdict(holder)).encode())


if sys.platform == "win32":  # pragma: no cover

    def _lock(handle: int) -> None:
        import msvcrt

        os.lseek(handle, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as problem:
            raise _InUseHere from problem

else:

    def _lock(handle: int) -> None:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise _InUseHere from problem


_LOCK: Callable[[int], None] = _lock
