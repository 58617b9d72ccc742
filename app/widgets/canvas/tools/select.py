"""Select and move: a press on a figure, a line or a chip, or on the empty ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from app.drawing.geometry import Point
from app.i18n import N_, _
from app.kinds.sheet_picture import recompose
from app.widgets.canvas.areas import area_at
from app.widgets.canvas.tools.base import ADDING, Gesture, Modifiers, Tool

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

Key = tuple[str, str]
FIGURES = "figures"
THRESHOLD_PX = 4.0


class MoveTool(Tool):
    """Select, move, and draw lines from the handle at a figure's side."""

    name = "move"
    label = N_("Flytta")

    def press(self, canvas: CanvasView, point: QPointF, modifiers: Modifiers) -> Gesture | None:
        """Begin to draw a line, to move what is pressed, or to select with a frame."""
        from_handle = canvas.connecting.at_handle(point)
        if from_handle is not None:
            return from_handle
        key = canvas.sheet.key_at(point)
        if key is None:
            return BandGesture(canvas, point, modifiers)
        return MoveGesture(canvas, key, point, modifiers)


class MoveGesture(Gesture):
    """Press on something: selects it; dragged, it moves the selected figures."""

    def __init__(self, canvas: CanvasView, key: Key, start: QPointF, modifiers: Modifiers) -> None:
        self._canvas, self._key, self._start = canvas, key, start
        self._adding = bool(modifiers & ADDING)
        self._was_selected = key in canvas.selected()
        self._dragged = False
        self._picture = canvas.sheet.picture
        self._before: dict[str, Point] = {}
        if self._adding:
            chosen = canvas.selected()
            canvas.select([k for k in chosen if k != key] if self._was_selected else [*chosen, key])
        elif not self._was_selected:
            canvas.select([key])

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """Show the figures where they would stand, with their lines."""
        if not self._dragged and not self._begins(point):
            return
        if self._before:
            moved = self._moved(point)
            self._canvas.sheet.preview(recompose(self._canvas.document.shown, self._picture, moved))

    def _begins(self, point: QPointF) -> bool:
        if self._canvas.pixels(point - self._start) < THRESHOLD_PX:
            return False
        self._dragged = True
        figures = [name for family, name in self._canvas.selected() if family == FIGURES]
        if self._key[0] != FIGURES or not figures or not self._canvas.changes.may_edit():
            return True
        child = self._canvas.document.case.child
        movable = [name for name in figures if name != child]
        if not movable:
            self._canvas.message.emit(_("Barnet står alltid i mitten."))
        self._before = self._canvas.sheet.places(movable)
        self._canvas.sheet.offer_handle(None)
        self._canvas.keep_still(self._canvas.sheet.items_that_move_with(movable))
        return True

    def _moved(self, point: QPointF) -> dict[str, Point]:
        by = point - self._start
        return {key: (x + by.x(), y + by.y()) for key, (x, y) in self._before.items()}

    def release(self, point: QPointF, modifiers: Modifiers) -> None:
        """Store the new places as one step; a click on one of several selected selects it alone."""
        self._canvas.keep_still(None)
        if self._before:
            self._store(self._moved(point))
        elif not self._dragged and self._was_selected and not self._adding:
            self._canvas.select([self._key])

    def _store(self, moved: dict[str, Point]) -> None:
        case, groups = self._canvas.document.shown, {}
        for key, place in moved.items():
            area = area_at(self._picture.layout, place)
            if area is not None and area != case.figures[key].group and area in case.groups:
                groups[key] = area
        if not self._canvas.changes.move(moved, groups):
            self.cancel()
            return
        if len(groups) == 1:
            key, area = next(iter(groups.items()))
            sentence = _("{figure} hör nu till området {area}.")
            self._canvas.message.emit(
                sentence.format(figure=self._canvas.changes.name(key), area=case.groups[area].label)
            )

    def cancel(self) -> None:
        """Put the figures back."""
        self._canvas.keep_still(None)
        self._before = {}
        self._canvas.sheet.show_picture(self._picture)


class BandGesture(Gesture):
    """Drag a frame over the ground: the figures in it are selected. A click selects nothing."""

    def __init__(self, canvas: CanvasView, start: QPointF, modifiers: Modifiers) -> None:
        self._canvas, self._start = canvas, start
        self._before = canvas.selected()
        self._kept = self._before if modifiers & ADDING else []
        self._dragged = False

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """Select what is in the frame now."""
        if not self._dragged and self._canvas.pixels(point - self._start) < THRESHOLD_PX:
            return
        self._dragged = True
        box = QRectF(self._start, point).normalized()
        self._canvas.sheet.show_band(box)
        self._canvas.select([*self._kept, *self._canvas.sheet.figures_in(box)])

    def release(self, point: QPointF, modifiers: Modifiers) -> None:
        """Take the frame away."""
        self._canvas.sheet.show_band(None)
        if not self._dragged:
            self._canvas.select(self._kept)

    def cancel(self) -> None:
        """Select what was selected before."""
        self._canvas.sheet.show_band(None)
        self._canvas.select(self._before)


class PanGesture(Gesture):
    """Drag the sheet itself: with the middle button, or with space held down."""

    def __init__(self, canvas: CanvasView, start: QPointF) -> None:
        self._canvas, self._start = canvas, start

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """Keep the point of the sheet that was pressed under the pointer."""
        self._canvas.navigation.follows_fit = False
        self._canvas.navigation.pan(self._canvas.mapFromScene(self._start) - self._canvas.mapFromScene(point))

    def release(self, point: QPointF, modifiers: Modifiers) -> None:
        """The sheet stays where it is."""

    def cancel(self) -> None:
        """The sheet stays where it is."""
