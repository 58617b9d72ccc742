"""Paints drawings on a ReportLab canvas: vector, with selectable text in the embedded font.

A halo is painted as the outline of the letters, never as a second text, so that a word is in the file once.
Make the canvas with ``initialFontName=register_fonts()["regular"]``: else ReportLab lists a Helvetica that is not
embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.drawing import fonts
from app.drawing.ops import Drawing, Ellipse, Group, Image, Op, Path, Segment, Style, Text, Weight
from app.drawing.outlines import outline

MM = 72 / 25.4
PAPER = "#ffffff"
NAMES: dict[Weight, str] = {"regular": "Samkarta", "semibold": "Samkarta-Semibold", "bold": "Samkarta-Bold"}
"""The names that the bundled font goes by in ReportLab."""
_CAPS = {"butt": 0, "round": 1}


@cache
def register_fonts() -> dict[Weight, str]:
    """Make the bundled fonts known to ReportLab and return their names there."""
    for weight, name in NAMES.items():
        pdfmetrics.registerFont(TTFont(name, str(fonts.font_file(weight))))
    pdfmetrics.registerFontFamily(
        NAMES["regular"], normal=NAMES["regular"], bold=NAMES["bold"], italic=NAMES["regular"], boldItalic=NAMES["bold"]
    )
    return NAMES


def paint(canvas: Canvas, drawing: Drawing | Sequence[Op], height_mm: float | None = None) -> None:
    """Paint a drawing, or ``ops``, whose upper left corner is (0, ``height_mm``) above the canvas' origin.

    A drawing knows its own height. The canvas is as before afterwards.
    """
    register_fonts()
    if isinstance(drawing, Drawing):
        height = drawing.height if height_mm is None else height_mm
        ops: Sequence[Op] = drawing.ops
        background = drawing.background
        size = (drawing.width, drawing.height)
    else:
        height, ops, background, size = height_mm or 0.0, drawing, None, (0.0, 0.0)
    canvas.saveState()
    canvas.transform(MM, 0, 0, -MM, 0, height * MM)
    canvas.setLineJoin(1)
    if background:
        canvas.setFillColor(HexColor(background))
        canvas.rect(0, 0, *size, stroke=0, fill=1)
    for op in ops:
        paint_op(canvas, op)
    canvas.restoreState()


def paint_op(canvas: Canvas, op: Op) -> None:
    """Paint one operation on a canvas whose unit is a millimetre, y downwards."""
    match op:
        case Path():
            _finish(canvas, _Traced(op.segments), op.style)
        case Ellipse():
            path = canvas.beginPath()
            path.ellipse(op.cx - op.rx, op.cy - op.ry, 2 * op.rx, 2 * op.ry)
            _finish(canvas, path, op.style)
        case Text():
            _text(canvas, op)
        case Image():
            canvas.saveState()
            canvas.transform(1, 0, 0, -1, op.x, op.y + op.height)
            canvas.drawImage(ImageReader(BytesIO(op.data)), 0, 0, op.width, op.height, mask="auto")
            canvas.restoreState()
        case Group():
            canvas.saveState()
            canvas.transform(op.scale, 0, 0, op.scale, op.dx, op.dy)
            for each in op.ops:
                paint_op(canvas, each)
            canvas.restoreState()


class _Traced:
    """A path as `Canvas.drawPath` takes it. ReportLab's own path takes ten times as long to write its numbers.

    They are written to a thousandth of a millimetre.
    """

    def __init__(self, segments: Sequence[Segment], dx: float = 0.0, dy: float = 0.0) -> None:
        self._code = " ".join([_written(segment, dx, dy) for segment in segments])

    def getCode(self) -> str:
        """Return the path in PDF's operators."""
        return self._code


def _written(segment: Segment, dx: float, dy: float) -> str:
    match segment:
        case ("C", x1, y1, x2, y2, x, y):
            return f"{x1 + dx:.3f} {y1 + dy:.3f} {x2 + dx:.3f} {y2 + dy:.3f} {x + dx:.3f} {y + dy:.3f} c"
        case ("L", x, y):
            return f"{x + dx:.3f} {y + dy:.3f} l"
        case ("M", x, y):
            return f"{x + dx:.3f} {y + dy:.3f} m"
        case _:
            return "h"


def _finish(canvas: Canvas, path: Any, style: Style) -> None:
    stroked = bool(style.stroke) and style.width > 0
    canvas.saveState()
    if style.fill:
        canvas.setFillColor(HexColor(style.fill))
    if stroked:
        canvas.setStrokeColor(HexColor(style.stroke or PAPER))
        canvas.setLineWidth(style.width)
        canvas.setLineCap(_CAPS[style.cap])
        if style.dash:
            canvas.setDash(list(style.dash))
    if style.opacity < 1.0:  # after the colours: setting one sets its opacity
        canvas.setFillAlpha(style.opacity)
        canvas.setStrokeAlpha(style.opacity)
    canvas.drawPath(path, stroke=int(stroked), fill=int(bool(style.fill)))
    canvas.restoreState()


def _text(canvas: Canvas, op: Text) -> None:
    text = fonts.printable(fonts.clean(op.text))
    if not text.strip():
        return
    width = fonts.measure(text, op.size, op.weight, op.spacing)
    x = op.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[op.anchor] * width
    canvas.saveState()
    if op.halo:
        halo = Style(stroke=op.halo, width=2 * fonts.HALO * op.size * fonts.MM_PER_POINT)
        _finish(canvas, _Traced(outline(text, op.size, op.weight, op.spacing), x, op.y), halo)
    canvas.transform(1 / MM, 0, 0, -1 / MM, x, op.y)
    words = canvas.beginText(0, 0)
    words.setFont(NAMES[op.weight], op.size)
    words.setFillColor(HexColor(op.colour))
    if op.spacing:
        words.setCharSpace(op.spacing)
    words.textOut(text)
    canvas.drawText(words)
    canvas.restoreState()
