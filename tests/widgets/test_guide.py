"""The guide is read in the program: chapters, search, and keys that are what it says they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_driving import open_example, write

from app.application import LibraryServices
from app.i18n import _
from app.settings import Settings
from app.widgets.actions.base import actions
from app.widgets.case_window import CaseWindow
from app.widgets.guide.chapters import chapters
from app.widgets.guide.window import GuideWindow
from app.widgets.library.window import LibraryWindow

_SHIFTS = r"(?:Ctrl|Alt|Skift)\+"
KEY = re.compile(rf"\b{_SHIFTS}(?:{_SHIFTS})*(?:F\d+|[A-ZÅÄÖ0-9](?![a-zåäö])|PgDn|PgUp|[A-Z][a-z]+)")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    return open_example(services, qtbot)


def opened(window: CaseWindow) -> GuideWindow:
    actions()["guide"].run(window)
    (guide,) = window.findChildren(GuideWindow)
    assert guide.isVisible()
    return guide


def titles(guide: GuideWindow) -> list[str]:
    return [guide.list.item(row).text() for row in range(guide.list.count())]


def test_the_guide_opens_on_its_first_chapter_and_the_arrows_turn_to_the_next(window: CaseWindow) -> None:
    guide = opened(window)
    assert titles(guide) == [each.title for each in chapters()]
    assert guide.text.toPlainText().startswith("Börja")
    QTest.keyClick(guide.list, Qt.Key.Key_Down)
    assert guide.text.toPlainText().startswith("Figurerna")


def test_asking_twice_shows_the_same_window_and_esc_closes_it(window: CaseWindow) -> None:
    guide = opened(window)
    assert opened(window) is guide
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_a_search_leaves_the_chapters_that_have_every_word_and_marks_them(window: CaseWindow) -> None:
    guide = opened(window)
    write(guide.search, "mottagarens ögon")
    assert titles(guide) == ["Lämna ut"]
    assert "med mottagarens ögon" in guide.text.toPlainText()
    assert {each.cursor.selectedText().casefold() for each in guide.text.extraSelections()} == {"mottagarens", "ögon"}
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.text.textCursor().selectedText() == "mottagarens"
    write(guide.search, "xyzzy")
    assert titles(guide) == [] and guide.nothing.isVisible()
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert guide.isVisible() and len(titles(guide)) == len(chapters())


def test_a_link_leads_to_a_chapter_and_nothing_is_fetched(window: CaseWindow) -> None:
    guide = opened(window)
    guide.text.anchorClicked.emit(QUrl("08-planen.md"))
    assert guide.text.toPlainText().startswith("Planen")
    guide.text.anchorClicked.emit(QUrl("https://example.org/nothing"))
    assert guide.text.toPlainText().startswith("Börja")


def test_the_start_page_has_the_guide_too(services: LibraryServices, qtbot: QtBot) -> None:
    library = LibraryWindow(services, Settings())
    qtbot.addWidget(library)
    library.show()
    (action,) = [each for each in library.actions() if each.text() == _("Användarguide")]
    action.trigger()
    (guide,) = library.findChildren(GuideWindow)
    assert guide.isVisible()


def test_every_key_that_the_guide_tells_of_is_one_that_the_program_has() -> None:
    known = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    said = {match.group() for each in chapters() for match in KEY.finditer(each.text)}
    assert {"Ctrl+Alt+L", "Ctrl+Skift+Z", "Ctrl+F1"} <= said
    pages = {key for key in said if re.fullmatch(r"Ctrl\+\d", key)}  # made of the pages there are
    assert sorted(key for key in said - pages if key not in known and _as_qt_has_it(key) not in known) == []


def _as_qt_has_it(key: str) -> str:
    return key.replace("Skift", "Shift").replace("PgDn", "PgDown")


def test_the_page_in_docs_leads_to_every_chapter() -> None:
    page = (ROOT / "docs" / "anvandarguide.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(\.\./resources/guide/(.+?)\)", page)
    assert linked == sorted(path.name for path in (ROOT / "resources" / "guide").glob("*.md"))
