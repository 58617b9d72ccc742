"""The map on the projector: read from the back row, lit by pointing or by key, drawn on for the moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from canvas_driving import opened
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import open_case, services_at

from app.drawing import fonts
from app.drawing.geometry import Rect
from app.drawing.ops import Group, Op, Text
from app.kinds.options import Options
from app.kinds.sheet_picture import SheetPicture, compose
from app.kinds.viewing import spread
from app.models.edits import figures, sheets, ties
from app.settings import Settings
from app.widgets.case_window import WISHES
from app.widgets.projector import pen as pens
from app.widgets.projector.projecting import projecting
from app.widgets.projector.window import ProjectorWindow

FULL_HD = (1920, 1080)
LEAST_PX = 1080 / 45
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Shower = Callable[..., ProjectorWindow]


@pytest.fixture
def projector(qtbot: QtBot) -> Iterator[Shower]:
    made: list[ProjectorWindow] = []

    def show(name: str = "small", kind: str = "case_map", size: tuple[int, int] = (1280, 720)) -> ProjectorWindow:
        document = opened(name)
        window = ProjectorWindow(document, kind, size, lambda: document.hide_names(not document.names_hidden))
        window.show()
        qtbot.waitExposed(window)
        window.view.fit()
        window.activateWindow()
        window.setFocus()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: window.showing.settled, timeout=30_000)
        made.append(window)
        window.closed.connect(lambda: made.remove(window))
        return window

    yield show
    for window in list(made):
        window.close()


def texts(ops: Iterable[Op]) -> Iterator[Text]:
    for op in ops:
        if isinstance(op, Group):
            assert op.scale == 1 or not list(texts(op.ops))
            yield from texts(op.ops)
        elif isinstance(op, Text):
            yield op


def boxes(picture: SheetPicture) -> list[tuple[str, Rect]]:
    found = [(f.id, box.moved(*f.place)) for f in picture.figures.values() for box in (f.body, *f.labels)]
    return found + [(tie.id, chip) for tie in picture.ties.values() for chip in tie.chips]


def spot(window: ProjectorWindow, figure: str) -> QPoint:
    return window.view.mapFromScene(window.view.sheet.figures[figure].body().center())


def bare_spot(window: ProjectorWindow) -> QPoint:
    rect = window.view.viewport().rect()
    return next(
        QPoint(x, y)
        for y in range(10, rect.height(), 15)
        for x in range(10, rect.width(), 15)
        if window.view.sheet.key_at(window.view.mapToScene(QPoint(x, y))) is None
    )


@pytest.mark.parametrize("kind", ["case_map", "collaboration_map"])
@pytest.mark.parametrize("name", ["case_a", "case_b"])
def test_names_and_wishes_are_a_forty_fifth_of_the_screen_high(projector: Shower, name: str, kind: str) -> None:
    window = projector(name, kind, FULL_HD)
    view, picture = window.view, window.view.sheet.picture
    names = [text for figure in picture.figures.values() for text in texts(figure.ops)]
    wishes = [text for tie in picture.ties.values() if tie.family == "wishes" for text in texts(tie.front)]
    assert len(names) > 20 and len(wishes) > 15
    scale = view.transform().m11()
    assert min(text.size for text in names + wishes) * fonts.MM_PER_POINT * scale >= LEAST_PX
    assert view.viewport().rect().contains(view.mapFromScene(view.sheet.room).boundingRect())
    assert not [(a, b) for (a, one), (b, two) in combinations(boxes(picture), 2) if a != b and one.overlaps(two)]


def test_those_who_were_placed_by_hand_stand_as_they_were_placed_only_farther_apart() -> None:
    case = opened("case_a").case
    places = dict(compose(case, "case_map").layout.places)
    lone = next(key for key in places if key != case.child)
    places[lone] = (places[lone][0] * 1.1, places[lone][1] * 1.1)
    made, sheet = sheets.ensure_sheet(case, "case_map")
    if made:
        case.apply(made)
    case.apply(figures.move_figures(case, sheet, places))
    options = Options(text=1.6)
    shown = spread(case, "case_map", options, 16 / 9)
    picture = compose(shown, "case_map", aspect=16 / 9, options=options)
    stored = case.sheets[sheet].places
    across = {round(picture.figures[key].place[0] / x, 2) for key, (x, _y) in stored.items() if abs(x) > 20}
    down = {round(picture.figures[key].place[1] / y, 2) for key, (_x, y) in stored.items() if abs(y) > 20}
    assert len(across) == len(down) == 1
    assert 1 <= down.pop() <= 1.6 and 1 <= across.pop() <= 1.8
    standing = [(f.id, box.moved(*f.place)) for f in picture.figures.values() for box in (f.body, *f.labels)]
    assert not [(a, b) for (a, one), (b, two) in combinations(standing, 2) if a != b and one.overlaps(two)]
    assert case.sheets[sheet].places == stored and spread(case, "case_map", Options(), 16 / 9) is case


def test_keys_light_one_actor_after_the_other_and_escape_puts_the_light_out_then_leaves(
    projector: Shower, qtbot: QtBot
) -> None:
    window = projector()
    order = list(window.view.sheet.figures)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert window.view.lit == order[1]
    QTest.keyClick(window, Qt.Key.Key_Backtab)
    assert window.view.lit == order[0]
    QTest.keyClick(window, Qt.Key.Key_Up)
    above = window.view.lit
    assert window.view.sheet.middle_of(("figures", above)).y() < 0
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.view.lit == "" and window.isVisible() and not window.band.isVisible()
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_the_lines_of_who_is_lit_stand_out_and_the_band_tells_the_wishes_both_ways(projector: Shower) -> None:
    window = projector("case_a", "collaboration_map", FULL_HD)
    case = window.document.case
    window.view.light("f16", fixed=True)
    for key, wish in case.wishes.items():
        if key not in window.view.sheet.lines:
            continue
        its = "f16" in (wish.from_, wish.to)
        assert (window.view.sheet.lines[key].opacity() == 1.0) is its
        assert (window.view.sheet.fronts[key].opacity() < 0.2) is not its
        if its:
            assert wish.text in window.band.accessibleName()
            assert f"{case.wish_number(key)}." in window.band.accessibleName()
    assert window.band.isVisible() and window.band.words_px >= LEAST_PX
    assert "Socialsekreterare Karin" in window.band.accessibleName()


def test_pointing_lights_while_it_lasts_and_a_click_for_good(projector: Shower, qtbot: QtBot) -> None:
    window = projector()
    port = window.view.viewport()
    one, other = list(window.view.sheet.figures)[1:3]
    QTest.mouseMove(port, bare_spot(window))  # a pointer that stands on the figure already would not move
    QTest.mouseMove(port, spot(window, one))
    qtbot.waitUntil(lambda: window.view.lit == one)
    QTest.mouseMove(port, bare_spot(window))
    qtbot.waitUntil(lambda: window.view.lit == "")
    QTest.mouseClick(port, LEFT, pos=spot(window, other))
    assert window.view.lit == other
    QTest.mouseMove(port, spot(window, one))
    qtbot.wait(250)
    assert window.view.lit == other
    QTest.mouseClick(port, LEFT, pos=bare_spot(window))
    assert window.view.lit == ""


def test_a_tap_lights_and_one_finger_moves_the_paper(projector: Shower) -> None:
    window = projector()
    port, screen = window.view.viewport(), QTest.createTouchDevice()
    assert isinstance(screen, QPointingDevice)
    figure = list(window.view.sheet.figures)[2]
    at = spot(window, figure)
    QTest.touchEvent(port, screen).press(0, at, port)
    QTest.touchEvent(port, screen).release(0, at, port)
    assert window.view.lit == figure
    QTest.touchEvent(port, screen).press(0, at, port)
    for step in (20, 40, 60):
        QTest.touchEvent(port, screen).move(0, at + QPoint(step, 0), port)
    QTest.touchEvent(port, screen).release(0, at + QPoint(60, 0), port)
    assert abs(spot(window, figure).x() - at.x() - 60) <= 2
    assert window.view.lit == figure


def test_what_is_done_in_the_case_is_seen_at_once(projector: Shower, qtbot: QtBot) -> None:
    window = projector()
    document = window.document
    wish = next(iter(document.case.wishes))
    document.push(ties.answer_wish(document.case, wish, status="blocked"))
    assert "Blockerat" in window.view.sheet.picture.ties[wish].alt
    group = next(iter(document.case.groups))
    document.push(figures.add_figure(document.case, label="Faster Vilma", group=group))
    new = list(document.case.figures)[-1]
    qtbot.waitUntil(lambda: new in window.view.sheet.figures, timeout=10_000)


def test_a_key_hides_the_names_and_nobody_moves(projector: Shower) -> None:
    window = projector()
    before = {key: figure.place for key, figure in window.view.sheet.picture.figures.items()}
    QTest.keyClick(window, Qt.Key.Key_Tab)
    QTest.keyClick(window, Qt.Key.Key_N)
    said = " ".join(text.text for f in window.view.sheet.picture.figures.values() for text in texts(f.ops))
    for name in ("Elin", "Sara", "Jonas", "Marie", "Karim", "Eva"):
        assert name not in said + window.windowTitle() + window.band.accessibleName()
    assert {key: figure.place for key, figure in window.view.sheet.picture.figures.items()} == before
    assert window.band.accessibleName().startswith("Barnet")
    QTest.keyClick(window, Qt.Key.Key_N)
    assert "Sara" in " ".join(text.text for f in window.view.sheet.picture.figures.values() for text in texts(f.ops))


def test_the_right_button_draws_for_the_moment_and_the_stroke_fades(
    projector: Shower, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = projector()
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    port, start = window.view.viewport(), bare_spot(window)
    QTest.mousePress(port, RIGHT, pos=start)
    for step in (20, 60, 120):
        QTest.mouseMove(port, start + QPoint(step, step // 2))
    QTest.mouseRelease(port, RIGHT, pos=start + QPoint(120, 60))
    assert window.view.pen.strokes == 1 and window.menu is None
    clock[0] += pens.STAYS_S - 1
    window.view.pen.fade()
    assert window.view.pen.strokes == 1
    clock[0] += pens.FADES_S + 2
    window.view.pen.fade()
    assert window.view.pen.strokes == 0
    assert window.document.stack.count() == 0


def test_the_pen_draws_strokes_that_stay_until_they_are_wiped(
    projector: Shower, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = projector()
    port, start = window.view.viewport(), spot(window, list(window.view.sheet.figures)[1])
    place = window.view.sheet.picture.figures[list(window.view.sheet.figures)[1]].place
    QTest.keyClick(window, Qt.Key.Key_P)
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, start + QPoint(90, 30))
    QTest.mouseRelease(port, LEFT, pos=start + QPoint(90, 30))
    monkeypatch.setattr(time, "monotonic", lambda: 1e9)
    window.view.pen.fade()
    assert window.view.pen.strokes == 1
    assert window.view.sheet.picture.figures[list(window.view.sheet.figures)[1]].place == place
    QTest.keyClick(window, Qt.Key.Key_C)
    assert window.view.pen.strokes == 0
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.view.drawing and window.isVisible()


def test_control_shows_a_dot_where_the_pointer_is(projector: Shower) -> None:
    window = projector()
    port = window.view.viewport()
    QTest.mouseMove(port, bare_spot(window))
    assert not window.view.pen.pointing
    QTest.keyPress(window, Qt.Key.Key_Control)
    event_at = bare_spot(window) + QPoint(40, 10)
    QTest.mouseMove(port, event_at)
    _move_with_control(window, event_at)
    assert window.view.pen.pointing
    QTest.keyRelease(window, Qt.Key.Key_Control)
    assert not window.view.pen.pointing


def _move_with_control(window: ProjectorWindow, at: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    none, control = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    port = window.view.viewport()
    there = QPointF(port.mapToGlobal(at))
    QApplication.sendEvent(port, QMouseEvent(QEvent.Type.MouseMove, QPointF(at), there, none, none, control))


def test_zoom_sheets_theme_and_legend_have_keys(projector: Shower) -> None:
    window = projector()
    fitted = window.view.zoom()
    QTest.keyClick(window, Qt.Key.Key_Plus)
    assert window.view.zoom() > fitted
    QTest.keyClick(window, Qt.Key.Key_0)
    assert window.view.zoom() == pytest.approx(fitted)
    ground = window.view.backgroundBrush().color().lightness()
    QTest.keyClick(window, Qt.Key.Key_D)
    assert (window.view.backgroundBrush().color().lightness() < 60) is (ground > 200)
    QTest.keyClick(window, Qt.Key.Key_T)
    assert window.view.sheet.room.height() > window.view.sheet.picture.bounds.height
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.view.sheet.picture.kind == "collaboration_map"
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.menu is not None and window.menu.isVisible()
    listed = "\n".join(action.text() for action in window.menu.actions())
    assert all(word in listed for word in ("Penna", "Dölj namnen", "Mörk bakgrund", "Lämna", "Zooma in"))
    window.menu.close()


def test_a_large_map_is_there_at_once_tidied_later_and_read_by_zooming(qtbot: QtBot) -> None:
    document = opened(None)
    areas = list(document.case.groups)
    for number in range(44):
        patch = figures.add_figure(document.case, label=f"Figur {number}", group=areas[number % len(areas)], ring=3)
        document.case.apply(patch)
    window = ProjectorWindow(document, "case_map", FULL_HD, lambda: None)
    window.show()
    assert len(window.view.sheet.figures) == 45
    qtbot.waitUntil(lambda: window.showing.settled, timeout=60_000)
    picture = window.view.sheet.picture
    assert not [(a, b) for (a, one), (b, two) in combinations(boxes(picture), 2) if a != b and one.overlaps(two)]
    window.view.fit()
    smallest = min(text.size for figure in picture.figures.values() for text in texts(figure.ops))
    while smallest * fonts.MM_PER_POINT * window.view.transform().m11() < LEAST_PX:
        before = window.view.zoom()
        window.commands["zoom_in"].trigger()
        assert window.view.zoom() > before
    assert len(window.view.sheet.figures) == 45
    window.close()


def test_f11_shows_the_sheet_that_is_worked_on_and_closing_the_case_closes_it(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        own = services.create("Prov", "Elin")
        window = open_case(services, qtbot, own, Settings(values={"page": WISHES}))
        window.show_page("collaboration_map")
        QTest.keyClick(window, Qt.Key.Key_F11)
        shown = projecting(window).shown
        assert shown is not None and shown.isFullScreen()
        assert shown.showing.picture.kind == "collaboration_map"
        window.show_page("case_map")
        assert shown.showing.picture.kind == "case_map"
        window.show_page(WISHES)
        assert shown.showing.picture.kind == "case_map"
        QTest.keyClick(shown, Qt.Key.Key_F11)
        assert projecting(window).shown is None
        window.top.group.click()
        assert projecting(window).shown is not None
        window.close()
        assert projecting_is_gone()


def projecting_is_gone() -> bool:
    return not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, ProjectorWindow) and each.isVisible()
    ]


def test_the_band_leaves_the_one_it_tells_of_in_sight(projector: Shower) -> None:
    window = projector("case_a", "case_map", FULL_HD)
    for figure in window.view.sheet.figures:
        window.view.light(figure, fixed=True)
        body = window.view.mapFromScene(window.view.sheet.figures[figure].body()).boundingRect()
        band: QRect = window.band.geometry()
        assert not band.intersects(body), figure
