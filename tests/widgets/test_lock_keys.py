"""The keys of the lock work wherever one is: in a dialog that stands before everything, to the group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from unlock_driving import session_at, shown, unlock

from app.application import LibraryServices
from app.session import Session
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.library.window import LibraryWindow
from app.widgets.projector.projecting import projecting
from app.widgets.projector.window import ProjectorWindow
from app.widgets.unlock.locking import lock_of_program
from app.widgets.unlock.window import UnlockWindow
from tests.support.libraries import opened

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """A session that has been unlocked and shows a library with the example case."""
    path = tmp_path / "bibliotek.samkarta"
    with opened(path, create=True) as made:
        LibraryServices(made).import_files([EXAMPLES / "case_a.yaml"])
    settings = Settings(values={"page": "wishes"}, path=path.with_name("settings.json"))
    with session_at(path, settings) as made_session:
        made_session.ask()
        unlock(made_session, qtbot)
        yield made_session


def library_window() -> LibraryWindow:
    (window,) = shown(LibraryWindow)
    assert isinstance(window, LibraryWindow)
    return window


def press_lock(window: QWidget) -> None:
    """Press the keys as the system hands them to a window."""
    handle = window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, CTRL_ALT))


def press_when_there(kind: type[QWidget], session: Session) -> None:
    """Press the keys once a dialog of a kind stands before everything; watched as it is when it has the keyboard."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, press)
            return
        session._watch._take_windows()
        press_lock(dialog)

    QTimer.singleShot(20, press)


@pytest.mark.parametrize("kind", [NewCaseDialog, QMessageBox])
def test_a_dialog_that_stands_before_everything_takes_the_locks_keys(
    session: Session, qtbot: QtBot, kind: type[QWidget]
) -> None:
    window = library_window()
    press_when_there(kind, session)
    if kind is NewCaseDialog:
        window.ask_new()
    else:
        QMessageBox(QMessageBox.Icon.Information, "Fråga", "Vill du?", parent=window).exec()
    qtbot.waitUntil(lambda: session.library is None)
    assert [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()] == [UnlockWindow]
    assert session._keys.key is None


def test_the_group_sees_nothing_more_when_the_keys_are_pressed_on_the_projector(session: Session, qtbot: QtBot) -> None:
    library_window().open_case(library_window().model.cards[0].id)
    (window,) = shown(CaseWindow)
    assert isinstance(window, CaseWindow)
    projecting(window).show()
    (wall,) = shown(ProjectorWindow)
    assert isinstance(wall, ProjectorWindow)
    assert "Ctrl+Alt+L" in wall.commands["lock"].shortcut().toString()
    wall.activateWindow()
    qtbot.waitUntil(wall.isActiveWindow)
    press_lock(wall)
    qtbot.waitUntil(lambda: session.library is None)
    assert [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()] == [UnlockWindow]


def test_other_keys_with_the_same_letter_do_not_lock(session: Session, qtbot: QtBot) -> None:
    handle = library_window().windowHandle()
    for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier):
        QTest.keyClick(handle, Qt.Key.Key_L, modifiers)
    qtbot.wait(50)
    assert session.library is not None and shown(LibraryWindow)


def test_the_lock_is_found_only_while_the_library_is_open(session: Session, qtbot: QtBot) -> None:
    assert lock_of_program() is not None
    session.lock()
    qtbot.waitUntil(lambda: session.library is None)
    assert lock_of_program() is None
