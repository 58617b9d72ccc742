"""Figures are placed, moved, renamed and taken away on the canvas."""

from __future__ import annotations

import pytest
from canvas_driving import (
    LEFT,
    Mods,
    canvases,
    drag,
    drop,
    empty_spot,
    other,
    spot,
    type_letters,
    type_words,
    unrelated,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.widgets.canvas.areas import area_at
from app.widgets.canvas.drop import CarriedFigure
from app.widgets.canvas.person_card import PersonCard

canvas = pytest.fixture(canvases)


def test_double_click_and_typing_places_a_figure_in_the_area_under_the_pointer(canvas):
    view = canvas()
    at = empty_spot(view)
    point = view.mapToScene(at)
    area = area_at(view.sheet.picture.layout, (point.x(), point.y()))
    QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, at)
    type_words(view, "Zorro")
    case = view.document.case
    placed = next(f for f in case.figures.values() if f.label == "Zorro")
    assert placed.group == area
    assert case.sheet_of_kind("case_map").places[placed.id] == pytest.approx((point.x(), point.y()), abs=0.5)
    assert view.selected() == [("figures", placed.id)]
    assert view.document.stack.count() == 1
    view.document.undo()
    assert placed.id not in case.figures and placed.id not in view.sheet.figures


def test_role_and_name_can_be_typed_together(canvas):
    view = canvas()
    QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, empty_spot(view))
    type_words(view, "Kontaktperson, Amina")
    placed = next(f for f in view.document.case.figures.values() if f.label == "Amina")
    assert placed.role == "Kontaktperson"


def test_escape_drops_a_figure_that_is_being_typed(canvas):
    view = canvas()
    before = len(view.document.case.figures)
    QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, empty_spot(view))
    type_words(view, "Zorro", Qt.Key.Key_Escape)
    assert view.editor is None
    assert len(view.document.case.figures) == before and view.document.stack.count() == 0


def test_a_letter_key_begins_a_figure(canvas):
    view = canvas()
    QTest.keyClick(view, Qt.Key.Key_M)
    assert isinstance(view.editor, PersonCard) and view.editor.role.text() == "m"
    type_letters(view.editor.role, "oster")
    QTest.keyClick(view.editor.role, Qt.Key.Key_Return)
    case = view.document.case
    placed = next(f for f in case.figures.values() if f.role == "Moster")
    assert case.groups[placed.group].sector == "relatives" and placed.label == "Moster"


def test_dragging_moves_a_figure_in_one_step_that_undo_takes_back(canvas):
    view = canvas()
    name = other(view)
    before = view.sheet.figures[name].picture.place
    start = spot(view, name)
    drag(view, start, start + QPoint(30, -24))
    place = view.document.case.sheet_of_kind("case_map").places[name]
    scale = view.transform().m11()
    assert place == pytest.approx((before[0] + 30 / scale, before[1] - 24 / scale), abs=0.6)
    assert view.sheet.figures[name].picture.place == pytest.approx(place, abs=0.1)
    assert view.document.stack.count() == 1
    view.document.undo()
    assert name not in view.document.case.sheet_of_kind("case_map").places


def test_several_selected_figures_move_together(canvas):
    view = canvas()
    one, two = unrelated(view)
    view.select([("figures", one), ("figures", two)])
    drag(view, spot(view, one), spot(view, one) + QPoint(0, 20))
    places = view.document.case.sheet_of_kind("case_map").places
    assert one in places and two in places
    assert view.document.stack.count() == 1
    assert view.selected() == [("figures", one), ("figures", two)]


def test_escape_in_the_middle_of_a_drag_leaves_the_case_untouched(canvas):
    view = canvas()
    name = other(view)
    rows, place = view.document.case.to_rows(), view.sheet.figures[name].pos()
    start = spot(view, name)
    drag(view, start, start + QPoint(60, 30), release=False)
    assert view.sheet.figures[name].pos() != place
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.sheet.figures[name].pos() == place
    QTest.mouseRelease(view.viewport(), LEFT, Mods.NoModifier, start + QPoint(60, 30))
    assert view.document.case.to_rows() == rows and view.document.stack.count() == 0


def test_the_child_stays_in_the_middle(canvas, qtbot):
    view = canvas()
    child = view.document.case.child
    start = spot(view, child)
    with qtbot.waitSignal(view.message):
        drag(view, start, start + QPoint(80, 0))
    view.select([("figures", child)])
    with qtbot.waitSignal(view.message):
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert child in view.document.case.figures and view.document.stack.count() == 0


