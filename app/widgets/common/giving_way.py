"""One window taking another's place: the old one goes as soon as the new one is there to be seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_SHOWN_MS = 40
"""So long after it was painted a window has reached the screen, even a slow one: two of its pictures."""
_LONGEST_MS = 1500
"""A window that nobody can see is never painted; the old one goes all the same."""


def give_way(old: QWidget) -> None:
    """Close ``old`` when the windows that have been shown in its place have been painted, so that nothing shines
    through in between and the two are not seen beside each other.
    """
    fresh = [
        each
        for each in QApplication.topLevelWidgets()
        if each is not old and each.isVisible() and each.windowType() == Qt.WindowType.Window
    ]
    _Painted(old, fresh)


class _Painted(QObject):
    """Closes ``old`` when every one of ``fresh`` has been painted."""

    def __init__(self, old: QWidget, fresh: list[QWidget]) -> None:
        super().__init__(old)
        self._old = old
        self._waited_for = {id(each) for each in fresh}
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._close)
        self._end.start(_LONGEST_MS if fresh else 0)
        for each in fresh:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that a window is painted; every event goes on."""
        if event.type() == QEvent.Type.Paint and self._waited_for:
            self._waited_for.discard(id(watched))
            watched.removeEventFilter(self)
            if not self._waited_for:
                self._end.start(_SHOWN_MS)
        return False

    def _close(self) -> None:
        self._old.close()
