"""Select and move: a press on a figure, a line, a chip or a note, or on the empty ground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem

from app.drawing.geometry import Point, Rect
from app.i18n import N_, _, ngettext
from app.kinds.dragged import Dragged
from app.models.records import RINGS
from app.widgets.canvas.areas import AreaLight, area_at, ring_at
from app.widgets.canvas.guides import REACH_PX, GuideItem, Guides
from app.widgets.canvas.slips import NOTES
from app.widgets.canvas.tools.base import ADDING, Gesture, Modifiers, Tool

if TYPE_CHECKING:
    from app.kinds.sheet_picture import SheetPicture
    from app.widgets.canvas.view import CanvasView

Key = tuple[str, str]
FIGURES = "figures"
THRESHOLD_PX = 4.0
CROWD = 800
"""Among more figures than this nothing snaps: they are dots on the screen, and there is always one in line."""
FREE = Modifiers.AltModifier | Modifiers.ControlModifier
"""Held while something is dragged: it goes where the hand goes and does not snap."""


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


class _Load:
    """What is being dragged: figures and notes, where they stood, what they are lined up with, the area beneath."""

    def __init__(self, canvas: CanvasView, figures: list[str], notes: list[str], held: Key) -> None:
        sheet = canvas.sheet
        self._canvas = canvas
        self.figures = sheet.places(figures)
        self.notes = sheet.slips.places(notes)
        self.sheet = Dragged(canvas.document.shown, sheet.picture, figures)
        self._held = _box_of(sheet.picture, held)
        self._area_of: Point | None = self.figures.get(held[1]) if held[0] == FIGURES else None
        self.guides = GuideItem()
        self.light = AreaLight(sheet.picture.layout)
        self._guides = Guides(self._others(canvas))
        self.items: list[QGraphicsItem] = [self.guides, self.light]
        for item in self.items:
            sheet.addItem(item)

    def _others(self, canvas: CanvasView) -> list[Rect]:
        """Return the boxes of what stands still and can be seen."""
        picture = canvas.sheet.picture
        keys = [(FIGURES, key) for key in picture.figures if key not in self.figures]
        keys += [(NOTES, key) for key in picture.notes if key not in self.notes]
        if len(keys) > CROWD:
            return []
        seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
        boxes = [_box_of(picture, key) for key in keys]
        return [box for box in boxes if seen.contains(QPointF(*box.centre))]

    def by(self, way: QPointF, modifiers: Modifiers) -> Point:
        """Return how far everything is moved when the pointer has gone ``way``, and show what that lines up with."""
        dx, dy = way.x(), way.y()
        if modifiers & FREE:
            self.guides.show_guides(())
        else:
            reach = REACH_PX / self._canvas.transform().m11()
            snap = self._guides.snap(self._held.moved(dx, dy), reach)
            self.guides.show_guides(snap.guides)
            dx, dy = dx + snap.dx, dy + snap.dy
        if self._area_of is not None:
            self.light.light((self._area_of[0] + dx, self._area_of[1] + dy))
        return dx, dy

    def let_go(self) -> None:
        """Take guides and light away."""
        for item in self.items:
            self._canvas.sheet.removeItem(item)
        self.items = []


class MoveGesture(Gesture):
    """Press on something: selects it; dragged, it moves the selected figures and notes."""

    def __init__(self, canvas: CanvasView, key: Key, start: QPointF, modifiers: Modifiers) -> None:
        self._canvas, self._key, self._start = canvas, key, start
        self._adding = bool(modifiers & ADDING)
        self._was_selected = key in canvas.selected()
        self._dragged = False
        self._picture = canvas.sheet.picture
        self._load: _Load | None = None
        if self._adding:
            chosen = canvas.selected()
            canvas.select([k for k in chosen if k != key] if self._was_selected else [*chosen, key])
        elif not self._was_selected:
            canvas.select([key])

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """Show the figures where they would stand, with their lines."""
        if not self._dragged and not self._begins(point):
            return
        if self._load is not None:
            self._canvas.begin_step()
            figures, notes = self._moved(self._load, point, modifiers)
            if figures:
                sheet = self._load.sheet
                self._canvas.sheet.preview(sheet.to(figures), sheet.figures, sheet.ties)
            self._canvas.sheet.slips.preview(notes)

    def _begins(self, point: QPointF) -> bool:
        if self._canvas.pixels(point - self._start) < THRESHOLD_PX:
            return False
        self._dragged = True
        canvas, child = self._canvas, self._canvas.document.case.child
        figures = [name for family, name in canvas.selected() if family == FIGURES and name != child]
        notes = [name for family, name in canvas.selected() if family == NOTES]
        if self._key[0] not in (FIGURES, NOTES) or self._key not in canvas.selected() or not canvas.changes.may_edit():
            return True
        if self._key == (FIGURES, child):
            canvas.message.emit(_("Barnet står alltid i mitten."))
            return True
        self._load = _Load(canvas, figures, notes, self._key)
        canvas.sheet.offer_handle(None)
        slips = [canvas.sheet.slips.items[name] for name in notes]
        canvas.keep_still([*canvas.sheet.items_that_move_with(figures), *slips, *self._load.items])
        return True

    def _moved(self, load: _Load, point: QPointF, modifiers: Modifiers) -> tuple[dict[str, Point], dict[str, Point]]:
        dx, dy = load.by(point - self._start, modifiers)
        figures = {key: (x + dx, y + dy) for key, (x, y) in load.figures.items()}
        return figures, {key: (x + dx, y + dy) for key, (x, y) in load.notes.items()}

    def release(self, point: QPointF, modifiers: Modifiers) -> None:
        """Store the new places as one step; a click on one of several selected selects it alone."""
        self._canvas.keep_still(None)
        load, self._load = self._load, None
        if load is not None:
            figures, notes = self._moved(load, point, modifiers)
            load.let_go()
            self._store(load.figures, figures, notes)
        elif not self._dragged and self._was_selected and not self._adding:
            self._canvas.select([self._key])

    def _store(self, before: Mapping[str, Point], after: Mapping[str, Point], notes: Mapping[str, Point]) -> None:
        """Store places; who came into another area belongs to it, who crossed a ring's line stands in that ring."""
        canvas, case, layout = self._canvas, self._canvas.document.case, self._picture.layout
        areas, rings = {}, {}
        for key, place in after.items():
            area = area_at(layout, place)
            if area is not None and area != case.figures[key].group and area in case.groups:
                areas[key] = area
            ring = ring_at(layout, place)
            if ring not in (ring_at(layout, before[key]), case.figures[key].ring):
                rings[key] = ring
        if not canvas.changes.move(after, areas, rings=rings, slips=notes):
            self.cancel()
            return
        said = [*_said_of_areas(canvas, areas), *_said_of_rings(canvas, rings)]
        if said:
            canvas.message.emit(" ".join(said))

    def cancel(self) -> None:
        """Put figures and notes back."""
        self._canvas.keep_still(None)
        if self._load is not None:
            self._load.let_go()
            self._load = None
        self._canvas.sheet.show_picture(self._picture)


