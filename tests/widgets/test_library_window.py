"""The start page: what it lists, and what its buttons do, over a real library file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click

from app.application import LibraryServices
from app.settings import Settings
from app.widgets.common.messages import Message
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.library.window import LibraryWindow


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot, tmp_path: Path) -> LibraryWindow:
    made = LibraryWindow(services, Settings(path=tmp_path / "settings.json"))
    with qtbot.waitExposed(made):
        made.show()
    return made


def answer(kind: type[QDialog], do: str, seen: list[QDialog] | None = None) -> None:
    """Answer the next dialog of a kind by pressing its button ``do`` (an attribute)."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        if seen is not None:
            seen.append(dialog)
        click(getattr(dialog, do))

    QTimer.singleShot(0, press)


def test_an_empty_library_says_in_a_friendly_way_how_to_begin(window: LibraryWindow) -> None:
    assert window.empty.isVisible() and not window.list.isVisible()
    assert "Börja med ett nytt ärende" in window.empty.text()
    assert not window.open_button.isEnabled() and not window.remove_button.isEnabled()


def test_a_new_case_is_asked_for_from_the_first_field_on(window: LibraryWindow, qtbot: QtBot) -> None:
    dialog = NewCaseDialog(window)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.title.hasFocus)
    met = []
    for _tab in range(3):
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        met.append(dialog.focusWidget())
    assert met == [dialog.child, dialog.sort.button("real"), dialog.begin]
    dialog.close()


def test_a_new_case_opens_at_once_and_is_listed_when_its_window_closes(window: LibraryWindow) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewCaseDialog)
        assert not dialog.make.isEnabled()
        dialog.title.setText("Åk 5 – hög frånvaro")
        dialog.child.setText("Elin")
        click(dialog.make)

    QTimer.singleShot(0, fill)
    click(window.new)
    case_window = window.case_window
    assert case_window is not None and case_window.isVisible() and not window.isVisible()
    assert [figure.label for figure in case_window.document.case.figures.values()] == ["Elin"]
    assert case_window.document.case.info.kind == "real"
    case_window.close()
    assert window.isVisible() and [card.title for card in window.model.cards] == ["Åk 5 – hög frånvaro"]


def test_a_case_to_practise_on_is_called_so(window: LibraryWindow) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewCaseDialog)
        dialog.title.setText("Åk 5")
        dialog.child.setText("Elin")
        click(dialog.sort.button("type_case"))
        click(dialog.make)

    QTimer.singleShot(0, fill)
    click(window.new)
    assert window.case_window is not None
    assert window.case_window.document.case.info.kind == "type_case"


def test_the_example_is_opened_and_only_put_in_the_library_once(window: LibraryWindow) -> None:
    for _time in (1, 2):
        click(window.example)
        assert window.case_window is not None
        window.case_window.close()
    (card,) = window.model.cards
    assert (card.figures, card.wishes, card.blocked) == (19, 21, 4)


def test_enter_opens_the_first_case_as_soon_as_the_library_is_there(
    services: LibraryServices, qtbot: QtBot, tmp_path: Path
) -> None:
    services.create("Prov", "Elin")
    made = LibraryWindow(services, Settings(path=tmp_path / "settings.json"))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.list.hasFocus)
    QTest.keyClick(made.list, Qt.Key.Key_Return)
    assert made.case_window is not None and made.case_window.document.case.info.title == "Prov"


def test_double_click_and_enter_open_the_chosen_case(window: LibraryWindow, services: LibraryServices) -> None:
    services.import_example()
    window.reload()
    middle = window.list.visualRect(window.model.index(0)).center()
    QTest.mouseClick(window.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(window.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.case_window is not None
    window.case_window.close()
    window.list.setFocus()
    QTest.keyClick(window.list, Qt.Key.Key_Return)
    assert window.case_window is not None


def test_the_search_leaves_the_cases_that_answer_to_every_word(
    window: LibraryWindow, services: LibraryServices
) -> None:
    services.import_files([EXAMPLES / "case_a.yaml", EXAMPLES / "case_b.yaml"])
    window.reload()
    window.search.setText("tuva frånvaro")
    assert [card.case_id for card in window.model.cards] == ["case_a"]
    window.search.setText("finns inte")
    assert window.empty.isVisible() and "söker" in window.empty.text()


def test_import_takes_several_files_and_shows_them(window: LibraryWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [str(EXAMPLES / name) for name in ("case_a.yaml", "case_b.yaml")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_what: (files, ""))
    click(window.importing)
    assert {card.case_id for card in window.model.cards} == {"case_a", "case_b"}


def test_a_bad_file_is_told_line_by_line_and_nothing_is_imported(window: LibraryWindow, tmp_path: Path) -> None:
    text = (EXAMPLES / "case_a.yaml").read_text(encoding="utf-8")
    bad = tmp_path / "fel.yaml"
    bad.write_text(text.replace("group: g_skola", "group: g_skolan").replace("ring: 1", "ring: 7"), encoding="utf-8")
    seen: list[QDialog] = []
    answer(Message, "yes", seen)
    window.import_files([EXAMPLES / "case_b.yaml", bad])
    (message,) = seen
    assert isinstance(message, Message)
    lines = message.lines.toPlainText().splitlines()
    assert len(lines) > 2 and any("g_skolan" in line for line in lines)
    assert window.model.cards == []


def test_files_that_are_dropped_are_imported(window: LibraryWindow) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(EXAMPLES / "case_b.yaml"))])
    copy = Qt.DropAction.CopyAction
    drop = QDropEvent(QPointF(50, 50), copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, drop)
    assert [card.case_id for card in window.model.cards] == ["case_b"]


def test_removing_asks_first_and_says_what_is_lost(window: LibraryWindow, services: LibraryServices) -> None:
    services.import_example()
    window.reload()
    seen: list[QDialog] = []
    answer(Message, "no", seen)
    click(window.remove_button)
    assert len(window.model.cards) == 1
    (message,) = seen
    assert isinstance(message, Message)
    assert "19 figurer" in message.sentence.text() and "går inte att ångra" in message.sentence.text()
    answer(Message, "yes")
    click(window.remove_button)
    assert window.model.cards == [] and list(services.cases()) == []


def test_the_language_changes_at_once_and_is_remembered(window: LibraryWindow, tmp_path: Path) -> None:
    click(window.language_choice.button("en"))
    assert window.new.text() == "New case"
    assert Settings.load(tmp_path / "settings.json").language == "en"
    click(window.language_choice.button("sv"))
    assert window.new.text() == "Nytt ärende"
