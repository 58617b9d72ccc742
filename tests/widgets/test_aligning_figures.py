"""Figures are set in line, selected at once, merged and changed together in the real window of a case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from selection_driving import CTRL, SHIFT, Open, canvas_of, do, overlapping, pair, press, select, windows_of

from app.drawing.geometry import Rect
from app.widgets.actions.base import actions
from app.widgets.canvas.aligning import aligned, apart, distributed
from app.widgets.canvas.menu import context_menu
from app.widgets.case_window import CaseWindow
from app.widgets.merging import MergeWindow

opened = pytest.fixture(windows_of)


def line_up(window: CaseWindow, count: int) -> list[str]:
    canvas, case = canvas_of(window), window.document.case
    names = [name for name in canvas.sheet.figures if name != case.child][:count]
    assert len(names) == count
    select(canvas, *names)
    return names


@pytest.mark.parametrize("action", ["left", "centre", "right", "top", "middle", "bottom"])
def test_figures_are_set_in_line_in_one_step_and_none_on_another(opened: Open, action: str) -> None:
    window = opened()
    canvas = canvas_of(window)
    names = line_up(window, 3)
    before = canvas.sheet.places(canvas.sheet.figures)
    do(window, f"align_{action}")
    bodies = [canvas.sheet.picture.figures[n].body.moved(*canvas.sheet.picture.figures[n].place) for n in names]
    edges = {
        "left": [b.x for b in bodies],
        "centre": [b.centre[0] for b in bodies],
        "right": [b.right for b in bodies],
        "top": [b.y for b in bodies],
        "middle": [b.centre[1] for b in bodies],
        "bottom": [b.bottom for b in bodies],
    }[action]
    assert max(edges) - min(edges) < 0.03
    assert overlapping(canvas, names) == []
    after = canvas.sheet.places(canvas.sheet.figures)
    assert {n: after[n] for n in after if n not in names} == {n: before[n] for n in before if n not in names}
    assert window.document.stack.count() == 1
    window.document.undo()
    assert canvas.sheet.places(canvas.sheet.figures) == before


def test_the_others_line_up_with_the_child_and_pinned_ones_stay(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    names = line_up(window, 2)
    select(canvas, *names, case.child)
    do(window, "align_centre")
    assert all(abs(canvas.sheet.places(names)[n][0]) < 0.02 for n in names)
    do(window, "undo")
    select(canvas, names[0])
    canvas.changes.pin([names[0]])
    stood = canvas.sheet.places(names)
    select(canvas, *names)
    do(window, "align_left")
    assert canvas.sheet.places(names)[names[0]] == stood[names[0]]


@pytest.mark.parametrize("way", ["across", "down"])
def test_distances_between_people_become_equal(opened: Open, way: str) -> None:
    window = opened()
    canvas = canvas_of(window)
    names = line_up(window, 3)
    do(window, f"distribute_{way}")
    part = 0 if way == "across" else 1
    at = sorted(canvas.sheet.places(names)[n][part] for n in names)
    assert at[1] - at[0] == pytest.approx(at[2] - at[1], abs=0.03)
    assert overlapping(canvas, names) == [] and window.document.stack.count() == 1


def test_too_few_figures_are_neither_lined_up_nor_merged(opened: Open) -> None:
    window = opened()
    select(canvas_of(window), pair(window.document.case)[0])
    for action in ("align_left", "distribute_across", "merge"):
        assert not actions()[action].enabled(window)
        do(window, action)
    assert window.document.stack.count() == 0


def test_who_would_stand_on_another_goes_beside_and_who_has_no_room_stays() -> None:
    boxes = {"a": Rect(0, 0, 10, 10), "b": Rect(40, 2, 10, 10)}
    moves = aligned(boxes, "left")
    found, shifted, stuck = apart(moves, boxes, [], "down")
    assert (found["a"], shifted, stuck) == ((0.0, 0.0), ["b"], [])
    assert not boxes["a"].overlaps(boxes["b"].moved(*found["b"])) and found["b"][0] == -40
    wall = Rect(-5, -1000, 30, 2000)
    assert apart({"b": moves["b"]}, boxes, [wall], "down") == ({}, [], ["b"])
    even = distributed({**boxes, "c": Rect(80, 0, 30, 10)}, "across")
    assert [even[key][0] for key in "abc"] == pytest.approx([0, 0, 0])
    assert distributed({**boxes, "c": Rect(90, 0, 30, 10)}, "across")["b"][0] == pytest.approx(5)


# Selecting


def test_several_are_selected_at_once(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    do(window, "select_all")
    assert {n for _f, n in canvas.selected()} == set(canvas.sheet.figures)
    one, two = pair(case)
    select(canvas, one)
    press(window, Qt.Key.Key_A, CTRL | SHIFT)
    assert {n for _f, n in canvas.selected()} == set(canvas.sheet.figures) - {one}
    select(canvas, one)
    do(window, "select_area")
    assert {case.figures[n].group for _f, n in canvas.selected()} == {case.figures[one].group}
    select(canvas, one)
    do(window, "select_tied")
    assert {("figures", one), ("figures", two)} <= set(canvas.selected())
    assert set(canvas.sheet.ties_of(one)) <= set(canvas.selected())


# Merging


def test_two_figures_are_merged_by_keys_after_choosing_what_holds(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    one, two = pair(case)
    rows, label = case.to_rows(), case.figures[two].label
    select(canvas, one, two)
    dialog = MergeWindow(window.document, one, two, window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    group = dialog.choices["label"]
    first = group.button(0)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert group.checkedId() == 1
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == MergeWindow.DialogCode.Accepted
    canvas.changes.push(lambda _case: dialog.patch())
    assert two not in case.figures and case.figures[one].label == label
    assert two not in canvas.sheet.figures
    window.document.undo()
    assert case.to_rows() == rows


# Menus


def texts_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_every_place_of_the_canvas_has_its_menu(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    spot = canvas.viewport().rect().center()
    ground = texts_of(context_menu(canvas, None, spot))
    assert {"Lapp här", "Klistra in", "Markera alla figurer"} <= set(ground)
    one, two = pair(case)
    select(canvas, one)
    single = context_menu(canvas, ("figures", one), spot)
    assert {"Byt namn", "Läge", "Hur ofta", "Bor med barnet", "Kopiera", "Duplicera", "Ta bort"} <= set(
        texts_of(single)
    )
    select(canvas, one, two)
    several = context_menu(canvas, ("figures", one), spot)
    assert {"Rikta in", "Fördela", "Slå ihop två figurer …", "Läge"} <= set(texts_of(several))
    assert "Byt namn" not in texts_of(several)
    canvas.select([("figures", case.child)])
    assert "Ta bort" not in texts_of(context_menu(canvas, ("figures", case.child), spot))
    tie = ("relations", next(iter(case.relations)))
    assert {"Vänd linjen", "Ta bort"} <= set(texts_of(context_menu(canvas, tie, spot)))


def test_a_choice_in_the_menu_holds_for_all_that_are_selected_in_one_step(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    one, two = pair(case)
    select(canvas, one, two)
    menu = context_menu(canvas, ("figures", one), canvas.viewport().rect().center())
    often = next(a.menu() for a in menu.actions() if a.text() == "Hur ofta")
    assert isinstance(often, QMenu)
    next(a for a in often.actions() if a.text() == "Mer sällan").trigger()
    assert (case.figures[one].ring, case.figures[two].ring) == (3, 3)
    next(a for a in menu.actions() if a.text() == "Vårdnadshavare").trigger()
    assert case.figures[one].guardian and case.figures[two].guardian
    assert window.document.stack.count() == 2
