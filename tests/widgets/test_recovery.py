"""The windows round backups and damage: what they show, what they put back, and that nothing is put over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from unlock_driving import WAIT_MS, session_at, unlock
from window_driving import click, open_case

from app.application import LibraryServices
from app.case_files import read_cases
from app.library_care import LibraryCare
from app.library_keys import LibraryKeys
from app.models.case import Case
from app.models.edits.fields import set_field
from app.settings import Settings
from app.storage.backups import back_up, backups_of, folder_of, kept_of
from app.storage.check import check
from app.storage.guard import LibraryHeld
from app.storage.key_file import key_file_of, spare_of
from app.storage.library import Library
from app.widgets.case_window import CaseWindow
from app.widgets.common.messages import Message
from app.widgets.library.window import LibraryWindow
from app.widgets.recovery import keeper
from app.widgets.recovery.backups_dialog import BackupsDialog
from app.widgets.recovery.checking import CheckDialog
from app.widgets.recovery.damage import DamageWindow
from app.widgets.recovery.keeper import WARNED, Keeper, banner_of
from tests.support.libraries import KEY, PASSWORD, give_password, hours_before, opened


@pytest.fixture
def path(tmp_path: Path, case_a: Path) -> Path:
    """A library with the example case."""
    made = tmp_path / "library.samkarta"
    with opened(made, create=True) as library:
        library.add(read_cases([case_a]))
    return made


@pytest.fixture
def services(path: Path, qtbot: QtBot) -> Iterator[LibraryServices]:
    give_password(path)
    with opened(path) as library:
        yield LibraryServices(library)
        for widget in QApplication.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        QApplication.processEvents()


def edit(library_path: Path, title: str) -> None:
    with opened(library_path) as library:
        own = library.summaries()[0].id
        library.sink(own)(set_field(library.case(own), "case", "case", "title", title), "do")


def titles(services: LibraryServices) -> list[str]:
    return sorted(card.title for card in services.cases())


def answer_yes() -> None:
    """Say yes to the next question."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Message)
        click(dialog.yes)

    QTimer.singleShot(0, press)


# Backups


def test_a_backup_is_made_on_request_and_shows_what_it_holds(services: LibraryServices, qtbot: QtBot) -> None:
    dialog = BackupsDialog(None, services.care, whole=True)
    dialog.show()
    assert dialog.said.text() == "Det finns ingen säkerhetskopia än."
    assert not dialog.restore.isEnabled()
    click(dialog.make)
    qtbot.waitUntil(lambda: dialog.copies.count() == 1, timeout=WAIT_MS)
    assert "på begäran" in dialog.copies.item(0).text()
    assert dialog.cases.item(0).text().startswith("Tuva, åk 5")
    assert dialog.said.text() == "Kopian är hel: 1 ärende."


def test_the_whole_library_is_put_back_and_the_present_one_is_kept(
    path: Path, services: LibraryServices, qtbot: QtBot
) -> None:
    back_up(path, KEY, "asked")
    (before,) = titles(services)
    document = services.open(services.cases()[0].id)
    document.push(set_field(document.case, "case", "case", "title", "Det senare"))
    del document
    window = LibraryWindow(services, Settings(path=path.with_name("settings.json")))
    window.show()
    dialog = BackupsDialog(window, services.care, whole=True)
    dialog.changed.connect(window.reload)
    dialog.show()
    answer_yes()
    click(dialog.restore)
    assert [card.title for card in window.model.cards] == [before]
    (kept_as,) = kept_of(path)
    assert kept_as.name in dialog.said.text()
    with opened(kept_as, read_only=True) as library:
        assert [each.title for each in library.summaries()] == ["Det senare"]
    services.create("Nytt efteråt", "Elin")  # it is written to, as before
    assert check(path, KEY) == []


def test_one_case_of_a_backup_is_fetched_beside_what_is_there(path: Path, services: LibraryServices) -> None:
    back_up(path, KEY, "asked")
    (before,) = titles(services)
    document = services.open(services.cases()[0].id)
    document.push(set_field(document.case, "case", "case", "title", "Det senare"))
    dialog = BackupsDialog(None, services.care, whole=False)
    dialog.show()
    assert not dialog.restore.isVisible()
    assert not dialog.fetch.isEnabled()
    dialog.cases.setCurrentRow(0)
    click(dialog.fetch)
    assert titles(services) == sorted(["Det senare", before])
    assert "hämtat som ett eget ärende" in dialog.said.text()


