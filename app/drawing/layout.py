"""Where everything on a sheet stands: what is asked of the layout, and what it answers.

Millimetres from the child's middle, y downwards. The layout knows boxes and lines, not cases.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.drawing.geometry import Point, Rect
from app.drawing.ops import Segment


@dataclass(frozen=True, slots=True)
class BodyBox:
    """A figure to place: its body and label boxes relative to its place, its area and ring (0–3).

    ``place`` fixes it; without one the layout finds one, as close to ``near`` (where the figure stood before) as
    it can.
    """

    id: str
    area: str
    ring: int
    body: Rect
    labels: tuple[Rect, ...]
    place: Point | None = None
    near: Point | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A group's area of the sheet, in order round the child; ``heading`` is the size of its heading text."""

    id: str
    heading: tuple[float, float]


@dataclass(frozen=True, slots=True)
class TieLine:
    """A line to route from one figure to another.

    ``chips`` are sizes (width, height) that the line's chip may have, best first; the last always gets room.
    ``label`` is the size of words on the line that are left out when there is no room. ``width`` is how
    broad the line paints, ornaments included.
    """

    id: str
    from_: str
    to: str
    width: float = 1.0
    chips: tuple[tuple[float, float], ...] = ()
    label: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class LayoutRequest:
    """Everything that is to stand on one sheet. ``aspect`` is the wanted width : height of the result.

    ``obstacles`` are boxes that already lie on it (notes): figures without a place, lines, chips and words keep off.
    """

    child: str
    bodies: tuple[BodyBox, ...]
    areas: tuple[Area, ...]
    ties: tuple[TieLine, ...]
    aspect: float = 1.6
    obstacles: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaShape:
    """A laid-out area: its outline as path segments and the box of its heading."""

    id: str
    outline: tuple[Segment, ...]
    heading: Rect


@dataclass(frozen=True, slots=True)
class Layout:
    """The answer: places by figure, lines by tie (points at most 2 mm apart on curves, from → to, ending at
    the bodies' edges), chip box and which of the sizes was used, label box by tie where there was room,
    areas, how far the rings go sideways and upwards (rx, ry), the bounds of it all, and the rings as closed paths."""

    places: dict[str, Point]
    lines: dict[str, tuple[Point, ...]]
    chips: dict[str, tuple[Rect, int]]
    labels: dict[str, Rect]
    areas: tuple[AreaShape, ...]
    rings: tuple[tuple[float, float], ...]
    bounds: Rect
    clear_radius: tuple[float, float] = field(default=(0.0, 0.0))
    ring_paths: tuple[tuple[Segment, ...], ...] = ()
