"""Makes a new library: under another name first, so that what has the library's name is always whole."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from app import __version__
from app.i18n import _
from app.paths import settle_folder
from app.storage.connect import open_engine, writing
from app.storage.data_key import DataKey
from app.storage.errors import LibraryNotWritable, LibraryProblem
from app.storage.file import remove_beside
from app.storage.migrate import upgrade
from app.storage.steps import write_meta


def make(path: Path, key: DataKey) -> None:
    """Make an empty library under another name, and give it its name when it is whole."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    try:
        # Only the user may read it; the journal files take after it.
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        engine = open_engine(beside, key, fresh=True)
        try:
            with writing(engine, beside) as connection:
                upgrade(connection)
                write_meta(connection, "made_by", f"samkarta {__version__}")
        finally:
            engine.dispose()
        _give_name(beside, path)
    except OSError as problem:
        raise LibraryNotWritable(
            _(
                "Det gick inte att skapa biblioteket {path}. Se efter att mappen finns och att du får skriva i den."
            ).format(path=path)
        ) from problem
    except LibraryProblem as problem:
        raise type(problem)(str(problem).replace(str(beside), str(path))) from problem
    finally:
        remove_beside(beside)


def _give_name(beside: Path, path: Path) -> None:
    """Rename without replacing a library that another program made in the meantime."""
    _put_journals_aside(path)
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            beside.rename(path)
    settle_folder(path.parent)


def _put_journals_aside(path: Path) -> None:
    """Move away the journals of a library that is gone, as after a crash: SQLite would read them into the new one.

    They are kept, for they may hold the last edits of a file that somebody has only moved.
    """
    if path.exists():
        return
    for end in ("-wal", "-journal"):
        journal = path.with_name(path.name + end)
        if journal.exists():
            journal.rename(path.with_name(f"{journal.name}.{uuid.uuid4().hex[:8]}.old"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
