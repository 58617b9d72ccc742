"""Kartan visar: sentences beside the map that light what they are about, follow every edit, and can be waved away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, open_example

from app.application import LibraryServices
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.plan import row_from_wish
from app.models.findings.base import Finding, findings
from app.models.retention import Terms
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.findings.side import FINDINGS, PROPERTIES


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    found = open_example(services, qtbot, "case_map")
    found.side.turn_to(FINDINGS)
    QApplication.processEvents()
    return found


def sentences(window: CaseWindow) -> list[str]:
    model = window.side.findings.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def row_of(window: CaseWindow, kind: str) -> int:
    return next(number for number, each in enumerate(window.side.findings.model.lines) if each.kind == kind)


def test_everything_found_is_a_sentence_and_the_tab_counts_them(window: CaseWindow) -> None:
    found = findings(window.document.case)
    assert sentences(window) == [each.text for each in found]
    assert window.side.tabs.button(FINDINGS).text() == f"Kartan visar {len(found)}"


def test_pointing_at_a_sentence_lights_its_figures_and_leaving_it_puts_them_out(
    window: CaseWindow, qtbot: QtBot
) -> None:
    panel = window.side.findings
    lit: list[tuple[tuple[str, str], ...]] = []
    panel.lit.connect(lit.append)
    row = row_of(window, "missing_figure")
    spot = panel.list.visualRect(panel.model.index(row)).center()
    QTest.mouseMove(panel.list.viewport(), QPoint(2, 2))
    QTest.mouseMove(panel.list.viewport(), spot)
    qtbot.waitUntil(lambda: (("figures", "f11"),) in lit)
    QApplication.sendEvent(panel.list.viewport(), QEvent(QEvent.Type.Leave))
    assert lit[-1] == ()


def test_with_the_keyboard_arrows_light_enter_selects_and_delete_waves_away(window: CaseWindow) -> None:
    panel = window.side.findings
    lit: list[tuple[tuple[str, str], ...]] = []
    panel.lit.connect(lit.append)
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(0))
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert lit[-1] == panel.model.lines[1].lights
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.properties.selection == list(panel.model.lines[1].lights)
    gone, count = panel.model.lines[1].text, len(panel.model.lines)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert gone not in sentences(window) and len(sentences(window)) == count - 1


def test_what_is_waved_away_is_remembered_and_can_be_brought_back(
    window: CaseWindow, services: LibraryServices, qtbot: QtBot
) -> None:
    panel = window.side.findings
    panel.list.setCurrentIndex(panel.model.index(row_of(window, "missing_figure")))
    gone = panel.model.lines[panel.list.currentIndex().row()].text
    click(panel.wave)
    assert gone not in sentences(window) and panel.show_waved.isVisible()
    again = open_case(services, qtbot, window.library_id, Settings(values={"page": "case_map"}))
    again.side.turn_to(FINDINGS)
    QApplication.processEvents()
    assert gone not in sentences(again)
    again.side.findings.show_waved.setChecked(True)
    assert sentences(again)[-1] == gone
    again.side.findings.list.setCurrentIndex(again.side.findings.model.index(len(sentences(again)) - 1))
    assert again.side.findings.wave.text() == "Ta tillbaka i listan"
    click(again.side.findings.wave)
    assert gone in sentences(again) and not again.side.findings.show_waved.isVisible()
    assert not any(
        "finding" in str(value) or "missing_figure" in str(value) for value in again.settings.values.values()
    )


def test_one_that_comes_to_be_about_something_else_is_told_again(window: CaseWindow, qtbot: QtBot) -> None:
    panel = window.side.findings
    panel.list.setCurrentIndex(panel.model.index(row_of(window, "promised_not_in_plan")))
    click(panel.wave)
    assert not any(each.startswith("Lovat") for each in sentences(window))
    window.document.push(row_from_wish(window.document.case, "w01"))
    qtbot.waitUntil(lambda: "Lovat men inte i planen: önskemål 5, 9, 16 och 19." in sentences(window))


def test_the_list_follows_an_edit_and_its_undo(window: CaseWindow, qtbot: QtBot) -> None:
    case = window.document.case
    window.document.push(set_field(case, "figures", "f11", "status", "active"))
    qtbot.waitUntil(lambda: not any("saknas runt barnet" in each for each in sentences(window)))
    window.document.undo()
    qtbot.waitUntil(lambda: any("saknas runt barnet" in each for each in sentences(window)))


def test_nothing_is_looked_for_while_nobody_sees_it(
    window: CaseWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    looked: list[Case] = []

    def watched(case: Case, terms: Terms) -> list[Finding]:
        looked.append(case)
        return findings(case, terms)

    monkeypatch.setattr("app.widgets.findings.panel.findings", watched)
    window.show_page("plan")
    window.document.push(set_field(window.document.case, "figures", "f11", "status", "active"))
    qtbot.wait(400)
    assert looked == []
    window.show_page("case_map")
    assert len(looked) == 1 and not any("saknas runt barnet" in each for each in sentences(window))


def test_selecting_on_the_map_turns_to_the_properties(window: CaseWindow) -> None:
    assert window.sheet is not None
    window.sheet.canvas.select([("figures", "f09")])
    window.sheet.canvas.selection_changed.emit([("figures", "f09")])
    assert window.side.leaf == PROPERTIES
    window.book.actions["findings"].trigger()
    assert window.side.leaf == FINDINGS and window.side.findings.list.hasFocus()


def test_a_library_that_cannot_be_written_says_so_and_keeps_the_sentence(
    window: CaseWindow, services: LibraryServices
) -> None:
    panel, said = window.side.findings, sentences(window)
    services.library_path.rename(services.library_path.with_name("moved"))
    panel.list.setCurrentIndex(panel.model.index(0))
    click(panel.wave)
    assert sentences(window) == said and "har flyttats" in window.banner.text()
