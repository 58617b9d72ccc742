"""Working on the canvas without a mouse."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.widgets.canvas.tie_menu import relation_kinds

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

Key = Qt.Key
Modifier = Qt.KeyboardModifier
DIRECTIONS = {
    Key.Key_Left: QPointF(-1, 0),
    Key.Key_Right: QPointF(1, 0),
    Key.Key_Up: QPointF(0, -1),
    Key.Key_Down: QPointF(0, 1),
}
NUDGE_MM, LONG_NUDGE_MM = 2.0, 10.0


def press(canvas: CanvasView, event: QKeyEvent) -> bool:
    """Do what a key means; return whether it meant anything."""
    modifiers = event.modifiers() & ~Modifier.KeypadModifier
    if event.matches(QKeySequence.StandardKey.SelectAll):
        canvas.select([key for key in canvas.sheet.all_keys() if key[0] == "figures"])
        return True
    if event.key() in DIRECTIONS:
        return _arrow(canvas, Key(event.key()), modifiers)
    if modifiers & (Modifier.AltModifier | Modifier.MetaModifier):
        return False
    if modifiers == Modifier.ControlModifier:
        return _with_control(canvas, event.key())
    return _plain(canvas, event.key()) or _quality(canvas, event.key()) or _type(canvas, event)


def _plain(canvas: CanvasView, key: int) -> bool:
    actions = {
        Key.Key_Delete: canvas.delete_selected,
        Key.Key_Backspace: canvas.delete_selected,
        Key.Key_F2: canvas.rename_selected,
        Key.Key_Escape: canvas.step_back,
        Key.Key_Plus: canvas.zoom_in,
        Key.Key_Minus: canvas.zoom_out,
        Key.Key_0: canvas.fit,
        Key.Key_Home: canvas.fit,
        Key.Key_PageDown: lambda: _next_tie(canvas, 1),
        Key.Key_PageUp: lambda: _next_tie(canvas, -1),
        Key.Key_Menu: canvas.open_menu_for_selection,
    }
    action = actions.get(Key(key))
    if action is not None:
        action()
    return action is not None


def _with_control(canvas: CanvasView, key: int) -> bool:
    actions = {Key.Key_0: canvas.fit, Key.Key_Plus: canvas.zoom_in, Key.Key_Minus: canvas.zoom_out}
    action = actions.get(Key(key))
    if action is not None:
        action()
    return action is not None


def _quality(canvas: CanvasView, key: int) -> bool:
    """1–7 say how the selected relations are."""
    kinds = relation_kinds()
    chosen = [name for family, name in canvas.selected() if family == "relations"]
    number = key - Key.Key_1
    if not chosen or not 0 <= number < len(kinds):
        return False
    for name in chosen:
        canvas.changes.set_field("relations", name, "quality", kinds[number].id)
    return True


def _type(canvas: CanvasView, event: QKeyEvent) -> bool:
    """A letter begins a new figure where the pointer is, or in the middle of what is seen."""
    text = event.text()
    if not text or not text[0].isalpha() or event.modifiers() & Modifier.ControlModifier:
        return False
    canvas.placing.type_at(canvas.pointer_point(), text)
    return True


def _arrow(canvas: CanvasView, key: Key, modifiers: Modifier) -> bool:
    figures = [name for family, name in canvas.selected() if family == "figures"]
    if modifiers & Modifier.AltModifier:
        step = LONG_NUDGE_MM if modifiers & Modifier.ShiftModifier else NUDGE_MM
        _nudge(canvas, figures, DIRECTIONS[key] * step)
        return True
    target = neighbour(canvas, figures[-1], DIRECTIONS[key]) if figures else canvas.document.case.child
    if target is not None:
        adding = bool(modifiers & Modifier.ShiftModifier)
        canvas.select([*canvas.selected(), ("figures", target)] if adding else [("figures", target)])
        canvas.show_key(("figures", target))
    return True


def _nudge(canvas: CanvasView, figures: list[str], by: QPointF) -> None:
    movable = [name for name in figures if name != canvas.document.case.child]
    if movable:
        places = canvas.sheet.places(movable)
        canvas.changes.move({key: (x + by.x(), y + by.y()) for key, (x, y) in places.items()})


def neighbour(canvas: CanvasView, figure: str, direction: QPointF) -> str | None:
    """Return the nearest figure in a direction (within 60° of it), or None."""
    here = canvas.sheet.middle_of(("figures", figure))
    best: tuple[float, str] | None = None
    for name in canvas.sheet.figures:
        way = canvas.sheet.middle_of(("figures", name)) - here
        along = QPointF.dotProduct(way, direction)
        distance = math.hypot(way.x(), way.y())
        if name == figure or along <= 0.5 * distance:
            continue
        across = math.sqrt(max(0.0, distance**2 - along**2))
        score = along + 2.0 * across
        if best is None or score < best[0]:
            best = (score, name)
    return best[1] if best else None


def next_figure(canvas: CanvasView, forward: bool) -> bool:
    """Select the next figure in reading order; False at the end, so that Tab goes on to the next panel."""
    order = list(canvas.sheet.figures)
    chosen = [name for family, name in canvas.selected() if family == "figures"]
    at = order.index(chosen[-1]) + (1 if forward else -1) if chosen else (0 if forward else len(order) - 1)
    if not 0 <= at < len(order):
        return False
    canvas.select([("figures", order[at])])
    canvas.show_key(("figures", order[at]))
    return True


def _next_tie(canvas: CanvasView, step: int) -> None:
    """Select the next of the ties that hang on the figure last selected, else of all."""
    chosen = canvas.selected()
    if chosen and chosen[-1][0] == "figures":
        canvas.walked_from = chosen[-1][1]
    of = canvas.walked_from if canvas.walked_from in canvas.sheet.figures else None
    ties = canvas.sheet.ties_of(of) if of else [key for key in canvas.sheet.all_keys() if key[0] != "figures"]
    if not ties:
        return
    now = ties.index(chosen[-1]) if chosen and chosen[-1] in ties else (-1 if step > 0 else 0)
    target = ties[(now + step) % len(ties)]
    canvas.select([target])
    canvas.show_key(target)
