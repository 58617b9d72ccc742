"""Helpers for tests that look at drawings: where ops reach, and a small case to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.drawing import fonts
from app.drawing.ops import Ellipse, Group, Image, Op, Path, Text
from app.kinds.registry import figure_kinds, sheet_kinds, tie_kinds
from app.models import casefile
from app.models.case import Case

Points = Iterator[tuple[float, float]]


def words_in(ops: Iterable[Op]) -> Iterator[str]:
    """Yield every word that is drawn, and what is told of groups to whoever cannot see them."""
    for op in ops:
        if isinstance(op, Group):
            yield op.alt or ""
            yield from words_in(op.ops)
        elif isinstance(op, Text):
            yield op.text


def points(ops: Iterable[Op]) -> Points:
    """Yield points that bound the ops: control points, ellipses' and texts' boxes, strokes left out."""
    for op in ops:
        match op:
            case Path():
                for segment in op.segments:
                    yield from zip(segment[1::2], segment[2::2], strict=True)  # type: ignore[misc]
            case Ellipse():
                yield op.cx - op.rx, op.cy - op.ry
                yield op.cx + op.rx, op.cy + op.ry
            case Text():
                width = fonts.measure(op.text, op.size, op.weight, op.spacing)
                left = op.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[op.anchor] * width
                yield left, op.y - fonts.ascent(op.size)
                yield left + width, op.y + fonts.descent(op.size)
            case Image():
                yield op.x, op.y
                yield op.x + op.width, op.y + op.height
            case Group():
                for x, y in points(op.ops):
                    yield op.dx + x * op.scale, op.dy + y * op.scale


def shapes(ops: Iterable[Op]) -> Iterator[Path | Ellipse]:
    """Yield every path and ellipse, those in groups too."""
    for op in ops:
        if isinstance(op, Group):
            yield from shapes(op.ops)
        elif isinstance(op, Path | Ellipse):
            yield op


def texts(ops: Iterable[Op]) -> list[str]:
    """Return every text, those in groups too."""
    found: list[str] = []
    for op in ops:
        if isinstance(op, Group):
            found += texts(op.ops)
        elif isinstance(op, Text):
            found.append(op.text)
    return found


def vocabulary() -> casefile.Vocabulary:
    """Return the installed kinds' names."""
    return casefile.Vocabulary(frozenset(figure_kinds()), frozenset(tie_kinds()), frozenset(sheet_kinds()))


def small_data(**changes: Any) -> dict[str, Any]:
    """Return a small case's data: a child, a mother, a friend, a mentor, a missing post, one who waits."""
    data: dict[str, Any] = {
        "schema": "samkarta.case/1",
        "case": {"id": "small", "title": "Sam, åk 2", "kind": "type_case", "fictional": True, "coordinator": "mentor"},
        "child": "child",
        "groups": [
            {"id": "g1", "label": "Familj", "sector": "family"},
            {"id": "g2", "label": "Kamrater", "sector": "friends"},
            {"id": "g3", "label": "Skola", "sector": "school"},
        ],
        "figures": [
            {"id": "child", "label": "Sam", "role": "Barn", "age": 8, "group": "g1", "ring": 0},
            {"id": "mother", "label": "Nguyễn", "role": "Mamma", "guardian": True, "group": "g1", "ring": 1},
            {"id": "friend", "label": "Łukasz", "role": "Kompis", "age": 8, "group": "g2", "ring": 2},
            {"id": "mentor", "label": "Şebnem", "role": "Mentor", "group": "g3", "ring": 1},
            {"id": "post", "label": "Resurs", "kind": "function", "status": "missing", "group": "g3", "ring": 2},
            {"id": "nurse", "label": "Đorđe", "role": "Skolsköterska", "status": "waiting", "group": "g3"},
        ],
        "relations": [
            {"id": "r1", "from": "child", "to": "mother", "quality": "strong", "energy": "both", "label": "nära"},
            {"id": "r2", "from": "child", "to": "friend", "quality": "tenuous"},
        ],
        "wishes": [
            {"id": "w1", "from": "mother", "to": "mentor", "text": "Ett samtal i veckan.", "answer": {"status": "can"}},
            {
                "id": "w2",
                "from": "mentor",
                "to": "post",
                "text": "Någon som är med vid byten.",
                "answer": {"status": "blocked", "cause": "organisation"},
            },
            {"id": "w3", "from": "mother", "to": "nurse", "text": "Besked."},
        ],
        "meetings": [{"id": "m1", "date": "2026-10-06", "present": ["mother", "mentor"]}],
        "maps": [],
    }
    return {**data, **changes}


def small_case(**changes: Any) -> Case:
    """Return the small case, with other lists in place of its own."""
    return casefile.from_data(small_data(**changes), vocabulary())
