"""Makes the preview beside the window: the last thing asked for is what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.widgets.common.working import Work
from app.widgets.printing.choice import Choice
from app.widgets.printing.pages import PrintedPages
from app.widgets.printing.view import SMALL_DPI
from app.widgets.services import ServiceFailed

REST_MS = 120
"""How long nothing more is chosen before the pages are made."""


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of a choice, small pictures of them, and the smallest words on its maps in points (None: no map)."""

    choice: Choice
    pages: PrintedPages
    small: tuple[QImage, ...]
    smallest: float | None = None


Make = Callable[[Choice], tuple[bytes, float | None]]
"""Makes a choice's PDF, and tells how small its maps' smallest words are."""


class Maker(QObject):
    """Emits ``made(Made)`` or ``failed(sentence)`` for the last choice that was asked for, never for an earlier one."""

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject, make: Make) -> None:
        super().__init__(parent)
        self._make = make
        self._wanted: Choice | None = None
        self._at_work = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether something is being made, or is about to be."""
        return self._at_work or self._rest.isActive()

    def ask(self, choice: Choice) -> None:
        """Make the pages of a choice, soon."""
        self._wanted = choice
        if not self._at_work:
            self._rest.start()

    def _begin(self) -> None:
        choice = self._wanted
        if choice is None:
            return
        self._at_work = True
        work = Work(self, lambda: self._work(choice), calm=ServiceFailed)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.start()

    def _work(self, choice: Choice) -> Made:
        data, smallest = self._make(choice)
        pages = PrintedPages.of(data)
        small = tuple(pages.picture(number, SMALL_DPI * 2) for number in range(len(pages.sizes)))
        return Made(choice, pages, small, smallest)

    def _done(self, made: object) -> None:
        self._at_work = False
        assert isinstance(made, Made)
        if made.choice == self._wanted:
            self.made.emit(made)
        else:
            self._begin()

    def _failed(self, problem: Exception) -> None:
        self._at_work = False
        self.failed.emit(str(problem))