def test_a_damaged_backup_says_so_and_cannot_be_put_back(path: Path, services: LibraryServices) -> None:
    backup = back_up(path, KEY, "asked")
    assert backup is not None
    with backup.path.open("rb+") as file:
        file.seek(backup.size // 2)
        file.write(bytes(4096))
    dialog = BackupsDialog(None, services.care, whole=True)
    dialog.show()
    assert "skadad" in dialog.said.text()
    assert not dialog.restore.isEnabled()


def test_a_backup_that_fails_is_told_once_and_work_goes_on(path: Path, services: LibraryServices, qtbot: QtBot) -> None:
    folder_of(path).write_text("in the way")
    window = open_case(services, qtbot, services.cases()[0].id)
    kept = Keeper(window, services.care, Settings())
    kept.back_up_if_due()
    qtbot.waitUntil(lambda: "Säkerhetskopian" in window.banner.text(), timeout=WAIT_MS)
    assert window.document.push(set_field(window.document.case, "case", "case", "title", "Vidare"))
    window.banner.hide()
    kept.back_up_if_due()
    kept.stop()
    qtbot.wait(60)
    assert window.banner.text() == ""


def test_after_an_edit_the_library_is_backed_up_while_one_works_and_again_on_closing(
    path: Path, services: LibraryServices, qtbot: QtBot
) -> None:
    document = services.open(services.cases()[0].id)
    kept = Keeper(document, services.care, Settings())
    kept.back_up_if_due()
    qtbot.waitUntil(lambda: len(backups_of(path)) == 1, timeout=WAIT_MS)
    kept.stop()
    document.push(set_field(document.case, "case", "case", "title", "Ändrat"))
    kept.back_up_if_due()  # half an hour has not gone
    hours_before(backups_of(path)[0])  # or it would make room for the last one of the hour
    kept.leave()
    assert [each.why for each in backups_of(path)] == ["close", "time"]
    kept.leave()
    assert len(backups_of(path)) == 2


# The check


def test_the_check_says_that_a_whole_library_is_whole(services: LibraryServices, qtbot: QtBot) -> None:
    dialog = CheckDialog(None, services.care)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.sentence.text().startswith("Biblioteket är helt."), timeout=WAIT_MS)
    dialog.accept()
    assert not dialog.isVisible()


def test_the_check_shows_each_thing_that_is_wrong(path: Path, services: LibraryServices, qtbot: QtBot) -> None:
    with path.open("rb+") as file:
        file.seek(path.stat().st_size - 4000)
        file.write(b"x")
    dialog = CheckDialog(None, services.care)
    dialog.show()
    qtbot.waitUntil(dialog.lines.isVisible, timeout=WAIT_MS)
    assert "skadat" in dialog.lines.toPlainText()
    assert "säkerhetskopia" in dialog.sentence.text()


# A damaged library


def spoil(path: Path, *, all_of_it: bool) -> None:
    """Spoil every page of a library, or the records alone."""
    content = bytearray(path.read_bytes())
    if all_of_it:
        content[:] = bytes(len(content))
    else:
        content[-4096:] = bytes(4096)
    path.write_bytes(content)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the file be looked at as soon as the windows are shown."""
    monkeypatch.setattr(keeper, "FIRST_MS", 1)


def test_starting_on_a_damaged_library_leads_to_the_backup_and_from_there_into_the_library(
    path: Path, qtbot: QtBot
) -> None:
    back_up(path, KEY, "asked")
    spoil(path, all_of_it=True)
    with session_at(path) as session:
        session._keys.unlock(PASSWORD)
        assert session.enter() == ""
        page = session.damage
        assert isinstance(page, DamageWindow)
        assert page.isVisible()
        qtbot.waitUntil(page.restore.isEnabled, timeout=WAIT_MS)
        assert not page.salvage.isEnabled() and page.restore.objectName() == "primary"
        assert "Den har 1 ärende." in page.offer.text()
        click(page.restore)
        qtbot.waitUntil(page.go_on.isVisible, timeout=WAIT_MS)
        click(page.go_on)
        assert isinstance(session.window, LibraryWindow)
        assert [card.title[:4] for card in session.window.model.cards] == ["Tuva"]
        assert kept_of(path)
        qtbot.waitUntil(lambda: session._keeper is None or session._keeper._work is None, timeout=WAIT_MS)


def test_damage_that_opening_does_not_meet_is_found_soon_and_whole_cases_are_saved(
    path: Path, qtbot: QtBot, quick: None
) -> None:
    spoil(path, all_of_it=False)
    with session_at(path) as session:
        session._keys.unlock(PASSWORD)
        assert session.enter() == ""
        assert isinstance(session.window, LibraryWindow)
        qtbot.waitUntil(lambda: session.damage is not None, timeout=WAIT_MS)
        assert session.window is None
        page = session.damage
        assert page is not None
        qtbot.waitUntil(page.salvage.isEnabled, timeout=WAIT_MS)
        assert page.told.text() == "1 av 1 ärende går att läsa helt."
        assert (page.salvage.objectName(), page.restore.objectName()) == ("primary", "")
        qtbot.waitUntil(lambda: "ingen hel säkerhetskopia" in page.offer.text(), timeout=WAIT_MS)
        click(page.salvage)
        qtbot.waitUntil(page.go_on.isVisible, timeout=WAIT_MS)
        assert page.said.text().startswith("1 ärende är räddat.")
        assert check(path, KEY) == []
        click(page.go_on)
        assert isinstance(session.window, LibraryWindow)


# Read only


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the lock be somebody else's."""

    def take(library: Path, *, wait: float = 0.0) -> None:
        raise LibraryHeld(library, None)

    monkeypatch.setattr("app.storage.guard.Guard.take", take)


