"""The page "Ärendet": facts, life, areas, organisations, and the maps of a case beside each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from window_driving import click, open_example, write

from app.application import LibraryServices
from app.models.edits.groups import groups_in_order
from app.widgets.actions.base import actions
from app.widgets.case_facts.comparing import CompareSheets
from app.widgets.case_facts.new_sheet import NewSheetDialog
from app.widgets.case_window import CaseWindow
from app.widgets.common.messages import Message


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    return open_example(services, qtbot)


def facts(window: CaseWindow) -> Any:
    window.show_page("case_facts")
    QApplication.processEvents()
    return window.more_pages.widgets["case_facts"]


def do(window: CaseWindow, action: str) -> None:
    assert actions()[action].enabled(window)
    window.book.actions[action].trigger()


def answering(kind: type[QDialog], press: Callable[[Any], object]) -> None:
    """Deal with the next dialog of a kind."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        press(dialog)

    QTimer.singleShot(0, act)


def new_map(window: CaseWindow) -> str:
    """Make a new case map with the child; return its id."""
    answering(NewSheetDialog, lambda dialog: click(dialog.make))
    do(window, "new_sheet")
    sheet = window.document.case.sheet_of_kind("case_map")
    assert sheet is not None
    return sheet.id


def test_number_and_keywords_are_changed_in_place_and_can_be_undone(window: CaseWindow) -> None:
    page = facts(window)
    write(page.facts.editors["number"], "2026-014")
    write(page.facts.editors["keywords"], "frånvaro, sömn")
    case = window.document.case
    assert case.info.number == "2026-014" and case.info.keywords == ("frånvaro", "sömn")
    assert window.windowTitle() == "Ärende 2026-014"
    window.undo()
    assert window.document.case.info.keywords != ("frånvaro", "sömn")
    window.undo()
    assert window.document.case.info.number is None


def test_what_is_being_typed_is_kept_when_one_goes_elsewhere(window: CaseWindow) -> None:
    page = facts(window)
    page.facts.editors["number"].line.setFocus()
    QTest.keyClicks(page.facts.editors["number"].line, "77")
    page.areas.new.setFocus()
    QTest.keyClicks(page.areas.new, "Kyrkan")
    window.show_page("wishes")
    assert window.document.case.info.number == "77"
    assert "Kyrkan" in [group.label for group in window.document.case.groups.values()]


def test_a_case_is_followed_up_closed_and_opened_again_each_with_a_sentence(window: CaseWindow) -> None:
    page = facts(window)
    click(page.life.follow)
    assert window.document.case.info.status == "follow_up" and page.life.state.text() == "Uppföljning"
    said: list[str] = []
    answering(Message, lambda dialog: (said.append(dialog.sentence.text()), click(dialog.yes)))
    click(page.life.close_button)
    info = window.document.case.info
    assert (info.status, info.closed_on) == ("closed", date.today())
    assert "löften utan rad i planen" in said[0] and window.toast.text() == "Ärendet är avslutat."
    click(page.life.reopen)
    assert window.document.case.info.status == "open" and window.document.case.info.closed_on is None


def test_closing_is_asked_about_first(window: CaseWindow) -> None:
    answering(Message, lambda dialog: click(dialog.no))
    do(window, "close_case")
    assert window.document.case.info.status == "open"


def test_areas_are_renamed_recoloured_moved_added_and_removed(window: CaseWindow) -> None:
    page = facts(window)
    order = groups_in_order(window.document.case)
    write(page.areas.rows[order[0]].line, "Hemma")
    page.areas.rows[order[0]].combo.setCurrentIndex(page.areas.rows[order[0]].combo.findData("relatives"))
    page.areas.rows[order[0]].combo.activated.emit(0)
    group = window.document.case.groups[order[0]]
    assert (group.label, group.sector) == ("Hemma", "relatives")
    page.areas._move(order[0], 1)
    assert groups_in_order(window.document.case)[:2] == [order[1], order[0]] == list(page.areas.rows)[:2]
    page.areas.new.setText("Kyrkan")
    QTest.keyClick(page.areas.new, Qt.Key.Key_Return)
    new = list(page.areas.rows)[-1]
    assert window.document.case.groups[new].label == "Kyrkan"
    page.areas._remove(new)
    assert new not in window.document.case.groups


def test_an_area_with_figures_stays_and_it_is_said_why(window: CaseWindow) -> None:
    page = facts(window)
    full = window.document.case.figures[window.document.case.child].group
    page.areas._remove(full)
    assert full in window.document.case.groups and "Området har figurer" in window.toast.text()


