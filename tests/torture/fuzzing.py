"""Lets atheris loose on one way in: ``python -m tests.torture.fuzzing WAY RUNS``.

It exits with 0 if nothing was raised.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def main(way: str, runs: int) -> None:
    """Fuzz one way in, beginning from good inputs of it."""
    import atheris

    tempfile.tempdir = str(memory() or tempfile.gettempdir())
    os.environ["SAMKARTA_DATA"] = tempfile.mkdtemp(prefix="samkarta-prov-")
    with atheris.instrument_imports(include=["app", "yaml"]):
        from tests.torture.ways_in import WAYS, seeds
    corpus = Path(tempfile.mkdtemp(prefix="samkarta-fron-"))
    for number, each in enumerate(seeds(way)):
        (corpus / str(number)).write_bytes(each)
    WAYS[way](b"")
    arguments = [sys.argv[0], f"-runs={runs}", "-max_len=20000", "-timeout=20", "-rss_limit_mb=3000", "-seed=1"]
    atheris.Setup([*arguments, f"-artifact_prefix={corpus}/", str(corpus)], WAYS[way])
    atheris.Fuzz()


def memory() -> Path | None:
    """Return a folder in memory, where nothing waits for a disk, None if there is none."""
    found = Path("/dev/shm")
    return found if os.access(found, os.W_OK) else None


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
