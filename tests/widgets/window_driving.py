"""Helpers that drive the library window and the case window over a real library file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from canvas_driving import type_letters
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.application import LibraryServices
from app.paths import resources
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.library.window import LibraryWindow
from tests.support.libraries import opened

LEFT = Qt.MouseButton.LeftButton
EXAMPLES = resources() / "examples"


@contextmanager
def services_at(path: Path) -> Iterator[LibraryServices]:
    """Services over the library at ``path``; every window is gone when it is left."""
    with opened(path, create=True) as library:
        yield LibraryServices(library)
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, LibraryWindow | CaseWindow):
                widget.close()
                widget.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def open_example(services: LibraryServices, bot: QtBot, page: str = "wishes") -> CaseWindow:
    """Return the window of the example case, shown at 1366 × 768 on a page; maps take their time."""
    (own,) = services.import_files([EXAMPLES / "case_a.yaml"])
    return open_case(services, bot, own, Settings(values={"page": page}))


def open_case(services: LibraryServices, bot: QtBot, own: str, settings: Settings | None = None) -> CaseWindow:
    """Return the window of a case of the library."""
    window = CaseWindow(services.open(own), services, settings or Settings(), own)
    window.resize(1366, 768)
    with bot.waitExposed(window):
        window.show()
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow)
    return window


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def write(field: QWidget, text: str) -> None:
    """Write in a field in place of what stands there, and leave it."""
    editor = field.focusProxy() or field
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.setFocus()
    editor.selectAll()
    type_letters(editor, text)
    editor.clearFocus()
    QApplication.processEvents()