def test_organisations_are_renamed_added_and_removed(window: CaseWindow) -> None:
    page = facts(window)
    first = next(iter(window.document.case.organisations))
    write(page.organisations.rows[first].line, "Nya skolan")
    page.organisations.new.setText("Ridklubben")
    QTest.keyClick(page.organisations.new, Qt.Key.Key_Return)
    names = [each.name for each in window.document.case.organisations.values()]
    assert names[0] == "Nya skolan" and names[-1] == "Ridklubben"
    page.organisations._remove(first)
    assert first not in window.document.case.organisations
    assert first not in [figure.organisation for figure in window.document.case.figures.values()]


def test_a_new_map_with_the_child_stands_beside_the_teams_own_and_is_the_one_shown(window: CaseWindow) -> None:
    window.show_page("case_map")
    before = window.document.case.sheet_of_kind("case_map")
    assert before is not None
    new = new_map(window)
    case = window.document.case
    assert new != before.id and case.child in case.sheets[new].made_with
    assert case.sheets[new].made_on == date.today() and case.sheets[before.id].places == before.places
    assert window.sheet is not None and "med barnet" in window.sheet.canvas.sheet.picture.title


def test_a_figure_taken_off_one_map_stands_on_the_other_and_in_the_case(window: CaseWindow) -> None:
    window.show_page("case_map")
    team = window.document.case.sheet_of_kind("case_map")
    assert team is not None
    assert not actions()["take_off"].enabled(window)
    new = new_map(window)
    figure = next(key for key in window.document.case.figures if key != window.document.case.child)
    window.select([("figures", figure)])
    do(window, "take_off")
    case = window.document.case
    assert figure not in (case.sheets[new].figures or ()) and figure in (case.sheets[team.id].figures or ())
    assert figure in case.figures and window.sheet is not None
    assert not window.sheet.canvas.sheet.has(("figures", figure))
    dialog = CompareSheets(window.document, "case_map", window)
    assert dialog.differences().only_first == (figure,)
    window.undo()
    assert window.sheet.canvas.sheet.has(("figures", figure))


def test_the_teams_map_can_be_shown_again_and_the_new_one_removed(window: CaseWindow) -> None:
    window.show_page("case_map")
    team = window.document.case.sheet_of_kind("case_map")
    assert team is not None
    new = new_map(window)
    page = facts(window)
    click(page.sheets.buttons[(team.id, "show")])
    shown = window.document.case.sheet_of_kind("case_map")
    assert shown is not None and shown.id == team.id
    page.sheets._drop(window.document.case.sheets[new])
    assert new not in window.document.case.sheets and "Figurerna finns kvar" in window.toast.text()
    window.undo()
    assert new in window.document.case.sheets


def test_who_came_nearer_and_who_went_farther_is_told(window: CaseWindow) -> None:
    from app.models.edits.figures import move_figures

    window.show_page("case_map")
    near, far = [key for key in window.document.case.figures if key != window.document.case.child][:2]
    team = window.document.case.sheet_of_kind("case_map")
    assert team is not None
    window.document.push(move_figures(window.document.case, team.id, {near: (200.0, 0.0), far: (0.0, 100.0)}))
    new = new_map(window)
    window.document.push(move_figures(window.document.case, new, {near: (80.0, 0.0), far: (0.0, 160.0)}))
    dialog = CompareSheets(window.document, "case_map", window)
    found = dialog.differences()
    assert (found.nearer, found.farther) == ((near,), (far,))
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert lines[0].startswith("Står närmare barnet på") and len(lines) == 4


def test_only_one_map_of_its_kind_cannot_be_removed_and_is_not_compared(window: CaseWindow) -> None:
    window.show_page("case_map")
    assert not actions()["compare_sheets"].enabled(window)
    page = facts(window)
    assert not any(what in ("show", "compare") for _sheet, what in page.sheets.buttons)


def test_while_names_are_hidden_the_page_tells_pseudonyms_and_takes_no_text(window: CaseWindow) -> None:
    child = window.document.case.figures[window.document.case.child].label
    window.document.hide_names(True)
    page = facts(window)
    assert child not in page.facts.editors["title"].line.text()
    assert page.facts.editors["title"].line.isReadOnly()
    title = window.document.case.info.title
    page.commit()
    assert window.document.case.info.title == title
