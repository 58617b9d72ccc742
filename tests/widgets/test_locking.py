"""The lock: what is seen is put away and nothing of it stays in memory; afterwards all of it is where it was."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from unlock_driving import WAIT_MS, page, session_at, shown, unlock

from app.application import LibraryServices
from app.session import Session
from app.settings import Settings
from app.widgets.actions.base import actions
from app.widgets.canvas.clipboard import MIME_FIGURES
from app.widgets.case_window import CaseWindow
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.library.window import LibraryWindow
from app.widgets.projector.projecting import projecting
from app.widgets.projector.window import ProjectorWindow
from app.widgets.recovery.damage import DamageWindow
from app.widgets.unlock import locking
from app.widgets.unlock.locking import TICK_SECONDS, lock_of_program
from app.widgets.unlock.settings_dialog import SettingsDialog
from app.widgets.unlock.window import UnlockWindow
from tests.support.libraries import PASSWORD, opened, raw

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with the example case in it."""
    path = tmp_path / "bibliotek.samkarta"
    with opened(path, create=True) as made:
        LibraryServices(made).import_files([EXAMPLES / "case_a.yaml"])
    return path


@pytest.fixture
def session(library: Path, qtbot: QtBot) -> Iterator[Session]:
    """A session that has been unlocked and shows the library."""
    settings = Settings(values={"page": "wishes", "user_name": "Kim Ek"}, path=library.with_name("settings.json"))
    with session_at(library, settings) as made:
        made.ask()
        unlock(made, qtbot)
        yield made


def case_window(session: Session) -> CaseWindow:
    """Open the case from the library and return its window."""
    (window,) = shown(LibraryWindow)
    assert isinstance(window, LibraryWindow)
    window.open_case(window.model.cards[0].id)
    assert window.case_window is not None
    return window.case_window


def locked(session: Session, bot: QtBot) -> None:
    """Wait until everything has been put away."""
    bot.waitUntil(lambda: session.library is None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def type_name(window: CaseWindow, name: str) -> None:
    """Write in the name of the figure that is selected, and leave the cursor there."""
    line = window.properties.panel.editors["label"].focusProxy()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.setText(name)


def again(session: Session, bot: QtBot) -> CaseWindow:
    """Unlock and return the case's window as it came back."""
    unlock(session, bot)
    (window,) = shown(CaseWindow)
    assert isinstance(window, CaseWindow)
    return window


def test_the_key_puts_every_window_away_and_the_same_ones_come_back(session: Session, qtbot: QtBot) -> None:
    window = case_window(session)
    wish = next(iter(window.document.case.wishes))
    window.select([("wishes", wish)])
    window.document.hide_names(True)
    projecting(window).show()
    assert shown(ProjectorWindow)
    own = window.library_id
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_L, CTRL_ALT)
    assert not shown(CaseWindow) and not shown(ProjectorWindow) and not shown(LibraryWindow)
    assert [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()] == [UnlockWindow]
    locked(session, qtbot)
    assert session._keys.key is None
    window = again(session, qtbot)
    assert (window.library_id, window.page, window.properties.selection) == (own, "wishes", [("wishes", wish)])
    assert window.document.all_hidden and shown(ProjectorWindow) and not shown(LibraryWindow)
    window.go_to_library()
    assert shown(LibraryWindow), "the library is there when the case is closed"


def test_what_is_being_typed_is_stored_before_the_windows_go(session: Session, qtbot: QtBot) -> None:
    window = case_window(session)
    window.select([("figures", "f13")])
    type_name(window, "Mormor Nytt")
    assert window.document.case.figures["f13"].label != "Mormor Nytt", "not committed yet"
    window.book.actions["lock"].trigger()
    locked(session, qtbot)
    window = again(session, qtbot)
    assert window.document.case.figures["f13"].label == "Mormor Nytt"
    window.undo()
    assert window.document.case.figures["f13"].label != "Mormor Nytt"


def test_nothing_of_an_open_case_stays_in_memory(session: Session, qtbot: QtBot) -> None:
    window = case_window(session)
    gone: list[weakref.ref[object]] = [weakref.ref(window), weakref.ref(window.document.case)]
    gone += [weakref.ref(figure) for figure in window.document.case.figures.values()]
    assert all(ref() is not None for ref in gone)
    del window
    session.lock()
    locked(session, qtbot)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and all(ref() is None for ref in gone), timeout=10_000)


def test_the_clipboard_is_cleared(session: Session, qtbot: QtBot) -> None:
    window = case_window(session)
    window.show_page("case_map")
    assert window.sheet is not None
    window.sheet.canvas.select([("figures", "f13")])
    window.book.actions["copy"].trigger()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.mimeData().hasFormat(MIME_FIGURES)
    session.lock()
    held = clipboard.mimeData()
    assert (held is None or not held.hasFormat(MIME_FIGURES)) and not clipboard.text()
    locked(session, qtbot)


def test_a_dialog_that_was_open_is_closed_and_told_of(session: Session, qtbot: QtBot) -> None:
    (window,) = shown(LibraryWindow)
    assert isinstance(window, LibraryWindow)

    def lock() -> None:
        assert isinstance(QApplication.activeModalWidget(), NewCaseDialog)
        session.lock()
        assert not shown(NewCaseDialog) and not shown(LibraryWindow)

    QTimer.singleShot(0, lock)
    window.ask_new()
    locked(session, qtbot)
    assert session.unlocking is not None and "Nytt ärende" in session.unlocking.notice.text()
    assert "Allt är sparat" not in page(session).text.text()
    unlock(session, qtbot)
    assert shown(LibraryWindow)


