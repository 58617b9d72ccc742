"""What stands between a program and its disk (`shim.c`): built with the machine's compiler, spoken to by ctypes."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("shim.c")
NEVER = 1 << 40


def compiler() -> str | None:
    """Return the machine's C compiler, None if it has none."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


needs_shim = pytest.mark.skipif(
    sys.platform != "linux" or compiler() is None, reason="the shim before the disk needs Linux and a C compiler"
)


def build(folder: Path) -> Path:
    """Compile the shim into ``folder``."""
    made = folder / "shim.so"
    found = compiler()
    assert found is not None
    subprocess.run([found, "-O1", "-shared", "-fPIC", "-o", made, SOURCE, "-ldl", "-lpthread"], check=True)
    return made


def environment(library: Path, home: Path) -> dict[str, str]:
    """Return the environment of a process that has the shim before its disk, for what lies in ``home``."""
    return {**os.environ, "LD_PRELOAD": str(library), "TORTURE_DIR": str(home)}


class Shim:
    """The shim of this process, which must have been started with it. What is counted is each write, cut, sync,
    new file, rename, link and removal under the folder."""

    def __init__(self) -> None:
        library = ctypes.CDLL(None)
        self._log, self._ack = library.torture_log, library.torture_ack
        self._kill_at, self._fail, self._count = library.torture_kill_at, library.torture_fail, library.torture_count
        self._log.argtypes = self._ack.argtypes = [ctypes.c_char_p]
        self._kill_at.argtypes = [ctypes.c_long]
        self._fail.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_int]
        self._count.restype = ctypes.c_long

    def log(self, path: Path | None) -> None:
        """Write down everything from here on, or nothing more."""
        self._log(os.fsencode(path) if path is not None else None)

    def ack(self, words: str) -> None:
        """Write down that somebody has been told that something is stored."""
        self._ack(words.encode())

    def kill_at(self, number: int) -> None:
        """Kill this process just before the thing of that number from here on; 0 is never."""
        self._kill_at(number)

    def fail(self, first: int, error: int, last: int = NEVER) -> None:
        """Fail things from number ``first`` from here on, until before ``last``, with an errno; 0 is never.

        A full disk has no room for new bytes and names, but removes and shortens; a bad one (EIO) fails all.
        """
        self._fail(first, last, error)

    @property
    def count(self) -> int:
        """How many things have been done since the last order."""
        return int(self._count())
