"""Searching over all cases: from the start page, from a case, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from canvas_driving import type_letters
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, open_case, services_at

from app.application import LibraryServices
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.library.window import LibraryWindow
from app.widgets.searching.dialog import SearchDialog

Key = Qt.Key


@pytest.fixture
def services(tmp_path: Path) -> Iterator[LibraryServices]:
    """A library with both examples."""
    with services_at(tmp_path / "library.samkarta") as found:
        found.import_files([EXAMPLES / "case_a.yaml", EXAMPLES / "case_b.yaml"])
        yield found


def own(services: LibraryServices, case_id: str) -> str:
    return next(card.id for card in services.cases() if card.case_id == case_id)


def start_page(services: LibraryServices, bot: QtBot) -> LibraryWindow:
    window = LibraryWindow(services, Settings())
    with bot.waitExposed(window):
        window.show()
    return window


def test_words_on_the_start_page_find_what_stands_in_the_cases_and_enter_opens_it(
    services: LibraryServices, qtbot: QtBot
) -> None:
    case = services.open(own(services, "case_a")).case
    wish = case.wishes["w05"]
    window = start_page(services, qtbot)
    window.search.setFocus()
    type_letters(window.search, wish.text)
    qtbot.waitUntil(lambda: bool(window.hits.model.hits))
    assert window.hits.isVisible() and not window.empty.isVisible()
    assert [hit.key for hit in window.hits.model.hits][0] == "w05"
    QTest.keyClick(window.search, Key.Key_Return)
    opened = window.case_window
    assert opened is not None and opened.library_id == own(services, "case_a")
    assert list(opened.properties.selection) == [("wishes", "w05")]
    opened.close()


def test_too_few_letters_search_nothing_and_an_emptied_field_shows_the_cases(
    services: LibraryServices, qtbot: QtBot
) -> None:
    window = start_page(services, qtbot)
    type_letters(window.search, "m")
    qtbot.wait(200)
    assert not window.hits.isVisible()
    type_letters(window.search, "ormor")
    qtbot.waitUntil(window.hits.isVisible)
    window.search.clear()
    qtbot.waitUntil(lambda: not window.hits.isVisible())
    assert window.list.isVisible() and len(window.model.cards) == 2


def test_from_a_case_another_case_is_found_and_takes_its_place(services: LibraryServices, qtbot: QtBot) -> None:
    window = start_page(services, qtbot)
    window.open_case(own(services, "case_a"))
    first = window.case_window
    assert first is not None
    b = services.open(own(services, "case_b")).case
    row = next(iter(b.plan.values()))

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SearchDialog)
        type_letters(dialog.field, row.what)
        QTest.keyClick(dialog.field, Key.Key_Down)
        QTest.keyClick(dialog.field, Key.Key_Up)
        QTest.keyClick(dialog.field, Key.Key_Return)

    QTimer.singleShot(100, answer)
    first.book.actions["search_all"].trigger()
    second = window.case_window
    assert isinstance(second, CaseWindow) and second.library_id == own(services, "case_b")
    assert second.page == "plan" and second.plan.table.chosen_rows() == [row.id]
    assert not window.isVisible()
    second.close()
    qtbot.waitUntil(window.isVisible)


@pytest.mark.parametrize("family", ["figures", "relations", "support_answers", "plan", "consents", "organisations"])
def test_every_kind_of_record_is_shown_where_it_stands(services: LibraryServices, qtbot: QtBot, family: str) -> None:
    from app.widgets.searching.showing import show_found

    window = open_case(services, qtbot, own(services, "case_b"))
    for key in window.document.case.records()[family]:
        show_found(window, family, key)
    maps = family in ("figures", "relations", "support_answers")
    expected = {"plan": "plan", "consents": "consents", "organisations": "case_facts"}
    assert (window.sheet is not None) if maps else window.page == expected[family]
    window.close()


def test_nothing_is_said_of_names_that_are_protected(services: LibraryServices, qtbot: QtBot) -> None:
    from app.models.edits.fields import set_field

    case_id = own(services, "case_a")
    document = services.open(case_id)
    name = document.case.figures[document.case.child].label
    assert document.push(set_field(document.case, "figures", document.case.child, "protected_identity", True))
    window = start_page(services, qtbot)
    type_letters(window.search, name)
    qtbot.wait(300)
    assert [hit for hit in window.hits.model.hits if hit.case == case_id] == []