def test_what_could_not_be_stored_is_told_on_the_page(session: Session, qtbot: QtBot, library: Path) -> None:
    window = case_window(session)
    window.select([("figures", "f13")])
    type_name(window, "Försvunnen")
    moved = library.rename(library.with_name("flyttat.samkarta"))
    session.lock()
    locked(session, qtbot)
    assert session.unlocking is not None and "kunde inte sparas" in session.unlocking.notice.text()
    unlock(session, qtbot)
    assert "Det finns inget bibliotek" in page(session).trouble.text(), "no new one is made in its place"
    moved.rename(library)
    assert again(session, qtbot).document.case.figures["f13"].label != "Försvunnen"


def test_a_wrong_password_keeps_it_locked(session: Session, qtbot: QtBot) -> None:
    session.lock()
    locked(session, qtbot)
    unlock(session, qtbot, "fel")
    assert "stämmer inte" in page(session).trouble.text() and session.library is None
    unlock(session, qtbot)
    assert shown(LibraryWindow)


# At rest


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_000_000.0
        monkeypatch.setattr(locking, "clock", lambda: self.now)

    def rest(self, session: Session, minutes: float) -> None:
        """Let time pass, a tick at a time."""
        for _tick in range(round(minutes * 60 / TICK_SECONDS)):
            if session.library is None:
                return
            self.now += TICK_SECONDS
            session._watch.tick()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_the_program_locks_itself_after_ten_minutes_without_a_key_or_a_pointer(
    clock: Clock, session: Session, qtbot: QtBot
) -> None:
    (window,) = shown(LibraryWindow)
    clock.rest(session, 9)
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    clock.rest(session, 9)
    QTest.mouseMove(handle, handle.geometry().center() - handle.position())
    QApplication.processEvents()
    clock.rest(session, 9.5)
    assert session.library is not None and shown(LibraryWindow)
    clock.rest(session, 1)
    locked(session, qtbot)
    assert not shown(LibraryWindow)


@pytest.mark.parametrize(("minutes", "rests", "locks"), [(5, 5.5, True), (30, 20, False), (0, 300, False)])
def test_the_minutes_are_the_users_choice(
    clock: Clock, session: Session, qtbot: QtBot, minutes: int, rests: float, locks: bool
) -> None:
    session._settings.values["idle_minutes"] = minutes
    clock.rest(session, rests)
    assert bool(shown(LibraryWindow)) is not locks


def test_a_computer_that_has_slept_wakes_up_locked(clock: Clock, session: Session, qtbot: QtBot) -> None:
    session._settings.values["idle_minutes"] = 0
    clock.now += 3600
    session._watch.tick()
    locked(session, qtbot)
    assert shown(UnlockWindow)


def test_a_clock_that_is_set_back_does_not_put_the_lock_off(clock: Clock, session: Session, qtbot: QtBot) -> None:
    clock.rest(session, 6)
    clock.now -= 3600
    session._watch.tick()
    clock.rest(session, 3)
    assert session.library is not None
    clock.rest(session, 2)
    locked(session, qtbot)


def test_the_page_of_a_damaged_library_is_locked_as_the_library_is(clock: Clock, library: Path, qtbot: QtBot) -> None:
    library.write_bytes(bytes(library.stat().st_size))
    with session_at(library) as session:
        session._keys.unlock(PASSWORD)
        assert session.enter() == "" and shown(DamageWindow)
        for _tick in range(11 * 60 // TICK_SECONDS):
            clock.now += TICK_SECONDS
            session._watch.tick()
        assert not shown(DamageWindow) and shown(UnlockWindow)
        assert session._keys.key is None
        qtbot.waitUntil(lambda: session.damage is None)
        page(session).password.setText(PASSWORD)  # type: ignore[attr-defined]
        page(session).want()
        qtbot.waitUntil(lambda: bool(shown(DamageWindow)), timeout=WAIT_MS)


def test_nonsense_in_the_settings_is_ten_minutes() -> None:
    for nonsense in ("5", 7, True, -1, None, [10]):
        assert Settings(values={"idle_minutes": nonsense}).idle_minutes == 10
    assert Settings(values={"user_name": ["x"]}).user_name == ""


# The user's name


def test_the_log_says_who_did_it(session: Session, qtbot: QtBot, library: Path) -> None:
    window = case_window(session)
    dialog = SettingsDialog(window, window.settings, None)
    window.select([("figures", "f13")])
    type_name(window, "En")
    window.commit_all()
    dialog.form.name.setText("  Alex   Berg ")
    dialog.form.want()
    type_name(window, "Två")
    window.commit_all()
    session.lock()
    locked(session, qtbot)
    connection = raw(library)
    told = connection.execute("SELECT actor FROM log ORDER BY seq").fetchall()
    connection.close()
    assert told == [(None,), ("Kim Ek",), ("Alex Berg",)]


def test_where_there_is_nothing_to_lock_the_actions_are_grey(library: Path, qtbot: QtBot) -> None:
    with opened(library) as found:
        services = LibraryServices(found)
        (card,) = services.cases()
        window = CaseWindow(services.open(card.id), services, Settings(values={"page": "wishes"}), card.id)
        assert lock_of_program() is None
        for name in ("lock", "change_password", "new_recovery_code"):
            assert not actions()[name].enabled(window)
        assert actions()["settings"].enabled(window)
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
