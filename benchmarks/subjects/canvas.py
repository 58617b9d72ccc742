"""The canvas with a made-up map: dragging, panning, zooming, and what a whole repaint costs beside its floors.

Arguments: figures, width, height (pixels), frames, and what of ``drag pan zoom repaint`` is wanted.
Floors are measured in turn with what they are the floor of.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from frames import frames, peak_mib, spread, tell
from made_up import case_of
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPicture, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.document import Document
from app.drawing.to_qt import Painting
from app.starting import make_application
from app.widgets.canvas import pictures
from app.widgets.canvas.furniture import furniture
from app.widgets.canvas.view import CanvasView

NONE, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
BEFORE = 6
"""Frames that are not counted: caches are warm in a program that has run for a second."""


class Board(QWidget):
    """A plain widget that paints one thing: the floors."""

    def __init__(self, width: int, height: int, paint: Callable[[QPainter], None]) -> None:
        super().__init__()
        self.resize(width, height)
        self._paint = paint
        self.painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        self._paint(painter)
        painter.end()
        self.painted = True


class Canvas(CanvasView):
    """The program's own canvas, which notes when it has been painted."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        super().paintEvent(event)
        self.painted = True


def settle(widget: Board | Canvas) -> Callable[[], None]:
    """Return what waits until ``widget`` has been painted, or has turned out to have nothing to paint."""

    def wait() -> None:
        for _turn in range(20):
            QApplication.processEvents()
            if widget.painted:
                break
        widget.painted = False

    return wait


def mouse(view: CanvasView, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
    """Send the canvas a mouse event, as the window system does."""
    held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
    there = QPointF(view.viewport().mapToGlobal(at.toPoint()))
    event = QMouseEvent(kind, at, there, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def drag(view: Canvas, count: int) -> list[float]:
    """Drag the hub round with the mouse, at 100 %."""
    view.set_zoom(1.0)
    hub = view.sheet.figures["f1"]
    view.centerOn(hub.body().center())
    QApplication.processEvents()
    home = QPointF(view.mapFromScene(hub.body().center()))
    mouse(view, QEvent.Type.MouseButtonPress, home, LEFT)

    def move(number: int) -> None:
        by = QPointF(80 * math.sin(number / 9), 60 * math.cos(number / 9))
        mouse(view, QEvent.Type.MouseMove, home + by, NONE)

    frames(BEFORE, move, settle(view))
    times = frames(count, lambda number: move(number + BEFORE), settle(view))
    view.cancel()
    return times


def pan(view: Canvas, count: int) -> list[float]:
    """Move the sheet a little a frame, at 100 %, to and fro."""
    view.set_zoom(1.0)
    view.centerOn(0, 0)
    QApplication.processEvents()
    view.painted = False

    def move(number: int) -> None:
        way = 1 if number // 20 % 2 else -1
        view.navigation.pan(QPoint(14 * way, 9 * way))

    frames(BEFORE, move, settle(view))
    return frames(count, move, settle(view))


def zoom(view: Canvas, count: int) -> list[float]:
    """Turn the wheel, from the whole map to about 100 % and back."""
    view.fit()
    repaint(view, 2)
    at = QPointF(view.viewport().rect().center())

    def turn(number: int) -> None:
        delta = QPoint(0, 40 if number // 15 % 2 == 0 else -40)
        none, idle = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        QApplication.sendEvent(view.viewport(), QWheelEvent(at, at, QPoint(), delta, NONE, none, idle, False))

    return frames(count, turn, settle(view))


def repaint(widget: Board | Canvas, count: int) -> list[float]:
    """Paint the whole of it again and again."""
    port = widget.viewport() if isinstance(widget, Canvas) else widget
    return frames(count, lambda _number: port.update(), settle(widget))


def scaled(view: Canvas) -> Board:
    """Return a widget that paints a picture of the view, scaled a little differently each time."""
    picture = QPixmap(view.viewport().size())
    view.viewport().render(picture)
    turn = [0]

    def paint(painter: QPainter) -> None:
        turn[0] += 1
        factor = 1.0 + 0.07 * (turn[0] % 15)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(0, 0, picture.width(), picture.height(), view.backgroundBrush())
        painter.scale(factor, factor)
        painter.drawPixmap(0, 0, picture)

    return Board(picture.width(), picture.height(), paint)


def recorded(view: Canvas) -> Board:
    """Return a widget that paints the same map as one QPicture, as it is fitted in the view."""
    picture = QPicture()
    painter = QPainter(picture)
    Painting((*furniture(view.sheet.picture).ops, *view.sheet.picture.ops())).paint(painter)
    painter.end()

    def paint(onto: QPainter) -> None:
        onto.fillRect(view.viewport().rect(), view.backgroundBrush())
        onto.setRenderHints(view.renderHints())
        onto.setTransform(view.viewportTransform())
        onto.drawPicture(0, 0, picture)

    return Board(view.viewport().width(), view.viewport().height(), paint)


def in_turn(one: Callable[[int], list[float]], other: Callable[[int], list[float]], count: int) -> list[list[float]]:
    """Measure two things in turn, a third of the frames at a time."""
    times: list[list[float]] = [[], []]
    for _part in range(3):
        for kept, measure in zip(times, (one, other), strict=True):
            kept += measure(count // 3)
    return times


def main() -> None:
    """Measure and tell."""
    count, width, height, many = (int(each) for each in sys.argv[1:5])
    wanted = set(sys.argv[5:])
    application = make_application()
    pictures.REST_MS = 10**9
    pictures.Pictures._lay_out = lambda self: None  # type: ignore[method-assign]  # the map stays as sketched
    view = Canvas(Document(case_of(count), lambda patch, step: datetime.now()), "case_map")
    view.resize(width, height)
    view.show()
    for _turn in range(10):
        application.processEvents()
    view.painted = False
    found: dict[str, object] = {}
    for name, measure in (("drag", drag), ("pan", pan)):
        if name in wanted:
            found[name] = spread(measure(view, many))
    if {"zoom", "repaint"} & wanted:
        found |= whole_view(view, many, wanted)
    tell(**found, memory=peak_mib())


def whole_view(view: Canvas, many: int, wanted: set[str]) -> dict[str, object]:
    """Measure what paints the whole view, in turn with its floors."""
    found: dict[str, object] = {}
    view.fit()
    if "zoom" in wanted:
        floor = shown(scaled(view))
        zooming, floor_times = in_turn(lambda n: zoom(view, n), lambda n: repaint(floor, n), many)
        found |= {"zoom": spread(zooming), "scaled": spread(floor_times)}
        view.navigation._sharpen()
        view.fit()
        repaint(view, 2)
    if "repaint" in wanted:
        picture = shown(recorded(view))
        few = max(12, many // 5)  # the picture takes a second a frame
        sharp, picture_times = in_turn(lambda n: repaint(view, n), lambda n: repaint(picture, n), few)
        found |= {"repaint": spread(sharp), "picture": spread(picture_times)}
    return found


def shown(board: Board) -> Board:
    """Show a floor and return it."""
    board.show()
    settle(board)()
    return board


if __name__ == "__main__":
    main()
