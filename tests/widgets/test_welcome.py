"""The very first page: a password, the example without one, another language, and a code that a script's start made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from unlock_driving import choose, page, session_at, shown, turned

from app.i18n import use_language
from app.settings import Settings
from app.starting import run_window
from app.storage.key_file import key_file_of
from app.storage.unlocking import unlock, unlock_with_code
from app.widgets.case_window import CaseWindow
from app.widgets.first_window import FirstWindow
from app.widgets.library.window import LibraryWindow
from app.widgets.unlock.code_page import CodePage
from app.widgets.unlock.locking import lock_of_program
from app.widgets.unlock.pages import ForgottenPage, UnlockPage, WelcomePage
from app.widgets.unlock.window import UnlockWindow
from tests.support.libraries import KEY, PASSWORD, opened

GOOD = "korall mossa trumpet segel"


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAMKARTA_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SAMKARTA_PASSWORD")
    yield
    use_language("sv")


def run_with(library: Path, steps: list[Callable[[], bool]]) -> int:
    """Run the whole program and do the steps in turn, each again and again until it says that it was done."""
    timer, left = QTimer(), list(steps)

    def look() -> None:
        if left and left[0]():
            left.pop(0)

    timer.timeout.connect(look)
    timer.start(20)
    ended = run_window(library)
    timer.stop()
    assert not left, f"{len(left)} steps were not done"
    return ended


def unlock_window() -> UnlockWindow | None:
    found = shown(UnlockWindow)
    return found[0] if found and isinstance(found[0], UnlockWindow) else None


def test_the_example_is_seen_without_a_password_and_the_welcome_comes_back(new: Path, qtbot: QtBot) -> None:
    seen: list[str] = []

    def to_the_example() -> bool:
        window = unlock_window()
        if window is None or not isinstance(window.page, WelcomePage) or shown(FirstWindow):
            return False
        window.page.way_out.click()
        return True

    def leave_the_example() -> bool:
        if not shown(CaseWindow) or shown(UnlockWindow):
            return False
        (window,) = shown(CaseWindow)
        assert isinstance(window, CaseWindow)
        seen.append(window.library_id)
        assert lock_of_program() is None, "there is no password yet"
        assert window.banner.isVisible()
        window.close()
        return True

    def go_away() -> bool:
        window = unlock_window()
        if window is None:
            return False
        assert isinstance(window.page, WelcomePage)
        window.close()
        return True

    assert run_with(new, [to_the_example, leave_the_example, go_away]) == 0
    assert len(seen) == 1 and not new.exists() and not key_file_of(new).exists()


def test_the_code_of_a_library_that_a_script_gave_a_password_is_shown(
    new: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMKARTA_PASSWORD", GOOD)
    codes: list[str] = []

    def read_the_code() -> bool:
        window = unlock_window()
        if window is None or not isinstance(window.page, CodePage):
            return False
        code_page = window.page
        codes.append("-".join(code_page.groups))
        code_page.proof.setText(code_page.groups[code_page.asked])
        code_page.want()
        return True

    def close_the_library() -> bool:
        if not shown(LibraryWindow) or shown(UnlockWindow):
            return False
        shown(LibraryWindow)[0].close()
        return True

    assert run_with(new, [read_the_code, close_the_library]) == 0
    assert unlock_with_code(new, codes[0]) == unlock(new, GOOD)


def test_another_language_is_chosen_on_the_first_page_and_remembered(new: Path, qtbot: QtBot) -> None:
    settings = Settings(path=new.with_name("settings.json"))
    with session_at(new, settings) as session:
        window = session.ask()
        before = page(session).yes.text()
        window.language.chosen.emit("en")
        assert page(session).yes.text() != before
        assert Settings.load(settings.path).language == "en"
        assert not page(session).isHidden() and window.language.isVisible()


def test_a_library_that_is_there_is_not_asked_which_language(new: Path, qtbot: QtBot) -> None:
    with opened(new, create=True):
        pass
    with session_at(new) as session:
        assert not session.ask().language.isVisible()


def test_caps_lock_is_told_of_while_it_is_on(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        session.ask()
        shown_page = page(session)
        assert isinstance(shown_page, WelcomePage)
        QTest.keyClicks(shown_page.password, "ab")
        assert shown_page.capitals.isHidden()
        shift = Qt.KeyboardModifier.ShiftModifier
        QTest.sendKeyEvent(QTest.KeyAction.Click, shown_page.password, Qt.Key.Key_C, "C", shift)
        assert shown_page.capitals.isHidden(), "a capital that Shift gives"
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, shown_page.password, Qt.Key.Key_D, "D", Qt.KeyboardModifier.NoModifier
        )
        assert not shown_page.capitals.isHidden()
        QTest.keyClick(shown_page.password, Qt.Key.Key_CapsLock)
        assert shown_page.capitals.isHidden()


def test_every_field_of_the_first_page_is_reached_by_tab_and_has_a_name(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        window = session.ask()
        qtbot.waitUntil(window.isActiveWindow)
        shown_page = page(session)
        assert isinstance(shown_page, WelcomePage)
        expected = [shown_page.password, shown_page.again, shown_page.shown, shown_page.yes]
        reached = []
        for _step in range(8):
            focused = QApplication.focusWidget()
            assert focused is not None
            name = focused.accessibleName() or getattr(focused, "text", str)()
            assert name, type(focused)
            reached.append(focused)
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        places = [reached.index(each) for each in expected]
        assert places == sorted(places) and places[0] == 0


def test_a_password_opens_however_its_letters_were_composed(new: Path, qtbot: QtBot) -> None:
    composed, apart = "Nguy\u1ec5n \u0130stanbul", "Nguye\u0302\u0303n I\u0307stanbul"
    with session_at(new) as session:
        session.ask()
        choose(session, composed)
        turned(session, qtbot, CodePage)
        new.touch()
        assert unlock(new, apart) == unlock(new, composed)


def numbered(code: str, gap: str, after: str) -> str:
    """The code as its sheet has it: each group after its number."""
    return gap.join(f"{number}{after}{group}" for number, group in enumerate(code.split("-"), 1))


@pytest.mark.parametrize(
    "spoil",
    [
        str.lower,
        lambda code: code.replace("-", "\n"),
        lambda code: f"  {code} \r\n",
        lambda code: numbered(code, "\r\n", " "),
        lambda code: numbered(code, "\t", ""),
        lambda code: numbered(code, "\n\n", "\n\n").lower(),
    ],
)
def test_a_code_is_pasted_with_whatever_came_along(new: Path, qtbot: QtBot, spoil: Callable[[str], str]) -> None:
    from app.storage.key_file import KeyFile
    from tests.support.libraries import CHEAP

    made, code = KeyFile.made(KEY, PASSWORD, cost=CHEAP)
    made.save(new)
    with opened(new, create=True):
        pass
    with session_at(new) as session:
        session.ask()
        first = page(session)
        assert isinstance(first, UnlockPage)
        first.way_out.click()
        forgotten = turned(session, qtbot, ForgottenPage)
        assert isinstance(forgotten, ForgottenPage)
        QApplication.clipboard().setText(spoil(code))
        forgotten.code.paste()
        assert unlock_with_code(new, forgotten.code.text()) == KEY


def test_the_group_that_is_asked_for_may_be_copied_with_its_number(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        session.ask()
        choose(session, "korall mossa trumpet segel")
        shown = turned(session, qtbot, CodePage)
        assert isinstance(shown, CodePage)
        group = shown.groups[shown.asked]
        shown.proof.setText(f"{shown.asked} {group}")
        assert not shown.complete(), "another group's number"
        shown.proof.setText(f"{shown.asked + 1} {group}")
        assert shown.complete()


def test_what_is_wrong_is_seen_on_a_page_that_does_not_fit(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        window = session.ask()
        window.showNormal()
        window.resize(700, 320)
        choose(session, "korall mossa", "korall")
        trouble = page(session).trouble
        qtbot.waitUntil(lambda: not trouble.visibleRegion().isEmpty())
        qtbot.waitUntil(lambda: trouble.visibleRegion().boundingRect().height() == trouble.height())
