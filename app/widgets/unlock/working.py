"""Doing what takes a second or more beside the windows, so that they never stand still."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.widgets.unlock.keys import KeyProblem

_LOOK_MS = 15


class Work(QObject):
    """One piece of work on a thread of its own. Emits ``done(result)`` or ``failed(problem)`` when it has ended.

    A KeyProblem, or what is ``calm``, is handed to ``failed``; anything else is a fault: ``failed`` gets an empty
    problem, and the fault is raised.
    The thread knows nothing of Qt; the windows' own thread looks now and then whether it has ended.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, do: Callable[[], object], *, calm: type[Exception] = KeyProblem) -> None:
        super().__init__(parent)
        self._do, self._calm = do, calm
        self._result: object = None
        self._problem: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="key")
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._timer.start()

    def wait(self) -> None:
        """Wait until it has ended; what it gives is told as ever."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._result = self._do()
        except Exception as problem:
            self._problem = problem

    def _look(self) -> None:
        if self._thread.is_alive():
            return
        self._timer.stop()
        self.setParent(None)  # no longer at work, whatever is asked from here on
        self.deleteLater()
        if self._problem is None:
            self.done.emit(self._result)
            return
        known = isinstance(self._problem, KeyProblem | self._calm)
        self.failed.emit(self._problem if known else KeyProblem(""))
        if not known:
            raise self._problem
