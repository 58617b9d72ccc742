"""Files with words of a case that have not got their name yet: none is left when the program is killed meanwhile.

What is written where the user chose stands under a hidden name until it is whole. A note in the data folder says
where, for as long as it does; whoever starts next, or writes next, removes what the note of a dead program names.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.paths import data_folder

PREFIX = ".samkarta-"
"""How every hidden name begins; nothing else is ever removed."""
_FOLDER = "unfinished"
_MOST_BYTES = 1 << 16


@contextmanager
def hidden_beside(path: Path) -> Iterator[Path]:
    """Give a hidden name in the folder of ``path``, with its suffix, to write under and rename from.

    Whatever has the name in the end is removed, and after a kill by the next `remove_left`. Where no note can be
    written the work goes on without one.
    """
    remove_left()
    hidden = path.parent.absolute() / f"{PREFIX}{uuid.uuid4().hex}{path.suffix.lower()}"
    with _noted(hidden):
        try:
            yield hidden
        finally:
            _remove(hidden)


def write_out(path: Path, data: bytes) -> None:
    """Write a file of the user's where the user chose, whole or not at all. Raises OSError; an old file then stays."""
    with hidden_beside(path) as hidden:
        with hidden.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(path)


def remove_left() -> None:
    """Remove what programs that were killed left under a hidden name; where that cannot be reached its note stays."""
    try:
        notes = list((data_folder() / _FOLDER).iterdir())
    except OSError:
        return
    for note in notes:
        with contextlib.suppress(OSError):
            _settle(note)


@contextmanager
def _noted(hidden: Path) -> Iterator[None]:
    folder = data_folder() / _FOLDER
    try:
        note, handle = _note(folder, hidden)
    except OSError:
        yield
        return
    try:
        yield
    finally:
        if os.name != "posix":  # an open file cannot be removed there
            os.close(handle)
        if not os.path.lexists(hidden):
            with contextlib.suppress(OSError):
                note.unlink()
                folder.rmdir()
        if os.name == "posix":
            os.close(handle)


def _note(folder: Path, hidden: Path) -> tuple[Path, int]:
    """Write a note and return it with its descriptor, which tells others for as long as it is open that we live."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        note = folder / uuid.uuid4().hex
        handle = os.open(note, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(handle)
            os.write(handle, os.fsencode(hidden))
            os.fsync(handle)
            if os.path.lexists(note):
                return note, handle
        except BlockingIOError:  # it was taken for a dead program's before it was locked
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _settle(note: Path) -> None:
    """Remove what a note names and the note. Raises OSError if its writer lives or the place cannot be reached."""
    handle = os.open(note, os.O_RDWR)
    try:
        _lock(handle)
        hidden = Path(os.fsdecode(os.read(handle, _MOST_BYTES)))
    finally:
        if os.name != "posix":
            os.close(handle)
            note = note.rename(note.with_name(uuid.uuid4().hex))  # refused while its writer has it open
    try:
        if hidden.is_absolute() and hidden.name.startswith(PREFIX):
            hidden.parent.stat()  # a disk that is not there now may come back
            _remove(hidden)
            if os.path.lexists(hidden):
                return
        note.unlink()
    finally:
        if os.name == "posix":
            os.close(handle)
    note.parent.rmdir()


def _lock(handle: int) -> None:
    """Show that the writer of a note lives. Raises OSError if another does."""
    if os.name == "posix":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    # elsewhere a file that somebody has open can be neither renamed nor removed, which says the same


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
