"""Doing what takes a second or more beside the windows, so that they never stand still."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

T = TypeVar("T")
_LOOK_MS = 15


class Work(QObject):
    """One piece of work on a thread of its own. Emits ``done(result)`` or ``failed(sentence)`` when it has ended.

    The message of an exception that is ``calm`` is handed to ``failed``; anything else is a fault of the program:
    ``failed`` gets ``fault``, and it is raised.
    The thread knows nothing of Qt; the windows' own thread looks now and then whether it has ended. What only the
    windows' thread may do, the work has done with `here`.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(
        self, parent: QObject, do: Callable[[], object], *, calm: type[Exception], fault: str = "", name: str = "work"
    ) -> None:
        super().__init__(parent)
        self._do, self._calm, self._fault = do, calm, fault
        self._questions: SimpleQueue[_Question] = SimpleQueue()
        self._result: object = None
        self._problem: Exception | None = None
        self._thread = threading.Thread(target=self._run, name=name)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._timer.start()

    def wait(self) -> None:
        """Wait until it has ended; what it gives is told as ever."""
        while self._thread.is_alive():
            self._answer()
            self._thread.join(_LOOK_MS / 1000)

    def end(self) -> None:
        """Wait until it has ended; nothing is told."""
        self._timer.stop()
        self.wait()

    def here(self, do: Callable[[], T], /) -> T:
        """Run something on the windows' thread, from the work's; return what it gives, raise what it raises."""
        question = _Question(do)
        self._questions.put(question)
        answer: T = question.answer()
        return answer

    def _run(self) -> None:
        try:
            self._result = self._do()
        except Exception as problem:
            self._problem = problem

    def _answer(self) -> None:
        while True:
            try:
                question = self._questions.get_nowait()
            except Empty:
                return
            question.run()

    def _look(self) -> None:
        """Answer what the thread asks, and tell whether it has ended."""
        alive = self._thread.is_alive()  # before it is answered: what it asked last is not left
        self._answer()
        if alive:
            return
        self._timer.stop()
        self.setParent(None)  # no longer at work, whatever is asked from here on
        self.deleteLater()
        if self._problem is None:
            self.done.emit(self._result)
        elif isinstance(self._problem, self._calm):
            self.failed.emit(str(self._problem))
        else:
            self.failed.emit(self._fault)
            raise self._problem


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
