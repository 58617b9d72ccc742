"""While something is dragged it snaps to what stands near; areas light up, rings follow."""

from __future__ import annotations

import pytest
from canvas_driving import LEFT, Mods, canvases, drag, empty_spot, spot
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.drawing.geometry import Rect
from app.models.edits import figures
from app.widgets.canvas.areas import AreaLight, area_at, ring_at
from app.widgets.canvas.guides import GuideItem, Guides

canvas = pytest.fixture(canvases)
BOX = Rect(0, 0, 10, 14)


def test_middles_and_edges_are_lined_up_and_a_guide_says_with_what():
    guides = Guides([Rect(100, 50, 10, 14)])
    snap = guides.snap(BOX.moved(40, 51.2), 2)
    assert (snap.dx, snap.dy) == (0, pytest.approx(-1.2))
    (line,) = snap.guides
    assert line.start[1] == line.end[1] == 57 and not line.gap
    assert (line.start[0], line.end[0]) == (40, 110)
    narrow = Guides([Rect(100, 50, 30, 20)]).snap(BOX.moved(99, 0), 2)
    assert narrow.dx == 1 and narrow.guides[0].start[0] == 100


def test_nothing_out_of_reach_or_far_across_the_sheet_pulls():
    assert Guides([Rect(100, 50, 10, 14)]).snap(BOX.moved(40, 54), 2) == Guides([]).snap(BOX.moved(40, 54), 2)
    assert Guides([Rect(400, 50, 10, 14)]).snap(BOX.moved(40, 51), 2).dy == 0


def test_equal_distances_between_two_and_after_two():
    row = [Rect(0, 0, 10, 14), Rect(60, 3, 10, 14)]
    between = Guides(row).snap(Rect(31.5, 20.5, 10, 14).moved(0, -20), 2)
    assert between.dx == pytest.approx(-1.5)
    assert sum(guide.gap for guide in between.guides) == 2
    after = Guides(row).snap(Rect(118.7, 5.5, 10, 14), 2)
    assert after.dx == pytest.approx(1.3)
    assert sum(guide.gap for guide in after.guides) == 2
    before = Guides(row).snap(Rect(-61.0, 5.5, 10, 14), 2)
    assert before.dx == pytest.approx(1.0)


def test_what_is_in_line_stays_so_without_flicker_until_it_is_dragged_away():
    guides = Guides([Rect(100, 50, 10, 14), Rect(102.4, 120, 10, 14)])
    stood = []
    for step in range(90):
        x = 98.6 + step * 0.05
        stood.append(round(x + guides.snap(BOX.moved(x, 85), 1.5).dx, 6))
    changes = sum(one != two for one, two in zip(stood, stood[1:], strict=False))
    assert stood[0] == 100 and changes == 1 and stood[-1] == 102.4


def neighbours(view) -> tuple[str, str]:
    """Two figures far enough apart to be lined up, the second to be dragged."""
    case = view.document.case
    names = [name for name in view.sheet.figures if name != case.child]
    return names[0], names[2]


def put_far(view, name: str, place: tuple[float, float]) -> None:
    sheet = view.document.case.sheet_of_kind("case_map")
    places = {**view.sheet.places(view.sheet.figures), name: place}
    view.document.push(figures.move_figures(view.document.case, sheet.id, places))


@pytest.mark.parametrize("mods", [Mods.NoModifier, Mods.AltModifier, Mods.ControlModifier])
def test_a_dragged_figure_snaps_to_its_neighbours_unless_alt_or_ctrl_is_held(canvas, mods):
    view = canvas()
    still, name = neighbours(view)
    x, y = view.sheet.figures[still].picture.place
    put_far(view, name, (x + 40, y + 30))
    scale = view.transform().m11()
    start = spot(view, name)
    end = start + QPoint(0, round(-29 * scale))
    QTest.mousePress(view.viewport(), LEFT, Mods.NoModifier, start)
    for part in (1, 2, 3, 4):
        move(view, start + (end - start) * part / 4, mods)
    guides = [item for item in view.sheet.items() if isinstance(item, GuideItem)]
    free = mods != Mods.NoModifier
    assert len(guides) == 1 and bool(guides[0].guides) != free
    QTest.mouseRelease(view.viewport(), LEFT, mods, end)
    stands = view.document.case.sheet_of_kind("case_map").places[name][1]
    assert (abs(stands - y) < 0.02) != free
    assert not [item for item in view.sheet.items() if isinstance(item, GuideItem | AreaLight)]


