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
from app.widgets.common.messages import Message
from app.widgets.common.picks import Picks
from app.widgets.plan.table import PlanTable

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


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


def put_cursor(table: PlanTable, row: int, key: str) -> None:
    table.setFocus()
    table.setCurrentIndex(cell(table, row, key))


def put_on_clipboard(text: str) -> None:
    QApplication.clipboard().setText(text)


def test_a_choice_in_one_of_several_chosen_rows_is_for_all_of_them_as_one_step(
    window: CaseWindow, table: PlanTable
) -> None:
    put_cursor(table, 0, "status")
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert table.chosen_rows() == ["p01", "p02", "p03"]
    table.edit(table.currentIndex())
    combo = table.viewport().findChild(QComboBox)
    assert combo is not None
    combo.setCurrentIndex(combo.findData("started"))
    combo.activated.emit(combo.currentIndex())
    plan = window.document.case.plan
    assert [plan[key].status for key in ("p01", "p02", "p03", "p04")] == ["started"] * 3 + ["planned"]
    window.undo()
    assert all(row.status == "planned" for row in window.document.case.plan.values())


def test_ctrl_enter_writes_on_every_chosen_row_and_ctrl_d_fills_down(window: CaseWindow, table: PlanTable) -> None:
    put_cursor(table, 0, "when")
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    table.edit(table.currentIndex())
    editor = table.viewport().findChild(QPlainTextEdit)
    assert editor is not None
    type_letters(editor, "v. 50")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    plan = window.document.case.plan
    assert [plan[key].when for key in ("p01", "p02")] == ["v. 50", "v. 50"]
    QApplication.processEvents()
    put_cursor(table, 0, "responsible")
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_D, CTRL)
    assert window.document.case.plan["p02"].responsible == "org_soc"
    assert len(window.document.case.figures) == 19  # the window's Ctrl+D doubles figures


def test_rows_out_of_a_spreadsheet_are_pasted_and_what_was_not_understood_is_told(
    window: CaseWindow, table: PlanTable
) -> None:
    put_on_clipboard("Vad?\tVem?\tSenast\nFrukost\tMarie\t2026-12-01\nSkjuts\tMormor, Kalle\t3 dec\n")
    put_cursor(table, 0, "what")
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    rows = list(window.document.case.plan.values())[-2:]
    assert [(row.what, row.who, row.due) for row in rows] == [
        ("Frukost", ("f09",), date(2026, 12, 1)),
        ("Skjuts", ("f05",), date(2026, 12, 3)),
    ]
    assert table.chosen_rows() == [row.id for row in rows]
    told = window.plan.findChild(Message)
    assert told is not None and "Kalle" in told.lines.toPlainText()
    told.accept()
    window.undo()
    assert len(window.document.case.plan) == 12


def test_one_word_is_pasted_into_its_cell(window: CaseWindow, table: PlanTable) -> None:
    put_on_clipboard("från måndag\n")
    put_cursor(table, 0, "when")
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    assert window.document.case.plan["p01"].when == "från måndag"
    assert len(window.document.case.plan) == 12


def test_rows_that_are_copied_can_be_pasted_again_as_they_were(window: CaseWindow, table: PlanTable) -> None:
    put_cursor(table, 0, "what")
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 3 and lines[0].startswith("Vad?\tHur?\tVem/vilka?")
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    plan = window.document.case.plan
    copies = [row.to_data() for row in list(plan.values())[-2:]]
    originals = [plan[key].to_data() for key in ("p01", "p02")]
    for copy, original in zip(copies, originals, strict=True):
        assert copy.pop("id") != original.pop("id")
        assert copy | {"status": "planned", "kind": "child"} == original | {
            "category": "support",
            "origin": copy["origin"],
        }
        assert set(copy["origin"]) == set(original["origin"])


def test_cells_are_emptied_and_rows_taken_away_by_key(window: CaseWindow, table: PlanTable) -> None:
    put_cursor(table, 0, "when")
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert window.document.case.plan["p01"].when is None
    put_cursor(table, 0, "what")
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert window.document.case.plan["p01"].what == "Morgonstöd i hemmet" and window.toast.isVisible()
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Delete, CTRL)
    assert list(window.document.case.plan)[:1] == ["p03"] and table.current_row() == "p03"
    window.undo()
    assert list(window.document.case.plan)[:2] == ["p01", "p02"]


