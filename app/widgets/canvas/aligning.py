"""Figures set in line or at equal distances. Nobody is put on top of anybody: who would be, goes beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from app.drawing.geometry import Point, Rect, united
from app.i18n import N_, _, ngettext
from app.models.edits.figures import move_figures
from app.models.patch import Patch
from app.widgets.canvas.free_spot import hull, is_free, taken_boxes

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

Line = Literal["left", "centre", "right", "top", "middle", "bottom"]
Way = Literal["across", "down"]

ALIGN, DISTRIBUTE = N_("Rikta in figurer"), N_("Fördela figurer")
_DOWN: tuple[Line, ...] = ("left", "centre", "right")
_STEP, _MOST = 1.0, 160
_PARTS = {"left": 0.0, "top": 0.0, "centre": 0.5, "middle": 0.5, "right": 1.0, "bottom": 1.0}


def aligned(boxes: Mapping[str, Rect], line: Line, anchor: str | None = None) -> dict[str, Point]:
    """Return how far each box is to be moved (mm) to stand in line: with the anchor, else with the outermost ones."""
    model = boxes[anchor] if anchor is not None else united(boxes.values())
    part = _PARTS[line]
    if line in _DOWN:
        at = model.x + part * model.width
        return {key: (at - box.x - part * box.width, 0.0) for key, box in boxes.items()}
    at = model.y + part * model.height
    return {key: (0.0, at - box.y - part * box.height) for key, box in boxes.items()}


def distributed(boxes: Mapping[str, Rect], way: Way) -> dict[str, Point]:
    """Return how far each box is to be moved (mm) for the gaps between them to be equal; the outermost stay."""
    spans = {key: (b.x, b.width) if way == "across" else (b.y, b.height) for key, b in boxes.items()}
    order = sorted(spans, key=lambda key: (spans[key][0] + spans[key][1] / 2, key))
    start, end = spans[order[0]][0], sum(spans[order[-1]])
    gap = (end - start - sum(size for _low, size in spans.values())) / (len(order) - 1)
    moves: dict[str, Point] = {}
    for key in order:
        low, size = spans[key]
        moves[key] = (start - low, 0.0) if way == "across" else (0.0, start - low)
        start += size + gap
    return moves


def apart(
    moves: Mapping[str, Point], hulls: Mapping[str, Rect], taken: Iterable[Rect], way: Way
) -> tuple[dict[str, Point], list[str], list[str]]:
    """Return the moves with nobody on top of anybody, who went further ``way`` for that, and who has to stay.

    ``hulls`` are the figures' boxes on the sheet, words included; ``taken`` is what they must not touch.
    """
    standing = list(taken)
    found: dict[str, Point] = {}
    shifted, stuck = [], []
    order = sorted(moves, key=lambda key: hulls[key].centre[::-1] if way == "down" else hulls[key].centre)
    for key in order:
        dx, dy = moves[key]
        goal = hulls[key].moved(dx, dy)
        by = next((by for by in _aside() if is_free(_along(goal, by, way), standing)), None)
        if by is None:
            stuck.append(key)
            standing.append(hulls[key])
            continue
        if by:
            shifted.append(key)
        found[key] = (dx, dy + by) if way == "down" else (dx + by, dy)
        standing.append(_along(goal, by, way))
    return found, shifted, stuck


def _aside() -> Iterable[float]:
    yield 0.0
    for number in range(1, _MOST):
        yield number * _STEP
        yield -number * _STEP


def _along(box: Rect, by: float, way: Way) -> Rect:
    return box.moved(0.0, by) if way == "down" else box.moved(by, 0.0)


def can_align(canvas: CanvasView, least: int) -> bool:
    """Return whether so many figures are selected, one of which may be moved."""
    names = _chosen(canvas)
    return len(names) >= least and any(name not in _fixed(canvas) for name in names)


def align(canvas: CanvasView, line: Line) -> None:
    """Set the selected figures in line, with the child or a pinned one if there is one among them."""
    names = _chosen(canvas)
    anchor = next((name for name in names if name in _fixed(canvas)), None)
    moves = aligned(_bodies(canvas, names), line, anchor)
    _carry_out(canvas, moves, "down" if line in _DOWN else "across", ALIGN)


def distribute(canvas: CanvasView, way: Way) -> None:
    """Set the selected figures at equal distances; the child in the middle takes no part."""
    names = [name for name in _chosen(canvas) if name != canvas.document.case.child]
    if len(names) > 2:
        _carry_out(
            canvas, distributed(_bodies(canvas, names), way), "down" if way == "across" else "across", DISTRIBUTE
        )


def _carry_out(canvas: CanvasView, moves: Mapping[str, Point], way: Way, label: str) -> None:
    """Move those that may be moved, in one step, and say who did not get just there."""
    picture, fixed = canvas.sheet.picture, _fixed(canvas)
    wanted = {key: by for key, by in moves.items() if key not in fixed}
    before = canvas.sheet.places(wanted)
    hulls = {key: hull(picture, key).moved(*before[key]) for key in wanted}
    found, shifted, stuck = apart(wanted, hulls, taken_boxes(picture, wanted), way)
    places = {key: (before[key][0] + dx, before[key][1] + dy) for key, (dx, dy) in found.items()}
    standing = canvas.changes.standing()
    done = canvas.changes.push_on_sheet(
        label, lambda case, sheet: Patch(label, move_figures(case, sheet, {**standing, **places}).changes)
    )
    if done:
        canvas.message.emit(_said(shifted, stuck))


def _said(shifted: list[str], stuck: list[str]) -> str:
    said = [_("Klart.")]
    if shifted:
        sentence = ngettext(
            "{count} figur ställdes bredvid för att inte hamna på en annan.",
            "{count} figurer ställdes bredvid för att inte hamna på andra.",
            len(shifted),
        )
        said.append(sentence.format(count=len(shifted)))
    if stuck:
        sentence = ngettext(
            "{count} figur fick inte plats och står kvar.", "{count} figurer fick inte plats och står kvar.", len(stuck)
        )
        said.append(sentence.format(count=len(stuck)))
    return " ".join(said)


def _chosen(canvas: CanvasView) -> list[str]:
    return [name for family, name in canvas.selected() if family == "figures"]


def _fixed(canvas: CanvasView) -> set[str]:
    """Return the child and the figures that are pinned."""
    return {canvas.document.case.child, *canvas.changes.pinned()}


def _bodies(canvas: CanvasView, names: Iterable[str]) -> dict[str, Rect]:
    figures = canvas.sheet.picture.figures
    return {name: figures[name].body.moved(*figures[name].place) for name in names}
