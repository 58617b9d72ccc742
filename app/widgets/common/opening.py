"""Where a window opens: where it was, else as large as it wants to be and the screen lets it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget

ROOMY = 1.1
"""A screen must be this much larger than the window, or the window fills it."""


def open_where_it_was(window: QWidget, width: int, height: int, geometry: bytes | None) -> None:
    """Give a window its remembered geometry, else ``width`` × ``height`` pixels, else the whole of a small screen."""
    screen = window.screen().availableGeometry()
    window.resize(min(width, screen.width()), min(height, screen.height()))
    if geometry is not None and window.restoreGeometry(QByteArray(geometry)):
        return
    if screen.width() < ROOMY * width or screen.height() < ROOMY * height:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
