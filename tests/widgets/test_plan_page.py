"""The plan as a table that is written in like a spreadsheet, and the goals above it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from canvas_driving import type_letters
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from window_driving import click, open_example, services_at

from app.widgets.case_window import CaseWindow
from app.widgets.common.picks import Picks
from app.widgets.plan.goals import GoalText
from app.widgets.plan.table import PlanTable


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CaseWindow]:
    with services_at(tmp_path / "bibliotek.samkarta") as services:
        made = open_example(services, qtbot, "plan")
        yield made


@pytest.fixture
def table(window: CaseWindow) -> PlanTable:
    return window.plan.table


def cell(table: PlanTable, row: int, key: str) -> QModelIndex:
    return table.plan.index(row, [column.key for column in table.plan.columns].index(key))


def edit(table: PlanTable, row: int, key: str) -> QWidget:
    index = cell(table, row, key)
    table.setCurrentIndex(index)
    table.edit(index)
    (found,) = table.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(found, QPlainTextEdit | QLineEdit | QComboBox | Picks)
    return found


def test_every_field_of_a_row_has_a_column_with_its_words(table: PlanTable) -> None:
    shown = {column.key: cell(table, 0, column.key).data() for column in table.plan.columns}
    assert shown["what"] == "Morgonstöd i hemmet"
    assert shown["who"] == "Familjebehandlare Johan, Mamma Petra"
    assert shown["responsible"] == "Socialtjänsten, Barn och familj"
    assert (shown["first_step.date"], shown["follow_up.who"]) == ("2026-10-08", "Socialsekreterare Karin")
    assert (shown["status"], shown["kind"]) == ("Planerad", "Barnets plan")
    assert shown["goal"].startswith("Tuva säger själv")


def test_words_are_written_in_a_cell_and_kept_with_enter(window: CaseWindow, table: PlanTable) -> None:
    editor = edit(table, 0, "first_step.text")
    type_letters(editor, "Johan ringer på måndag")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    step = window.document.case.plan["p01"].first_step
    assert step is not None and step.text == "Johan ringer på måndag" and step.who == "f17"
    window.undo()
    assert cell(table, 0, "first_step.text").data() == "Johan ringer Petra och bokar första hembesöket."


def test_tab_goes_on_to_the_next_cell(window: CaseWindow, table: PlanTable) -> None:
    editor = edit(table, 0, "what")
    type_letters(editor, "Morgonstöd")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert window.document.case.plan["p01"].what == "Morgonstöd"
    assert table.plan.column(table.currentIndex()).key == "how"


def test_what_is_written_in_the_last_row_becomes_a_new_one(window: CaseWindow, table: PlanTable) -> None:
    before = len(window.document.case.plan)
    click(window.plan.new)
    editor = table.viewport().findChild(QPlainTextEdit)
    assert editor is not None
    type_letters(editor, "Skjuts till stallet")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rows = list(window.document.case.plan.values())
    assert len(rows) == before + 1 and rows[-1].what == "Skjuts till stallet"
    assert table.plan.rowCount() == before + 2


def test_a_choice_is_made_in_the_cell(window: CaseWindow, table: PlanTable) -> None:
    combo = edit(table, 0, "status")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("started"))
    combo.activated.emit(combo.currentIndex())
    assert window.document.case.plan["p01"].status == "started"
    assert cell(table, 0, "status").data() == "Pågår"


def test_several_figures_are_ticked_in_a_list(window: CaseWindow, table: PlanTable) -> None:
    picks = edit(table, 0, "who")
    assert isinstance(picks, Picks)
    picks.open()
    assert picks.list is not None
    row = next(n for n in range(picks.list.count()) if picks.list.item(n).text() == "Mentor Marie")
    picks.list.setCurrentRow(row)
    QTest.keyClick(picks.list, Qt.Key.Key_Space)
    QTest.keyClick(picks.list, Qt.Key.Key_Return)
    assert window.document.case.plan["p01"].who == ("f17", "f02", "f09")


def test_a_date_is_read_and_a_wrong_one_stays_in_the_cell(window: CaseWindow, table: PlanTable) -> None:
    editor = edit(table, 0, "follow_up.date")
    assert isinstance(editor, QLineEdit)
    editor.setText("20261201")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    follow_up = window.document.case.plan["p01"].follow_up
    assert follow_up is not None and follow_up.date == date(2026, 12, 1)
    QApplication.processEvents()
    editor = edit(table, 1, "follow_up.date")
    assert isinstance(editor, QLineEdit)
    before = window.document.case.plan["p02"]
    editor.setText("nästa tisdag")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.document.case.plan["p02"] == before and window.toast.isVisible()
    again = table.viewport().findChildren(QLineEdit)[-1]
    assert again.text() == "nästa tisdag"


def test_a_row_is_moved_and_taken_away(window: CaseWindow, table: PlanTable) -> None:
    keys = list(window.document.case.plan)
    table.choose(keys[1])
    click(window.plan.up)
    assert list(window.document.case.plan)[:2] == [keys[1], keys[0]]
    assert table.current_row() == keys[1]
    click(window.plan.drop)
    assert keys[1] not in window.document.case.plan
    window.undo()
    window.undo()
    assert list(window.document.case.plan) == keys


def test_choosing_a_row_lights_the_wishes_it_grew_out_of(window: CaseWindow) -> None:
    window.show_page("collaboration_map")
    assert window.sheet is not None
    window.dock.set_folded(False)
    fronts = window.sheet.canvas.sheet.fronts
    window.dock.table.choose("p01")
    QApplication.processEvents()
    assert fronts["w02"].opacity() > fronts["w06"].opacity()


def test_goals_are_written_changed_and_taken_away(window: CaseWindow) -> None:
    goals = window.plan.goals["short_term"]
    type_letters(goals.new, "Tuva är på tre lektioner om dagen")
    QTest.keyClick(goals.new, Qt.Key.Key_Return)
    added = list(window.document.case.short_term.values())[-1]
    assert added.text == "Tuva är på tre lektioner om dagen" and goals.new.text() == ""
    QApplication.processEvents()
    texts = [each for each in goals.findChildren(GoalText) if each.isVisible()]
    texts[0].setPlainText("Närvaron är minst 80 %.")
    texts[0].commit()
    assert next(iter(window.document.case.short_term.values())).text == "Närvaron är minst 80 %."
