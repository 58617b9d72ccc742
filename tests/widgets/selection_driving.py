"""Windows of a case whose figures are selected by name, and what is done with them by key and by menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from canvas_driving import small_case
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import open_case, services_at

from app.models import casefile
from app.models.case import Case
from app.paths import resources
from app.settings import Settings
from app.widgets.canvas.free_spot import hull, taken_boxes
from app.widgets.canvas.view import CanvasView
from app.widgets.case_window import CaseWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Open = Callable[[str], CaseWindow]


def windows_of(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """A fixture: a maker of windows of a case of its own."""
    with services_at(tmp_path / "cases.db") as services:

        def make(name: str = "small") -> CaseWindow:
            path = resources() / "examples" / f"{name}.yaml"
            if name == "small":
                path = tmp_path / "small.yaml"
                path.write_text(casefile.dump(small_case(), "yaml"), "utf-8")
            (own,) = services.import_files([path])
            window = open_case(services, qtbot, own, Settings(values={"page": "case_map"}))
            canvas_of(window).setFocus()
            return window

        yield make
        QGuiApplication.clipboard().clear()


def canvas_of(window: CaseWindow) -> CanvasView:
    assert window.sheet is not None
    return window.sheet.canvas


def press(window: CaseWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    window.activateWindow()
    for _turn in range(50):
        QApplication.processEvents()
        if window.isActiveWindow():
            break
        QTest.qWait(10)
    canvas = canvas_of(window)
    canvas.setFocus()
    QTest.keyClick(canvas, key, modifiers)
    QApplication.processEvents()


def do(window: CaseWindow, action: str) -> None:
    window.book.actions[action].trigger()


def roles(case: Case) -> dict[str, str]:
    return {figure.role or figure.label: key for key, figure in case.figures.items()}


def select(canvas: CanvasView, *names: str) -> None:
    canvas.select([("figures", name) for name in names])


def pair(case: Case) -> tuple[str, str]:
    """Two figures with a relation between them, neither of them the child."""
    tie = next(t for t in case.relations.values() if case.child not in (t.from_, t.to))
    return tie.from_, tie.to


def overlapping(canvas: CanvasView, names: list[str]) -> list[str]:
    picture = canvas.sheet.picture
    return [
        name
        for name in names
        if any(
            hull(picture, name).moved(*picture.figures[name].place).overlaps(box)
            for box in taken_boxes(picture, [name])
        )
    ]
