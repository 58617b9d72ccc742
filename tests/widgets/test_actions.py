"""Everything that can be done in a case's window stands in its menu, with its keys."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from window_driving import open_case, services_at

from app.settings import Settings
from app.widgets.actions.base import CHAPTERS, actions
from app.widgets.pages.base import pages


def test_every_action_belongs_to_a_chapter_and_no_two_share_a_key() -> None:
    found = actions()
    assert {"undo", "redo", "fit", "arrange", "print"} <= found.keys()
    assert all(action.chapter in CHAPTERS for action in found.values())
    keys = Counter(key for action in found.values() for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_where_to_go_begins_with_the_pages_and_offers_only_what_is_there_now(qtbot: QtBot, tmp_path: Path) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_case(services, qtbot, services.create("Prov", "Elin"), Settings(values={"page": "wishes"}))
        parts = [each.menu() for each in window.top.more.menu().actions()]
        go = next(each for each in parts if isinstance(each, QMenu) and each.title() == "Gå till")
        go.aboutToShow.emit()
        names = [each.text() for each in go.actions()]
        first = len(pages())
        assert names[:first] == [page.label for page in pages().values()]
        assert go.actions()[first].isSeparator() and not any(each.isSeparator() for each in go.actions()[first + 1 :])
        assert all(each.isEnabled() for each in go.actions()) and "Nästa steg i träffen" not in names
