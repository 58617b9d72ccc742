"""A real editing process is killed at a random moment, again and again, on one and the same library."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.torture.desk import Desk, whole

CALM = 0.03
"""Seconds that a process may at least work after its library is open."""


def _work(path: Path, own: str, seed: int, pipe: Connection) -> None:
    """Edit until killed."""
    desk = Desk(path, own, random.Random(seed), pipe.send)
    pipe.send("open")
    while True:
        desk.step()


def killed(path: Path, own: str, count: int, seed: int, longest: float = 0.5) -> int:
    """Let a process work on the library and kill it, ``count`` times; return how many edits had been told.

    Raises AssertionError when something that was told is lost, or the library damaged.
    """
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.torture.desk", "app.storage.backups", "app.storage.connect"])
    chance = random.Random(seed)
    edits = 0
    for number in range(count):
        reader, writer = processes.Pipe(duplex=False)
        worker = processes.Process(target=_work, args=(path, own, seed * 100_003 + number, writer), daemon=True)
        worker.start()
        writer.close()
        assert reader.recv() == "open"
        time.sleep(CALM + chance.random() * longest)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        told = _rest(reader)
        worker.join()
        assert worker.exitcode == -signal.SIGKILL, "the process ended by itself"
        edits += len(told)
        whole(path, own, told)
    return edits


def _rest(reader: Connection) -> list[str]:
    """Return everything that was told before the end."""
    told = []
    while True:
        try:
            told.append(reader.recv())
        except EOFError:
            return told
