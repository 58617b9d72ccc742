"""Changing the password and the code, how strong a password is, and the machine's keyring."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from pytestqt.qtbot import QtBot
from unlock_driving import WAIT_MS

from app.library_keys import LibraryKeys
from app.settings import Settings
from app.storage.errors import LibraryProblem
from app.storage.key_file import KeyFile, key_file_of
from app.storage.unlocking import unlock as unlock_file
from app.storage.unlocking import unlock_with_code
from app.widgets.unlock.code_page import CodePage
from app.widgets.unlock.dialogs import NewCodeDialog, PasswordDialog
from app.widgets.unlock.keys import KeyProblem
from app.widgets.unlock.pages import DonePage
from app.widgets.unlock.settings_dialog import SettingsDialog
from app.widgets.unlock.strength import strength_of
from tests.support.libraries import CHEAP, KEY, PASSWORD

pytestmark = pytest.mark.usefixtures("nobody_knows")
GOOD = "korall mossa trumpet segel"


# How strong


@pytest.mark.parametrize(
    ("password", "most", "word"),
    [
        ("password", 0, "många använder"),
        ("qwertyuiop", 1, "."),
        ("Sommar2024!", 2, "kalendern"),
        ("aaaaaaaaaaaa", 1, "Upprepningar"),
        ("kort", 1, "kort"),
        ("20110504", 1, "Datum"),
    ],
)
def test_what_makes_a_password_weak_is_said_in_swedish(password: str, most: int, word: str) -> None:
    found = strength_of(password)
    assert found.level <= most and word in found.advice
    assert "Fyra ord" in found.advice


@pytest.mark.parametrize("password", [GOOD, "x" * 20 + "ÅÄÖ" * 60])
def test_long_passwords_are_judged_without_harm(password: str) -> None:
    assert strength_of(password).level >= 1


# Changing them


def test_the_password_is_changed_by_the_present_one_only(locked: Path, qtbot: QtBot) -> None:
    dialog = PasswordDialog(None, LibraryKeys(locked, KEY, cost=CHEAP))
    qtbot.addWidget(dialog)
    dialog.show()
    for present in ("fel", PASSWORD):
        dialog.present.setText(present)
        dialog.choice.password.setText(GOOD)
        dialog.choice.again.setText(GOOD)
        dialog.choice.want()
        if present == "fel":
            qtbot.waitUntil(lambda: bool(dialog.choice.trouble.text()), timeout=WAIT_MS)
            assert "stämmer inte" in dialog.choice.trouble.text()
            assert unlock_file(locked, PASSWORD) == KEY
    qtbot.waitUntil(lambda: isinstance(dialog.page, DonePage), timeout=WAIT_MS)
    assert "Lösenordet är bytt" in dialog.page.heading.text()
    assert unlock_file(locked, GOOD) == KEY


def test_a_new_code_takes_the_place_of_the_old(locked: Path, qtbot: QtBot) -> None:
    made, old = KeyFile.made(KEY, PASSWORD, cost=CHEAP)
    made.save(locked)
    dialog = NewCodeDialog(None, LibraryKeys(locked, KEY, cost=CHEAP))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.asking.password.setText(PASSWORD)
    dialog.asking.want()
    qtbot.waitUntil(lambda: isinstance(dialog.page, CodePage), timeout=WAIT_MS)
    assert isinstance(dialog.page, CodePage)
    assert unlock_with_code(locked, "-".join(dialog.page.groups)) == KEY
    with pytest.raises(LibraryProblem, match="hör inte till"):
        unlock_with_code(locked, old)


# The machine's keyring


class Kept(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.words: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.words.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.words[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.words[service, username]


@pytest.fixture
def kept() -> Iterator[Kept]:
    before, made = keyring.get_keyring(), Kept()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def remember(locked: Path, bot: QtBot, on: bool, password: str = "") -> SettingsDialog:
    """Switch remembering on or off in the settings and wait until it is done."""
    dialog = SettingsDialog(None, Settings(path=locked.with_name("s.json")), LibraryKeys(locked, KEY, cost=CHEAP))
    bot.addWidget(dialog)
    dialog.show()
    if dialog.form.remember.isChecked() != on:
        dialog.form.remember.click()
    dialog.form.password.setText(password)
    dialog.form.want()
    bot.waitUntil(lambda: not dialog.isVisible() or bool(dialog.form.trouble.text()), timeout=WAIT_MS)
    return dialog


def test_the_keyring_opens_the_library_only_while_the_user_wants_it(locked: Path, qtbot: QtBot, kept: Kept) -> None:
    assert not LibraryKeys(locked).unlock_by_machine(), "off until it is chosen"
    dialog = remember(locked, qtbot, True, "fel")
    assert "stämmer inte" in dialog.form.trouble.text() and not kept.words
    assert not remember(locked, qtbot, True, PASSWORD).isVisible()
    (word,) = kept.words.values()
    assert word != PASSWORD and word != KEY.raw.hex()
    assert LibraryKeys(locked).unlock_by_machine()
    remember(locked, qtbot, False)
    assert not kept.words and not KeyFile.load(locked).has_keyring
    assert not LibraryKeys(locked).unlock_by_machine()


def test_the_word_of_another_machine_does_not_open_the_library(locked: Path, qtbot: QtBot, kept: Kept) -> None:
    remember(locked, qtbot, True, PASSWORD)
    for name in kept.words:
        kept.words[name] = "0" * 64
    assert not LibraryKeys(locked).unlock_by_machine()
    assert unlock_file(locked, PASSWORD) == KEY


def test_a_machine_without_a_keyring_says_so_and_changes_nothing(locked: Path, qtbot: QtBot, kept: Kept) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    before = key_file_of(locked).read_bytes()
    dialog = remember(locked, qtbot, True, PASSWORD)
    assert "ingen nyckelring" in dialog.form.trouble.text()
    assert key_file_of(locked).read_bytes() == before
    with pytest.raises(KeyProblem, match="stämmer inte"):
        LibraryKeys(locked).unlock("fel")