def test_a_second_window_shows_the_case_read_only_with_a_banner_and_every_edit_says_why(
    path: Path, qtbot: QtBot, elsewhere: None
) -> None:
    with Library.open(path, KEY, hold=True) as library:
        services = LibraryServices(library)
        window = open_case(services, qtbot, library.summaries()[0].id)
        assert isinstance(window, CaseWindow)
        assert "öppet på annat håll" in window.banner.text()
        before = Case.from_rows(window.document.case.to_rows())
        window.banner.hide()
        window.book.actions["new_sheet"].trigger()
        assert "öppet på annat håll" in window.banner.text()
        window.banner.hide()
        assert not window.document.push(set_field(window.document.case, "case", "case", "title", "Annat"))
        assert "öppet på annat håll" in window.banner.text()
        assert window.document.case == before
        window.close()


def test_a_library_that_is_only_read_offers_nothing_that_writes(path: Path, qtbot: QtBot, elsewhere: None) -> None:
    with Library.open(path, KEY, hold=True) as library:
        window = LibraryWindow(LibraryServices(library), Settings())
        with qtbot.waitExposed(window):
            window.show()
        assert window.open_button.isEnabled() and window.example.isEnabled()
        assert not any(each.isEnabled() for each in (window.new, window.importing, window.remove_button))
        window.close()


def test_an_unsafe_place_is_warned_of_once_for_each_library(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "OneDrive - Kommunen" / "library.samkarta"
    path.parent.mkdir()
    settings = Settings(path=tmp_path / "settings.json")
    with opened(path, create=True) as library:
        services = LibraryServices(library)
        window = LibraryWindow(services, settings)
        window.show()
        for told in (True, False):
            kept = Keeper(window, services.care, settings)
            kept.start()
            kept.stop()
            assert ("OneDrive kopierar" in banner_of(window).text()) is told
            banner_of(window).hide()
        assert str(path) not in (tmp_path / "settings.json").read_text()
        assert len(Settings.load(tmp_path / "settings.json").values[WARNED]) == 1
        window.close()


def test_what_can_be_read_is_told_by_the_care_of_a_closed_library(path: Path) -> None:
    care = LibraryCare(path, lambda: LibraryKeys(path, KEY).key)
    (case,) = care.readable()
    assert case.whole
    assert not case.lost


# A key file or a library that is gone


def test_a_damaged_key_file_is_fetched_from_a_backup_on_the_page_that_says_so(path: Path, qtbot: QtBot) -> None:
    back_up(path, KEY, "asked")
    for damaged in (key_file_of(path), spare_of(path)):
        damaged.write_text("{")
    with session_at(path) as session:
        session.ask()
        page = session.unlocking.page if session.unlocking is not None else None
        assert page is not None
        assert "skadad" in page.trouble.text()
        seen = [each for each in page.findChildren(QPushButton) if each.isVisible()]
        (fetch,) = [each for each in seen if "säkerhetskopia" in each.text()]
        assert not any("glömt" in each.text() for each in seen), "the code opens the same file"
        assert all(each.width() >= each.sizeHint().width() for each in seen)
        click(fetch)
        unlock(session, qtbot)
        assert isinstance(session.window, LibraryWindow)


def test_a_library_that_is_gone_is_brought_back_instead_of_an_empty_one(path: Path, qtbot: QtBot) -> None:
    back_up(path, KEY, "asked")
    for gone in path.parent.glob("library.samkarta*"):
        gone.unlink()
    with session_at(path) as session:
        session.ask()
        assert session.unlocking is not None
        assert "är borta" in session.unlocking.notice.text()
        buttons = session.unlocking.page.findChildren(QPushButton)
        (bring,) = [each for each in buttons if "säkerhetskopian" in each.text()]
        click(bring)
        unlock(session, qtbot)
        assert isinstance(session.window, LibraryWindow)
        assert [card.title[:4] for card in session.window.model.cards] == ["Tuva"]
