"""The pointer on the canvas: presses become gestures, and what lies under it is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from app.widgets.canvas.scene import FIGURES
from app.widgets.canvas.tools.base import Gesture
from app.widgets.canvas.tools.select import PanGesture

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

_HANDLE_NEAR_PX = 40


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
        """Rename a figure; on the empty ground put a new one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        canvas = self._canvas
        point = canvas.mapToScene(event.position().toPoint())
        key = canvas.sheet.key_at(point)
        if key is None:
            canvas.placing.type_at(point)
        elif key[0] == FIGURES:
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
