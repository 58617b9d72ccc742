"""The plan of case A, written in the real window out of its answers: goals, a row by key, the rest pasted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from canvas_driving import type_letters
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, open_case, services_at, write

from app.case_files import read_cases
from app.models.case import Case
from app.models.promises import offered_but_not_planned, promised_but_not_planned
from app.models.records import PlanRow, ShortTermGoal
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.common.picks import Picks
from app.widgets.plan.goal_dialog import GoalDialog
from app.widgets.plan.table import PlanTable

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def model() -> Case:
    """The case as it was written down after the meeting."""
    return read_cases([EXAMPLES / "case_a.yaml"])[0]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CaseWindow]:
    """The case when everyone has answered and nothing is planned."""
    data = yaml.safe_load((EXAMPLES / "case_a.yaml").read_text(encoding="utf-8"))
    del data["plan"], data["goals"]
    answered = tmp_path / "answered.yaml"
    answered.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with services_at(tmp_path / "library.samkarta") as services:
        (own,) = services.import_files([answered])
        yield open_case(services, qtbot, own, Settings(values={"page": "collaboration_map"}))


def write_goals(window: CaseWindow, model: Case, qtbot: QtBot) -> None:
    for family in ("long_term", "short_term"):
        goals = window.plan.goals[family]
        for goal in model.family(family).values():
            data = goal.to_data()
            type_letters(goals.new, data["text"])
            QTest.keyClick(goals.new, Qt.Key.Key_Return)
            dialog = GoalDialog(window.document, family, list(window.document.case.family(family))[-1], window)
            qtbot.addWidget(dialog)
            dialog.show()
            for name in ("baseline", "measure", "target_date"):
                if name in data:
                    write(dialog.panel.editors[name], str(data[name]))
            dialog.panel.editors["wellbeing"].committed.emit(tuple(data.get("wellbeing", ())))
            dialog.accept()


def put(table: PlanTable, row: str, key: str, value: Any) -> None:
    """Put a value in a cell as a user does: typed, or chosen in the cell's list."""
    table.setCurrentIndex(table.plan.index(table.plan.line_of(row), table.plan.place(key)))
    table.edit(table.currentIndex())
    fields = table.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (field,) = [each for each in fields if each.isVisible()]
    if isinstance(field, Picks):
        QApplication.processEvents()
        assert field.list is not None
        for item in (field.list.item(at) for at in range(field.list.count())):
            ticked = item.data(Qt.ItemDataRole.UserRole) in value
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        QTest.keyClick(field.list, Qt.Key.Key_Return)
    elif isinstance(field, QComboBox):
        field.hidePopup()
        field.setCurrentIndex(field.findData(value))
        field.activated.emit(field.currentIndex())
    else:
        assert isinstance(field, QPlainTextEdit | QLineEdit)
        field.selectAll()
        type_letters(field, str(value))
        QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def write_row(window: CaseWindow, row: PlanRow, goal: str) -> None:
    """Make a row out of the wish it grew from with one key, and write what else was agreed."""
    (wish,) = (key for key in row.origin if key in window.document.case.wishes)
    window.select([("wishes", wish)])
    assert window.sheet is not None
    QTest.keyClick(window.sheet.canvas, Qt.Key.Key_R, CTRL)
    made = list(window.document.case.plan)[-1]
    window.show_page("plan")
    first, follow = row.first_step, row.follow_up
    assert first is not None and follow is not None
    cells = {
        "what": row.what, "how": row.how, "who": row.who, "responsible": row.responsible, "when": row.when,
        "goal": goal, "kind": row.kind, "origin": row.origin,
        "first_step.text": first.text, "first_step.who": first.who,
        "first_step.date": first.date, "follow_up.date": follow.date, "follow_up.who": follow.who,
        "follow_up.how": follow.how,
    }  # fmt: skip
    for key, value in cells.items():
        put(window.plan.table, made, key, value)


def said_by(row: PlanRow, goals: dict[str, str]) -> dict[str, Any]:
    """Return what a row says, without its id, its goal by its words."""
    fields = {name: getattr(row, name) for name in PlanRow.model_fields if name not in ("id", "log")}
    return fields | {"goal": goals.get(row.goal or "")}


def goals_of(case: Case) -> dict[str, str]:
    both = [*case.long_term.values(), *case.short_term.values()]
    return {str(goal.id): goal.text or "" for goal in both}


def test_the_plan_of_case_a_is_written_out_of_its_answers(window: CaseWindow, model: Case, qtbot: QtBot) -> None:
    case = window.document.case
    everything = len(promised_but_not_planned(case)) + len(offered_but_not_planned(case))
    assert window.dock.leaks.count() == everything == 17 + len(case.support_answers)
    window.show_page("plan")
    write_goals(window, model, qtbot)
    for family in ("long_term", "short_term"):
        made = [goal.changed(id=None) for goal in case.family(family).values()]
        assert made == [goal.changed(id=None) for goal in model.family(family).values()]
        assert all(not isinstance(goal, ShortTermGoal) or goal.state == "open" for goal in made)

    window.show_page("collaboration_map")
    window.activateWindow()  # the goals' windows had the keys
    qtbot.waitUntil(window.isActiveWindow)
    first = model.plan["p04"]
    goal = next(key for key, words in goals_of(case).items() if words == goals_of(model)[str(first.goal)])
    write_row(window, first, goal)
    assert said_by(list(case.plan.values())[-1], goals_of(case)) == said_by(first, goals_of(model))

    columns, others = window.plan.table.plan.columns, [row for row in model.plan.values() if row.id != "p04"]
    lines = [[column.heading for column in columns]]
    lines += [[column.text(model, row) for column in columns] for row in others]
    QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
    window.plan.table.setFocus()
    QTest.keyClick(window.plan.table, Qt.Key.Key_V, CTRL)
    window.plan.table.choose(next(iter(case.plan)))
    for _step in range(3):
        QTest.keyClick(window.plan.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    written = [said_by(row, goals_of(case)) for row in case.plan.values()]
    for row, meant in zip(written, model.plan.values(), strict=True):
        wanted = said_by(meant, goals_of(model))
        assert set(row.pop("origin")) == set(wanted.pop("origin"))
        assert row == wanted
    assert promised_but_not_planned(case) == ["w01", "w05", "w09", "w16", "w19"]
    assert offered_but_not_planned(case) == ["s02", "s03", "s05", "s07", "s14", "s16"]
    assert window.plan.leaks.count() == 11
