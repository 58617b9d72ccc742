"""The program itself, as a user starts it: ``demo``, or a library and the case in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from frames import peak_mib, since_spawn, tell
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.widgets import first_window

found: dict[str, Any] = {}
first_paint = first_window.FirstWindow.paintEvent


def painted_first(self: first_window.FirstWindow, event: QPaintEvent) -> None:
    """Note when the first window was painted, and look from then on for the map."""
    first_paint(self, event)
    found.setdefault("first_paint", since_spawn())
    first_window.FirstWindow.paintEvent = first_paint  # type: ignore[method-assign]
    QTimer.singleShot(0, watch)


def watch() -> None:
    """Take note of the first map that is painted with its figures; what comes before it is the program's own."""
    from app.widgets.canvas import sheet_view

    paint = sheet_view.SheetView.paintEvent

    def painted(self: sheet_view.SheetView, event: QPaintEvent) -> None:
        paint(self, event)
        if self.sheet.figures and "map" not in found:
            tell(**found, map=since_spawn(), memory=peak_mib(), figures=len(self.sheet.figures))
            found["map"] = True
            QApplication.exit(0)

    sheet_view.SheetView.paintEvent = painted  # type: ignore[method-assign]


first_window.FirstWindow.paintEvent = painted_first  # type: ignore[method-assign]
if len(sys.argv) == 3:
    from app.starting import run_window
    from app.storage.data_key import DataKey

    run_window(Path(sys.argv[1]), open_case=sys.argv[2], key=DataKey(bytes(32)))  # its derivation is another number
else:
    from app.cli import main

    main(["demo"])
