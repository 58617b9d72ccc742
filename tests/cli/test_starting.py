"""From the first, empty window to the real one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.starting import BLOCKED, run_window
from app.widgets.case_window import CaseWindow
from app.widgets.first_window import FirstWindow
from app.widgets.library.window import LibraryWindow
from app.widgets.recovery.damage import DamageWindow
from tests.support.libraries import give_password, opened, raw

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAMKARTA_DATA", str(tmp_path / "data"))
    hook = sys.excepthook
    yield
    sys.excepthook = hook


def tops(kind: type[QWidget]) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def when_shown(kind: type[QWidget], seen: list[QWidget]) -> QTimer:
    """Look for a window until there is one, remember it, and close everything."""
    timer = QTimer()

    def look() -> None:
        if tops(kind):
            timer.stop()
            seen.extend(tops(kind))
            for window in QApplication.topLevelWidgets():
                window.close()

    timer.timeout.connect(look)
    timer.start(20)
    return timer


def test_the_example_opens_in_a_library_that_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen: list[QWidget] = []
    timer = when_shown(CaseWindow, seen)
    assert run_window(None) == 0
    assert len(seen) == 1 and not timer.isActive()
    assert not list(tmp_path.glob("samkarta-*"))


def test_a_library_opens_where_the_first_window_was(tmp_path: Path) -> None:
    library = tmp_path / "own.samkarta"
    with opened(library, create=True):
        pass
    give_password(library)
    seen: list[QWidget] = []
    timer = when_shown(LibraryWindow, seen)
    assert run_window(library) == 0
    assert len(seen) == 1 and not timer.isActive()


def test_a_library_that_cannot_be_opened_is_told_of_over_the_first_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[object, str]] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda parent, _title, text: said.append((parent, text)))
    other = tmp_path / "fel.samkarta"
    with raw(other) as connection:
        connection.execute("CREATE TABLE somebody_elses (id TEXT)")
    connection.close()
    give_password(other)
    assert run_window(other) == BLOCKED
    ((parent, sentence),) = said
    assert isinstance(parent, FirstWindow) and "fel.samkarta" in sentence
    parent.close()


def test_a_damaged_library_leads_to_the_page_of_what_can_be_done(tmp_path: Path) -> None:
    damaged = tmp_path / "fel.samkarta"
    damaged.write_bytes(b"inget bibliotek" * 100)
    give_password(damaged)
    seen: list[QWidget] = []
    timer = when_shown(DamageWindow, seen)
    assert run_window(damaged) == 0
    assert len(seen) == 1 and not timer.isActive()
    assert damaged.read_bytes() == b"inget bibliotek" * 100


def test_who_closes_the_first_window_gets_no_other(tmp_path: Path, qtbot: QtBot) -> None:
    """The window is closed while the library is being read."""

    def close() -> None:
        for window in tops(FirstWindow):
            QTimer.singleShot(0, window.close)

    shown = FirstWindow.showEvent
    try:
        FirstWindow.showEvent = lambda self, event: (shown(self, event), self.seen.connect(close))  # type: ignore
        assert run_window(tmp_path / "new.samkarta") == 0
    finally:
        FirstWindow.showEvent = shown
    assert not tops(LibraryWindow)
