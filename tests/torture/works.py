"""What the program does to a library, each as it is tortured: how it begins, what is done, what must be true after.

Whatever moment it is stopped at, `Work.holds` must find everything as before or as after, nothing between.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from app.case_files import read_cases
from app.document import Document
from app.models.edits.fields import set_field
from app.storage.check import check
from app.storage.unlocking import unlock
from tests.support.libraries import KEY, PASSWORD, opened
from tests.torture.desk import Desk, Tell, mark, whole

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
NAME = "bibliotek.samkarta"


class Work(ABC):
    """One thing that is done to the library in a folder of its own."""

    id: ClassVar[str]

    @abstractmethod
    def prepare(self, home: Path) -> None:
        """Lay out what is there before."""

    @abstractmethod
    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        """Do it, and tell what has been stored as it is. Raises LibraryProblem or HandingFailed with a sentence."""

    @abstractmethod
    def holds(self, home: Path, told: list[str]) -> None:
        """Raise AssertionError unless the library is whole, as before or as after, and has what was told."""


def prepared(path: Path) -> str:
    """Make a library with a case that was edited six times; return the case's library id."""
    with opened(path, create=True) as library:
        own = library.add(read_cases([EXAMPLES / "case_a.yaml"]))[0]
        case, history = library.load(own)
        document = Document(case, library.sink(own), history)
        for number in range(6):
            assert document.push(set_field(document.case, "case", "case", "summary", f"Sammanfattning {number}"))
    return own


def case_in(path: Path) -> str:
    """Return the id of the library's one case."""
    with opened(path) as library:
        return library.summaries()[0].id


def sound(path: Path) -> list[str]:
    """Raise AssertionError unless a library is whole and its cases can be opened; return the marks of its cases."""
    assert check(path, KEY) == []
    with opened(path) as library:
        return [mark(library.load(each.id)[0]) for each in library.summaries()]


class Editing(Work):
    """A session at the desk. A disk that fails is made well again before its last third."""

    id = "editing"
    STEPS = 30

    def prepare(self, home: Path) -> None:
        prepared(home / NAME)

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        desk = Desk(home / NAME, case_in(home / NAME), chance, tell)
        self.begun(desk)
        for _number in range(self.STEPS):
            desk.step()
        desk.settle()
        lift()
        refused = len(desk.refused)
        for _number in range(self.STEPS // 2):
            desk.step()
        desk.leave()
        assert desk.refused[refused:] == [], "work did not go on when there was room again"
        assert all(each.rstrip().endswith((".", "!")) and " " in each for each in desk.refused)

    def begun(self, desk: Desk) -> None:
        """Change how the library is kept, for the controls."""

    def holds(self, home: Path, told: list[str]) -> None:
        whole(home / NAME, case_in(home / NAME), told)


class EditingUnsynced(Editing):
    """The control: a library that never waits for the disk must lose edits when the power is cut."""

    id = "editing_unsynced"

    def begun(self, desk: Desk) -> None:
        desk.library._connection.execute("PRAGMA synchronous = OFF").fetchall()


class Making(Work):
    """A new library is made, a case put in it."""

    id = "making"

    def prepare(self, home: Path) -> None:
        pass

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        with opened(home / NAME, create=True) as library:
            tell("made")
            if not library.summaries():
                library.add(read_cases([EXAMPLES / "case_a.yaml"]))
            tell("added")

    def holds(self, home: Path, told: list[str]) -> None:
        path = home / NAME
        if not path.exists():
            assert not told
            self.do(home, lambda _words: None, lambda: None, random.Random(0))  # what was left is no hindrance
            return
        assert unlock(path, PASSWORD) == KEY
        assert len(sound(path)) in ((1,) if "added" in told else (0, 1))


class Importing(Work):
    """Two case files are put in the library, both or none."""

    id = "importing"

    def prepare(self, home: Path) -> None:
        prepared(home / NAME)

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        with opened(home / NAME) as library:
            cases = read_cases([EXAMPLES / "case_a.yaml", EXAMPLES / "case_b.yaml"])
            if len(library.summaries()) == 1:  # done again after a failure, which may have come when all was written
                library.add(cases, copy=True)
            tell("added")

    def holds(self, home: Path, told: list[str]) -> None:
        assert len(sound(home / NAME)) in ((3,) if told else (1, 3))