def _box_of(picture: SheetPicture, key: Key) -> Rect:
    """Return what guides go by: a figure's body, or a note."""
    family, name = key
    if family == NOTES:
        return picture.notes[name].box
    figure = picture.figures[name]
    return figure.body.moved(*figure.place)


def _said_of_areas(canvas: CanvasView, areas: Mapping[str, str]) -> list[str]:
    groups = canvas.document.shown.groups
    if len(areas) == 1:
        key, area = next(iter(areas.items()))
        sentence = _("{figure} hör nu till området {area}.")
        return [sentence.format(figure=canvas.changes.name(key), area=groups[area].label)]
    if areas:
        said = ngettext("{count} figur har bytt område.", "{count} figurer har bytt område.", len(areas))
        return [said.format(count=len(areas))]
    return []


def _said_of_rings(canvas: CanvasView, rings: Mapping[str, int]) -> list[str]:
    if len(rings) == 1:
        key, ring = next(iter(rings.items()))
        sentence = _("{figure} står nu i ringen ”{ring}”.")
        return [sentence.format(figure=canvas.changes.name(key), ring=_(RINGS[ring]))]
    if rings:
        said = ngettext("{count} figur har bytt ring.", "{count} figurer har bytt ring.", len(rings))
        return [said.format(count=len(rings))]
    return []


class BandGesture(Gesture):
    """Drag a frame over the ground: the figures and notes in it are selected. A click selects nothing.

    With Shift they are added to what was selected; with Ctrl those that were selected no longer are.
    """

    def __init__(self, canvas: CanvasView, start: QPointF, modifiers: Modifiers) -> None:
        self._canvas, self._start = canvas, start
        self._before = canvas.selected()
        self._kept = self._before if modifiers & ADDING else []
        self._toggles = bool(modifiers & Modifiers.ControlModifier)
        self._dragged = False

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """Select what is in the frame now."""
        if not self._dragged and self._canvas.pixels(point - self._start) < THRESHOLD_PX:
            return
        self._dragged = True
        box = QRectF(self._start, point).normalized()
        sheet = self._canvas.sheet
        sheet.show_band(box)
        notes = [(NOTES, key) for key, item in sheet.slips.items.items() if box.contains(item.body().center())]
        inside = [*sheet.figures_in(box), *notes]
        kept = [key for key in self._kept if key not in inside] if self._toggles else self._kept
        self._canvas.select([*kept, *(key for key in inside if not (self._toggles and key in self._kept))])

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
