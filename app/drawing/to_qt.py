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
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
    QTransform,
)

from app.drawing import fonts
from app.drawing.ops import Drawing, Ellipse, Group, Image, Op, Path, Style, Text, Weight
from app.drawing.qt_strokes import Ready, Step, outline, shape

EM = 100
"""The pixel size at which letters are set before they are scaled; Qt draws them sharp at the size on screen."""
_ORIGIN = QPointF(0.0, 0.0)
_AROUND = [
    QPointF(fonts.HALO * EM * cos(i * pi / 4), fonts.HALO * EM * sin(i * pi / 4)) for i in range(8)
]  # a halo is the letters once in each direction: ten times as quick as stroking their outlines
LARGEST = 60.0
"""Pixels a letter may be set at as a glyph: above 64 Qt paints nothing, so larger ones are painted as outlines."""

HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
"""What every drawing is painted with."""

Recolour = Callable[[str], str]
"""Gives the colour (``#rrggbb``) to paint with instead of the one asked for: how a theme is put on."""


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
        painter.setRenderHints(HINTS)
        self.put(painter, exposed)
        painter.restore()

    def put(self, painter: QPainter, exposed: QRectF | None = None) -> None:
        """Paint as `paint` does, with a painter that has the `HINTS` set; pen and brush are others afterwards."""
        for reach, step in self._steps:
            if exposed is None or reach is None or reach.intersects(exposed):
                step(painter, exposed)


def paint(painter: QPainter, ops: Sequence[Op]) -> None:
    """Paint ``ops`` with a painter whose unit is a millimetre. What is painted often is better kept as a `Painting`."""
    Painting(ops).paint(painter)


def to_image(drawing: Drawing, dpi: float = 200.0, *, transparent: bool = False) -> QImage:
    """Return the drawing as a picture of ``dpi`` pixels an inch, white where it has no background.

    Where it is ``transparent`` nothing is painted behind the drawing.
    """
    scale = dpi / 25.4
    image = QImage(
        max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)), QImage.Format.Format_ARGB32
    )
    image.setDotsPerMeterX(round(scale * 1000))
    image.setDotsPerMeterY(round(scale * 1000))
    image.fill(QColor(0, 0, 0, 0) if transparent else QColor(drawing.background or "#ffffff"))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint(painter, drawing.ops)
    finally:
        painter.end()
    return image


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


def _steps(op: Op, recolour: Recolour | None) -> Sequence[Ready]:
    match op:
        case Path():
            return outline(_in_colours(op.style, recolour), op.segments)
        case Ellipse():
            path = QPainterPath()
            path.addEllipse(QPointF(op.cx, op.cy), op.rx, op.ry)
            return shape(_in_colours(op.style, recolour), path)
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


def _picture(op: Image) -> Step:
    image = QImage.fromData(op.data)
    box = QRectF(op.x, op.y, op.width, op.height)
    return lambda painter, _exposed: painter.drawImage(box, image)


def _group(op: Group, recolour: Recolour | None) -> Step:
    inner = [step for each in op.ops for _reach, step in _steps(each, recolour)]
    moved = QTransform().translate(op.dx, op.dy).scale(op.scale, op.scale)

    def step(painter: QPainter, _exposed: QRectF | None) -> None:
        before = painter.transform()
        painter.setTransform(moved, True)
        for each in inner:
            each(painter, None)
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


def _text(op: Text) -> Sequence[Step]:
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


def _words(text: str, weight: Weight, letters: QGlyphRun | None, transform: QTransform, op: Text) -> Step:
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

    def step(painter: QPainter, _exposed: QRectF | None) -> None:
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
