"""How lines are drawn along their points: the common parts of the tie kinds. Millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from app.drawing.geometry import Point
from app.drawing.ops import Op, Path, Style
from app.drawing.shapes import Track, arrowhead, polyline
from app.kinds.base import Look
from app.kinds.palette import LINE, PALE_LINE
from app.models.records import Relation, Wish

HEAD = 2.8
GAP = 0.8


def relation_colour(look: Look) -> str:
    """Return the colour of relations: dark where they stand in front, pale behind the wishes."""
    return LINE if look.emphasis else PALE_LINE


def relation_width(width: float, look: Look) -> float:
    """Return a line's width: thinner behind the wishes."""
    return width if look.emphasis else max(0.3, width * 0.62)


def relation_track(tie: Relation | Wish, line: Sequence[Point]) -> tuple[Track, tuple[bool, bool]]:
    """Return the track that a relation is drawn along, and whether it has an arrowhead at (from, to)."""
    energy = tie.energy if isinstance(tie, Relation) else "none"
    heads = (energy in ("from", "both"), energy in ("to", "both"))
    whole = Track(line)
    gap = min(GAP, whole.length * 0.1)
    return Track(whole.part(gap, whole.length - gap) or line), heads


def energy(
    track: Track, heads: tuple[bool, bool], look: Look, thickness: float = 0.5
) -> tuple[tuple[Point, ...], list[Op]]:
    """Return the line without what the arrowheads cover, and the arrowheads: they point at the one who receives."""
    colour = relation_colour(look)
    size = min((HEAD if look.emphasis else HEAD * 0.75) + thickness, track.length * 0.4)
    start, end = (size * 0.7 if head else 0.0 for head in heads)
    ops: list[Op] = []
    if heads[0]:
        dx, dy = track.direction(size / 2, size)
        ops.append(Path(arrowhead(track.at(0), (-dx, -dy), size), Style(fill=colour)))
    if heads[1]:
        ops.append(
            Path(
                arrowhead(track.at(track.length), track.direction(track.length - size / 2, size), size),
                Style(fill=colour),
            )
        )
    return track.part(start, track.length - end), ops


def stroke(points: Sequence[Point], colour: str, width: float, dash: tuple[float, ...] = ()) -> Path:
    """Return a line through points."""
    return Path(polyline(points), Style(stroke=colour, width=width, dash=dash, cap="butt" if dash else "round"))


def bar(track: Track, distance: float, half: float, colour: str, width: float, slant: float = 0.0) -> Path:
    """Return a bar across the line at a distance; ``slant`` leans it along the line."""
    x, y = track.at(distance)
    dx, dy = track.direction(distance, 2.0)
    one = (x + dy * half + dx * slant, y - dx * half + dy * slant)
    two = (x - dy * half - dx * slant, y + dx * half - dy * slant)
    return Path(polyline([one, two]), Style(stroke=colour, width=width))


def zigzag(track: Track, start: float, end: float, amplitude: float, step: float) -> list[Point]:
    """Return a zigzag between two distances, beginning and ending on the line."""
    count = max(2, ceil((end - start) / step))
    step = (end - start) / count
    points = [track.at(start)]
    for i in range(count):
        points.append(track.beside(start + (i + 0.5) * step, amplitude if i % 2 == 0 else -amplitude, 3.0))
    return [*points, track.at(end)]
