"""Where Samkarta's own files and the user's files are."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def resources() -> Path:
    """Return the folder of fonts, catalogues, examples and other data files (source, wheel or frozen)."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    here = Path(__file__).resolve().parent
    beside = here.parent / "resources"
    return beside if beside.is_dir() else here / "resources"


def data_folder() -> Path:
    """Return the user's data folder for Samkarta; ``SAMKARTA_DATA`` overrides it. It is not created here."""
    chosen = os.environ.get("SAMKARTA_DATA")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("samkarta", appauthor=False)


def default_library() -> Path:
    """Return the library that is used when none is named."""
    return data_folder() / "library.samkarta"


def write_whole(path: Path, text: str | bytes, *, private: bool = False) -> None:
    """Write a small file of the user's, whole or not at all: what was there stays until the new one is on the disk.

    Makes the folder; ``private`` is for the user's eyes alone. Raises OSError; the old file is then as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def settle_folder(folder: Path) -> None:
    """Make new names in a folder survive a power cut, where the system has a way to ask for it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
