"""Reads a library that a program was killed over, where nothing may be written: from a copy that goes on closing.

SQLite cannot read such a library where it lies. The last edits are in its journal, and it takes memory shared through
a file beside it to read them. The copy is as encrypted as the library.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher


class ReadingCopy(sqlcipher.Connection):  # type: ignore[misc]
    """A connection to a copy of a library and its journal, in a folder that only the user may look into."""

    folder: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Close it and remove the copy."""
        super().close()
        if self.folder is not None:
            self.folder.cleanup()
            self.folder = None


def copied(library: Path) -> tuple[Path, tempfile.TemporaryDirectory[str]]:
    """Return a copy of a library with its journal, and the folder that it lies in. Raises OSError."""
    folder = tempfile.TemporaryDirectory(prefix="samkarta-", ignore_cleanup_errors=True)
    copy = Path(folder.name) / "copy.samkarta"
    try:
        for end in ("", "-wal"):
            shutil.copyfile(library.with_name(library.name + end), copy.with_name(copy.name + end))
    except BaseException:
        folder.cleanup()
        raise
    return copy, folder
