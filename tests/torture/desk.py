"""Somebody at work: a case is edited, undone, searched, backed up, given files; what is told to be stored is told on.

What is told are lines of JSON. `whole` looks at a library afterwards and compares it with what was told.
"""

from __future__ import annotations

import hashlib
import json
import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.document import Document
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.making import EditRefused
from app.models.edits.removal import remove
from app.models.edits.ties import ask_wish
from app.models.patch import Patch
from app.storage.backups import back_up, backups_of, verify
from app.storage.check import check
from app.storage.errors import LibraryProblem
from app.storage.library import Library
from app.storage.unlocking import unlock
from tests.support.libraries import KEY, PASSWORD

PNG = b"\x89PNG\r\n\x1a\n"
WORDS = ("skolan", "måndag", "fotboll", "mormor", "åker buss", "sömn", "läxor", "Nguyễn", "trygg", "kväll")
UNDONE = 3
"""So many steps are undone afterwards, as somebody might who comes back."""
Tell = Callable[[str], object]


def mark(case: Case) -> str:
    """Return a short mark of everything in a case."""
    return hashlib.sha256(json.dumps(case.to_rows(), sort_keys=True).encode()).hexdigest()[:16]


class Desk:
    """One open library with one open case, and what is done at random to it."""

    def __init__(self, path: Path, own: str, chance: random.Random, tell: Tell) -> None:
        self.path, self.own, self._chance, self._tell = path, own, chance, tell
        self.library = Library.open(path, KEY, hold=True)
        case, history = self.library.load(own)
        self.document = Document(case, self.library.sink(own), history)
        self.refused: list[str] = []
        self.document.refused.connect(self.refused.append)
        self._lines = lines_of(self.library, own)
        self._files = [each.id for each in self.library.attachments(own)]
        self._threads: list[threading.Thread] = []
        self.faults: list[BaseException] = []

    def step(self) -> None:
        """Do one thing. What the library refuses, with a sentence, is taken note of."""
        does: list[Callable[[], None]] = [self._edit] * 12 + [self._undo, self._redo] * 2
        does += [self._search, self._attach, self._detach, self._back_up]
        try:
            self._chance.choice(does)()
        except LibraryProblem as problem:
            self.refused.append(str(problem))

    def _edit(self) -> None:
        try:
            patch = self._patch()
        except EditRefused:
            return
        if patch and self.document.push(patch):
            self._stored()

    def _patch(self) -> Patch:
        case, words = self.document.case, " ".join(self._chance.choices(WORDS, k=self._chance.randint(1, 40)))
        figure = self._chance.choice(list(case.figures))
        which = self._chance.randrange(5)
        if which == 0:
            group = self._chance.choice(list(case.groups))
            return add_figure(case, label=words[:30], group=group, role=self._chance.choice(WORDS))
        if which == 1 and figure != case.child:
            return remove(case, [("figures", figure)])
        if which == 2:
            return ask_wish(case, figure, self._chance.choice(list(case.figures)), words)
        if which == 3:
            return set_field(case, "figures", figure, "contact", words)
        return set_field(case, "case", "case", "summary", words)

    def _undo(self) -> None:
        self._travel(self.document.undo)

    def _redo(self) -> None:
        self._travel(self.document.redo)

    def _travel(self, go: Callable[[], None]) -> None:
        before = self.document.stack.index()
        go()
        if self.document.stack.index() != before:
            self._stored()

    def _stored(self) -> None:
        self._lines += 1
        self._tell(json.dumps({"lines": self._lines, "mark": mark(self.document.case)}))

    def _search(self) -> None:
        self.library.search(self._chance.choice(WORDS))

    def _attach(self) -> None:
        body = PNG + self._chance.randbytes(self._chance.choice((100, 5000, 60_000)))
        made = self.library.attach(self.own, "other", "bild.png", body)
        self._files.append(made.id)
        self._tell(json.dumps({"attached": made.id, "mark": hashlib.sha256(body).hexdigest()}))

    def _detach(self) -> None:
        if self._files:
            key = self._chance.choice(self._files)
            self._tell(json.dumps({"removing": key}))
            self.library.detach(self.own, key)
            self._files.remove(key)
            self._tell(json.dumps({"removed": key}))

    def _back_up(self) -> None:
        """Make a backup beside the work, as the program does."""
        if not any(each.is_alive() for each in self._threads):
            self._threads.append(threading.Thread(target=self._backing_up))
            self._threads[-1].start()

    def _backing_up(self) -> None:
        try:
            back_up(self.path, KEY, "time", always=True)
        except LibraryProblem as problem:
            self.refused.append(str(problem))
        except BaseException as problem:  # what nobody catches in a thread would be lost
            self.faults.append(problem)

    def settle(self) -> None:
        """Wait for what goes on beside; raise what went wrong there."""
        for each in self._threads:
            each.join()
        if self.faults:
            raise self.faults[0]

    def leave(self) -> None:
        """Close the library."""
        self.settle()
        self.library.close()


def lines_of(library: Library, own: str) -> int:
    """Return how many lines the log of a case has."""
    return library.growth(own).last


def whole(path: Path, own: str, told: list[str]) -> None:
    """Raise AssertionError unless the library is undamaged and holds everything that was told to be stored.

    The one edit under way may be stored without having been told.
    """
    assert unlock(path, PASSWORD) == KEY
    assert check(path, KEY) == []
    said = [json.loads(line) for line in told]
    with Library.open(path, KEY) as library:
        case, history = library.load(own)
        _edits(library, own, case, [each for each in said if "lines" in each])
        _files(library, own, said)
        document = Document(case, library.sink(own), history)
        index = document.stack.index()
        for _step in range(min(index, UNDONE)):
            document.undo()
        assert document.stack.index() == max(index - UNDONE, 0)
    for backup in backups_of(path):
        verify(backup.path, KEY)


def _edits(library: Library, own: str, case: Case, said: list[dict[str, Any]]) -> None:
    if not said:
        return
    lines, last = lines_of(library, own), said[-1]
    assert last["lines"] <= lines <= last["lines"] + 1, f"told of {last['lines']} lines of the log, {lines} are there"
    then = case if lines == last["lines"] else library.growth(own).at(last["lines"])
    assert mark(then) == last["mark"], "the case is not the one that was stored"


def _files(library: Library, own: str, said: list[dict[str, Any]]) -> None:
    there = {each.id for each in library.attachments(own)}
    gone = {each["removed"] for each in said if "removed" in each}
    going = {each["removing"] for each in said if "removing" in each}
    assert not gone & there, "a file that was removed is there"
    for each in said:
        if "attached" in each and each["attached"] not in going:
            assert each["attached"] in there, "a file that was added is gone"
            assert hashlib.sha256(library.attachment(own, each["attached"])).hexdigest() == each["mark"]
