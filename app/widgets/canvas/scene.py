"""The scene: one picture of a sheet as items, and what is marked, lit and dimmed on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsRectItem,
    QGraphicsScene,
)

from app.drawing.geometry import Point
from app.drawing.to_qt import Recolour
from app.widgets.canvas import style
from app.widgets.canvas.furniture import furniture
from app.widgets.canvas.items import (
    BEHIND_FIGURES,
    FURNITURE,
    GROUND,
    OVERLAY,
    FigureItem,
    FrontItem,
    OpsItem,
    TieItem,
    qrect,
)
from app.widgets.canvas.slips import NOTES, NoteItem, Slips

if TYPE_CHECKING:
    from app.kinds.sheet_picture import SheetPicture

Key = tuple[str, str]
FIGURES = "figures"
Overlay = TypeVar("Overlay", bound=QGraphicsItem)


class CanvasScene(QGraphicsScene):
    """A sheet in millimetres, the child's middle at (0, 0). Holds a reference to every item.

    ``room`` is what a view fits: the sheet with its title and legend, or alone if it is ``bare``.
    """

    beside, dimmed = style.CONTEXT, style.DIMMED
    """How opaque figures, and lines, are while others are lit."""

    def __init__(self, picture: SheetPicture, *, bare: bool = False) -> None:
        super().__init__()
        self.bare = bare
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.figures: dict[str, FigureItem] = {}
        self.lines: dict[str, TieItem] = {}
        self.fronts: dict[str, FrontItem] = {}
        self.picture = picture
        self.room = QRectF()
        self._recolour: Recolour | None = None
        self._families: dict[str, str] = {}
        self._selected: tuple[Key, ...] = ()
        self._lit: frozenset[Key] = frozenset()
        self._hovered: Key | None = None
        self._ground = OpsItem(GROUND)
        self._furniture = OpsItem(FURNITURE)
        self.addItem(self._ground)
        self.addItem(self._furniture)
        self.band = self._make_band()
        self.rubber = self._make_rubber()
        self.handle = self._make_handle()
        self.slips = Slips(self)
        self._handle_of: str | None = None
        self.show_picture(picture)

    # The picture

    def show_picture(self, picture: SheetPicture) -> None:
        """Show a picture; only items whose part of it changed are touched."""
        ground_changed = not self.figures or picture.background != self.picture.background
        self.picture = picture
        around = furniture(picture)
        self.room = qrect(picture.bounds if self.bare else around.bounds)
        self._furniture.setVisible(not self.bare)
        self._ground.redraw(picture.background, qrect(picture.bounds.grown(20))) if ground_changed else None
        self._furniture.redraw(around.ops, self.room.adjusted(-20, -20, 20, 20))
        self._show_figures(picture)
        self._show_ties(picture)
        self.slips.show(picture.notes, self._recolour)
        self._families = {key: tie.family for key, tie in picture.ties.items()}
        side = max(self.room.width(), self.room.height())
        self.setSceneRect(self.room.adjusted(-side, -side, side, side))
        kept = tuple(key for key in self._selected if self.has(key))
        self._selected = kept
        if self._hovered is not None and not self.has(self._hovered):
            self._hovered = None
        self._mark_all()

    def preview(
        self, picture: SheetPicture, figures: Iterable[str] | None = None, ties: Iterable[str] | None = None
    ) -> None:
        """Show a picture in which only places and lines differ: those of ``figures`` and ``ties``, without them any."""
        self.picture = picture
        for key in picture.figures if figures is None else figures:
            self.figures[key].show_picture(picture.figures[key])
        for key in picture.ties if ties is None else ties:
            self.lines[key].show_picture(picture.ties[key])
            self.fronts[key].show_picture(picture.ties[key])
        self._place_handle()

    def set_theme(self, recolour: Recolour | None) -> None:
        """Paint everything in the colours that ``recolour`` gives for those of the picture; None: in its own."""
        self._recolour = recolour
        for item in (
            self._ground,
            self._furniture,
            *self.figures.values(),
            *self.lines.values(),
            *self.fronts.values(),
            *self.slips.items.values(),
        ):
            item.set_theme(recolour)

    def _show_figures(self, picture: SheetPicture) -> None:
        for gone in self.figures.keys() - picture.figures.keys():
            self.removeItem(self.figures.pop(gone))
        for key, figure in picture.figures.items():
            if key in self.figures:
                self.figures[key].show_picture(figure)
            else:
                item = self.figures[key] = FigureItem(figure, self._recolour)
                self.addItem(item)

    def _show_ties(self, picture: SheetPicture) -> None:
        for gone in self.lines.keys() - picture.ties.keys():
            self.removeItem(self.lines.pop(gone))
            self.removeItem(self.fronts.pop(gone))
        for order, (key, tie) in enumerate(picture.ties.items()):
            if key in self.lines:
                self.lines[key].show_picture(tie)
                self.fronts[key].show_picture(tie)
            else:
                line, front = TieItem(tie, self._recolour), FrontItem(tie, self._recolour)
                self.lines[key], self.fronts[key] = line, front
                self.addItem(line)
                self.addItem(front)
            self.lines[key].raise_to(order)

    def has(self, key: Key) -> bool:
        """Return whether a figure, a tie or a note stands on the sheet."""
        family, name = key
        if family == NOTES:
            return name in self.slips.items
        return name in self.figures if family == FIGURES else self._families.get(name) == family

    def all_keys(self) -> list[Key]:
        """Return everything on the sheet that can be selected, figures first, in reading order."""
        ties = [(family, key) for key, family in self._families.items()]
        return [*((FIGURES, key) for key in self.figures), *ties, *((NOTES, key) for key in self.slips.items)]

    def ties_of(self, figure: str) -> list[Key]:
        """Return the ties that begin or end at a figure."""
        return [(t.family, key) for key, t in self.picture.ties.items() if figure in (t.from_, t.to)]

    # What is where

    def figure_at(self, point: QPointF) -> str | None:
        """Return the id of the figure whose body or label covers ``point``."""
        for item in self.items(point):
            if isinstance(item, FigureItem):
                return item.id
        return None

    def key_at(self, point: QPointF) -> Key | None:
        """Return what lies uppermost at ``point``: chip, figure, line or note."""
        for item in self.items(point):
            if isinstance(item, FigureItem):
                return FIGURES, item.id
            if isinstance(item, TieItem | FrontItem):
                return self._families[item.id], item.id
            if isinstance(item, NoteItem):
                return NOTES, item.id
        return None

    def figures_in(self, box: QRectF) -> list[Key]:
        """Return the figures whose body's middle lies in a rectangle."""
        return [(FIGURES, key) for key, item in self.figures.items() if box.contains(item.body().center())]

    def middle_of(self, key: Key) -> QPointF:
        """Return the middle of a figure's body, of a tie's line or of a note."""
        family, name = key
        if family == NOTES:
            return self.slips.items[name].body().center()
        return self.figures[name].body().center() if family == FIGURES else self.lines[name].middle()

    def places(self, figures: Iterable[str]) -> dict[str, Point]:
        """Return the places of ``figures`` as they are shown."""
        return {key: self.picture.figures[key].place for key in figures}

    def items_that_move_with(self, figures: Iterable[str]) -> list[QGraphicsItem]:
        """Return the items of figures, of their ties, and what is drawn for the moment."""
        keys = list(figures)
        ties = {name for key in keys for _family, name in self.ties_of(key)}
        moving: list[QGraphicsItem] = [self.figures[key] for key in keys]
        moving += [items[name] for name in ties for items in (self.lines, self.fronts)]
        return [*moving, self.band, self.rubber, self.handle]

    # What is marked

    def set_selected(self, keys: Iterable[Key]) -> tuple[Key, ...]:
        """Mark these as selected and return those of them that stand on the sheet."""
        self._selected = tuple(dict.fromkeys(key for key in keys if self.has(key)))
        self._mark_all()
        return self._selected

    def set_lit(self, keys: Iterable[Key]) -> None:
        """Light these with what hangs on them and dim the rest; none: everything as usual."""
        self._lit = frozenset(keys)
        self._mark_all()

    def set_hovered(self, key: Key | None) -> None:
        """Mark what the pointer is over."""
        if key == self._hovered:
            return
        before, self._hovered = self._hovered, key
        for each, on in ((before, False), (key, True)):
            for item in self._items_of(each):
                item.mark(hovered=on)

    def set_target(self, figure: str | None) -> None:
        """Mark the figure that a line being drawn would end at."""
        for key, item in self.figures.items():
            item.mark(targeted=key == figure)

    def _items_of(self, key: Key | None) -> list[OpsItem]:
        if key is None:
            return []
        family, name = key
        if family == FIGURES:
            return [self.figures[name]] if name in self.figures else []
        if family == NOTES:
            return [self.slips.items[name]] if name in self.slips.items else []
        return [self.lines[name], self.fronts[name]] if name in self.lines else []

    def _mark_all(self) -> None:
        chosen = set(self._selected)
        lit = self._with_neighbours(self._lit or frozenset(self._selected))
        for figure, item in self.figures.items():
            item.mark(selected=(FIGURES, figure) in chosen)
            item.setOpacity(1.0 if lit is None or (FIGURES, figure) in lit else self.beside)
        for name, family in self._families.items():
            key = (family, name)
            for each in self._items_of(key):
                each.mark(selected=key in chosen)
                each.setOpacity(1.0 if lit is None or key in lit else self.dimmed)
                each.setVisible(not self.picture.quiet or (lit is not None and key in lit))
        self.slips.mark(chosen)
        self._place_handle()

    def _with_neighbours(self, keys: frozenset[Key]) -> set[Key] | None:
        """Return ``keys`` with their ties and the figures at the ends; None if nothing is to be dimmed."""
        lit = set(keys)
        for family, name in keys:
            if family == FIGURES:
                lit.update(self.ties_of(name))
        ends = [self.picture.ties[name] for family, name in lit if family != FIGURES and name in self.picture.ties]
        if not ends or len(keys) > len(self.figures) / 2 + 1:
            return None
        return lit | {(FIGURES, end) for tie in ends for end in (tie.from_, tie.to)}

    # What is drawn only for the moment

    def offer_handle(self, figure: str | None) -> None:
        """Show the round handle that lines are drawn from at a figure's side, or take it away."""
        self._handle_of = figure
        self._place_handle()

    @property
    def handle_of(self) -> str | None:
        """The figure that the handle is shown at."""
        return self._handle_of if self.handle.isVisible() else None

    def _place_handle(self) -> None:
        item = self.figures.get(self._handle_of) if self._handle_of else None
        self.handle.setVisible(item is not None)
        if item is not None:
            self.handle.setPos(item.handle_point())

    def show_rubber(self, start: QPointF, end: QPointF) -> None:
        """Show the line that is being drawn."""
        self.rubber.setLine(start.x(), start.y(), end.x(), end.y())
        self.rubber.show()

    def show_band(self, box: QRectF | None) -> None:
        """Show the frame that selects, or take it away."""
        self.band.setVisible(box is not None)
        if box is not None:
            self.band.setRect(box)

    def clear_momentary(self) -> None:
        """Take away rubber line, frame and target mark."""
        self.rubber.hide()
        self.band.hide()
        self.set_target(None)

    def _make_band(self) -> QGraphicsRectItem:
        band = QGraphicsRectItem()
        band.setPen(style.BAND_PEN)
        band.setBrush(style.HOVER_FILL)
        return self._overlay(band)

    def _make_rubber(self) -> QGraphicsLineItem:
        rubber = QGraphicsLineItem()
        rubber.setPen(style.RUBBER_PEN)
        self._overlay(rubber)
        rubber.setZValue(BEHIND_FIGURES)
        return rubber

    def _make_handle(self) -> QGraphicsEllipseItem:
        radius = style.HANDLE_PX
        handle = QGraphicsEllipseItem(-radius, -radius, 2 * radius, 2 * radius)
        handle.setPen(style.HANDLE_PEN)
        handle.setBrush(style.HANDLE_FILL)
        handle.setFlag(QGraphicsEllipseItem.GraphicsItemFlag.ItemIgnoresTransformations)
        return self._overlay(handle)

    def _overlay(self, item: Overlay) -> Overlay:
        item.setZValue(OVERLAY)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        item.hide()
        self.addItem(item)
        return item
