"""Shapes made ready for Qt: in pieces, of which only those that show are painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF, QTransform

from app.drawing.cutting import cut
from app.drawing.geometry import Point
from app.drawing.ops import Style

_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap}
_PIECE = 12
"""Dashes, or stretches of a line of many points, that are painted at a time."""
_FINE = 0.01
"""Millimetres that the outline of a dash on a curve may be off."""
_SCALE = 40.0
"""How many times its size the outline of a dash is drawn at before its round parts become straight ones."""

Step = Callable[[QPainter, QRectF | None], None]
"""Paints; what lies wholly outside the rectangle, if there is one, may be left out."""
Ready = tuple[QRectF | None, Step]
"""A step and a rectangle round all that it paints, None where that takes long to find."""


@lru_cache(maxsize=512)
def _brush(style: Style) -> QBrush:
    return QBrush(QColor(style.fill)) if style.fill else QBrush(Qt.BrushStyle.NoBrush)


@lru_cache(maxsize=512)
def _pen(style: Style) -> QPen:
    if not style.stroke or style.width <= 0:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(style.stroke), style.width)
    pen.setCapStyle(_CAPS[style.cap])
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if style.dash:
        dash = style.dash if len(style.dash) % 2 == 0 else style.dash * 2
        pen.setDashPattern([max(part, 0.01) / style.width for part in dash])
    return pen


def shape(style: Style, path: QPainterPath) -> list[Ready]:
    """Return the steps that paint a shape: one, or several where its stroke has many parts.

    Qt takes ten times as long for one long dashed line or zigzag as for the same in pieces.
    """
    pen, brush = _pen(style), _brush(style)
    if pen.style() == Qt.PenStyle.NoPen:
        return [_drawn(path, pen, brush, style.opacity)]
    if style.dash:
        filled = [_drawn(path, _pen(Style()), brush, style.opacity)] if style.fill else []
        outline = QPainterPathStroker(pen)
        outline.setCurveThreshold(_FINE)
        dashes = outline.createStroke(path).toSubpathPolygons(QTransform.fromScale(_SCALE, _SCALE))
        return filled + [_drawn(each, _pen(Style()), QBrush(pen.color()), style.opacity) for each in _bundles(dashes)]
    if not style.fill and style.cap == "round" and style.opacity >= 1.0 and _straight(path):
        return [_drawn(each, pen, brush, 1.0) for each in _pieces(path)]
    if not style.fill and (line := _corners(path)):
        return [_lined(line, path, pen, style.opacity)]
    return [_drawn(path, pen, brush, style.opacity)]


def _corners(path: QPainterPath) -> list[Point]:
    """Return the corners of a path that is one line of straight stretches and ends elsewhere than it begins."""
    elements = [path.elementAt(number) for number in range(path.elementCount())]
    if len(elements) < 2 or not all(each.isLineTo() for each in elements[1:]):
        return []
    points = [(each.x, each.y) for each in elements]
    return points if points[0] != points[-1] else []


def _straight(path: QPainterPath) -> bool:
    """Return whether a path has many parts, none of them a curve."""
    count = path.elementCount()
    return count > 2 * _PIECE and not any(path.elementAt(number).isCurveTo() for number in range(count))


def _bundles(dashes: Sequence[QPolygonF]) -> Iterator[QPainterPath]:
    """Yield the outlines of dashes, a few in each path."""
    for start in range(0, len(dashes), _PIECE):
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for dash in dashes[start : start + _PIECE]:
            path.addPolygon(dash)
            path.closeSubpath()
        yield QTransform.fromScale(1 / _SCALE, 1 / _SCALE).map(path)


def _pieces(path: QPainterPath) -> Iterator[QPainterPath]:
    """Yield lines of many points in pieces; round ends meet as a round corner does."""
    piece = QPainterPath()
    for line in path.toSubpathPolygons():
        points = line.toList()
        for start in range(0, max(1, len(points) - 1), _PIECE):
            piece.addPolygon(QPolygonF(points[start : start + _PIECE + 1]))
            if piece.elementCount() > _PIECE:
                yield piece
                piece = QPainterPath()
    if not piece.isEmpty():
        yield piece


def _lined(points: list[Point], path: QPainterPath, pen: QPen, opacity: float) -> Ready:
    """Return the step that strokes a line: only the stretch of it that shows, for a long stroke takes Qt long."""
    edge = pen.widthF() + _FINE
    whole = path.controlPointRect().adjusted(-edge, -edge, edge, edge)
    all_of_it = _drawn(path, pen, _brush(Style()), opacity)[1]

    def step(painter: QPainter, exposed: QRectF | None) -> None:
        if exposed is None or exposed.contains(whole):
            all_of_it(painter, exposed)
            return
        box = exposed.adjusted(-edge, -edge, edge, edge)  # so that the cuts, and their caps, lie outside
        shown = QPainterPath()
        for stretch in cut(points, (box.left(), box.top(), box.right(), box.bottom())):
            shown.addPolygon(QPolygonF([QPointF(*point) for point in stretch]))
        if not shown.isEmpty():
            _drawn(shown, pen, _brush(Style()), opacity)[1](painter, exposed)

    return whole, step


def _drawn(path: QPainterPath, pen: QPen, brush: QBrush, opacity: float) -> Ready:
    edge = pen.widthF() if pen.style() != Qt.PenStyle.NoPen else 0.0
    reach = path.controlPointRect().adjusted(-edge - _FINE, -edge - _FINE, edge + _FINE, edge + _FINE)

    def step(painter: QPainter, _exposed: QRectF | None) -> None:
        painter.setPen(pen)
        painter.setBrush(brush)
        if opacity < 1.0:
            before = painter.opacity()
            painter.setOpacity(before * opacity)
            painter.drawPath(path)
            painter.setOpacity(before)
        else:
            painter.drawPath(path)

    return reach, step
