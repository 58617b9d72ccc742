"""Text size and theme follow the user: at once, everywhere, and the next time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from window_driving import open_case, open_example, services_at

from app.settings import Settings
from app.widgets.actions.base import actions
from app.widgets.case_window import CaseWindow
from app.widgets.common.segmented import Segmented
from app.widgets.common.style import (
    TEXT_SIZES,
    Appearance,
    appearance_of,
    apply_style,
    colour,
    scaled,
    text_scale,
    theme_now,
)
from app.widgets.common.tokens import DARK, LIGHT
from app.widgets.library.window import LibraryWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def as_usual_again() -> Iterator[None]:
    """Leave the program as it was found."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_style(application, Appearance("light", 100))


def cut(window: QWidget) -> list[str]:
    """Return the words that are seen but have no room, where nothing scrolls that could show the rest."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, QLabel) and (widget.wordWrap() or widget.objectName() == "caseTitle"):
            continue  # wrapped, or shortened with dots and whole in its tooltip
        if widget.width() < widget.sizeHint().width() - 2 and not scrolls(widget):
            found.append(f"{widget.text()}: {widget.width()} of {widget.sizeHint().width()}")
    return found


def scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return False


def test_at_twice_the_size_nothing_is_cut_on_a_small_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        own = services.import_example()
        window = open_case(
            services, qtbot, own, Settings(values={"page": "wishes", "theme": "light", "text_size": 200})
        )
        assert text_scale() == 2.0
        window.showNormal()
        window.resize(1366, 768)
        wish = next(iter(window.document.case.wishes))
        for page in window.pages:
            window.show_page(page)
            window.select([("wishes", wish)])
            qtbot.wait(30)
            least = window.minimumSizeHint()
            assert least.width() <= 1366 and least.height() <= 768, page
            assert window.width() == 1366
            qtbot.waitUntil(lambda: cut(window) == [])  # bars fold at the next turn of the event loop
        window.close()
        library = LibraryWindow(services, Settings(values={"text_size": 200, "theme": "light"}))
        with qtbot.waitExposed(library):
            library.showNormal()
        library.resize(1366, 768)
        qtbot.wait(30)
        assert cut(library) == []


def test_choices_stand_in_a_column_where_a_row_has_no_room(qtbot: QtBot) -> None:
    choices = Segmented({"regulation": "Regelverk", "organisation": "Organisation", "outlook": "Synsätt"}, "Varför?")
    qtbot.addWidget(choices)
    buttons = choices.findChildren(QPushButton)
    choices.show()
    for width, rows in ((420, 1), (150, 3), (420, 1)):
        choices.resize(width, 200)
        QApplication.processEvents()
        assert len({each.y() for each in buttons}) == rows
        assert all(each.width() >= each.sizeHint().width() for each in buttons)
    QTest.keyClick(buttons[0], Qt.Key.Key_Down)
    assert choices.focusWidget() is buttons[1]


def test_text_grows_and_shrinks_with_keys_and_is_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_example(services, qtbot, page="wishes")
        window.settings.path = tmp_path / "settings.json"
        label = window.wishes.heading
        before, room = label.fontMetrics().height(), scaled(100)
        for _press in range(3):
            QTest.keyClick(window, Qt.Key.Key_Plus, CTRL_SHIFT)
        assert text_scale() == TEXT_SIZES[TEXT_SIZES.index(100) + 3] / 100 == 1.5
        assert label.fontMetrics().height() > 1.4 * before and scaled(100) == round(1.5 * room)
        QTest.keyClick(window, Qt.Key.Key_Minus, CTRL_SHIFT)
        assert text_scale() == 1.25
        assert appearance_of(Settings.load(tmp_path / "settings.json")).text == 125
        actions()["system_text"].run(window)
        assert appearance_of(Settings.load(tmp_path / "settings.json")).text is None
        assert text_scale() == 1.0


def test_the_theme_changes_everything_at_once_and_is_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_example(services, qtbot, page="case_map")
        window.settings.path = tmp_path / "settings.json"
        assert window.sheet is not None
        canvas = window.sheet.canvas
        tile, status = window.palette_panel.shown_tiles()[0], window.status

        def seen() -> tuple[str, str, str, str]:
            QApplication.processEvents()
            picture = tile.picture.pixmap().toImage()
            return (
                canvas.viewport().grab().toImage().pixelColor(3, 3).name(),
                status.grab().toImage().pixelColor(2, 2).name(),
                picture.pixelColor(picture.width() // 2, picture.height() * 2 // 3).name(),
                window.top.more.icon().pixmap(24, 24).toImage().pixelColor(12, 12).name(),
            )

        light = seen()
        toggle(window, "dark_look")
        dark = seen()
        assert theme_now() == "dark" and colour("ink").name() == DARK["ink"].lower()
        assert all(one != other for one, other in zip(light, dark, strict=True))
        assert appearance_of(Settings.load(tmp_path / "settings.json")).theme == "dark"
        toggle(window, "dark_look")
        assert seen() == light and colour("ink").name() == LIGHT["ink"].lower()


def toggle(window: CaseWindow, action: str) -> None:
    window.book.actions[action].trigger()


def test_what_the_settings_hold_is_checked() -> None:
    odd = Settings(values={"theme": "purple", "text_size": 5000})
    assert appearance_of(odd) == Appearance("system", None)
    assert appearance_of(Settings(values={"text_size": True})) == Appearance("system", None)
    assert appearance_of(Settings(values={"theme": "dark", "text_size": 150})) == Appearance("dark", 150)
