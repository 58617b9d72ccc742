"""Making packages beside the windows: a thread of its own, which asks the library on the windows' thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.i18n import _
from app.widgets.disclosing.asking import Giving
from app.widgets.services import ServiceFailed

T = TypeVar("T")
_LOOK_MS = 15


class _Question:
    """Something to be run on the windows' thread, and its answer."""

    def __init__(self, do: Callable[[], Any]) -> None:
        self._do = do
        self._settled = threading.Event()
        self._answer: Any = None
        self._problem: BaseException | None = None

    def run(self) -> None:
        """Run it, here."""
        try:
            self._answer = self._do()
        except BaseException as problem:  # it is the asker's
            self._problem = problem
        self._settled.set()

    def answer(self) -> Any:
        """Wait until it was run; return what it gave, or raise what it raised."""
        self._settled.wait()
        if self._problem is not None:
            raise self._problem
        return self._answer


class Giver(QObject):
    """Makes packages. Emits ``progressed(done, of, whose)``, and in the end ``done(paths)`` or ``failed(sentence)``.

    A fault of the program is told as a failure, and raised.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject, give: Giving) -> None:
        super().__init__(parent)
        self._give = give
        self._questions: SimpleQueue[_Question] = SimpleQueue()
        self._progress = self._told = (0, 0, "")
        self._cancelled = threading.Event()
        self._paths: Sequence[Path] = ()
        self._problem: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="packages")
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._timer.start()

    def cancel(self) -> None:
        """Stop before anything is given, if it is not too late; what became of it is told as ever."""
        self._cancelled.set()

    def end(self) -> None:
        """Cancel, and wait until the thread has ended; nothing more is told."""
        self.cancel()
        self._timer.stop()
        while self._thread.is_alive():
            self._answer()
            self._thread.join(_LOOK_MS / 1000)

    def _run(self) -> None:
        try:
            self._paths = self._give(self._here, self._progressed, self._cancelled.is_set)
        except Exception as problem:
            self._problem = problem

    def _here(self, do: Callable[[], T], /) -> T:
        question = _Question(do)
        self._questions.put(question)
        answer: T = question.answer()
        return answer

    def _progressed(self, done: int, of: int, whose: str) -> None:
        self._progress = (done, of, whose)

    def _answer(self) -> None:
        while True:
            try:
                question = self._questions.get_nowait()
            except Empty:
                return
            question.run()

    def _look(self) -> None:
        """Answer what the thread asks, tell how far it is, and whether it has ended."""
        alive = self._thread.is_alive()
        self._answer()
        if self._told != self._progress:
            self._told = self._progress
            self.progressed.emit(*self._told)
        if alive:
            return
        self._timer.stop()
        if self._problem is None:
            self.done.emit(self._paths)
        elif isinstance(self._problem, ServiceFailed):
            self.failed.emit(str(self._problem))
        else:
            self.failed.emit(_("Paketet kunde inte göras, för programmet gjorde fel. Inget har lämnats ut."))
            raise self._problem
