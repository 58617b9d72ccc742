"""The pages Uppföljning and Ärendet, and Att göra: everything is named, large enough to hit, and not cut at 200 %."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from test_names_and_roles import check
from test_text_size import cut
from window_driving import open_case, open_example, services_at

from app.settings import Settings
from app.widgets.library.window import LibraryWindow

PAGES = ("follow_up", "case_facts")


@pytest.mark.parametrize("page", PAGES)
def test_everything_on_the_page_is_named_and_large_enough(tmp_path: Path, qtbot: QtBot, page: str) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_example(services, qtbot)
        window.show_page(page)
        check(window, page)
        widget = window.more_pages.widgets[page]
        if page == "follow_up":
            widget.show_record("short_term", next(iter(window.document.case.short_term)))  # type: ignore[attr-defined]
            check(window, "goals")


def test_at_twice_the_size_nothing_is_cut_on_a_small_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        own = services.import_example()
        settings = Settings(values={"page": "wishes", "theme": "light", "text_size": 200})
        window = open_case(services, qtbot, own, settings)
        window.showNormal()
        window.resize(1366, 768)
        for page in PAGES:
            window.show_page(page)
            qtbot.wait(30)
            least = window.minimumSizeHint()
            assert least.width() <= 1366 and least.height() <= 768, (page, least)
            assert window.width() == 1366 and cut(window) == [], page
        window.close()
        library = LibraryWindow(services, Settings(values={"text_size": 200, "theme": "light"}))
        with qtbot.waitSignal(library.todo.ready), qtbot.waitExposed(library):
            library.showNormal()
        library.resize(1366, 768)
        library.part.button("todo").click()
        qtbot.wait(30)
        assert library.todo.isVisible() and cut(library) == []
        check(library, "to do")
