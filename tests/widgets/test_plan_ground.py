"""What the plan stands on: strengths, the child's words, goals with what was measured of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from canvas_driving import type_letters
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_driving import open_example, services_at

from app.models.edits.goals import measure
from app.widgets.case_window import CaseWindow
from app.widgets.plan.goal_dialog import GoalDialog
from app.widgets.plan.goals import GoalText

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


# Several rows at once


def test_strengths_stand_before_the_goals_and_are_written_where_they_stand(window: CaseWindow) -> None:
    ground = window.plan.ground
    QApplication.processEvents()
    strengths, goals = (each.mapTo(window, QPoint(0, 0)) for each in (ground.strengths, ground.goals["short_term"]))
    assert strengths.y() <= goals.y() and (strengths.x(), strengths.y()) < (goals.x(), goals.y())
    ground.strengths.text.setFocus()
    type_letters(ground.strengths.text, "Ritar och rider")
    window.show_page("wishes")
    assert window.document.case.info.strengths == "Ritar och rider"


def test_the_childs_words_are_written_and_a_question_added(window: CaseWindow) -> None:
    voices = window.plan.ground.voices
    first = next(iter(voices.texts))
    voices.texts[first].setPlainText("Att få vara i stallet.")
    voices.texts[first].commit()
    type_letters(voices.new, "Vem hjälper dig?")
    QTest.keyClick(voices.new, Qt.Key.Key_Return)
    said = [record.to_data() for record in window.document.case.family("child_voice").values()]
    assert said[0]["text"] == "Att få vara i stallet." and said[-1] == {"question": "Vem hjälper dig?"}
    newest = list(voices.texts.values())[-1]
    assert newest.hasFocus()
    type_letters(newest, "Lina")
    window.undo()
    window.document.redo()
    assert [record.to_data() for record in window.document.case.family("child_voice").values()][-1]["text"] == "Lina"


def test_going_from_one_goal_to_another_keeps_the_cursor_and_both_texts(window: CaseWindow) -> None:
    goals = window.plan.goals["short_term"]
    first, second = list(goals.texts.values())[:2]
    first.setFocus()
    first.setPlainText("Närvaron är minst 80 %.")
    second.setFocus()
    assert second.hasFocus() and goals.texts["gs2"] is second
    assert window.document.case.short_term["gs1"].text == "Närvaron är minst 80 %."


def test_a_goal_is_measured_in_its_window_and_its_curve_stands_beside_it(window: CaseWindow, qtbot: QtBot) -> None:
    dialog = GoalDialog(window.document, "short_term", "gs1", window)
    qtbot.addWidget(dialog)
    dialog.show()
    measurements = dialog.panel.measurements
    assert measurements is not None
    new = measurements.lines[-1]
    new.day.setText("17/11")
    new.value.setText("61,5")
    QTest.keyClick(new.value, Qt.Key.Key_Return)
    (said,) = window.document.case.short_term["gs1"].measurements
    assert said.value == 61.5 and said.date is not None and (said.date.day, said.date.month) == (17, 11)
    measurements.lines[0].note.setText("Bra vecka")
    measurements.lines[-1].value.setText("63")
    dialog.accept()
    first, second = window.document.case.short_term["gs1"].measurements
    assert (first.note, second.value) == ("Bra vecka", 63)
    curves = [each for each in window.plan.findChildren(QWidget) if each.accessibleName() == "Målets kurva"]
    assert any("61,5" in curve.toolTip() for curve in curves)


def test_a_reading_that_cannot_be_written_says_why_and_stays(window: CaseWindow, qtbot: QtBot) -> None:
    window.document.push(measure(window.document.case, "gs1", date(2026, 11, 17), 61))
    dialog = GoalDialog(window.document, "short_term", "gs1", window)
    qtbot.addWidget(dialog)
    dialog.show()
    measurements = dialog.panel.measurements
    assert measurements is not None
    measurements.lines[-1].day.setText("i går")
    measurements.lines[-1].value.setText("64")
    measurements.commit()
    assert measurements.error.isVisible() and measurements.lines[-1].value.text() == "64"
    assert len(window.document.case.short_term["gs1"].measurements) == 1


def test_a_goal_and_a_question_that_were_typed_without_enter_are_kept_when_one_goes_elsewhere(
    window: CaseWindow,
) -> None:
    ground = window.plan.ground
    for family, text in (("long_term", "Tuva går ut nian."), ("short_term", "Tuva sover hela natten.")):
        type_letters(ground.goals[family].new, text)
    type_letters(ground.voices.new, "Vad vill du slippa?")
    window.show_page("wishes")
    case = window.document.case
    assert list(case.long_term.values())[-1].text == "Tuva går ut nian."
    assert list(case.short_term.values())[-1].text == "Tuva sover hela natten."
    assert [each.to_data()["question"] for each in case.family("child_voice").values()][-1] == "Vad vill du slippa?"
    window.show_page("plan")
    assert ground.goals["short_term"].new.text() == ground.voices.new.text() == ""
