"""Types planted words in whatever the windows offer, and looks at what the desktop is told meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import shiboken6
from canvas_driving import type_letters
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.widgets.case_window import CaseWindow
from app.widgets.common.messages import Message

STEM = "Vjxqzkw"
"""How every planted word of a case begins."""
OWN = "Qjzvxkw"
"""How every word begins that is the user's own and no case's: a template's name, the user's."""
LETTERS = "åäöé"
_MOST = 20
_TICK_MS = 20
_WAIT_S = 60.0

Field = QLineEdit | QPlainTextEdit | QTextEdit


def wait_until(true: Callable[[], object]) -> None:
    """Let the program work until something is true."""
    end = time.monotonic() + _WAIT_S
    while not true():
        assert time.monotonic() < end, "it did not come true"
        QTest.qWait(10)


class Typist(QObject):
    """Types in windows and answers dialogs: fields are filled, files are taken from and put to ``path``, the rest let
    be, unless the kind of dialog is in ``accepts``. ``titles`` is everything the desktop was told to show, ``numbers``
    the cases' numbers, which may stand there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.stem = STEM
        self.titles: set[str] = set()
        self.numbers: set[str] = set()
        self.met: list[str] = []
        self.path: Path | None = None
        self.accepts: tuple[type[QDialog], ...] = ()
        self._answering: set[int] = set()
        for _timer in range(2):  # a timer rests while what it called goes on, and that may be a dialog of its own
            timer = QTimer(self)
            timer.timeout.connect(self._tick)
            timer.start(_TICK_MS)

    def word(self) -> str:
        """Return a word that was never typed before."""
        self.words.append(f"{self.stem}{len(self.words):03}{LETTERS}")
        return self.words[-1]

    # Fields

    def fill(self, root: QWidget) -> int:
        """Type a word of its own in every field that can be seen in ``root``; return in how many."""
        tried: list[Field] = []
        dialog = isinstance(root.window(), QDialog)
        while len(tried) < _MOST:
            field = next((each for each in self._fields(root) if not any(each is one for one in tried)), None)
            if field is None:
                break
            tried.append(field)
            self.type(field, leave=dialog)
            if not shiboken6.isValid(root):
                break
        return len(tried)

    def _fields(self, root: QWidget) -> Iterator[Field]:
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
            for each in root.findChildren(kind):
                if not each.isVisible() or not each.isEnabled() or each.isReadOnly():
                    continue
                if isinstance(each, QLineEdit):
                    if each.echoMode() != QLineEdit.EchoMode.Normal or isinstance(each.parent(), QAbstractSpinBox):
                        continue
                    said = each.text()
                else:
                    said = each.toPlainText()
                if STEM not in said and OWN not in said:
                    yield each

    def type(self, field: Field, *, leave: bool = False) -> None:
        """Type a new word in place of what stands in a field, and Enter unless one is only to ``leave`` it."""
        field.setFocus()
        field.selectAll()
        type_letters(field, self.word())
        if not leave and isinstance(field, QLineEdit) and shiboken6.isValid(field):
            QTest.keyClick(field, Qt.Key.Key_Return)
        if shiboken6.isValid(field):
            field.clearFocus()
        QApplication.processEvents()

    # Dialogs

    def _tick(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, CaseWindow):
                self.numbers.add(widget.document.shown.info.number or "")
            self.titles |= {widget.windowTitle(), widget.windowFilePath(), widget.windowIconText()}
        self.titles |= {window.title() for window in QGuiApplication.topLevelWindows()}
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and id(dialog) not in self._answering:
            self._answering.add(id(dialog))
            self.met.append(type(dialog).__name__)
            try:
                self._answer(dialog)
            finally:
                self._answering.discard(id(dialog))

    def _answer(self, dialog: QDialog) -> None:
        if isinstance(dialog, QFileDialog):
            self._choose_file(dialog)
        elif isinstance(dialog, QPrintDialog):
            dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            dialog.printer().setOutputFileName(str(self.path))
            self.path = None
            dialog.done(QDialog.DialogCode.Accepted)
        elif isinstance(dialog, QMessageBox | Message):
            dialog.reject()
        else:
            self.fill(dialog)
            if shiboken6.isValid(dialog) and dialog.isVisible():
                dialog.accept() if isinstance(dialog, self.accepts) else dialog.reject()

    def _choose_file(self, dialog: QFileDialog) -> None:
        path, self.path = self.path, None
        if path is None:
            dialog.reject()
            return
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name if path.suffix else str(path))
        QApplication.processEvents()
        dialog.accept()


def told(typist: Typist, **more: Any) -> dict[str, Any]:
    """Return what the test is to know of a session."""
    shown = {"titles": sorted(typist.titles), "numbers": sorted(typist.numbers)}
    return {"words": typist.words, "met": typist.met, **shown, **more}
