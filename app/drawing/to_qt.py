"""Paints drawings with Qt: on screen, on paper through Qt, and as pictures.

The caller scales the painter so that one unit is a millimetre. Text is placed letter by letter by our own
widths, so it stands exactly where the PDF has it; letters that the bundled font lacks come from the system's fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import groupby
from math import cos, hypot, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
    QRawFont,
    QTransform,
)

from app.drawing import fonts
from app.drawing.ops import Drawing, Ellipse, Group, Image, Op, Path, Segment, Style, Text, Weight

EM = 100
"""The pixel size at which letters are set before they are scaled; Qt draws them sharp at the size on screen."""
_ORIGIN = QPointF(0.0, 0.0)
_AROUND = [
    QPointF(fonts.HALO * EM * cos(i * pi / 4), fonts.HALO * EM * sin(i * pi / 4)) for i in range(8)
]  # a halo is the letters once in each direction: ten times as quick as stroking their outlines
LARGEST = 60.0
"""Pixels a letter may be set at as a glyph: above 64 Qt paints nothing, so larger ones are painted as outlines."""
_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap}

Recolour = Callable[[str], str]
"""Gives the colour (``#rrggbb``) to paint with instead of the one asked for: how a theme is put on."""
_PIECE = 12
"""Dashes, or stretches of a line of many points, that are painted at a time."""
_FINE = 0.01
"""Millimetres that the outline of a dash on a curve may be off."""
_SCALE = 40.0
"""How many times its size the outline of a dash is drawn at before its round parts become straight ones."""

_Step = Callable[[QPainter], None]
_Ready = tuple[QRectF | None, _Step]
"""A step and a rectangle round all that it paints, None where that takes long to find."""


@cache
def register_fonts() -> str:
    """Make the bundled fonts known to Qt and return the family's name. Needs a QGuiApplication."""
    for weight in fonts.FILES:
        QFontDatabase.addApplicationFont(str(fonts.font_file(weight)))
    return fonts.FAMILY


class Painting:
    """Operations made ready for Qt once, to be painted many times."""

    __slots__ = ("_steps",)

    def __init__(self, ops: Sequence[Op], recolour: Recolour | None = None) -> None:
        """Make ``ops`` ready, their colours changed by ``recolour``. Needs a QGuiApplication if there is text."""
        self._steps = [ready for op in _joined(ops) for ready in _steps(op, recolour)]

    def paint(self, painter: QPainter, exposed: QRectF | None = None) -> None:
        """Paint with a painter whose unit is a millimetre; pen, brush and transform are as before afterwards.

        What lies wholly outside ``exposed`` may be left out.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for reach, step in self._steps:
            if exposed is None or reach is None or reach.intersects(exposed):
                step(painter)
        painter.restore()


def paint(painter: QPainter, ops: Sequence[Op]) -> None:
    """Paint ``ops`` with a painter whose unit is a millimetre. What is painted often is better kept as a `Painting`."""
    Painting(ops).paint(painter)


def to_image(drawing: Drawing, dpi: float = 200.0) -> QImage:
    """Return the drawing as a picture of ``dpi`` pixels an inch, white where it has no background."""
    scale = dpi / 25.4
    image = QImage(
        max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)), QImage.Format.Format_ARGB32
    )
    image.setDotsPerMeterX(round(scale * 1000))
    image.setDotsPerMeterY(round(scale * 1000))
    image.fill(QColor(drawing.background or "#ffffff"))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint(painter, drawing.ops)
    finally:
        painter.end()
    return image


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


def _joined(ops: Sequence[Op]) -> Iterator[Op]:
    """Yield the operations with strokes of one look that follow each other as one path, which Qt paints faster."""
    for style, run in groupby(ops, key=_stroke_alone):
        if style is None:
            yield from run
        else:
            yield Path(tuple(segment for op in run if isinstance(op, Path) for segment in op.segments), style)


def _stroke_alone(op: Op) -> Style | None:
    """Return the style of a path that is only stroked, opaque and undashed: two of them cover like one."""
    plain = isinstance(op, Path) and op.style.fill is None and op.style.opacity >= 1.0 and not op.style.dash
    return op.style if plain and isinstance(op, Path) else None


def _steps(op: Op, recolour: Recolour | None) -> Sequence[_Ready]:
    match op:
        case Path():
            return _shape(_in_colours(op.style, recolour), painter_path(op.segments))
        case Ellipse():
            path = QPainterPath()
            path.addEllipse(QPointF(op.cx, op.cy), op.rx, op.ry)
            return _shape(_in_colours(op.style, recolour), path)
        case Text():
            return [(None, step) for step in _text(_text_in_colours(op, recolour))]
        case Image():
            return [(QRectF(op.x, op.y, op.width, op.height), _picture(op))]
        case Group():
            return [(None, _group(op, recolour))]


@lru_cache(maxsize=512)
def _in_colours(style: Style, recolour: Recolour | None) -> Style:
    if recolour is None:
        return style
    fill, stroke = style.fill and recolour(style.fill), style.stroke and recolour(style.stroke)
    return replace(style, fill=fill, stroke=stroke)


def _text_in_colours(text: Text, recolour: Recolour | None) -> Text:
    if recolour is None:
        return text
    return replace(text, colour=recolour(text.colour), halo=text.halo and recolour(text.halo))


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


def _shape(style: Style, path: QPainterPath) -> list[_Ready]:
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
    return [_drawn(path, pen, brush, style.opacity)]


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


def _drawn(path: QPainterPath, pen: QPen, brush: QBrush, opacity: float) -> _Ready:
    edge = pen.widthF() if pen.style() != Qt.PenStyle.NoPen else 0.0
    reach = path.controlPointRect().adjusted(-edge - _FINE, -edge - _FINE, edge + _FINE, edge + _FINE)

    def step(painter: QPainter) -> None:
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


def _picture(op: Image) -> _Step:
    image = QImage.fromData(op.data)
    box = QRectF(op.x, op.y, op.width, op.height)
    return lambda painter: painter.drawImage(box, image)


def _group(op: Group, recolour: Recolour | None) -> _Step:
    inner = [step for each in op.ops for _reach, step in _steps(each, recolour)]
    moved = QTransform().translate(op.dx, op.dy).scale(op.scale, op.scale)

    def step(painter: QPainter) -> None:
        before = painter.transform()
        painter.setTransform(moved, True)
        for each in inner:
            each(painter)
        painter.setTransform(before)

    return step


@cache
def _raw_font(weight: Weight) -> QRawFont:
    return QRawFont(str(fonts.font_file(weight)), float(EM), QFont.HintingPreference.PreferNoHinting)


@cache
def _system_font(weight: Weight) -> QFont:
    font = QFont(register_fonts())
    font.setPixelSize(EM)
    font.setWeight({"regular": QFont.Weight.Normal, "semibold": QFont.Weight.DemiBold}.get(weight, QFont.Weight.Bold))
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _text(op: Text) -> Sequence[_Step]:
    text = fonts.clean(op.text)
    if not text.strip():
        return []
    scale = op.size * fonts.MM_PER_POINT / EM
    width = fonts.measure(text, op.size, op.weight, op.spacing)
    x = op.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[op.anchor] * width
    transform = QTransform().translate(x, op.y).scale(scale, scale)
    spacing = op.spacing * EM / op.size
    letters = _letters(text, op.weight, spacing) if fonts.has_every_letter(text, op.weight) else None
    return [_words(text, op.weight, letters, transform, op)]


def _letters(text: str, weight: Weight, spacing: float) -> QGlyphRun:
    font = fonts.metrics(weight)
    glyphs, places, x = [], [], 0.0
    for character in text:
        glyphs.append(font.glyphs.get(ord(character), 0))
        places.append(QPointF(x, 0.0))
        x += font.advance(character) * EM / font.units + spacing
    run = QGlyphRun()
    run.setRawFont(_raw_font(weight))
    run.setGlyphIndexes(glyphs)
    run.setPositions(places)
    return run


def _halo(letters: QGlyphRun) -> QGlyphRun:
    """Return the letters once in each direction, as one run."""
    run = QGlyphRun()
    run.setRawFont(letters.rawFont())
    run.setGlyphIndexes(letters.glyphIndexes() * len(_AROUND))
    run.setPositions([place + at for at in _AROUND for place in letters.positions()])
    return run


def _outline(letters: QGlyphRun) -> QPainterPath:
    path, font = QPainterPath(), letters.rawFont()
    path.setFillRule(Qt.FillRule.WindingFill)
    for glyph, place in zip(letters.glyphIndexes(), letters.positions(), strict=True):
        path.addPath(font.pathForGlyph(glyph).translated(place))
    return path


def _words(text: str, weight: Weight, letters: QGlyphRun | None, transform: QTransform, op: Text) -> _Step:
    pen = QPen(QColor(op.colour))
    halo = QPen(QColor(op.halo)) if op.halo else None
    edge = QPen(QColor(op.halo or op.colour), 2 * fonts.HALO * EM)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    around = _halo(letters) if letters is not None and op.halo else None
    outlines: list[QPainterPath] = []  # made when the letters are first painted large

    def draw(painter: QPainter, at: QPointF) -> None:
        if letters is not None:
            painter.drawGlyphRun(at, letters)
        else:
            painter.setFont(_system_font(weight))
            painter.drawText(at, text)

    def draw_large(painter: QPainter, run: QGlyphRun) -> None:
        if not outlines:
            outlines.append(_outline(run))
        if halo is not None:
            painter.strokePath(outlines[0], edge)
        painter.fillPath(outlines[0], pen.brush())

    def step(painter: QPainter) -> None:
        before = painter.transform()
        painter.setTransform(transform, True)
        device = painter.deviceTransform()
        if letters is not None and EM * hypot(device.m11(), device.m12()) > LARGEST:
            draw_large(painter, letters)
        else:
            if halo is not None:
                painter.setPen(halo)
                if around is not None:
                    painter.drawGlyphRun(_ORIGIN, around)
                else:
                    for at in _AROUND:
                        draw(painter, at)
            painter.setPen(pen)
            draw(painter, _ORIGIN)
        painter.setTransform(before)

    return step
