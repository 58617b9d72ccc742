"""Shapes made ready for Qt: in pieces, of which only those that show are painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF, QTransform

from app.drawing.cutting import cut, within
from app.drawing.geometry import Point
from app.drawing.ops import Segment, Style

_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap}
_PIECE = 12
"""Dashes, or stretches of a line of many points, that are painted at a time."""
_WIDE = 60.0
"""Millimetres, across or down, from which only the part of a ground that shows is filled."""
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


def painter_path(segments: Sequence[Segment]) -> QPainterPath:
    """Return path segments as a Qt path."""
    path = QPainterPath()
    for segment in segments:
        match segment:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                path.cubicTo(x1, y1, x2, y2, x, y)
            case _:
                path.closeSubpath()
    return path


def outline(style: Style, segments: Sequence[Segment]) -> list[Ready]:
    """Return the steps that paint a path: one, or several where its stroke has many parts.

    Qt takes ten times as long for one long dashed line or zigzag as for the same in pieces.
    """
    pen = _pen(style)
    lines = [] if style.fill or style.dash or pen.style() == Qt.PenStyle.NoPen else _lines(segments)
    if not lines:
        return shape(style, painter_path(segments))
    if style.cap == "round" and style.opacity >= 1.0 and sum(map(len, lines)) > 2 * _PIECE:
        return [_drawn(each, pen, _brush(style), 1.0) for each in _pieces(lines)]
    if len(lines) == 1 and len(lines[0]) > 1 and lines[0][0] != lines[0][-1]:
        return [_lined(lines[0], pen, style.opacity)]
    return [_drawn(painter_path(segments), pen, _brush(style), style.opacity)]


def shape(style: Style, path: QPainterPath) -> list[Ready]:
    """Return the steps that paint a shape, its dashes a few at a time."""
    pen, brush = _pen(style), _brush(style)
    if not style.dash or pen.style() == Qt.PenStyle.NoPen:
        if style.fill and style.opacity >= 1.0 and max(path.controlPointRect().size().toTuple()) > _WIDE:
            return [_filled(path, brush), _drawn(path, pen, _brush(Style()), 1.0)]
        return [_drawn(path, pen, brush, style.opacity)]
    filled = [_drawn(path, _pen(Style()), brush, style.opacity)] if style.fill else []
    edge = QPainterPathStroker(pen)
    edge.setCurveThreshold(_FINE)
    dashes = edge.createStroke(path).toSubpathPolygons(QTransform.fromScale(_SCALE, _SCALE))
    return filled + [_drawn(each, _pen(Style()), QBrush(pen.color()), style.opacity) for each in _bundles(dashes)]


def _lines(segments: Sequence[Segment]) -> list[list[QPointF]]:
    """Return a path's lines by their corners, a closed one back at its first; none if any of it is a curve."""
    lines: list[list[QPointF]] = []
    for segment in segments:
        if len(segment) == 1:
            lines[-1].append(lines[-1][0])
        elif len(segment) > 3:
            return []
        elif segment[0] == "M":
            lines.append([QPointF(*segment[1:])])
        else:
            lines[-1].append(QPointF(*segment[1:]))
    return lines


def _bundles(dashes: Sequence[QPolygonF]) -> Iterator[QPainterPath]:
    """Yield the outlines of dashes, a few in each path."""
    for start in range(0, len(dashes), _PIECE):
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for dash in dashes[start : start + _PIECE]:
            path.addPolygon(dash)
            path.closeSubpath()
        yield QTransform.fromScale(1 / _SCALE, 1 / _SCALE).map(path)


def _pieces(lines: Iterable[list[QPointF]]) -> Iterator[QPainterPath]:
    """Yield lines of many points in pieces; round ends meet as a round corner does."""
    piece = QPainterPath()
    for line in lines:
        for start in range(0, max(1, len(line) - 1), _PIECE):
            piece.addPolygon(QPolygonF(line[start : start + _PIECE + 1]))
            if piece.elementCount() > _PIECE:
                yield piece
                piece = QPainterPath()
    if not piece.isEmpty():
        yield piece


def _lined(line: list[QPointF], pen: QPen, opacity: float) -> Ready:
    """Return the step that strokes a line: only the stretch of it that shows, for a long stroke takes Qt long."""
    edge = pen.widthF() + _FINE
    path = QPainterPath()
    path.addPolygon(QPolygonF(line))
    whole = path.controlPointRect().adjusted(-edge, -edge, edge, edge)
    all_of_it = _drawn(path, pen, _brush(Style()), opacity)[1]
    points: list[Point] = []

    def step(painter: QPainter, exposed: QRectF | None) -> None:
        if exposed is None or exposed.contains(whole):
            all_of_it(painter, exposed)
            return
        if not points:
            points.extend((point.x(), point.y()) for point in line)
        box = exposed.adjusted(-edge, -edge, edge, edge)  # so that the cuts, and their caps, lie outside
        shown = QPainterPath()
        for stretch in cut(points, (box.left(), box.top(), box.right(), box.bottom())):
            shown.addPolygon(QPolygonF([QPointF(*point) for point in stretch]))
        if not shown.isEmpty():
            _drawn(shown, pen, _brush(Style()), opacity)[1](painter, exposed)

    return whole, step


def _filled(path: QPainterPath, brush: QBrush) -> Ready:
    """Return the step that fills a wide shape: only the part of it that shows, for Qt goes through all of its rows."""
    pen, reach, grounds = _pen(Style()), path.controlPointRect(), list[list[Point]]()

    def step(painter: QPainter, exposed: QRectF | None) -> None:
        shown = path
        if exposed is not None and not exposed.contains(reach):
            if not grounds:
                whole = path.toSubpathPolygons(QTransform.fromScale(_SCALE, _SCALE))
                grounds.extend([(at.x() / _SCALE, at.y() / _SCALE) for at in each.toList()] for each in whole)
            box = exposed.adjusted(-_FINE, -_FINE, _FINE, _FINE)
            shown = QPainterPath()
            for ground in grounds:
                part = within(ground, (box.left(), box.top(), box.right(), box.bottom()))
                shown.addPolygon(QPolygonF([QPointF(*corner) for corner in part]))
        painter.setPen(pen)
        painter.setBrush(brush)
        painter.drawPath(shown)

    return reach, step


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
