"""Where a window opens: where it was, else as large as it wants to be and the screen lets it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget

from app.widgets.common.style import scaled

_BESIDE, _ABOVE = 40, 70
"""Pixels of the screen that a dialog leaves free, for its frame and what lies behind it."""
ROOMY = 1.1
"""A screen must be this much larger than the window, or the window fills it."""


def open_where_it_was(window: QWidget, width: int, height: int, geometry: bytes | None, *, whole: bool = False) -> None:
    """Give a window its remembered geometry, else the whole screen if that is small or ``whole`` is wanted, else
    ``width`` × ``height`` pixels, which is also what a window that fills the screen shrinks to.

    A geometry from a larger screen, or one that is no longer there, is moved and shrunk until it can be seen whole.
    """
    screen = window.screen().availableGeometry()
    window.resize(min(width, screen.width()), min(height, screen.height()))
    if geometry is not None and window.restoreGeometry(QByteArray(geometry)):
        _bring_back(window)
        return
    if whole or screen.width() < ROOMY * width or screen.height() < ROOMY * height:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def fit_on_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window ``width`` × ``height`` pixels, as designed, large: with larger text larger, but no larger than its
    screen.
    """
    room = window.screen().availableGeometry()
    window.resize(min(scaled(width), room.width() - _BESIDE), min(scaled(height), room.height() - _ABOVE))


def _bring_back(window: QWidget) -> None:
    """Put a window that lies outside its screen, or is larger, wholly inside."""
    if window.isMaximized() or window.isFullScreen():
        return
    screen, size = window.screen().availableGeometry(), window.geometry()
    size.setSize(size.size().boundedTo(screen.size()))
    size.moveLeft(max(screen.left(), min(size.left(), screen.right() + 1 - size.width())))
    size.moveTop(max(screen.top(), min(size.top(), screen.bottom() + 1 - size.height())))
    if size != window.geometry():
        window.setGeometry(size)
