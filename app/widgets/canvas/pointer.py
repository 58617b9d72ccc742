"""The pointer on the canvas: presses become gestures, and what lies under it is marked."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from app.widgets.canvas.scene import FIGURES
from app.widgets.canvas.slips import NOTES
from app.widgets.canvas.tools.base import Gesture
from app.widgets.canvas.tools.select import PanGesture

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

_HANDLE_NEAR_PX = 40
_AGAIN_S, _AGAIN_PX = 0.4, 30
"""How soon and how near a second tap makes a double one."""
_FINGER_PX = 14
"""How far beside a figure a finger still takes hold of it."""


class Pointer:
    """What the pointer does on one canvas."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._gesture: Gesture | None = None
        self._holding = False

    @property
    def busy(self) -> bool:
        """Whether a gesture is going on."""
        return self._gesture is not None

    def drop(self) -> None:
        """Leave everything as it was before the gesture that is going on."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()

    def hold(self, down: bool) -> None:
        """Space is held down, or let go: a press then takes hold of the paper."""
        self._holding = down
        self.show_cursor()

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        canvas = self._canvas
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        if canvas.connecting.menu is not None:
            canvas.connecting.menu.drop()
            return
        point, button = canvas.mapToScene(event.position().toPoint()), event.button()
        if button == Qt.MouseButton.MiddleButton or (button == Qt.MouseButton.LeftButton and self._holding):
            self._gesture = PanGesture(canvas, point)
            canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button == Qt.MouseButton.LeftButton:
            self._gesture = canvas.tool_in_hand.press(canvas, point, event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what lies under the pointer."""
        point = self._canvas.mapToScene(event.position().toPoint())
        if self._gesture is not None:
            self._gesture.move(point, event.modifiers())
        else:
            self._hover(point)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.release(self._canvas.mapToScene(event.position().toPoint()), event.modifiers())
            self.show_cursor()

    def double_click(self, event: QMouseEvent) -> None:
        """Rename a figure, write on a note; on the empty ground put a new figure."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.double(self._canvas.mapToScene(event.position().toPoint()))

    def double(self, point: QPointF) -> None:
        """Do what a double click or double tap at a point (scene) means."""
        canvas = self._canvas
        key = canvas.sheet.key_at(point)
        if key is None:
            canvas.placing.type_at(point)
        elif key[0] in (FIGURES, NOTES):
            canvas.select([key])
            canvas.rename_selected()

    def show_cursor(self) -> None:
        """Show what a press would do."""
        shape = Qt.CursorShape.OpenHandCursor if self._holding else self._canvas.tool_in_hand.cursor
        self._canvas.viewport().setCursor(shape)

    def _hover(self, point: QPointF) -> None:
        canvas, sheet = self._canvas, self._canvas.sheet
        key = sheet.key_at(point)
        sheet.set_hovered(key)
        if key is not None and key[0] == FIGURES:
            sheet.offer_handle(key[1])
        elif sheet.handle_of and canvas.pixels(point - sheet.handle.pos()) > _HANDLE_NEAR_PX:
            chosen = canvas.selected()
            sheet.offer_handle(chosen[0][1] if len(chosen) == 1 and chosen[0][0] == FIGURES else None)
        tie = sheet.picture.ties.get(key[1]) if key is not None and key[0] != FIGURES else None
        canvas.setToolTip(tie.alt if tie is not None else "")


class Finger:
    """One finger on the canvas: drags what it is set down on, moves the paper, taps, and asks for the menu."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._gesture: Gesture | None = None
        self._ground = False
        self._tapped: tuple[float, QPoint] | None = None

    def down(self, at: QPoint) -> None:
        """Take hold of what is under the finger, or of the paper."""
        canvas = self._canvas
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        if canvas.connecting.menu is not None:
            canvas.connecting.menu.drop()
        point = self._under(at)
        self._ground = canvas.sheet.key_at(point) is None and canvas.connecting.at_handle(point) is None
        if self._ground:
            self._gesture = PanGesture(canvas, point)
        else:
            self._gesture = canvas.tool_in_hand.press(canvas, point, Qt.KeyboardModifier.NoModifier)

    def slide(self, to: QPoint) -> None:
        """Go on with what was taken hold of."""
        if self._gesture is not None:
            self._gesture.move(self._canvas.mapToScene(to), Qt.KeyboardModifier.NoModifier)

    def up(self, at: QPoint, *, slid: bool) -> None:
        """Let go. A tap on the empty paper selects nothing, a second one soon puts or renames a figure."""
        gesture, self._gesture = self._gesture, None
        point = self._canvas.mapToScene(at)
        if gesture is not None:
            gesture.release(point if slid else self._under(at), Qt.KeyboardModifier.NoModifier)
        if slid:
            return
        again = self._tapped is not None and time.monotonic() - self._tapped[0] < _AGAIN_S
        near = self._tapped is not None and (at - self._tapped[1]).manhattanLength() < _AGAIN_PX
        self._tapped = None if again and near else (time.monotonic(), at)
        if again and near:
            self._canvas.pointer.double(self._under(at))
        elif self._ground:
            self._canvas.select([])

    def rest(self, at: QPoint) -> None:
        """Open the menu for what is under the finger."""
        self._canvas.open_menu(at, self._under(at))

    def drop(self) -> None:
        """Leave everything as it was."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()

    def _under(self, at: QPoint) -> QPointF:
        """Return the point (scene) under a finger, or that of the figure which it nearly touches."""
        canvas = self._canvas
        if canvas.sheet.key_at(canvas.mapToScene(at)) is None:
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                beside = canvas.mapToScene(at + QPoint(dx, dy) * _FINGER_PX)
                if canvas.sheet.figure_at(beside) is not None:
                    return beside
        return canvas.mapToScene(at)
