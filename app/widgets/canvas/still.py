"""The part of the sheet that stands still while something is dragged, as one picture.

Lines reach across the whole sheet, so a drag would repaint nearly everything at every step. What does not move is
painted once; each step paints that picture and the few items that move.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

if TYPE_CHECKING:
    from app.widgets.canvas.sheet_view import SheetView


class StillPicture:
    """The sheet of a view without its ``moving`` items."""

    def __init__(self, view: SheetView, moving: Iterable[QGraphicsItem]) -> None:
        self._view = view
        self._moving = sorted(moving, key=lambda item: item.zValue())
        self._pixmap: QPixmap | None = None
        self._taken = QTransform()
        self._option = QStyleOptionGraphicsItem()

    def paint(self) -> None:
        """Paint the view: what stands still, and on it what moves."""
        transform = self._view.viewportTransform()
        if self._pixmap is None or self._taken != transform:
            self._take(transform)
        assert self._pixmap is not None
        painter = QPainter(self._view.viewport())
        painter.drawPixmap(0, 0, self._pixmap)
        self._paint_items(painter, self._moving, transform)
        painter.end()

    def _take(self, transform: QTransform) -> None:
        viewport = self._view.viewport()
        ratio = viewport.devicePixelRatioF()
        self._taken = QTransform(transform)
        self._pixmap = QPixmap(viewport.size() * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(self._view.backgroundBrush().color())
        moving = set(self._moving)
        room = self._view.mapToScene(viewport.rect()).boundingRect()
        order = Qt.SortOrder.AscendingOrder
        items = self._view.sheet.items(room, Qt.ItemSelectionMode.IntersectsItemBoundingRect, order, transform)
        painter = QPainter(self._pixmap)
        self._paint_items(painter, (item for item in items if item not in moving), transform)
        painter.end()

    def _paint_items(self, painter: QPainter, items: Iterable[QGraphicsItem], transform: QTransform) -> None:
        painter.setRenderHints(self._view.renderHints())
        for item in items:
            if item.isVisible():
                painter.save()
                painter.setTransform(item.deviceTransform(transform))
                painter.setOpacity(item.effectiveOpacity())
                item.paint(painter, self._option, None)
                painter.restore()
