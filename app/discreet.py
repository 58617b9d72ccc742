"""What the program leaves with the system it runs on: never anything of a case.

A desktop keeps what programs say on standard error, and what they had in memory when they fell; messages of faults and
warnings tell the values that they are about.
"""

from __future__ import annotations

import ctypes
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from app.faults import write_down

_PR_SET_DUMPABLE = 4


def forbid_dumps() -> None:
    """Let the system keep no image of the program's memory when it falls, where it can be asked: Linux and macOS.

    On Linux no other program of the user's may look into its memory either.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a limit does not bind a system that hands dumps to a program
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


@contextmanager
def telling_no_values() -> Iterator[None]:
    """Write down faults of threads, of what is thrown away and of the log by their places alone, and no warnings."""
    threads, thrown, warned = threading.excepthook, sys.unraisablehook, warnings.showwarning
    handler = _Places()
    threading.excepthook = lambda fault: _note(fault.exc_value)
    sys.unraisablehook = lambda fault: _note(fault.exc_value)
    warnings.showwarning = lambda *_warning, **_more: None
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        threading.excepthook, sys.unraisablehook, warnings.showwarning = threads, thrown, warned


class _Places(logging.Handler):
    """Takes what would be said on standard error; of a fault its place is kept."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep where a fault arose, and nothing of the record's words."""
        if record.exc_info is not None:
            _note(record.exc_info[1])


def _note(problem: BaseException | None) -> None:
    if problem is not None and not isinstance(problem, SystemExit):
        write_down(problem)
