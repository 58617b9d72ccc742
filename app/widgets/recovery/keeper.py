"""Backs the library up while one works, looks at its file when it has been opened, and tells what one should know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from app.settings import Settings
from app.widgets.common.banner import Banner
from app.widgets.common.working import Work
from app.widgets.recovery.care import Care
from app.widgets.services import ServiceFailed

FIRST_MS = 3000
"""How long after the windows are shown that the file is looked at."""
AGAIN_MS = 5 * 60 * 1000
"""How often it is asked whether a backup is due."""
WARNED = "warned_of_places"


class Keeper(QObject):
    """Keeps one open library. Emits ``damaged(str)`` when its file turns out to be. `stop` it before it is closed."""

    damaged = Signal(str)

    def __init__(self, parent: QObject, care: Care, settings: Settings) -> None:
        super().__init__(parent)
        self._care, self._settings = care, settings
        self._work: Work | None = None
        self._told = False
        self._first, self._again = QTimer(self), QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.look)
        self._again.timeout.connect(self.back_up_if_due)

    def start(self) -> None:
        """Begin, when the windows are shown."""
        self._first.start(FIRST_MS)
        self._again.start(AGAIN_MS)
        if self._care.why_read_only:
            tell(self._care.why_read_only)
        else:
            self._warn_of_place()

    def stop(self) -> None:
        """Wait for what goes on, and do nothing more."""
        self._first.stop()
        self._again.stop()
        if self._work is not None:
            self._work.wait()

    def leave(self) -> None:
        """Make a last backup, when the windows are gone. One that fails is tried again the next time."""
        self.stop()
        if not self._care.why_read_only:
            self._finish()
            with suppress(ServiceFailed):
                self._care.back_up("close")

    def _finish(self) -> None:
        """Finish an erasing that was cut off; what still cannot be done is tried again the next time."""
        with suppress(ServiceFailed):
            self._care.finish_erasing()

    def _warn_of_place(self) -> None:
        """Say once for each library that its place is not safe."""
        mark, sentence = self._care.unsafe_place()
        warned = self._settings.values.get(WARNED)
        known = list(warned) if isinstance(warned, list) else []
        if sentence and mark not in known:
            self._settings.values[WARNED] = [*known, mark]
            self._settings.save()
            tell(sentence)

    def look(self) -> None:
        """Look at the library's file beside the windows; make a backup then, if one is due."""
        self._do(Work(self, self._care.look, calm=ServiceFailed), self._looked)

    def _looked(self, found: object) -> None:
        if isinstance(found, Sequence) and found:
            self.damaged.emit(str(found[0]))
        else:
            self._finish()
            self.back_up_if_due()

    def back_up_if_due(self) -> None:
        """Make a backup beside the windows, if there is something new and the last one is half an hour old."""
        try:
            due = self._work is None and self._care.is_due()
        except ServiceFailed:
            return
        if due:
            self._do(Work(self, lambda: self._care.back_up("time"), calm=ServiceFailed), lambda _copy: None)

    def _do(self, work: Work, then: Callable[[object], object]) -> None:
        self._work = work
        work.done.connect(self._ended)
        work.failed.connect(self._ended)
        work.failed.connect(self._tell_once)
        work.done.connect(then)
        work.start()

    def _ended(self) -> None:
        self._work = None

    def _tell_once(self, problem: object) -> None:
        """Say that something could not be done, once; work goes on."""
        if str(problem) and not self._told:
            self._told = True
            tell(str(problem))


def tell(sentence: str) -> None:
    """Show a sentence across the window that is seen; a case's has its own banner, the library's gets one."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QMainWindow) and window.isVisible():
            banner_of(window).say(sentence)


def banner_of(window: QMainWindow) -> Banner:
    """Return the banner of a window, made above what it shows if it has none."""
    own = getattr(window, "banner", None)
    if isinstance(own, Banner):
        return own
    page: QWidget | None = window.centralWidget()
    found = page.findChild(Banner) if page is not None else None
    if found is None:
        found = Banner()
        column = page.layout() if page is not None else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, found)
    return found
