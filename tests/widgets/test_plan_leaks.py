"""Lovat men inte i planen: in sight with a count, lit on the map, made rows by a key, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, open_example

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.plan.leaks import LeakList

KEY = Qt.ItemDataRole.UserRole
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    made = open_example(services, qtbot, "collaboration_map")
    made.dock.set_folded(False)
    return made


def listed(leaks: LeakList) -> list[str]:
    return [data[1] for row in range(leaks.count()) if (data := leaks.item(row).data(KEY))]


def choose(leaks: LeakList, key: str) -> None:
    leaks.setFocus()
    row = next(n for n in range(leaks.count()) if (leaks.item(n).data(KEY) or ("", ""))[1] == key)
    leaks.setCurrentRow(row)
    QApplication.processEvents()


def test_the_count_is_in_sight_and_opens_the_list(window: CaseWindow) -> None:
    assert window.dock.leaks.isVisible()
    assert window.dock.leaks.accessibleName() == "Lovat men inte i planen: 11"
    click(window.dock.leaks)
    promised = ["w01", "w05", "w09", "w16", "w19", "s02", "s03", "s05", "s07", "s14", "s16"]
    assert window.dock.drawer.isVisible() and listed(window.dock.drawer.list) == promised
    QTest.keyClick(window.dock.drawer.list, Qt.Key.Key_Escape)
    assert not window.dock.drawer.isVisible() and window.dock.table.hasFocus()


def test_the_count_stays_in_sight_where_the_plan_is_folded_and_narrow(window: CaseWindow) -> None:
    window.dock.set_folded(True)
    assert window.dock.leaks.isVisible()
    window.dock.resize(360, window.dock.height())
    assert window.dock.leaks.text() == "11"
    assert window.dock.leaks.accessibleName() == "Lovat men inte i planen: 11"


def test_one_that_is_chosen_lights_its_arrow_and_enter_makes_the_row(window: CaseWindow) -> None:
    assert window.sheet is not None
    window.dock.open_drawer()
    leaks, fronts = window.dock.drawer.list, window.sheet.canvas.sheet.fronts
    choose(leaks, "w05")
    assert fronts["w05"].opacity() > fronts["w01"].opacity()
    QTest.keyClick(leaks, Qt.Key.Key_Return)
    row = list(window.document.case.plan.values())[-1]
    assert row.origin == ("w05",) and row.what == window.document.case.wishes["w05"].text
    assert "w05" not in listed(leaks) and window.dock.leaks.count() == 10
    assert window.dock.table.current_row() == row.id
    window.undo()
    assert window.dock.leaks.count() == 11


def test_several_become_rows_in_one_step(window: CaseWindow) -> None:
    window.dock.open_drawer()
    leaks = window.dock.drawer.list
    choose(leaks, "w01")
    for _more in range(4):
        QTest.keyClick(leaks, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(leaks, Qt.Key.Key_Return)
    rows = list(window.document.case.plan.values())[-5:]
    assert [row.origin[0] for row in rows] == ["w01", "w05", "w09", "w16", "w19"]
    window.undo()
    assert len(window.document.case.plan) == 12


def test_a_key_makes_rows_of_what_is_selected_on_the_map(window: CaseWindow) -> None:
    window.select([("wishes", "w01"), ("figures", "f14")])
    assert window.sheet is not None
    QTest.keyClick(window.sheet.canvas, Qt.Key.Key_R, CTRL)
    rows = list(window.document.case.plan.values())[-2:]
    assert [row.origin for row in rows] == [("w01",), ("s14",)]


def test_a_blocked_wish_becomes_the_step_that_unlocks_it(window: CaseWindow) -> None:
    window.select([("wishes", "w13")])
    window.book.actions["plan_rows"].trigger()
    row = list(window.document.case.plan.values())[-1]
    answer = window.document.case.wishes["w13"].answer
    assert answer is not None and (row.kind, row.what) == ("collaboration", answer.unlock)


def test_selecting_on_the_map_shows_the_rows_that_grew_out_of_it(window: CaseWindow) -> None:
    window.select([("wishes", "w07")])
    assert window.dock.table.chosen_rows() == ["p05"]
    window.select([("figures", "f17")])
    assert window.dock.table.chosen_rows() == ["p01"]
    window.select([("wishes", "w06")])
    assert window.dock.table.chosen_rows() == ["p04", "p11"]


def test_a_row_chosen_lights_arrows_and_the_figures_of_answers(window: CaseWindow) -> None:
    assert window.sheet is not None
    seen: list[list[tuple[str, str]]] = []
    window.dock.pointed.connect(seen.append)
    window.dock.table.choose("p02")
    window.dock.table.choose("p01")
    assert seen[0] == [("figures", "f09"), ("figures", "f13")]
    assert seen[1] == [("figures", "f17"), ("wishes", "w02"), ("wishes", "w17")]


def test_the_plans_page_leads_to_the_map_that_shows_where_a_row_comes_from(window: CaseWindow) -> None:
    window.show_page("plan")
    window.plan.table.choose("p04")
    window.book.actions["show_origin"].trigger()
    assert window.page == "collaboration_map" and window.sheet is not None
    fronts = window.sheet.canvas.sheet.fronts
    assert fronts["w06"].opacity() > fronts["w02"].opacity()
    window.show_page("plan")
    window.plan.open_drawer()
    choose(window.plan.drawer.list, "s07")
    window.book.actions["show_origin"].trigger()
    assert window.sheet is not None and "f07" in window.sheet.canvas.sheet.figures


def test_an_offer_by_one_who_is_not_on_the_map_says_where_to_look(window: CaseWindow) -> None:
    window.dock.open_drawer()
    choose(window.dock.drawer.list, "s07")
    assert "Ctrl+Skift+U" in window.status.said.text()


def test_the_list_opens_by_a_key_on_the_plans_page_too(window: CaseWindow) -> None:
    window.show_page("wishes")
    window.book.actions["leaks"].trigger()
    assert window.page == "plan" and window.plan.drawer.list.hasFocus()
    assert window.plan.drawer.isVisible()


def test_case_b_leaks_its_own(services: LibraryServices, qtbot: QtBot) -> None:
    from app.paths import resources

    (own,) = services.import_files([resources() / "examples" / "case_b.yaml"])
    window = open_case(services, qtbot, own, Settings(values={"page": "plan"}))
    window.plan.open_drawer()
    assert listed(window.plan.drawer.list)[:7] == ["w10", "w11", "w13", "w17", "s09", "s15", "s16"]
    assert window.plan.leaks.count() == 7


def test_when_everything_has_a_row_it_is_said_calmly(window: CaseWindow) -> None:
    window.dock.open_drawer()
    leaks = window.dock.drawer.list
    leaks.selectAll()
    leaks.want()
    assert window.dock.leaks.accessibleName() == "Allt som lovats står i planen"
    assert window.dock.leaks.property("tone") == "good"


def test_a_pseudonym_stands_in_the_list_while_names_are_hidden(window: CaseWindow) -> None:
    window.document.push(set_field(window.document.case, "figures", "f14", "label", "Birgitta Planterad"))
    window.document.hide_names(True)
    leaks = window.dock.drawer.list
    assert not any("Planterad" in leaks.item(row).text() for row in range(leaks.count()))
