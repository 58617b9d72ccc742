"""A medium that nothing can be written to: a file system of its own, mounted for reading only."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only_medium(place: Path) -> Iterator[Callable[[], None]]:
    """Mount a new file system at ``place``; what is given back makes it read-only. Skips where that is not permitted,
    as for everybody but root."""
    place.mkdir(exist_ok=True)
    if (
        sys.platform != "linux"
        or shutil.which("mount") is None
        or not _done("mount", "-t", "tmpfs", "none", str(place))
    ):
        pytest.skip("nobody may mount a file system here")
    try:

        def close() -> None:
            assert _done("mount", "-o", "remount,ro", str(place))
            with pytest.raises(OSError):
                (place / "x").touch()

        yield close
    finally:
        assert _done("umount", str(place))


def _done(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