def test_rows_are_moved_together_by_key_but_not_while_they_are_sorted(window: CaseWindow, table: PlanTable) -> None:
    put_cursor(table, 1, "what")
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Up, ALT)
    assert list(window.document.case.plan)[:3] == ["p02", "p03", "p01"]
    QTest.keyClick(table, Qt.Key.Key_Down, ALT)
    assert list(window.document.case.plan)[:3] == ["p01", "p02", "p03"]
    window.plan.bar.sort.setCurrentIndex(window.plan.bar.sort.findData("what"))
    window.plan.bar.sort.activated.emit(0)
    QTest.keyClick(table, Qt.Key.Key_Down, ALT)
    assert list(window.document.case.plan)[:3] == ["p01", "p02", "p03"]
    assert "sorterade" in window.toast.text()


# Two plans, order and headings


def test_the_two_plans_are_shown_apart_and_rows_move_between_them(window: CaseWindow, table: PlanTable) -> None:
    click(window.plan.bar.kind.button("collaboration"))
    assert table.plan.keys == ["p11"]
    table.choose("p11")
    window.book.actions["other_plan"].trigger()
    assert window.document.case.plan["p11"].kind == "child" and table.plan.keys == []
    window.undo()
    assert table.plan.keys == ["p11"]


def test_a_new_row_belongs_to_the_plan_that_is_shown(window: CaseWindow, table: PlanTable) -> None:
    click(window.plan.bar.kind.button("collaboration"))
    click(window.plan.new)
    editor = table.viewport().findChild(QPlainTextEdit)
    assert editor is not None
    type_letters(editor, "Fråga nämnden")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert list(window.document.case.plan.values())[-1].kind == "collaboration"


def test_a_click_on_a_heading_sorts_turns_and_takes_the_plans_own_order_again(
    window: CaseWindow, table: PlanTable
) -> None:
    own = list(table.plan.keys)
    header, at = table.horizontalHeader(), table.plan.place("what")
    table.choose("p05")
    header.sectionClicked.emit(at)
    assert [window.document.case.plan[key].what for key in table.plan.keys][:3] == [
        "Anpassad studiegång",
        "Basutredning",
        "Gemensamt förhållningssätt i arbetslaget",
    ]
    assert table.current_row() == "p05"
    header.sectionClicked.emit(at)
    assert table.plan.keys[-1] == "p03"
    header.sectionClicked.emit(at)
    assert table.plan.keys == own and list(window.document.case.plan) == own


@pytest.mark.parametrize(
    ("group", "first", "under"),
    [
        ("goal", "Närvaron är minst 70 % under fyra veckor i följd.", ["p02", "p03", "p08"]),
        ("responsible", "Lövängsskolan", ["p02", "p03", "p04", "p08", "p09"]),
        ("who", "Mamma Petra", ["p01", "p10"]),
    ],
)
def test_rows_stand_under_headings(
    table: PlanTable, window: CaseWindow, group: str, first: str, under: list[str]
) -> None:
    bar = window.plan.bar
    bar.group.setCurrentIndex(bar.group.findData(group))
    bar.group.activated.emit(0)
    at = next(n for n, line in enumerate(table.plan.lines) if line.heading == first)
    assert [line.row for line in table.plan.lines[at + 1 : at + 1 + len(under)]] == under
    assert set(table.plan.keys) == set(window.document.case.plan)
    put_cursor(table, at - 1 if at else at + 1, "what")
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_row() is not None  # the cursor does not stop on a heading


def test_what_a_row_asks_for_next_is_its_heading_by_day(window: CaseWindow, table: PlanTable) -> None:
    window.document.push(window_row(window, "p01", "status", "done"))
    window.plan.bar._arrange(group="day")
    headings = [line.heading for line in table.plan.lines if line.heading]
    assert headings[-1] == "Klart eller avbrutet" and table.plan.lines[-1].row == "p01"


def window_row(window: CaseWindow, row: str, field: str, value: object):  # type: ignore[no-untyped-def]
    from app.models.edits.fields import set_field

    return set_field(window.document.case, "plan", row, field, value)


def test_a_search_leaves_the_rows_that_hold_every_word(window: CaseWindow, table: PlanTable) -> None:
    window.plan.bar.search.setText("bup konsultation")
    assert table.plan.keys == ["p06"]
    editor = edit(table, 0, "what")
    type_letters(editor, "Samtal")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert table.plan.keys == ["p06"]  # what is being written stays in sight
    window.plan.bar.search.setText("finns inte")
    assert table.plan.keys == [] and window.plan.bar.none.isVisible()


def test_esc_leaves_the_table_so_that_nobody_is_caught_in_it(window: CaseWindow, table: PlanTable) -> None:
    put_cursor(table, 0, "what")
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert not table.hasFocus()


# What the plan stands on
