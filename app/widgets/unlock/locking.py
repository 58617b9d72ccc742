"""When the program is locked: by a key, after a time at rest, and when the computer has slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication

from app.widgets.unlock.keys import Keys

LOCK_KEYS = "Ctrl+Alt+L"
TICK_SECONDS = 5
ASLEEP_SECONDS = 60
"""The clock went on so long between two ticks: the computer has slept."""
_USED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
_LOCK = QKeySequence(LOCK_KEYS)


def clock() -> float:
    """Return the time in seconds; it goes on while the computer sleeps."""
    return time.time()


class Watch(QObject):
    """Emits ``rested()`` when no window of the program has had a key or a pointer for so many minutes, or the
    computer has slept. ``minutes`` is asked each time; 0 is never. Emits ``locked()`` when the lock's keys are pressed
    in a window that does not take them itself: a dialog that stands before the others, a menu.

    It looks at what each window is handed by the system, not at every event of the program.
    """

    rested = Signal()
    locked = Signal()

    def __init__(self, parent: QObject, minutes: Callable[[], int]) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_SECONDS * 1000)
        self._timer.timeout.connect(self.tick)
        self._used = self._ticked = clock()

    def start(self) -> None:
        """Begin to watch, from now on."""
        self._used = self._ticked = clock()
        self._take_windows()
        self._timer.start()
        application = QApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._take_windows, Qt.ConnectionType.UniqueConnection)
        application.applicationStateChanged.connect(self._state, Qt.ConnectionType.UniqueConnection)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def tick(self) -> None:
        """Look at the clock."""
        now = clock()
        slept = now - self._ticked
        if slept < 0:  # the clock was set back: how long it has rested stays as it was
            self._used += slept
        rest = now - self._used
        self._ticked = now
        self._take_windows()
        minutes = self._minutes()
        if slept >= ASLEEP_SECONDS or (minutes and rest >= minutes * 60):
            self.rested.emit()

    def _take_windows(self, _window: QWindow | None = None) -> None:
        for each in QGuiApplication.topLevelWindows():
            each.installEventFilter(self)

    def _state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended and self._timer.isActive():
            self.rested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the program is used, and take the lock's keys; every other event goes on."""
        if event.type() in _USED:
            self._used = clock()
            if isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == _LOCK:
                QTimer.singleShot(0, self, self.locked.emit)  # not in the middle of what the window does with keys
                return True
        return False


class Lock(QObject):
    """The windows' way to the lock of the library they show. Emits ``wanted()`` when it is to be locked."""

    wanted = Signal()

    def __init__(self, parent: QObject, keys: Keys) -> None:
        super().__init__(parent)
        self.keys = keys


def lock_of_program() -> Lock | None:
    """Return the program's lock, None where there is nothing to lock: the example, a single window of a test."""
    application = QApplication.instance()
    return application.findChild(Lock) if application is not None else None
