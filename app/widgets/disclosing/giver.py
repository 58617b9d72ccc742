"""Making packages beside the windows: how far it is, and a stop."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from app.i18n import _
from app.widgets.common.working import Work
from app.widgets.disclosing.asking import Giving
from app.widgets.services import ServiceFailed


class Giver(Work):
    """Makes packages. Emits ``progressed(done, of, whose)``, and in the end ``done(paths)`` or ``failed(sentence)``."""

    progressed = Signal(int, int, str)

    def __init__(self, parent: QObject, give: Giving) -> None:
        fault = _("Paketet kunde inte göras, för programmet gjorde fel. Inget har lämnats ut.")
        super().__init__(parent, self._made, calm=ServiceFailed, fault=fault, name="packages")
        self._give = give
        self._progress = self._told = (0, 0, "")
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Stop before anything is given, if it is not too late; what became of it is told as ever."""
        self._cancelled.set()

    def end(self) -> None:
        """Cancel, and wait until the thread has ended; nothing more is told."""
        self.cancel()
        super().end()

    def _made(self) -> object:
        return self._give(self.here, self._progressed, self._cancelled.is_set)

    def _progressed(self, done: int, of: int, whose: str) -> None:
        self._progress = (done, of, whose)

    def _look(self) -> None:
        """Tell how far it is, too."""
        if self._told != self._progress:
            self._told = self._progress
            self.progressed.emit(*self._told)
        super()._look()
