"""How a command speaks: lines on standard output, one clear line on standard error, an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import IntEnum


class Exit(IntEnum):
    """What the exit code says."""

    DONE = 0
    BROKEN = 1  # a fault in the program
    UNKNOWN = 2  # no such case, file or option
    BAD_FILE = 3  # a case file that is wrong, or a case that is there already
    BLOCKED = 4  # a path that cannot be written, a library that cannot be opened or is in use
    UNSOUND = 5  # the check found something
    WRONG_PASSWORD = 6  # or none, or a recovery code that does not fit
    FORBIDDEN = 7  # a rule says that it may not leave
    STOPPED = 130  # Ctrl+C


class Failure(Exception):
    """A command could not be done. ``lines`` are for standard error, as they stand."""

    def __init__(self, code: Exit, *lines: str) -> None:
        super().__init__(*lines)
        self.code = code
        self.lines = lines

    @classmethod
    def because(cls, code: Exit, sentence: str) -> Failure:
        """Return a failure told as one line that begins with the program's name."""
        return cls(code, "samkarta: " + " ".join(sentence.split()))


def speak_safely() -> None:
    """Let no letter stop the program in a terminal that does not have it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def say(line: str) -> None:
    """Write a line on standard output."""
    if sys.stdout is not None:
        sys.stdout.write(line + "\n")


def complain(lines: Sequence[str]) -> None:
    """Write lines on standard error."""
    if sys.stderr is not None:
        sys.stderr.write("".join(line + "\n" for line in lines))


def has_display() -> bool:
    """Return whether windows can be shown here; Qt ends the program outright where they cannot."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def paint_without_display() -> None:
    """Let Qt make pictures where there is no display."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
