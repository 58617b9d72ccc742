"""The way in: the first start, the password, the recovery code, an older library, the machine's keyring."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2 as sqlcipher
from unlock_driving import WAIT_MS, choose, page, session_at, shown, turned, unlock

from app.library_keys import LibraryKeys
from app.starting import run_window
from app.storage.errors import LibraryProblem
from app.storage.file import APPLICATION_ID, is_plain
from app.storage.key_file import KeyFile, key_file_of, spare_of
from app.storage.library import Library
from app.storage.unlocking import unlock as unlock_file
from app.storage.unlocking import unlock_with_code
from app.widgets.library.window import LibraryWindow
from app.widgets.unlock.code_page import CodePage
from app.widgets.unlock.keys import KeyProblem
from app.widgets.unlock.pages import ChoosePage, ForgottenPage, UnlockPage
from app.widgets.unlock.sheet import save_code
from app.widgets.unlock.window import UnlockWindow
from tests.support.libraries import CHEAP, KEY, PASSWORD, opened, raw

pytestmark = pytest.mark.usefixtures("nobody_knows")
GOOD = "korall mossa trumpet segel"


def write_proof(shown_page: CodePage, word: str) -> None:
    shown_page.proof.setText(word)
    shown_page.want()


# The first start


def test_the_first_start_goes_from_a_password_over_the_code_to_the_library(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        session.ask()
        choose(session, GOOD)
        code_page = turned(session, qtbot, CodePage)
        assert isinstance(code_page, CodePage)
        assert not new.exists(), "who goes away before the code is kept begins again"
        write_proof(code_page, "ABCD")
        assert "Det är inte grupp" in code_page.trouble.text() and not shown(LibraryWindow)
        write_proof(code_page, code_page.groups[code_page.asked].lower())
        assert shown(LibraryWindow) and new.exists() and not is_plain(new)
        assert not shown(CodePage)
        qtbot.waitUntil(lambda: not shown(UnlockWindow))
    key = unlock_file(new, GOOD)
    assert key == unlock_with_code(new, "-".join(code_page.groups))
    with Library.open(new, key) as library:
        assert library.summaries() == []


def test_an_empty_password_and_two_that_differ_are_told_of_on_the_page(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        session.ask()
        choose(session, "")
        assert "Lösenordet är tomt" in page(session).trouble.text()
        choose(session, GOOD, GOOD + "x")
        assert "inte lika" in page(session).trouble.text()
        assert not key_file_of(new).exists()


def test_a_weak_password_is_told_of_and_taken(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        session.ask()
        first = page(session)
        assert isinstance(first, ChoosePage)
        first.password.setText("elin")
        qtbot.waitUntil(lambda: "Styrka: Svagt" in first.strength.accessibleName())
        assert "kort" in first.strength.advice.text()
        choose(session, "elin")
        turned(session, qtbot, CodePage)
    assert unlock_file(new, "elin") if new.exists() else KeyFile.load(new).unlock("elin")


def test_what_is_written_is_hidden_until_it_is_asked_for(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        session.ask()
        first = page(session)
        assert isinstance(first, ChoosePage)
        assert {first.password.echoMode(), first.again.echoMode()} == {QLineEdit.EchoMode.Password}
        first.shown.click()
        assert {first.password.echoMode(), first.again.echoMode()} == {QLineEdit.EchoMode.Normal}


def test_while_the_library_is_made_the_window_stays_and_takes_nothing(new: Path, qtbot: QtBot) -> None:
    with session_at(new) as session:
        window = session.ask()
        choose(session, GOOD)
        assert not window.page.yes.isEnabled() and window.page.busy.isVisible()
        assert not window.close() and window.isVisible()
        turned(session, qtbot, CodePage)


@pytest.mark.parametrize("ending", ["pdf", "txt"])
def test_the_code_can_be_kept_as_a_file(
    new: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"koden.{ending}"
    suggested: list[str] = []

    def pick(_parent: object, _heading: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", pick)
    code_page = CodePage("-".join(f"{number}ABC" for number in range(1, 10)), LibraryKeys(new))
    qtbot.addWidget(code_page)
    code_page.saving.click()
    read = target.read_text("utf-8") if ending == "txt" else PdfReader(target).pages[0].extract_text()
    for group in code_page.groups:
        assert group in read
    assert "Lås in" in read and target.stat().st_mode & 0o077 == 0
    assert suggested[0].endswith(".pdf") and str(target) in code_page.said.text()


def test_a_code_that_cannot_be_saved_is_told_of_and_leaves_no_half_file(new: Path, tmp_path: Path) -> None:
    for name in ("borta/koden.pdf", "fil/koden.txt"):
        (tmp_path / "fil").write_text("")
        with pytest.raises((OSError, KeyProblem), match="koden|fil"):
            save_code(tmp_path / name, "1ABC-2ABC", LibraryKeys(new))
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["fil"]


# The lock


def test_a_wrong_password_gets_its_sentence_and_the_right_one_opens(locked: Path, qtbot: QtBot) -> None:
    with session_at(locked) as session:
        session.ask()
        unlock(session, qtbot, "fel")
        assert "Lösenordet stämmer inte" in page(session).trouble.text() and session.library is None
        unlock(session, qtbot)
        (window,) = shown(LibraryWindow)
        assert isinstance(window, LibraryWindow) and [card.title for card in window.model.cards] == ["Prov"]


def test_a_missing_and_a_damaged_key_file_are_told_apart_at_once(locked: Path, qtbot: QtBot) -> None:
    kept = key_file_of(locked).read_text()
    for path in (key_file_of(locked), spare_of(locked)):
        path.unlink()
    with session_at(locked) as session:
        session.ask()
        assert "saknas" in page(session).trouble.text()
        key_file_of(locked).write_text(kept[:-40])
        unlock(session, qtbot)
        assert "är skadad" in page(session).trouble.text()
        key_file_of(locked).write_text(kept)
        unlock(session, qtbot)
        assert shown(LibraryWindow)


def test_who_has_forgotten_the_password_gets_in_by_the_code_and_chooses_another(new: Path, qtbot: QtBot) -> None:
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
        forgotten.code.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
        forgotten.want()
        qtbot.waitUntil(lambda: bool(forgotten.trouble.text()), timeout=WAIT_MS)
        assert "tecken för tecken" in forgotten.trouble.text()
        forgotten.code.setText(code.lower().replace("-", " "))
        forgotten.want()
        turned(session, qtbot, ChoosePage)
        choose(session, GOOD)
        qtbot.waitUntil(lambda: bool(shown(LibraryWindow)), timeout=WAIT_MS)
    assert unlock_file(new, GOOD) == KEY == unlock_with_code(new, code)
    with pytest.raises(LibraryProblem, match="stämmer inte"):
        unlock_file(new, PASSWORD)


def test_a_library_that_cannot_be_opened_after_the_password_is_told_of_on_the_page(locked: Path, qtbot: QtBot) -> None:
    connection = raw(locked)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with session_at(locked) as session:
        session.ask()
        unlock(session, qtbot)
        assert "nyare" in page(session).trouble.text()
        assert session.library is None and not shown(LibraryWindow)


# A library of before


@pytest.fixture
def plain(locked: Path) -> Path:
    """The same library as it was made before libraries were encrypted."""
    path = locked.with_name("gammal.samkarta")
    sealed = sqlcipher.connect(str(locked), isolation_level=None)
    sealed.execute(KEY.pragma)
    sealed.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    sealed.execute("SELECT sqlcipher_export('plain')").fetchall()
    sealed.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
    sealed.close()
    made = sqlite3.connect(path)
    assert made.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    made.close()
    return path


def test_a_plain_library_is_encrypted_before_the_users_eyes_and_the_ssd_is_spoken_of(plain: Path, qtbot: QtBot) -> None:
    assert b"Elin" in plain.read_bytes()
    with session_at(plain) as session:
        session.ask()
        assert "krypteras" in page(session).heading.text()
        choose(session, GOOD)
        code_page = turned(session, qtbot, CodePage)
        assert isinstance(code_page, CodePage)
        said = " ".join(label.text() for label in code_page.findChildren(type(code_page.heading)))
        assert "SSD" in said
        write_proof(code_page, code_page.groups[code_page.asked])
        (window,) = shown(LibraryWindow)
        assert isinstance(window, LibraryWindow) and [card.title for card in window.model.cards] == ["Prov"]
    assert b"Elin" not in b"".join(each.read_bytes() for each in plain.parent.glob("*gammal*"))


# The whole start


def test_the_program_starts_with_the_page_in_the_first_windows_place(
    new: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMKARTA_DATA", str(tmp_path / "data"))
    from PySide6.QtCore import QTimer

    seen: list[str] = []
    timer = QTimer()

    def look() -> None:
        for window in shown(UnlockWindow):
            assert isinstance(window, UnlockWindow)
            timer.stop()
            seen.append(window.page.heading.text())
            window.close()

    timer.timeout.connect(look)
    timer.start(20)
    assert run_window(new) == 0
    assert seen == ["Välkommen till Samkarta"] and not new.exists() and not key_file_of(new).exists()
