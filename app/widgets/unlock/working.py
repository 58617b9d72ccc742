"""Doing what takes a second or more beside the windows, so that they never stand still."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.widgets.unlock.keys import KeyProblem


class Work(QObject):
    """One piece of work on a thread of its own. Emits ``done(result)`` or ``failed(problem)`` in the windows' thread.

    A KeyProblem is handed to ``failed``; anything else is a fault and is raised in the windows' thread.
    """

    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject, do: Callable[[], object]) -> None:
        super().__init__(parent)
        self._do = do
        self._ended.connect(self._tell)
        self._thread = threading.Thread(target=self._run, name="key", daemon=False)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def _run(self) -> None:
        try:
            self._ended.emit(self._do(), None)
        except Exception as problem:
            self._ended.emit(None, problem)

    def _tell(self, result: object, problem: Exception | None) -> None:
        self._thread.join()
        self.deleteLater()
        if isinstance(problem, KeyProblem):
            self.failed.emit(problem)
        elif problem is not None:
            self.failed.emit(KeyProblem(""))
            raise problem
        else:
            self.done.emit(result)
