"""What stands in the scene: figures, lines, their chips, the ground. They paint ops and know no kinds.

An exception inside `paint` would take the whole program down, so `paint` never lets one out.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.drawing.geometry import Point, Rect, united
from app.drawing.ops import Op
from app.drawing.to_qt import HINTS, Painting, Recolour
from app.widgets.canvas import style

if TYPE_CHECKING:
    from app.kinds.sheet_picture import FigurePicture, TiePicture

log = logging.getLogger(__name__)

GROUND, FURNITURE, LINES, BEHIND_FIGURES, FIGURES, FRONTS, OVERLAY = 0.0, 1.0, 10.0, 15.0, 20.0, 30.0, 40.0


def qrect(rect: Rect) -> QRectF:
    """Return a rectangle as Qt's."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def polyline(points: tuple[Point, ...]) -> QPainterPath:
    """Return the line through ``points``."""
    path = QPainterPath()
    if points:
        path.moveTo(*points[0])
    for x, y in points[1:]:
        path.lineTo(x, y)
    return path


class OpsItem(QGraphicsItem):
    """Paints ops inside ``bounds``. ``mark`` is how it is marked: selected, hovered, target."""

    def __init__(
        self, z: float, ops: tuple[Op, ...] = (), bounds: Rect | None = None, recolour: Recolour | None = None
    ) -> None:
        super().__init__()
        self._recolour = recolour
        self.setZValue(z)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._ops = ops
        self._painting: Painting | None = None
        self._bounds = qrect(bounds or Rect(0, 0, 0, 0))
        self._broken = False
        self.selected = self.hovered = self.targeted = False

    def boundingRect(self) -> QRectF:
        """Return everything that `paint` may touch."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """The ground is never hit; the subclasses say where they are."""
        return QPainterPath()

    def redraw(self, ops: tuple[Op, ...], bounds: QRectF) -> None:
        """Show other ops."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self._ops = ops
        self._painting = None
        self._broken = False
        self.update()

    def set_theme(self, recolour: Recolour | None) -> None:
        """Paint in other colours from now on; None: in those of the ops."""
        self._recolour = recolour
        self._painting = None
        self.update()

    def mark(self, *, selected: bool | None = None, hovered: bool | None = None, targeted: bool | None = None) -> None:
        """Mark the item; None leaves a mark as it is."""
        marks = (
            self.selected if selected is None else selected,
            self.hovered if hovered is None else hovered,
            self.targeted if targeted is None else targeted,
        )
        if marks != (self.selected, self.hovered, self.targeted):
            self.selected, self.hovered, self.targeted = marks
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint mark and ops, as `put` does; the painter is as before afterwards."""
        painter.save()
        painter.setRenderHints(HINTS)
        self.put(painter, option.exposedRect if option.exposedRect.isValid() else None)
        painter.restore()

    def put(self, painter: QPainter, exposed: QRectF | None) -> None:
        """Paint mark and ops with a painter that has the `HINTS` set; pen and brush are others afterwards.

        What cannot be painted is logged once and left out.
        """
        if self._broken:
            return
        try:
            self._paint_mark(painter)
            if self._painting is None:
                self._painting = Painting(self._ops, self._recolour)
            self._painting.put(painter, exposed)
        except Exception:
            self._broken = True
            log.exception("An item of the sheet could not be painted")

    def _paint_mark(self, painter: QPainter) -> None:
        """Paint what shows that the item is selected, hovered or a target, behind the ops."""


class FigureItem(OpsItem):
    """A figure with its labels, at its place."""

    def __init__(self, picture: FigurePicture, recolour: Recolour | None = None) -> None:
        super().__init__(FIGURES, recolour=recolour)
        self.id = picture.id
        self.picture = picture
        self._shape = QPainterPath()
        self._read(picture)

    def show_picture(self, picture: FigurePicture) -> None:
        """Show another picture of the same figure."""
        before, self.picture = self.picture, picture
        if picture.place != before.place:
            self.setPos(QPointF(*picture.place))
        if (picture.body, picture.labels, picture.ops) != (before.body, before.labels, before.ops):
            self._read(picture)

    def _read(self, picture: FigurePicture) -> None:
        self._body = qrect(picture.body)
        self._reach = max(picture.body.width, picture.body.height) / 2 + 2.6
        self._shape = QPainterPath()
        self._shape.setFillRule(Qt.FillRule.WindingFill)
        for rect in (picture.body, *picture.labels):
            self._shape.addRect(qrect(rect))
        self.setPos(QPointF(*picture.place))
        self.redraw(picture.ops, qrect(united((picture.body, *picture.labels)).grown(6.0)))

    def shape(self) -> QPainterPath:
        """Body and labels."""
        return self._shape

    def body(self) -> QRectF:
        """Return the body in scene coordinates."""
        return self._body.translated(self.pos())

    def handle_point(self) -> QPointF:
        """Return where on the ring round the body a line is drawn from, in scene coordinates."""
        return self.pos() + self._body.center() + QPointF(self._reach, 0.0)

    def words(self) -> QRectF:
        """Return the room of the labels in scene coordinates, or the foot of the body if there are none."""
        if not self.picture.labels:
            return QRectF(self._body.left(), self._body.bottom(), self._body.width(), 5.0).translated(self.pos())
        return qrect(united(self.picture.labels)).translated(self.pos())

    def _paint_mark(self, painter: QPainter) -> None:
        if self.targeted:
            painter.setPen(style.TARGET_PEN)
            painter.setBrush(style.TARGET_FILL)
        elif self.selected:
            painter.setPen(style.RING_PEN)
            painter.setBrush(style.RING_FILL)
        elif self.hovered:
            painter.setPen(style.NO_PEN)
            painter.setBrush(style.HOVER_FILL)
        else:
            return
        painter.drawEllipse(self._body.center(), self._reach, self._reach)


class TieItem(OpsItem):
    """The line of a relation or a wish."""

    def __init__(self, picture: TiePicture, recolour: Recolour | None = None) -> None:
        super().__init__(LINES, recolour=recolour)
        self.id = picture.id
        self.picture = picture
        self._shape: QPainterPath | None = None
        self._read(picture)

    def show_picture(self, picture: TiePicture) -> None:
        """Show another picture of the same tie."""
        before, self.picture = self.picture, picture
        if (picture.line, picture.ops) != (before.line, before.ops):
            self._read(picture)

    def _read(self, picture: TiePicture) -> None:
        self._line = polyline(picture.line)
        self._shape = None
        self.redraw(picture.ops, self._line.controlPointRect().adjusted(-5, -5, 5, 5))

    def shape(self) -> QPainterPath:
        """Return the line, generously broad."""
        if self._shape is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(style.LINE_REACH)
            stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._shape = stroker.createStroke(self._line)
        return self._shape

    def raise_to(self, order: int) -> None:
        """Stand above the lines that come before it in the picture."""
        self.setZValue(LINES + order / 10_000)

    def middle(self) -> QPointF:
        """Return the middle of the line in scene coordinates."""
        return self._line.pointAtPercent(0.5) if self._line.elementCount() > 1 else QPointF()

    def _paint_mark(self, painter: QPainter) -> None:
        if self.selected or self.hovered:
            painter.setPen(style.GLOW_PEN if self.selected else style.HOVER_PEN)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._line)


class FrontItem(OpsItem):
    """A tie's chip and words, above the figures."""

    def __init__(self, picture: TiePicture, recolour: Recolour | None = None) -> None:
        super().__init__(FRONTS, recolour=recolour)
        self.id = picture.id
        self._shape = QPainterPath()
        self._picture: TiePicture | None = None
        self.show_picture(picture)

    def show_picture(self, picture: TiePicture) -> None:
        """Show another picture of the same tie."""
        before, self._picture = self._picture, picture
        if before is not None and (before.chips, before.labels, before.front) == (
            picture.chips,
            picture.labels,
            picture.front,
        ):
            return
        self._shape = QPainterPath()
        for rect in (*picture.chips, *picture.labels):
            self._shape.addRect(qrect(rect))
        self._chips = [qrect(rect.grown(0.9)) for rect in picture.chips]
        self.redraw(picture.front, qrect(united((*picture.chips, *picture.labels)).grown(2.5)))
        self.setVisible(bool(picture.front))

    def shape(self) -> QPainterPath:
        """Chips and words."""
        return self._shape

    def _paint_mark(self, painter: QPainter) -> None:
        if not (self.selected or self.hovered):
            return
        painter.setPen(style.RING_PEN if self.selected else style.NO_PEN)
        painter.setBrush(style.RING_FILL)
        for chip in self._chips:
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
