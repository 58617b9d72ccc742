"""Dialogs with text of twice the size on a small screen, and what stands on the canvas beside its tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, open_case, services_at

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.settings import Settings
from app.widgets.case_merging.taking_in import FilePasswordDialog
from app.widgets.case_window import CaseWindow
from app.widgets.common.segmented import Segmented
from app.widgets.common.style import Appearance, apply_style
from app.widgets.deidentify.window import DeidentifyWindow
from app.widgets.erasing.person import ErasePersonDialog
from app.widgets.handing_over.dialog import HandOverDialog
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.recovery.backups_dialog import BackupsDialog
from app.widgets.retention.window import RetentionWindow

ROOM = QSize(1366, 740)
"""What a screen of 1366 × 768 leaves a window."""


@pytest.fixture(autouse=True)
def as_usual_again() -> Iterator[None]:
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_style(application, Appearance("light", 100))


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[CaseWindow]:
    with services_at(tmp_path / "library.samkarta") as services:
        (own,) = services.import_files([EXAMPLES / "case_a.yaml"])
        (closed,) = services.import_files([EXAMPLES / "case_b.yaml"])
        document = services.open(closed)
        document.push(set_field(document.case, "case", "case", "status", "closed"))
        document.push(set_field(document.case, "case", "case", "closed_on", date(2020, 3, 1)))
        yield open_case(services, qtbot, own, Settings(values={"page": "wishes", "theme": "light", "text_size": 200}))


def erasing(window: CaseWindow) -> QDialog:
    return ErasePersonDialog(window.services, window.library_id, window.document.case, "f09", window)


def with_trouble(window: CaseWindow) -> QDialog:
    dialog = FilePasswordDialog(window.services, Path("ärende.samkarta-case"), window)
    dialog.problem.setText("Lösenordet öppnar inte filen. Inget har lagts in. Försök igen. " * 3)
    return dialog


def backups(window: CaseWindow) -> QDialog:
    assert isinstance(window.services, LibraryServices)
    return BackupsDialog(window, window.services.care, whole=True)


MAKERS: list[Callable[[CaseWindow], QDialog]] = [
    NewCaseDialog,
    HandOverDialog,
    with_trouble,
    backups,
    erasing,
    DeidentifyWindow,
    lambda window: RetentionWindow(window.services, window.settings, window),
]


def cut(dialog: QWidget) -> list[str]:
    """The words that have no room where they stand."""
    found = []
    for widget in dialog.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or not widget.isVisibleTo(dialog) or not widget.text():
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        if wraps and widget.height() < widget.heightForWidth(widget.width()):
            found.append(f"{widget.text()[:40]}: {widget.height()} of {widget.heightForWidth(widget.width())} high")
        elif not wraps and widget.width() < widget.sizeHint().width() - 2:
            found.append(f"{widget.text()[:40]}: {widget.width()} of {widget.sizeHint().width()} wide")
    return found


@pytest.mark.parametrize("make", MAKERS)
def test_a_dialog_has_room_for_its_words_at_twice_the_size(
    make: Callable[[CaseWindow], QDialog], window: CaseWindow, qtbot: QtBot
) -> None:
    dialog = make(window)
    qtbot.addWidget(dialog)
    dialog.show()
    least = dialog.minimumSizeHint()
    assert least.width() <= ROOM.width() and least.height() <= ROOM.height()
    dialog.resize(ROOM.boundedTo(QSize(1300, max(dialog.height(), 700))))
    qtbot.waitUntil(lambda: not cut(dialog), timeout=3000)
    dialog.reject()


@pytest.mark.parametrize("text", [100, 150, 200])
@pytest.mark.parametrize("wide", [1366, 1100])
def test_what_to_do_on_an_empty_sheet_stands_clear_of_the_tools(
    tmp_path: Path, qtbot: QtBot, text: int, wide: int
) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        own = services.create("Nytt case", "Nova")
        settings = Settings(values={"page": "case_map", "theme": "light", "text_size": text})
        found = open_case(services, qtbot, own, settings)
        found.showNormal()
        found.resize(wide, 768)
        sheet = found.sheet
        assert sheet is not None
        (hint,) = [each for each in sheet.canvas.viewport().findChildren(QLabel) if each.objectName() == "canvasHint"]
        qtbot.waitUntil(hint.isVisible)

        def clear() -> bool:
            bars = [each.geometry() for each in (sheet.tools, sheet.zoom)]
            words = hint.geometry().translated(sheet.canvas.viewport().mapTo(sheet, QPoint(0, 0)))
            return sheet.rect().contains(words) and not any(words.intersects(bar) for bar in bars)

        qtbot.waitUntil(clear)
        assert hint.height() >= hint.heightForWidth(hint.width()), "every word of it"


def test_two_choices_are_equally_wide_where_both_have_room(qtbot: QtBot) -> None:
    choices = Segmented({"real": "Verkligt ärende", "type_case": "Typfall"}, "Slag")
    qtbot.addWidget(choices)
    choices.resize(400, 40)
    choices.show()
    widths = [each.width() for each in choices.findChildren(QPushButton)]
    assert abs(widths[0] - widths[1]) <= 1
