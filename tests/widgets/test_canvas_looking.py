"""Selecting, looking round, keys and menus on the canvas."""

from __future__ import annotations

import pytest
from canvas_driving import LEFT, Mods, canvases, drag, empty_spot, other, spot, unrelated, wheel
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.models.edits import figures, ties
from app.widgets.canvas.areas import area_at

canvas = pytest.fixture(canvases)


def test_a_frame_on_the_ground_selects_what_is_in_it(canvas):
    view = canvas()
    rect = view.room_on_screen()
    drag(view, rect.topLeft() + QPoint(2, 2), rect.bottomRight() - QPoint(2, 2))
    assert {key for _family, key in view.selected()} == set(view.sheet.figures)
    assert not view.sheet.band.isVisible()
    QTest.mouseClick(view.viewport(), LEFT, Mods.NoModifier, empty_spot(view))
    assert view.selected() == []
    QTest.keyClick(view, Qt.Key.Key_A, Mods.ControlModifier)
    assert len(view.selected()) == len(view.sheet.figures)


def test_shift_adds_to_the_selection_and_takes_away(canvas, qtbot):
    view = canvas()
    one, two = unrelated(view)
    QTest.mouseClick(view.viewport(), LEFT, Mods.NoModifier, spot(view, one))
    with qtbot.waitSignal(view.selection_changed) as told:
        QTest.mouseClick(view.viewport(), LEFT, Mods.ShiftModifier, spot(view, two))
    assert told.args == [[("figures", one), ("figures", two)]]
    QTest.mouseClick(view.viewport(), LEFT, Mods.ControlModifier, spot(view, one))
    assert view.selected() == [("figures", two)]


def test_a_click_beside_a_thin_line_selects_it(canvas):
    view = canvas()
    for name, item in view.sheet.lines.items():
        for part in (0.3, 0.4, 0.5, 0.6, 0.7):
            near = item._line.pointAtPercent(part) + QPointF(0.0, 1.2)
            at = view.mapFromScene(near)
            if view.sheet.key_at(view.mapToScene(at)) == (item.picture.family, name):
                QTest.mouseClick(view.viewport(), LEFT, Mods.NoModifier, at)
                assert view.selected() == [(item.picture.family, name)] and item.selected
                return
    raise AssertionError("no line can be clicked")


def test_fit_shows_the_whole_sheet(canvas):
    view = canvas()
    view.set_zoom(3.0)
    assert view.zoom() == pytest.approx(3.0)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.viewport().rect().contains(view.room_on_screen().adjusted(2, 2, -2, -2))
    view.resize(900, 600)
    QApplication.processEvents()
    assert view.viewport().rect().contains(view.room_on_screen().adjusted(2, 2, -2, -2))


def test_the_wheel_zooms_at_the_pointer(canvas, qtbot):
    view = canvas()
    at = QPoint(400, 300)
    point, zoom = view.mapToScene(at), view.zoom()
    with qtbot.waitSignal(view.zoom_changed):
        wheel(view, at, 240)
    assert view.zoom() > zoom * 1.3
    moved = view.mapFromScene(point) - at
    assert abs(moved.x()) <= 2 and abs(moved.y()) <= 2


def test_zooming_a_slow_map_ends_in_a_sharp_picture(canvas, qtbot):
    view = canvas()
    view.navigation.repaint_ms = 50.0
    wheel(view, QPoint(400, 300), 120)
    assert view.navigation.paint_snapshot()
    qtbot.waitUntil(lambda: not view.navigation.paint_snapshot(), timeout=2000)


def test_arrows_and_tab_go_from_figure_to_figure(canvas):
    view = canvas()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected() == [("figures", view.document.case.child)]
    here = view.sheet.middle_of(view.selected()[0])
    QTest.keyClick(view, Qt.Key.Key_Right)
    ((_family, name),) = view.selected()
    assert view.sheet.figures[name].body().center().x() > here.x()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert len(view.selected()) == 1 and view.selected() != [("figures", name)]
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.selected()[0][0] in ("relations", "wishes")


def test_selecting_a_figure_lights_its_ties_and_dims_the_others(canvas):
    view = canvas()
    tie = next(iter(view.sheet.picture.ties.values()))
    view.select([("figures", tie.to if tie.from_ == view.document.case.child else tie.from_)])
    dimmed = {name for name, line in view.sheet.lines.items() if line.opacity() < 0.5}
    assert tie.id not in dimmed and dimmed
    view.select([])
    assert all(line.opacity() == 1.0 for line in view.sheet.lines.values())
    view.light([(tie.family, tie.id)])
    assert view.sheet.lines[tie.id].opacity() == 1.0
    assert sum(line.opacity() < 0.5 for line in view.sheet.lines.values()) == len(view.sheet.lines) - 1
    view.light([])


def test_an_empty_sheet_says_what_to_do(canvas):
    view = canvas(None)
    assert view._hint.isVisible() and "dubbelklicka" in view._hint.text()
    corner = view.mapToScene(view._hint.geometry().topRight())
    assert area_at(view.sheet.picture.layout, corner.toTuple()) is None, "it keeps clear of the areas"
    view.place_figure("person", None, None, "Mamma", None, (-60.0, 20.0))
    assert not view._hint.isVisible()


def test_an_item_that_cannot_be_painted_is_left_out_and_the_rest_is_shown(canvas, caplog):
    view = canvas()
    name = other(view)
    item = view.sheet.figures[name]
    item.redraw((object(),), item.boundingRect())
    QApplication.processEvents()
    view.viewport().grab()
    assert len([r for r in caplog.records if "could not be painted" in r.message]) == 1


def test_a_hidden_canvas_catches_up_when_it_is_shown(canvas):
    view = canvas()
    view.hide()
    one, two = unrelated(view)
    patch = ties.ask_wish(view.document.case, one, two, "Tid")
    view.document.push(patch)
    assert patch.changes[0].key not in view.sheet.lines
    view.show()
    assert patch.changes[0].key in view.sheet.lines


def test_a_fitted_sheet_stays_fitted_when_it_grows(canvas):
    view = canvas()
    case = view.document.case
    sheet, name = case.sheet_of_kind("case_map").id, next(key for key in case.figures if key != case.child)
    view.document.push(figures.move_figures(case, sheet, {name: (-400.0, 0.0)}))
    assert view.viewport().rect().contains(view.room_on_screen().adjusted(2, 2, -2, -2))
    view.set_zoom(2.0)
    view.document.undo()
    assert view.zoom() == pytest.approx(2.0)
