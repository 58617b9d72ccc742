"""The vocabulary of pictures: five frozen operations that every medium can paint.

Lengths are millimetres with y downwards, text sizes are points, colours ``#rrggbb``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Segment = tuple[str, *tuple[float, ...]]
"""``("M", x, y)``, ``("L", x, y)``, ``("C", x1, y1, x2, y2, x, y)`` or ``("Z",)``."""

Weight = Literal["regular", "semibold", "bold"]

Role = Literal["picture", "title", "heading", "text", "list", "furniture", "page"]
"""What a group is to those who hear the page: ``picture`` is part of what the drawing's ``told`` tells; ``title``,
``heading`` and ``text`` are read as that, ``list`` as one item a text; ``furniture`` is passed over (a foot, a rule);
``page`` holds groups with roles of their own."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape is painted; None is not painted. ``width`` and ``dash`` in millimetres."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.3
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "round"
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and cubic curves."""

    segments: tuple[Segment, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse by centre and radii."""

    cx: float
    cy: float
    rx: float
    ry: float
    style: Style


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; (x, y) is the start, middle or end of its baseline.

    ``halo`` is the colour of an outline behind the letters, so that text reads on lines.
    ``spacing`` is extra room after each letter, in points.
    """

    x: float
    y: float
    text: str
    size: float
    weight: Weight = "regular"
    colour: str = "#222222"
    anchor: Literal["start", "middle", "end"] = "start"
    halo: str | None = None
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG picture in a rectangle."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that belong together, moved by (dx, dy) and scaled; ``alt`` says in words what they show.

    ``id`` is the id of the figure, relation or wish that they draw. ``role`` counts for a
    drawing's outermost groups.
    """

    ops: tuple[Op, ...]
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    id: str | None = None
    alt: str = ""
    role: Role = "picture"


Op = Path | Ellipse | Text | Image | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole sheet of ``width`` × ``height`` millimetres, painted in order; ``told`` says in words what it shows."""

    width: float
    height: float
    ops: tuple[Op, ...]
    title: str = ""
    language: str = "sv"
    background: str | None = None
    told: str = ""


def text_sizes(ops: Iterable[Op]) -> Iterator[float]:
    """Yield the size of each text as it is painted, in points; empty texts have none."""
    for op in ops:
        if isinstance(op, Group):
            yield from (size * op.scale for size in text_sizes(op.ops))
        elif isinstance(op, Text) and op.text.strip():
            yield op.size