def move(view, at: QPoint, mods: Mods) -> None:
    spot_ = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, spot_, view.viewport().mapToGlobal(spot_), Qt.MouseButton.NoButton, LEFT, mods
    )
    QApplication.sendEvent(view.viewport(), event)


def test_keyboard_nudging_does_not_snap(canvas):
    view = canvas()
    _still, name = neighbours(view)
    x, y = view.sheet.figures[name].picture.place
    view.select([("figures", name)])
    QTest.keyClick(view, Qt.Key.Key_Right, Mods.AltModifier)
    assert view.sheet.figures[name].picture.place == pytest.approx((x + 2, y), abs=0.011)


def test_the_area_under_the_pointer_is_lit_and_takes_the_figures_in_one_step(canvas, qtbot):
    view = canvas()
    case = view.document.case
    one, two = [key for key in view.sheet.figures if case.groups[case.figures[key].group].label == "Skola"]
    family = next(key for key, group in case.groups.items() if group.label == "Familj")
    view.select([("figures", one), ("figures", two)])
    at = empty_spot(view, {family})
    drag(view, spot(view, one), at, release=False)
    (light,) = [item for item in view.sheet.items() if isinstance(item, AreaLight)]
    assert light.lit == family
    layout = view.sheet.picture.layout
    with qtbot.waitSignal(view.message):
        QTest.mouseRelease(view.viewport(), LEFT, Mods.NoModifier, at)
    places = case.sheet_of_kind("case_map").places
    for key in (one, two):
        if area_at(layout, places[key]) == family:
            assert case.figures[key].group == family
    assert case.figures[one].group == family and view.document.stack.count() == 1
    view.document.undo()
    assert case.groups[case.figures[one].group].label == "Skola"


def test_the_ring_follows_when_a_figure_is_carried_over_its_line(canvas):
    view = canvas()
    case = view.document.case
    name = next(key for key, figure in case.figures.items() if figure.label == "Marie")
    layout = view.sheet.picture.layout
    x, y = view.sheet.figures[name].picture.place
    assert case.figures[name].ring == ring_at(layout, (x, y)) == 1
    far = next(f for f in (1.5, 2, 2.5, 3, 4, 5) if ring_at(layout, (x * f, y * f)) == 3)
    drag(view, spot(view, name), view.mapFromScene(QPointF(x * far, y * far)), mods=Mods.NoModifier)
    assert case.figures[name].ring == 3 and view.document.stack.count() == 1
    near = spot(view, name)
    drag(view, near, near + QPoint(6, 0))
    assert case.figures[name].ring == 3
    view.document.undo()
    view.document.undo()
    assert case.figures[name].ring == 1


def test_escape_takes_guides_and_light_away(canvas):
    view = canvas()
    _still, name = neighbours(view)
    rows = view.document.case.to_rows()
    drag(view, spot(view, name), spot(view, name) + QPoint(40, 40), release=False)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not [item for item in view.sheet.items() if isinstance(item, GuideItem | AreaLight)]
    assert view.document.case.to_rows() == rows


def band(view, mods: Mods) -> list[tuple[str, str]]:
    """Drag a frame round everything on the sheet."""
    room = view.room_on_screen().adjusted(2, 2, -2, -2)
    drag(view, room.topLeft(), room.bottomRight(), mods=mods)
    return view.selected()


def test_a_frame_selects_with_shift_adds_and_with_ctrl_turns_over(canvas):
    view = canvas()
    everyone = {("figures", key) for key in view.sheet.figures}
    name = neighbours(view)[0]
    assert set(band(view, Mods.NoModifier)) == everyone
    view.select([("figures", name)])
    assert set(band(view, Mods.ShiftModifier)) == everyone
    view.select([("figures", name)])
    assert set(band(view, Mods.ControlModifier)) == everyone - {("figures", name)}
