"""What of a picture falls within a frame: the rest need not be painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.drawing import fonts
from app.drawing.geometry import Rect, united
from app.drawing.ops import Drawing, Ellipse, Group, Image, Op, Path, Text

_HALO_MM = 1.0


def within(ops: Sequence[Op], frame: Rect) -> tuple[Op, ...]:
    """Return the operations that may touch ``frame``; a group loses what does not, and stays though it is empty."""
    return tuple(_kept(ops, frame))


def bounds(op: Op) -> Rect | None:
    """Return a box round everything that an operation paints, strokes counted; None if it paints nothing."""
    match op:
        case Path():
            points = [segment[i : i + 2] for segment in op.segments for i in range(1, len(segment) - 1, 2)]
            around = united(Rect(float(x), float(y), 0.0, 0.0) for x, y in points) if points else None
            return around and around.grown(op.style.width)
        case Ellipse():
            return Rect(op.cx - op.rx, op.cy - op.ry, 2 * op.rx, 2 * op.ry).grown(op.style.width)
        case Image():
            return Rect(op.x, op.y, op.width, op.height)
        case Text():
            wide = fonts.measure(fonts.clean(op.text), op.size, op.weight, op.spacing)
            left = op.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[op.anchor] * wide
            up, down = fonts.ascent(op.size), fonts.descent(op.size)
            return Rect(left, op.y - up, wide, up + down).grown(_HALO_MM)
        case Group():
            inner = [box for each in op.ops if (box := bounds(each)) is not None]
            return united(inner).scaled(op.scale).moved(op.dx, op.dy) if inner else None


def _kept(ops: Sequence[Op], frame: Rect) -> Iterator[Op]:
    for op in ops:
        if isinstance(op, Group):
            inside = frame.moved(-op.dx, -op.dy).scaled(1 / op.scale)
            yield replace(op, ops=within(op.ops, inside))
            continue
        box = bounds(op)
        if box is not None and box.overlaps(frame):
            yield op


def scaled(drawing: Drawing, size: tuple[float, float]) -> Drawing:
    """Return the drawing as large as it gets on a page of ``size``, from the upper left corner."""
    factor = min(size[0] / drawing.width, size[1] / drawing.height)
    return replace(drawing, width=size[0], height=size[1], ops=(Group(drawing.ops, scale=factor, role="page"),))
