"""Everything that can be focused, pressed or written in says what it is and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from window_driving import open_example, services_at

from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.library.window import LibraryWindow
from tests.support.contrast import SHAPE, contrast

Role = QAccessible.Role
SILENT = {Role.NoRole, Role.Client, Role.Pane, Role.Whitespace}
"""Roles that say nothing of what can be done."""
LEAST = 24
"""Pixels that a target is wide and high at least (WCAG 2.2, 2.5.8)."""


def interactive(window: QWidget) -> Iterator[QWidget]:
    """Yield what can be used in a window now: it is seen, and takes the focus, presses or words."""
    for widget in window.findChildren(QWidget):
        usable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton | QLineEdit)
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox) or widget.objectName().startswith("qt_")
        if usable and widget.isVisible() and not inner and widget.focusProxy() is None:
            yield widget


def spoken(widget: QWidget) -> tuple[Role, str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role(), (widget.accessibleName() or interface.text(QAccessible.Text.Name)).strip()


def unnamed(window: QWidget) -> list[str]:
    return [f"{type(w).__name__} {w.objectName()} in {path(w)}" for w in interactive(window) if not spoken(w)[1]]


def path(widget: QWidget) -> str:
    found: list[str] = []
    above = widget.parentWidget()
    while above is not None:
        found.append(above.objectName() or type(above).__name__)
        above = above.parentWidget()
    return " < ".join(found)


def mute(window: QWidget) -> list[str]:
    """Return what has no telling role: only the canvas may, whose name leads to the list."""
    return [
        f"{type(w).__name__} {spoken(w)[0].name} in {path(w)}"
        for w in interactive(window)
        if spoken(w)[0] in SILENT and "Ctrl+L" not in spoken(w)[1] and not isinstance(w, QAbstractScrollArea)
    ]


def small(window: QWidget) -> list[str]:
    buttons = [
        w for w in interactive(window) if isinstance(w, QAbstractButton) and not isinstance(w.parent(), QLineEdit)
    ]
    return [f"{spoken(w)[1]} {w.width()} × {w.height()}" for w in buttons if min(w.width(), w.height()) < LEAST]


def test_the_case_window_is_named_on_every_page_and_for_everything_selected(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_example(services, qtbot, page="case_map")
        window.dock.set_folded(False)
        case = window.document.case
        for page in window.pages:
            window.show_page(page)
            check(window, page)
        window.show_page("case_map")
        window.beside.set_mode("both")
        for keys in (
            [("figures", list(case.figures)[3])],
            [("relations", next(iter(case.relations)))],
            [("wishes", next(iter(case.wishes)))],
            [("figures", key) for key in list(case.figures)[3:5]],
        ):
            window.select(keys)
            check(window, str(keys))


def check(window: QWidget, where: str) -> None:
    QApplication.processEvents()
    assert unnamed(window) == [], where
    assert mute(window) == [], where
    assert small(window) == [], where


def test_the_library_window_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = LibraryWindow(services, Settings())
        with qtbot.waitExposed(window):
            window.show()
        check(window, "empty")
        services.import_example()
        window.reload()
        check(window, "with a case")


@pytest.mark.parametrize("kind", ["case_map", "collaboration_map"])
def test_the_canvas_says_what_it_is_and_what_is_selected(tmp_path: Path, qtbot: QtBot, kind: str) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window: CaseWindow = open_example(services, qtbot, page=kind)
        assert window.sheet is not None
        canvas, case = window.sheet.canvas, window.document.case
        assert canvas.accessibleName().endswith("som bild. Ctrl+L visar den som lista.")
        wish = next(iter(case.wishes))
        window.select([("wishes", wish)])
        assert case.wishes[wish].text in canvas.accessibleDescription()
        window.select([("figures", key) for key in case.figures])
        assert canvas.accessibleDescription().endswith("saker är valda.")
        window.select([])
        assert canvas.accessibleDescription() == "Inget är valt."


def test_the_canvas_shows_that_it_has_the_focus_when_keys_brought_it_there(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window: CaseWindow = open_example(services, qtbot, page="case_map")
        assert window.sheet is not None
        canvas = window.sheet.canvas

        def edge() -> str:
            return canvas.grab().toImage().pixelColor(0, canvas.height() // 2).name()

        window.palette_panel.search.setFocus(Qt.FocusReason.TabFocusReason)
        without = edge()
        canvas.setFocus(Qt.FocusReason.TabFocusReason)
        assert contrast(edge(), without) >= SHAPE
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
        window.palette_panel.search.setFocus(Qt.FocusReason.TabFocusReason)
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        assert edge() == without
