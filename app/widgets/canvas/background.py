"""Work that takes too long for the thread that paints, done beside it, the last thing asked for first."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

log = logging.getLogger(__name__)

LOOK_MS = 15
"""How often it is looked whether the work is done."""
SWITCH_SECONDS = 0.0005
"""How soon the thread that paints gets its turn while work goes on; Python's own 5 ms would cost a frame."""


class _Work(threading.Thread):
    """One piece of work. A daemon: a program that ends does not wait for it."""

    def __init__(self, name: object, do: Callable[[], Any]) -> None:
        super().__init__(name="samkarta-background", daemon=True)
        self.asked = name
        self._do = do
        self.found: Any = None

    def run(self) -> None:
        try:
            self.found = self._do()
        except Exception:
            log.exception("What was asked for in the background could not be done")


class Background(QObject):
    """Does one thing at a time. ``done(name, found)`` is sent in the thread that paints; nothing after ``drop``.

    What is asked for while something else is being done waits, and only the last of what waits is done.
    ``found`` is None if the work failed; why stands in the log.
    """

    done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: _Work | None = None
        self._next: tuple[object, Callable[[], Any]] | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._see)

    @property
    def busy(self) -> bool:
        """Whether something is being done or waits."""
        return self._work is not None

    def ask(self, name: object, do: Callable[[], Any]) -> None:
        """Do ``do``, which may touch nothing that the windows use, and send what it returns under ``name``."""
        self._next = name, do
        if self._work is None:
            self._begin()

    def drop(self) -> None:
        """Forget what waits; what is being done is let run out unheard."""
        self._next = None
        if self._work is not None:
            self._work.asked = None

    def _begin(self) -> None:
        assert self._next is not None
        (name, do), self._next = self._next, None
        _quick_turns(True)
        self._work = _Work(name, do)
        self._work.start()
        self._look.start()

    def _see(self) -> None:
        work = self._work
        if work is None or work.is_alive():
            return
        self._look.stop()
        self._work = None
        _quick_turns(False)
        if self._next is not None:
            self._begin()
        elif work.asked is not None:
            self.done.emit(work.asked, work.found)


_usual_turn = sys.getswitchinterval()


def _quick_turns(on: bool) -> None:
    sys.setswitchinterval(SWITCH_SECONDS if on else _usual_turn)
