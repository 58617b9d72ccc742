"""The notes of a sheet as items of its scene: paper slips between the lines and the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsScene

from app.drawing.geometry import Point
from app.drawing.to_qt import Recolour
from app.widgets.canvas import style
from app.widgets.canvas.items import BEHIND_FIGURES, OpsItem, qrect

if TYPE_CHECKING:
    from app.kinds.notes import NotePicture

NOTES = "notes"
"""The family of a note's key in a selection; the other part is its key on the sheet."""

_REACH = 1.2  # mm that the mark reaches beyond the slip


class NoteItem(OpsItem):
    """A slip, at its place."""

    def __init__(self, picture: NotePicture, recolour: Recolour | None) -> None:
        super().__init__(BEHIND_FIGURES - 1, recolour=recolour)
        self.id = picture.id
        self.picture: NotePicture | None = None
        self.show_picture(picture)

    def show_picture(self, picture: NotePicture) -> None:
        """Show another picture of the same note."""
        before, self.picture = self.picture, picture
        self.setPos(QPointF(*picture.place))
        if before is None or (before.body, before.ops) != (picture.body, picture.ops):
            self._body = qrect(picture.body)
            self.redraw(picture.ops, self._body.adjusted(-2, -2, 2, 2))

    def shape(self) -> QPainterPath:
        """The paper."""
        path = QPainterPath()
        path.addRect(self._body)
        return path

    def body(self) -> QRectF:
        """Return the paper in scene coordinates."""
        return self._body.translated(self.pos())

    def _paint_mark(self, painter: QPainter) -> None:
        if self.selected or self.hovered:
            painter.setPen(style.RING_PEN if self.selected else style.NO_PEN)
            painter.setBrush(style.RING_FILL if self.selected else style.HOVER_FILL)
            painter.drawRect(self._body.adjusted(-_REACH, -_REACH, _REACH, _REACH))


class Slips:
    """All notes on one scene."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self.items: dict[str, NoteItem] = {}

    def show(self, notes: Mapping[str, NotePicture], recolour: Recolour | None) -> None:
        """Show exactly these."""
        for gone in self.items.keys() - notes.keys():
            self._scene.removeItem(self.items.pop(gone))
        for key, picture in notes.items():
            if key in self.items:
                self.items[key].show_picture(picture)
            else:
                item = self.items[key] = NoteItem(picture, recolour)
                item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
                self._scene.addItem(item)

    def preview(self, places: Mapping[str, Point]) -> None:
        """Show notes at other places, while they are dragged."""
        for key, place in places.items():
            self.items[key].setPos(QPointF(*place))

    def places(self, keys: list[str]) -> dict[str, Point]:
        """Return where notes lie."""
        return {key: (self.items[key].pos().x(), self.items[key].pos().y()) for key in keys}

    def mark(self, selected: set[tuple[str, str]]) -> None:
        """Mark those that are selected."""
        for key, item in self.items.items():
            item.mark(selected=(NOTES, key) in selected)
