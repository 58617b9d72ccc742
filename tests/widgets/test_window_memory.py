"""What a case's window takes from outside, and what it remembers: files let go over it, panels, its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, LEFT, open_case

from app.application import LibraryServices
from app.settings import Settings
from app.widgets.case_window import CaseWindow

MODS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    """The example case's list of wishes at 1366 × 768."""
    (own,) = services.import_files([EXAMPLES / "case_a.yaml"])
    return open_case(services, qtbot, own, Settings(values={"page": "wishes"}))


# Files let go over the window


def let_go(window: QWidget, path: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(60, 200), copy, mime, LEFT, MODS)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(60, 200), copy, mime, LEFT, MODS))
    return enter.isAccepted()


def test_a_case_file_let_go_over_a_case_goes_to_the_library(window: CaseWindow) -> None:
    before = window.document.case.info.title
    assert let_go(window, EXAMPLES / "case_b.yaml")
    assert len(window.services.cases()) == 2
    assert window.document.case.info.title == before
    assert "ligger nu i biblioteket" in window.toast.text()


@pytest.mark.parametrize("name", ["trasig.yaml", "bild.png"])
def test_a_bad_file_gets_its_sentence_and_changes_nothing(
    window: CaseWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(f"{box.text()} {box.informativeText()}") or 0)
    monkeypatch.setattr("app.widgets.dropping.tell", lambda _w, title, text, lines: said.append(f"{title} {text}"))
    path = tmp_path / name
    path.write_bytes(b"schema: nej\n")
    assert let_go(window, path)
    assert len(window.services.cases()) == 1
    assert said
    assert said[0].startswith("Inget importerades")


# What is remembered


def drawn(window: CaseWindow, sides: list[int]) -> None:
    """Draw the panels to these widths, as the pointer does."""
    window.body.setSizes(sides)
    window.body.splitterMoved.emit(window.body.sizes()[0], 1)


def roomy(window: CaseWindow, qtbot: QtBot) -> None:
    """Make the window as wide as a usual screen; the one that is not there is smaller."""
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 760)
    qtbot.waitUntil(lambda: sum(window.body.sizes()) > 1300)


def test_panels_keep_the_widths_they_were_drawn_to(window: CaseWindow, services: LibraryServices, qtbot: QtBot) -> None:
    roomy(window, qtbot)
    window.show_page("case_map")
    drawn(window, [300, 690, 376])
    left, right = window.body.sizes()[0], window.body.sizes()[-1]
    settings, own = window.settings, window.library_id
    window.show_page("wishes")  # without the roles to the left
    window.close()
    again = open_case(services, qtbot, own, settings)
    roomy(again, qtbot)
    assert again.body.sizes()[-1] == pytest.approx(right, abs=2)
    again.show_page("case_map")
    QApplication.processEvents()
    assert again.body.sizes()[0] == pytest.approx(left, abs=2)


def test_panels_too_wide_for_a_smaller_window_are_as_usual(
    window: CaseWindow, services: LibraryServices, qtbot: QtBot
) -> None:
    settings, own = window.settings, window.library_id
    settings.values["panels"] = {"left": 700, "right": 600, "below": 9000}
    window.close()
    again = open_case(services, qtbot, own, settings)
    sizes = again.body.sizes()
    assert sizes[0] < 300
    assert sizes[-1] < 300
    assert again.above.sizes()[0] > again.above.sizes()[1]


def test_a_window_from_a_larger_screen_opens_inside_this_one(
    window: CaseWindow, services: LibraryServices, qtbot: QtBot
) -> None:
    settings, own = window.settings, window.library_id
    window.setGeometry(5000, 3000, 2600, 1500)
    settings.remember("case", window.saveGeometry().data())
    window.close()
    again = CaseWindow(services.open(own), services, settings, own)
    qtbot.addWidget(again)
    screen = again.screen().availableGeometry()
    minimum = again.minimumSize()
    assert screen.contains(again.geometry().topLeft())
    assert again.width() <= max(screen.width(), minimum.width())
    assert again.height() <= max(screen.height(), minimum.height())
