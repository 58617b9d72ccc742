"""The sheet on the projector: to look at, to point at and to draw on, not to change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.kinds.sheet_picture import SheetPicture
from app.widgets.canvas.keyboard import neighbour
from app.widgets.canvas.scene import FIGURES, CanvasScene
from app.widgets.canvas.sheet_view import SheetView
from app.widgets.projector.pen import Pen

_DWELL_MS, _LEAVE_MS = 140, 500
_STILL_PX = 5
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class WallScene(CanvasScene):
    """The sheet alone, and dimmed so that it is seen from the back row."""

    beside, dimmed = 0.28, 0.13


class WallView(SheetView):
    """Signals: ``lit_changed(str)`` with the figure that is lit or "", ``menu_wanted(QPoint)`` with a global point."""

    lit_changed = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, picture: SheetPicture, parent: QWidget) -> None:
        super().__init__(WallScene(picture, bare=True), parent)
        self.pen = Pen(self.sheet, self)
        self.lit = ""
        self.fixed = False
        self.drawing = False
        self._press: QPoint | None = None
        self._slid = False
        self._under = ""
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.timeout.connect(self._settled)
        self.fingers.hand = WallFinger(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def show_picture(self, picture: SheetPicture) -> None:
        """Show the sheet as it is now; who is lit stays lit."""
        room = self.sheet.room
        self.sheet.show_picture(picture)
        if self.lit and not self.sheet.has((FIGURES, self.lit)):
            self.light("")
        if self.navigation.follows_fit and room != self.sheet.room:
            self.fit()

    # Who is lit

    def light(self, figure: str, *, fixed: bool = False) -> None:
        """Light a figure with its lines and dim the rest; with "" everything is as usual."""
        self.fixed = fixed and bool(figure)
        self._dwell.stop()
        if figure != self.lit:
            self.lit = figure
            self.sheet.set_lit([(FIGURES, figure)] if figure else [])
            self.lit_changed.emit(figure)

    def lit_heights(self) -> list[int]:
        """Return how far down in the viewport those stand who are lit; the one in question counts most."""
        if not self.lit:
            return []
        ties = [self.sheet.picture.ties[name] for _family, name in self.sheet.ties_of(self.lit)]
        beside = {end for tie in ties for end in (tie.from_, tie.to)} - {self.lit}
        counted = [*beside, *[self.lit] * (len(beside) + 1)]
        return [self.mapFromScene(self.sheet.middle_of((FIGURES, each))).y() for each in counted]

    def step(self, forward: bool) -> None:
        """Light the next figure in reading order, or the one before."""
        order = list(self.sheet.figures)
        if not order:
            return
        at = order.index(self.lit) + (1 if forward else -1) if self.lit in order else (0 if forward else -1)
        self._light_by_key(order[at % len(order)])

    def step_towards(self, direction: QPointF) -> None:
        """Light the nearest figure in a direction; from nobody, the one in the middle."""
        if not self.lit:
            self.step(True)
            return
        found = neighbour(self, self.lit, direction)
        if found is not None:
            self._light_by_key(found)

    def _light_by_key(self, figure: str) -> None:
        self.light(figure, fixed=True)
        self.show_key((FIGURES, figure))

    def _hover(self, figure: str) -> None:
        """Light who is pointed at when the pointer has come to rest there; leave it when it has gone."""
        if self.fixed or figure == self._under:
            return
        self._under = figure
        self._dwell.start(_DWELL_MS if figure else _LEAVE_MS)

    def _settled(self) -> None:
        if not self.fixed:
            self.light(self._under)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the paper, or begin to draw: with the pen, or with the right button at any time."""
        at = event.position().toPoint()
        self._press, self._slid = at, False
        if self.drawing and event.button() == LEFT:
            self.pen.begin(self.mapToScene(at), stays=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move the paper, point with the dot, or light who is under the pointer."""
        at = event.position().toPoint()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.pen.point(self.mapToScene(at) if control else None)
        if self._press is None or not event.buttons():
            self._hover("" if control or self.drawing else self.sheet.figure_at(self.mapToScene(at)) or "")
            return
        if not self._slid and (at - self._press).manhattanLength() <= _STILL_PX:
            return
        if not self._slid and event.buttons() & RIGHT:
            self.pen.begin(self.mapToScene(self._press), stays=False)
        if self.pen.drawing:
            self.pen.draw(self.mapToScene(at))
        elif event.buttons() & (LEFT | Qt.MouseButton.MiddleButton):
            self.drag_paper(self._press, at)
            self._press = at
        self._slid = True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen; a click lights who is under it for good, and on the paper puts the light out."""
        drew = self.pen.drawing
        self.pen.end()
        if self._press is not None and not self._slid and not drew:
            if event.button() == LEFT:
                self.pick(event.position().toPoint())
            elif event.button() == RIGHT:
                self.menu_wanted.emit(event.globalPosition().toPoint())
        self._press = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click is a click."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button draws; its menu comes when it is let go. The menu key opens it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody is pointed at any more."""
        self.pen.point(None)
        self._hover("")
        super().leaveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Point again."""
        self._under = ""
        super().enterEvent(event)

    def pick(self, at: QPoint) -> None:
        """Light who is at a point of the viewport, for good; on the paper, or on who is lit already, nobody."""
        figure = self.sheet.figure_at(self.mapToScene(at)) or ""
        self.light("" if self.fixed and figure == self.lit else figure, fixed=True)

    def drag_paper(self, one: QPoint, other: QPoint) -> None:
        """Move the paper with a hand that goes from one point to another."""
        self.navigation.follows_fit = False
        self.navigation.pan(one - other)


class WallFinger:
    """One finger on the projector's sheet: lights, moves the paper, draws with the pen, asks for the menu."""

    def __init__(self, view: WallView) -> None:
        self._view = view
        self._last = QPoint()

    def down(self, at: QPoint) -> None:
        """Set the finger, or the pen, down."""
        self._last = at
        if self._view.drawing:
            self._view.pen.begin(self._view.mapToScene(at), stays=True)

    def slide(self, to: QPoint) -> None:
        """Draw, or move the paper."""
        if self._view.pen.drawing:
            self._view.pen.draw(self._view.mapToScene(to))
        else:
            self._view.drag_paper(self._last, to)
        self._last = to

    def up(self, at: QPoint, *, slid: bool) -> None:
        """Lift it; a tap lights."""
        drew = self._view.pen.drawing
        self._view.pen.end()
        if not slid and not drew:
            self._view.pick(at)

    def rest(self, at: QPoint) -> None:
        """Ask for the menu."""
        self._view.menu_wanted.emit(self._view.viewport().mapToGlobal(at))

    def drop(self) -> None:
        """A second finger came: what was begun is taken away."""
        if self._view.pen.drawing:
            self._view.pen.end()
            self._view.pen.undo()
