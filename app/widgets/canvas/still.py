"""The part of the sheet that stands still while something is dragged, as one picture.

Lines reach across the whole sheet, so a drag would repaint nearly everything at every step. What does not move is
painted once; each step paints that picture and the few items that move.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from app.drawing.to_qt import HINTS
from app.widgets.canvas.items import OpsItem

if TYPE_CHECKING:
    from app.widgets.canvas.sheet_view import SheetView


class StillPicture:
    """The sheet of a view without its ``moving`` items."""

    def __init__(self, view: SheetView, moving: Iterable[QGraphicsItem]) -> None:
        self._view = view
        self._moving = sorted(moving, key=lambda item: item.zValue())
        self._pixmap: QPixmap | None = None
        self._taken = QTransform()
        self._covered: list[QRect] = []

    def expose(self) -> None:
        """Have what the moving items cover painted anew: Qt knows only what it painted itself, before the drag."""
        viewport = self._view.viewport()
        for rect in self._covered:
            viewport.update(rect)

    def paint(self) -> None:
        """Paint the view: what stands still, and on it what moves."""
        transform = self._view.viewportTransform()
        if self._pixmap is None or self._taken != transform:
            self._take(transform)
        assert self._pixmap is not None
        painter = QPainter(self._view.viewport())
        painter.drawPixmap(0, 0, self._pixmap)
        paint_items(self._view, painter, self._moving)
        painter.end()
        shown = (item for item in self._moving if item.isVisible())
        self._covered = [
            item.deviceTransform(transform).mapRect(item.boundingRect()).toAlignedRect().adjusted(-1, -1, 1, 1)
            for item in shown
        ]

    def _take(self, transform: QTransform) -> None:
        viewport = self._view.viewport()
        ratio = viewport.devicePixelRatioF()
        self._taken = QTransform(transform)
        self._pixmap = QPixmap(viewport.size() * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(self._view.backgroundBrush().color())
        moving = set(self._moving)
        items = items_in(self._view, viewport.rect())
        painter = QPainter(self._pixmap)
        paint_items(self._view, painter, (item for item in items if item not in moving))
        painter.end()


def items_in(view: SheetView, part: QRect) -> list[QGraphicsItem]:
    """Return the items that may show in a part of the viewport, lowest first."""
    room = view.mapToScene(part).boundingRect()
    order, way = Qt.SortOrder.AscendingOrder, Qt.ItemSelectionMode.IntersectsItemBoundingRect
    return view.sheet.items(room, way, order, view.viewportTransform())


def paint_items(view: SheetView, painter: QPainter, items: Iterable[QGraphicsItem], part: QRect | None = None) -> None:
    """Paint items of the view's sheet as the view itself would, with a painter in the viewport's pixels.

    What lies outside ``part`` of the viewport may be left out.
    """
    transform, option = view.viewportTransform(), QStyleOptionGraphicsItem()
    shown = None if part is None else transform.inverted()[0].mapRect(QRectF(part).adjusted(-1, -1, 1, 1))
    painter.save()
    painter.setRenderHints(view.renderHints() | HINTS)
    for item in items:
        if not item.isVisible():
            continue
        painter.setOpacity(item.effectiveOpacity())
        if isinstance(item, OpsItem):  # nearly all: they are only moved, and leave nothing behind that matters
            x, y = item.x(), item.y()
            painter.setTransform(QTransform.fromTranslate(x, y) * transform if x or y else transform)
            item.put(painter, None if shown is None else shown.translated(-x, -y))
            continue
        painter.save()
        painter.setTransform(item.deviceTransform(transform))
        item.paint(painter, option, None)
        painter.restore()
    painter.restore()


def paint_strips(view: SheetView, strips: QRegion) -> None:
    """Paint the strips of the viewport that a scroll has laid bare, each with what shows in it.

    The view itself would paint whatever lies within the rectangle round all of them: nearly the whole sheet.
    """
    painter = QPainter(view.viewport())
    for strip in strips:  # type: ignore[attr-defined]  # PySide's stubs lack it
        painter.setClipRect(strip)
        painter.fillRect(strip, view.backgroundBrush())
        paint_items(view, painter, items_in(view, strip), strip)
    painter.end()
