"""The canvas under fingers: one drags and moves the paper, two zoom, one that rests brings the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from canvas_driving import canvases, empty_spot, other, spot
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.widgets.canvas import touch
from app.widgets.canvas.view import CanvasView

Canvas = Callable[..., CanvasView]


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    yield from canvases(qtbot)


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    """A touch screen."""
    made = QTest.createTouchDevice()
    assert isinstance(made, QPointingDevice)
    return made


def path(*points: QPoint) -> list[QPoint]:
    """The points with seven between each two, as a finger slides."""
    between = [a + (b - a) * step / 8 for a, b in pairwise(points) for step in range(8)]
    return [*between, points[-1]]


def slide(view: CanvasView, screen: QPointingDevice, *fingers: list[QPoint]) -> None:
    """Set fingers down, slide them along their paths at the same time, and lift them."""
    port = view.viewport()
    for step, at in enumerate(zip(*fingers, strict=True)):
        event = QTest.touchEvent(port, screen, False)
        for finger, point in enumerate(at):
            (event.press if step == 0 else event.move)(finger, point, port)
        event.commit()
    event = QTest.touchEvent(port, screen, False)
    for finger, points in enumerate(fingers):
        event.release(finger, points[-1], port)
    event.commit()
    QApplication.processEvents()


def tap(view: CanvasView, screen: QPointingDevice, at: QPoint) -> None:
    slide(view, screen, [at])


def test_one_finger_drags_a_figure_and_that_is_one_undo_step(canvas: Canvas, screen: QPointingDevice) -> None:
    view = canvas()
    figure = other(view)
    before = view.sheet.picture.figures[figure].place
    slide(view, screen, path(spot(view, figure), spot(view, figure) + QPoint(60, -40)))
    after = view.sheet.picture.figures[figure].place
    assert after[0] > before[0] + 5 and after[1] < before[1] - 3
    assert view.document.stack.count() == 1


def test_one_finger_on_the_paper_moves_it_and_changes_nothing(canvas: Canvas, screen: QPointingDevice) -> None:
    view = canvas()
    ground = empty_spot(view)
    kept = view.mapToScene(ground)
    slide(view, screen, path(ground, ground + QPoint(80, 50)))
    assert (view.mapFromScene(kept) - ground - QPoint(80, 50)).manhattanLength() <= 3
    assert view.document.stack.count() == 0 and view.selected() == []


def test_two_fingers_zoom_where_they_are_and_move_nobody(canvas: Canvas, screen: QPointingDevice) -> None:
    view = canvas()
    figure = other(view)
    middle = spot(view, figure)
    place, zoom = view.sheet.picture.figures[figure].place, view.zoom()
    left, right = middle - QPoint(40, 0), middle + QPoint(40, 0)
    slide(view, screen, path(left, left - QPoint(40, 0)), path(right, right + QPoint(40, 0)))
    assert view.zoom() == pytest.approx(2 * zoom, rel=0.05)
    assert (spot(view, figure) - middle).manhattanLength() <= 6
    assert view.sheet.picture.figures[figure].place == place and view.document.stack.count() == 0


def test_a_second_finger_leaves_the_drag_undone(canvas: Canvas, screen: QPointingDevice) -> None:
    view = canvas()
    port = view.viewport()
    figure = other(view)
    place, start = view.sheet.picture.figures[figure].place, spot(view, figure)
    QTest.touchEvent(port, screen).press(0, start, port)
    for step in (20, 40):
        QTest.touchEvent(port, screen).move(0, start + QPoint(step, 0), port)
    QTest.touchEvent(port, screen).stationary(0).press(1, start + QPoint(150, 0), port)
    QTest.touchEvent(port, screen).release(0, start + QPoint(40, 0), port).release(1, start + QPoint(150, 0), port)
    assert view.sheet.picture.figures[figure].place == place and view.document.stack.count() == 0


def test_a_tap_selects_and_one_beside_selects_nothing(canvas: Canvas, screen: QPointingDevice) -> None:
    view = canvas()
    figure = other(view)
    tap(view, screen, spot(view, figure))
    assert view.selected() == [("figures", figure)]
    tap(view, screen, empty_spot(view))
    assert view.selected() == []


def test_a_second_tap_soon_on_a_figure_opens_its_name(canvas: Canvas, screen: QPointingDevice) -> None:
    view = canvas()
    figure = other(view)
    tap(view, screen, spot(view, figure))
    assert view.editor is None
    tap(view, screen, spot(view, figure) + QPoint(3, 2))
    assert view.editor is not None


def test_a_finger_that_rests_brings_the_menu_of_what_is_under_it(
    canvas: Canvas, screen: QPointingDevice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touch, "REST_MS", 60)
    view = canvas()
    figure, port = other(view), view.viewport()
    at = spot(view, figure)
    QTest.touchEvent(port, screen).press(0, at, port)
    qtbot.waitUntil(lambda: view.menu is not None and view.menu.isVisible())
    assert view.selected() == [("figures", figure)]
    assert view.menu is not None
    view.menu.close()
    QTest.touchEvent(port, screen).release(0, at, port)
    assert view.document.stack.count() == 0


class Presses(QObject):
    """Counts the mouse presses that come to an object."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.MouseButtonPress
        return False


def test_a_touch_makes_no_second_press_of_a_mouse(canvas: Canvas, screen: QPointingDevice) -> None:
    view, presses = canvas(), Presses()
    view.viewport().installEventFilter(presses)
    tap(view, screen, empty_spot(view))
    assert presses.count == 0
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    assert presses.count == 1
