"""Does one work many times over, with the shim before the disk, and says what did not hold.

Run as a process of its own by `run`: ``python -m tests.torture.trials HOW WORK FIRST LAST SEED`` with ``HOW`` one of
``kill`` (at the write of each number from FIRST to LAST, or until the work is done before it comes to it), ``full``
and ``broken`` (from that write on there is no room, or every write fails), ``cut`` (LAST power cuts after FIRST runs).
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.torture import power
from tests.torture.shim import Shim, build, environment
from tests.torture.works import Editing, EditingUnsynced, Importing, Making, Work

ROOT = Path(__file__).resolve().parents[2]
MOST_TOLD = 5


@dataclass(slots=True)
class Result:
    """How many times it was tried, whether the work's end was reached, and what did not hold."""

    tried: int = 0
    finished: bool = False
    failed: list[str] = field(default_factory=list)
    refused: int = 0


def works() -> dict[str, Work]:
    """Return every work by its id."""
    from tests.torture import whole_works as later

    found: list[type[Work]] = [Editing, EditingUnsynced, Making, Importing]
    found += [later.BackingUp, later.Restoring, later.ChangingPassword, later.Encrypting, later.Migrating]
    found += [later.ErasingPerson, later.ErasingCase, later.RestoringErased]
    found += [later.HandingOver, later.TakingIn, later.Disclosing]
    return {each.id: each() for each in found}


def run(home: Path, how: str, work: str, first: int, last: int, seed: int = 1) -> Result:
    """Do it in a process of its own that has the shim before the disk."""
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.torture.trials", how, work, str(first), str(last), str(seed)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(build(home), home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return Result(**json.loads(done.stdout.splitlines()[-1]))


class Trials:
    """One work, prepared once and copied for each try."""

    def __init__(self, home: Path, work: Work, seed: int) -> None:
        self._home, self._work, self._seed = home, work, seed
        self._shim, self._first = Shim(), home / "first"
        self._first.mkdir()
        work.prepare(self._first)
        self.result = Result()

    @contextmanager
    def _copy(self) -> Iterator[Path]:
        place = Path(tempfile.mkdtemp(dir=self._home)) / "bord"
        shutil.copytree(self._first, place)
        try:
            yield place
        finally:
            shutil.rmtree(place.parent)

    def _chance(self, number: int) -> random.Random:
        return random.Random(self._seed * 1_000_003 + number)

    @contextmanager
    def _noting(self, where: str) -> Iterator[None]:
        self.result.tried += 1
        try:
            yield
        except Exception:
            if len(self.result.failed) < MOST_TOLD:
                self.result.failed.append(f"{where}: {traceback.format_exc()[-1500:]}")
            else:
                self.result.failed.append(where)

    def _warm_up(self) -> None:
        """Do the work once in full, so that what it imports and keeps is there in every process that is forked."""
        with self._copy() as place:
            self._work.do(place, lambda _words: None, _nothing, self._chance(0))

    # Killed

    def kill(self, first: int, last: int) -> None:
        """Kill the work at the write of each number."""
        self._warm_up()
        for number in range(first, last + 1):
            with self._copy() as place:
                ended, told = self._killed(place, number)
                if ended == 0:
                    self.result.finished = True
                with self._noting(f"killed at write {number}"):
                    assert ended in (0, -signal.SIGKILL), f"the work ended with {ended}: {told}"
                    self._work.holds(place, told)
            if ended == 0:
                return

    def _killed(self, place: Path, number: int) -> tuple[int, list[str]]:
        """Do the work in a process that is killed; return how that ended, and what it told."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reader)
                self._shim.kill_at(number)
                self._work.do(place, lambda words: os.write(writer, f"{words}\n".encode()), _nothing, self._chance(0))
                self._shim.kill_at(0)
                os._exit(0)
            except BaseException:
                os.write(writer, traceback.format_exc().encode())
                os._exit(1)
        os.close(writer)
        with os.fdopen(reader) as told:
            lines = told.read().splitlines()
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), lines

    # A full disk, a bad disk

    def fail(self, first: int, last: int, error: int) -> None:
        """Let every write from each number on fail; the work says so in a sentence, and goes well afterwards."""
        for number in range(first, last + 1):
            with self._copy() as place, self._noting(f"errno {error} from write {number}"):
                if not self._failed(place, number, error):
                    self.result.finished = True
                    return

    def _failed(self, place: Path, number: int, error: int) -> bool:
        """Return whether the work came to the write that fails."""
        told: list[str] = []
        reached = 0

        def lift() -> None:
            nonlocal reached
            reached = max(reached, self._shim.count)
            self._shim.fail(0, 0)

        self._shim.fail(number, error)
        try:
            self._work.do(place, told.append, lift, self._chance(0))
        except Exception as problem:
            lift()
            self._sentence(problem)
            self._work.holds(place, told)
            self.result.refused += 1
            self._work.do(place, told.append, _nothing, self._chance(1))  # there is room again
        lift()
        self._work.holds(place, told)
        return reached >= number

    @staticmethod
    def _sentence(problem: Exception) -> None:
        from app.package.problems import HandingFailed
        from app.storage.errors import LibraryProblem

        if not isinstance(problem, LibraryProblem | HandingFailed):
            raise problem
        said = str(problem)
        assert said.endswith(".") and " " in said and "Traceback" not in said, said

    # Power cuts

    def cut(self, runs: int, count: int) -> None:
        """Do the work ``runs`` times, and cut the power ``count`` times in all."""
        for number in range(runs):
            with self._copy() as place:
                disk, log = power.Disk(place), self._home / "log"
                self._shim.log(log)
                self._work.do(place, self._shim.ack, _nothing, self._chance(number))
                self._shim.log(None)
                share = count // runs + (number < count % runs)
                done = power.read_log(log)
                for files, told in power.cuts(disk, done, share, self._chance(number)):
                    self._after_cut(files, place, told)
        self.result.finished = True

    def _after_cut(self, files: dict[str, bytes], place: Path, told: list[str]) -> None:
        left = Path(tempfile.mkdtemp(dir=self._home))
        try:
            for folder in self._first.rglob("*"):
                if folder.is_dir():
                    (left / folder.relative_to(self._first)).mkdir(parents=True, exist_ok=True)
            power.lay_out(files, place, left)
            with self._noting(f"power cut after {len(told)} were told"):
                self._work.holds(left, told)
        finally:
            shutil.rmtree(left)


def _nothing() -> None:
    return None


def main(how: str, work: str, first: int, last: int, seed: int) -> Result:
    """Do what the process was asked for."""
    home = Path(os.environ["TORTURE_DIR"])
    with tempfile.TemporaryDirectory(dir=home) as own:
        trials = Trials(Path(own), works()[work], seed)
        does: dict[str, Callable[[], Any]] = {
            "kill": lambda: trials.kill(first, last),
            "full": lambda: trials.fail(first, last, errno.ENOSPC),
            "broken": lambda: trials.fail(first, last, errno.EIO),
            "cut": lambda: trials.cut(first, last),
        }
        does[how]()
        return trials.result


if __name__ == "__main__":
    done = main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
    sys.stdout.write(
        json.dumps({"tried": done.tried, "finished": done.finished, "failed": done.failed, "refused": done.refused})
    )
    sys.stdout.write("\n")
