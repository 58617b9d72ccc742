"""Figures are copied, pasted, doubled, cut, merged and set in line in the real window of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from canvas_driving import small_case
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from window_driving import open_case, services_at

from app.application import LibraryServices
from app.drawing.geometry import Rect
from app.models import casefile
from app.models.case import Case
from app.models.edits.notes import notes_of
from app.paths import resources
from app.settings import Settings
from app.widgets.actions.base import actions
from app.widgets.canvas.aligning import aligned, apart, distributed
from app.widgets.canvas.clipboard import MIME_FIGURES, can_paste, forget
from app.widgets.canvas.free_spot import hull, taken_boxes
from app.widgets.canvas.menu import context_menu
from app.widgets.canvas.view import CanvasView
from app.widgets.case_window import CaseWindow
from app.widgets.merging import MergeWindow
from app.widgets.properties.note_panel import NotePanel
from app.widgets.properties.panels import CasePanel

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Open = Callable[[str], CaseWindow]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[LibraryServices]:
    with services_at(tmp_path / "cases.db") as found:
        yield found


@pytest.fixture
def opened(services: LibraryServices, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    def make(name: str = "small") -> CaseWindow:
        path = resources() / "examples" / f"{name}.yaml"
        if name == "small":
            path = tmp_path / "small.yaml"
            path.write_text(casefile.dump(small_case(), "yaml"), "utf-8")
        (own,) = services.import_files([path])
        window = open_case(services, qtbot, own, Settings(values={"page": "case_map"}))
        canvas_of(window).setFocus()
        return window

    yield make
    QGuiApplication.clipboard().clear()


def canvas_of(window: CaseWindow) -> CanvasView:
    assert window.sheet is not None
    return window.sheet.canvas


def press(window: CaseWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    window.activateWindow()
    for _turn in range(50):
        QApplication.processEvents()
        if window.isActiveWindow():
            break
        QTest.qWait(10)
    canvas = canvas_of(window)
    canvas.setFocus()
    QTest.keyClick(canvas, key, modifiers)
    QApplication.processEvents()


def do(window: CaseWindow, action: str) -> None:
    window.book.actions[action].trigger()


def roles(case: Case) -> dict[str, str]:
    return {figure.role or figure.label: key for key, figure in case.figures.items()}


def select(canvas: CanvasView, *names: str) -> None:
    canvas.select([("figures", name) for name in names])


def pair(case: Case) -> tuple[str, str]:
    """Two figures with a relation between them, neither of them the child."""
    tie = next(t for t in case.relations.values() if case.child not in (t.from_, t.to))
    return tie.from_, tie.to


def overlapping(canvas: CanvasView, names: list[str]) -> list[str]:
    picture = canvas.sheet.picture
    return [
        name
        for name in names
        if any(
            hull(picture, name).moved(*picture.figures[name].place).overlaps(box)
            for box in taken_boxes(picture, [name])
        )
    ]


def test_copy_and_paste_within_a_case_is_one_step_and_takes_the_lines_along(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    one, two = pair(case)
    before, stood = case.to_rows(), canvas.sheet.places(canvas.sheet.figures)
    ties = len(case.relations)
    among = sum({t.from_, t.to} == {one, two} for t in case.relations.values())
    select(canvas, one, two)
    press(window, Qt.Key.Key_C)
    press(window, Qt.Key.Key_V)
    new = [name for family, name in canvas.selected() if family == "figures"]
    assert len(new) == 2 and not {one, two} & set(new)
    assert [case.figures[n].label for n in new] == [case.figures[n].label for n in (one, two)]
    assert [case.figures[n].group for n in new] == [case.figures[n].group for n in (one, two)]
    assert len(case.relations) == ties + among
    assert overlapping(canvas, new) == []
    assert {name: canvas.sheet.picture.figures[name].place for name in stood} == stood
    window.document.undo()
    assert case.to_rows() == before


def test_copy_and_paste_between_two_open_cases(opened: Open) -> None:
    first, second = opened(), opened("case_b")
    canvas, case = canvas_of(first), first.document.case
    one, two = pair(case)
    select(canvas, one, two, case.child)
    press(first, Qt.Key.Key_C)
    figures = len(second.document.case.figures)
    press(second, Qt.Key.Key_V)
    other = second.document.case
    assert len(other.figures) == figures + 2
    new = [name for family, name in canvas_of(second).selected() if family == "figures"]
    homes = {(other.groups[other.figures[n].group].sector) for n in new}
    assert homes == {case.groups[case.figures[n].group].sector for n in (one, two)}
    assert any({t.from_, t.to} == set(new) for t in other.relations.values())
    second.document.undo()
    assert len(other.figures) == figures


def test_other_programs_get_the_names_and_our_data_can_be_taken_off_the_clipboard(opened: Open) -> None:
    window = opened()
    case = window.document.case
    one, two = pair(case)
    select(canvas_of(window), one, two)
    press(window, Qt.Key.Key_C)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat(MIME_FIGURES)
    assert case.figures[one].label in mime.text() and case.figures[two].label in mime.text()
    forget()
    assert not can_paste()
    QGuiApplication.clipboard().setText("annat")
    forget()
    assert QGuiApplication.clipboard().text() == "annat"


def test_hidden_names_are_not_copied_as_text(opened: Open) -> None:
    window = opened()
    window.document.hide_names(True)
    select(canvas_of(window), *pair(window.document.case))
    press(window, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().mimeData().hasFormat(MIME_FIGURES)
    assert not QGuiApplication.clipboard().mimeData().hasText()


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"schema": "samkarta.figures/1"}', b"\xff\xfe", b"[" * 5000])
def test_a_bad_clipboard_is_said_in_a_sentence_and_changes_nothing(opened: Open, qtbot: QtBot, raw: bytes) -> None:
    window = opened()
    rows = window.document.case.to_rows()
    mime = QMimeData()
    mime.setData(MIME_FIGURES, raw)
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(canvas_of(window).message) as said:
        press(window, Qt.Key.Key_V)
    assert said.args[0].endswith(".")
    assert window.document.case.to_rows() == rows and window.document.stack.count() == 0


def test_pasting_with_nothing_copied_says_so(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(canvas_of(window).message):
        press(window, Qt.Key.Key_V)
    assert window.document.stack.count() == 0


def test_cut_takes_away_in_one_step_and_pastes_back(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    one, two = pair(case)
    rows, count = case.to_rows(), len(case.figures)
    select(canvas, one, two)
    press(window, Qt.Key.Key_X)
    assert len(case.figures) == count - 2 and window.document.stack.count() == 1
    assert window.document.stack.undoText() == "Klipp ut"
    press(window, Qt.Key.Key_V)
    assert len(case.figures) == count
    window.document.undo()
    window.document.undo()
    assert case.to_rows() == rows


def test_doubling_sets_out_beside_and_leaves_the_clipboard_alone(opened: Open) -> None:
    window = opened()
    canvas, case = canvas_of(window), window.document.case
    QGuiApplication.clipboard().setText("mitt")
    one, _two = pair(case)
    select(canvas, one)
    press(window, Qt.Key.Key_D)
    ((_family, new),) = canvas.selected()
    assert case.figures[new].label == case.figures[one].label and new != one
    assert overlapping(canvas, [new]) == [] and QGuiApplication.clipboard().text() == "mitt"


def test_a_note_is_doubled_beside_itself(opened: Open) -> None:
    window = opened()
    canvas = canvas_of(window)
    press(window, Qt.Key.Key_M)
    assert canvas.editor is not None
    canvas.editor.words.setPlainText("Kom ihåg\nskjutsen")  # type: ignore[union-attr]
    QTest.keyClick(canvas.editor.words, Qt.Key.Key_Return, CTRL)  # type: ignore[union-attr]
    press(window, Qt.Key.Key_D)
    one, two = notes_of(window.document.case.sheet_of_kind("case_map")).values()
    assert one.text == two.text == "Kom ihåg\nskjutsen"
    slips = list(canvas.sheet.picture.notes.values())
    assert not slips[0].box.overlaps(slips[1].box)
    assert canvas.selected() == [("notes", two.id)]


def test_a_selected_note_has_its_panel_and_the_case_comes_back_after_it(opened: Open) -> None:
    window = opened()
    canvas = canvas_of(window)
    canvas.noting.write_at()
    canvas.editor.words.setPlainText("<b>Ring</b>\nskolan")  # type: ignore[union-attr]
    QTest.keyClick(canvas.editor.words, Qt.Key.Key_Return, CTRL)  # type: ignore[union-attr]
    panel = window.properties.panel
    assert isinstance(panel, NotePanel) and panel.words.text() == "<b>Ring</b>\nskolan"
    assert panel.words.textFormat() == Qt.TextFormat.PlainText
    before = canvas.zoom()
    do(window, "zoom_selection")
    assert canvas.zoom() > before
    window.document.undo()
    assert isinstance(window.properties.panel, CasePanel)


# In line, at equal distances


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