@pytest.mark.parametrize("way", ["f2", "double click"])
def test_renaming_in_place(canvas, way):
    view = canvas()
    name = other(view)
    if way == "f2":
        view.select([("figures", name)])
        QTest.keyClick(view, Qt.Key.Key_F2)
    else:
        QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, spot(view, name))
    assert view.editor is not None and view.editor.text() == view.document.case.figures[name].label
    type_words(view, "Đorđe")
    assert view.document.case.figures[name].label == "Đorđe"
    assert "Đorđe" in view.sheet.figures[name].picture.alt


def test_escape_leaves_the_name_as_it_was(canvas):
    view = canvas()
    name = other(view)
    label = view.document.case.figures[name].label
    view.select([("figures", name)])
    view.rename_selected()
    type_words(view, "Någon annan", Qt.Key.Key_Escape)
    assert view.document.case.figures[name].label == label


def test_delete_takes_figures_with_their_ties_and_undo_brings_them_back(canvas):
    view = canvas()
    rows = view.document.case.to_rows()
    tie = next(iter(view.sheet.picture.ties.values()))
    name = tie.from_ if tie.from_ != view.document.case.child else tie.to
    QTest.mouseClick(view.viewport(), LEFT, Mods.NoModifier, spot(view, name))
    assert view.selected() == [("figures", name)]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert name not in view.sheet.figures and tie.id not in view.sheet.lines
    assert view.selected() == []
    view.document.undo()
    assert view.document.case.to_rows() == rows
    assert name in view.sheet.figures and tie.id in view.sheet.lines


def test_a_figure_is_dropped_from_the_palette_into_the_area_under_it(canvas):
    view = canvas()
    at = empty_spot(view)
    point = view.mapToScene(at)
    drop(view, CarriedFigure(role="Klasslärare", sector="school", ring=1, label="Anna"), at)
    placed = next(f for f in view.document.case.figures.values() if f.label == "Anna")
    assert (placed.role, placed.ring) == ("Klasslärare", 1)
    assert view.document.case.sheet_of_kind("case_map").places[placed.id] == pytest.approx(point.toTuple(), abs=0.1)


def test_a_figure_dropped_outside_the_areas_comes_to_its_own(canvas):
    view = canvas()
    drop(view, CarriedFigure(role="Morfar", sector="relatives", ring=2), QPoint(4, view.viewport().height() // 2))
    case = view.document.case
    placed = next(f for f in case.figures.values() if f.role == "Morfar")
    assert case.groups[placed.group].sector == "relatives"
    assert placed.id not in case.sheet_of_kind("case_map").places and placed.id in view.sheet.figures


def test_a_figure_placed_from_the_window_gets_a_free_spot(canvas):
    view = canvas()
    group = next(iter(view.document.case.groups))
    made = view.place_figure("person", group, 2, "Farfar", None)
    assert view.document.case.figures[made].group == group
    assert made in view.sheet.figures and made not in view.document.case.sheet_of_kind("case_map").places


def test_moving_into_another_area_changes_the_group(canvas, qtbot):
    view = canvas()
    case = view.document.case
    name = next(key for key, figure in case.figures.items() if figure.label == "Jonas")
    at = empty_spot(view, {key for key in case.groups if key != case.figures[name].group})
    point = view.mapToScene(at)
    target = area_at(view.sheet.picture.layout, point.toTuple())
    with qtbot.waitSignal(view.message):
        drag(view, view.mapFromScene(view.sheet.figures[name].pos()), at)
    assert case.figures[name].group == target
    assert view.document.stack.count() == 1


def test_a_case_that_is_read_only_is_not_changed_and_it_is_said(canvas, qtbot):
    view = canvas(read_only=True)
    rows = view.document.case.to_rows()
    start = spot(view, other(view))
    with qtbot.waitSignal(view.message):
        drag(view, start, start + QPoint(50, 0))
    with qtbot.waitSignal(view.message):
        QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, empty_spot(view))
    assert view.editor is None
    view.select([("figures", other(view))])
    with qtbot.waitSignal(view.message):
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.document.case.to_rows() == rows


def test_alt_and_arrows_move_a_figure(canvas):
    view = canvas()
    name = other(view)
    before = view.sheet.figures[name].picture.place
    view.select([("figures", name)])
    QTest.keyClick(view, Qt.Key.Key_Right, Mods.AltModifier)
    assert view.document.case.sheet_of_kind("case_map").places[name] == pytest.approx(
        (before[0] + 2, before[1]), abs=0.1
    )
