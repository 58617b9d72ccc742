"""How a command speaks: lines on standard output, one clear line on standard error, an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from app.i18n import _
from app.paths import data_folder

LOG_NAME = "samkarta.log"


class Exit(IntEnum):
    """What the exit code says."""

    DONE = 0
    BROKEN = 1  # a fault in the program
    UNKNOWN = 2  # no such case, file or option
    BAD_FILE = 3  # a case file that is wrong, or a case that is there already
    BLOCKED = 4  # a path that cannot be written, a library that cannot be opened or is in use
    UNSOUND = 5  # the check found something
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


def write_down(problem: BaseException) -> str:
    """Log where in the program a fault arose – never its message, which may hold something of a case.

    Return a sentence for the user.
    """
    frames = traceback.extract_tb(problem.__traceback__)
    lines = [f"{datetime.now().astimezone().isoformat()} {type(problem).__module__}.{type(problem).__qualname__}"]
    lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    log = data_folder() / LOG_NAME
    sentence = _("Något gick fel i programmet. Det som var sparat är kvar.")
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    except OSError:
        return sentence
    return sentence + " " + _("Var det hände står i {path}, utan uppgifter ur ärendet.").format(path=log)
