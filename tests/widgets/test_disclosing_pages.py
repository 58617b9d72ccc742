"""Lämna ut shows the recipient's pages: the very bytes of the PDF that leaves, beside what is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from disclosing_driving import BUP, LEISURE, SCHOOL, case_a_window, given, opened, settle
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot
from window_driving import click

from app.widgets.case_window import CaseWindow
from app.widgets.disclosing.copy_panel import GOES, PAGES, STAYS
from app.widgets.disclosing.window import DiscloseWindow

WRAPPED = int(Qt.TextFlag.TextWordWrap)


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseWindow]:
    """Case A's window, one for all: no test changes the case."""
    with case_a_window(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def dialog(window: CaseWindow, qtbot: QtBot) -> DiscloseWindow:
    made = opened(window, qtbot)
    made.resize(1400, 720)
    return made


def seen(dialog: DiscloseWindow, bot: QtBot, whom: str) -> bytes:
    """The bytes whose pages are shown for a recipient."""
    dialog.list.look_at(whom)
    return settled(dialog, bot)


def settled(dialog: DiscloseWindow, bot: QtBot) -> bytes:
    """The bytes whose pages are shown when nothing more is being made."""
    paper = dialog.copy.paper
    settle()
    bot.waitUntil(lambda: paper.data is not None and not paper.busy, timeout=10000)
    assert paper.data is not None and paper.panel.pages is not None and paper.panel.pages.data == paper.data
    return paper.data


def test_the_pages_are_the_very_bytes_that_leave(dialog: DiscloseWindow, qtbot: QtBot, tmp_path: Path) -> None:
    looked_at = seen(dialog, qtbot, BUP)
    assert seen(dialog, qtbot, SCHOOL) != looked_at
    (package,) = given(dialog, qtbot, tmp_path, BUP)
    assert (package / "plan.pdf").read_bytes() == looked_at


def test_the_pages_follow_what_is_taken_away(dialog: DiscloseWindow, window: CaseWindow, qtbot: QtBot) -> None:
    whole = seen(dialog, qtbot, BUP)
    row = next(each for each in dialog.copy.going.ticks() if each in window.document.case.plan)
    dialog.copy.going.tick(row, False)
    less = settled(dialog, qtbot)
    assert less != whole
    dialog.copy.going.tick(row, True)
    assert settled(dialog, qtbot) == whole


def test_where_nothing_goes_there_are_no_pages_and_it_says_so(dialog: DiscloseWindow, qtbot: QtBot) -> None:
    seen(dialog, qtbot, BUP)
    dialog.list.look_at(LEISURE)
    panel = dialog.copy.paper.panel
    assert panel.pages is None and panel.view.isHidden()
    assert panel.sentence.text() == "Inget lämnas hit, så det finns inga sidor."


def test_pages_are_turned_and_looked_at_nearer(dialog: DiscloseWindow, qtbot: QtBot) -> None:
    seen(dialog, qtbot, BUP)
    panel = dialog.copy.paper.panel
    assert panel.pages is not None and len(panel.pages.sizes) > 1
    count = len(panel.pages.sizes)
    assert panel.told.text().startswith(f"Sida 1 av {count} · ") and not panel.before.isEnabled()
    click(panel.after)
    assert panel.told.text().startswith(f"Sida 2 av {count} · ") and panel.view.sheet.page == 1
    zoom = panel.view.sheet.zoom
    click(panel.nearer)
    assert panel.view.sheet.zoom > zoom
    click(panel.before)
    assert panel.page == 0


def test_in_a_narrow_window_the_pages_have_a_view_of_their_own(dialog: DiscloseWindow, qtbot: QtBot) -> None:
    seen(dialog, qtbot, BUP)
    copy = dialog.copy
    assert copy.paper.isVisible() and copy.stack.isVisible() and copy.turn.button(PAGES).isHidden()
    dialog.resize(900, 720)
    qtbot.waitUntil(lambda: not copy.turn.button(PAGES).isHidden())
    assert copy.stack.isVisible() and not copy.paper.isVisible()
    click(copy.turn.button(PAGES))
    assert copy.paper.isVisible() and not copy.stack.isVisible()
    dialog.resize(1400, 720)
    qtbot.waitUntil(copy.stack.isVisible)
    assert copy.turn.value() == GOES and copy.paper.isVisible()


@pytest.mark.parametrize("width", [1400, 1120, 760])
def test_no_sentence_of_a_rule_is_cut(dialog: DiscloseWindow, width: int) -> None:
    dialog.list.look_at(BUP)
    dialog.copy.show_view(STAYS)
    tree = dialog.copy.staying.tree
    tree.expandAll()
    dialog.resize(width, 720)
    settle()
    settle()
    heights = set()
    for each in below(tree):
        room = tree.visualRect(each)
        needed = tree.fontMetrics().boundingRect(QRect(0, 0, room.width(), 999), WRAPPED, each.data())
        assert room.height() >= needed.height()
        heights.add(room.height())
    assert len(heights) > 1


def below(tree: QTreeWidget) -> list[QModelIndex]:
    """The sentences under the rules that are shown."""
    model = tree.model()
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    return [model.index(row, 0, top) for top in tops for row in range(model.rowCount(top))]
