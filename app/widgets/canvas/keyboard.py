"""Working on the canvas without a mouse. What has a key of its own everywhere in the window is an action instead."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.i18n import N_, _
from app.models.edits.ties import WITHOUT_CAUSE
from app.models.records import CAUSES, FIGURE_STATUSES, Relation, Wish
from app.widgets.canvas.energy import ENERGY_KEYS, energy_after
from app.widgets.canvas.slips import NOTES
from app.widgets.canvas.tie_menu import relation_kinds

if TYPE_CHECKING:
    from app.widgets.actions.base import Chapter
    from app.widgets.canvas.sheet_view import SheetView
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


class KeyLine(NamedTuple):
    """One line of the F1 sheet: the keys and what they do, both Swedish msgids, and the chapter they belong to."""

    keys: str
    says: str
    chapter: Chapter


KEYS: tuple[KeyLine, ...] = (
    KeyLine(N_("En bokstav"), N_("Ställ ut en figur: skriv roll, Tabb, namn, Enter. Esc när alla är med."), "edit"),
    KeyLine(N_("Enter på en figur"), N_("Rita en relation från figuren: skriv till vem, Enter."), "edit"),
    KeyLine(N_("1–3 på en figur"), N_("Hur ofta: varje dag, varje vecka, mer sällan."), "edit"),
    KeyLine(N_("4–7 på en figur"), N_("Läge: med, väntar, vilande, saknas."), "edit"),
    KeyLine(
        N_("1–7 på en relation"),
        N_("Hur den är: stark, vanlig, svag, ansträngd, konflikt, bruten, saknas."),
        "edit",
    ),
    KeyLine("< = >", N_("Energi på en relation: från den andra, åt båda håll, till den andra. Igen: ingen."), "edit"),
    KeyLine(N_("1–4 på ett önskemål"), N_("Svaret: kan, delvis, blockerat, inte besvarat."), "edit"),
    KeyLine(N_("5–7 på ett önskemål"), N_("Varför det låser sig: regelverk, organisation, synsätt."), "edit"),
    KeyLine("F2", N_("Byt namn på figuren, eller orden på linjen eller lappen."), "edit"),
    KeyLine("Delete", N_("Ta bort det markerade."), "edit"),
    KeyLine("Ctrl+A", N_("Markera alla figurer."), "edit"),
    KeyLine(N_("Alt+pil"), N_("Flytta figuren lite; med Skift längre."), "arrange"),
    KeyLine(N_("Alt eller Ctrl+dra"), N_("Flytta utan att figuren fäster vid hjälplinjer."), "arrange"),
    KeyLine(N_("Skift+ram, Ctrl+ram"), N_("Lägg till det som ramas in, eller växla det."), "edit"),
    KeyLine(N_("Mellanslag+dra"), N_("Flytta hela kartan."), "look"),
    KeyLine("+ − 0", N_("Zooma in, zooma ut, visa hela kartan."), "look"),
    KeyLine(N_("Pil"), N_("Gå till närmaste figur åt det hållet; med Skift markeras den också."), "go"),
    KeyLine(N_("Tabb, Skift+Tabb"), N_("Gå till nästa eller förra figuren."), "go"),
    KeyLine("Page Down, Page Up", N_("Gå till figurens nästa eller förra linje."), "go"),
    KeyLine(N_("Enter på en linje"), N_("Gå till figuren i andra änden."), "go"),
    KeyLine(N_("Menytangenten"), N_("Visa vad som kan göras med det markerade."), "go"),
    KeyLine("Esc", N_("Avbryt; lägg undan verktyget; markera ingenting."), "go"),
)
"""The keys of the canvas itself, for the F1 sheet. Those of actions stand with the actions."""

ANSWER_KEYS = ("can", "partly", "blocked", "unanswered")
CAUSE_KEYS = {str(number): cause for number, cause in enumerate(CAUSES, len(ANSWER_KEYS) + 1)}
RINGS = (1, 2, 3)


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
    return _plain(canvas, event.key()) or say_of(canvas, canvas.selected(), event.text()) or type_letter(canvas, event)


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
        Key.Key_Return: lambda: _enter(canvas),
        Key.Key_Enter: lambda: _enter(canvas),
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


# What is selected is changed by a digit or a sign


def say_of(canvas: CanvasView, chosen: Sequence[tuple[str, str]], sign: str) -> bool:
    """A digit or an energy sign changes, in one step, all ``chosen`` of the last one's kind.

    Returns whether it meant anything. The map as a list has the same keys.
    """
    if not chosen or len(sign) != 1 or chosen[-1][0] == NOTES:
        return False
    family = chosen[-1][0]
    names = [
        name for each, name in chosen if each == family and (each, name) != ("figures", canvas.document.case.child)
    ]
    said = [(family, name, *field) for name in names if (field := _said(canvas, family, name, sign)) is not None]
    if said:
        canvas.changes.set_fields(said)
    elif family == "wishes" and sign in CAUSE_KEYS:
        canvas.message.emit(_("Svara först delvis (2) eller blockerat (3). Säg sedan varför."))
    return bool(said) or family == "wishes" and sign in CAUSE_KEYS


def _said(canvas: CanvasView, family: str, name: str, sign: str) -> tuple[str, object] | None:
    """Return the field that a key sets on one record, and the value."""
    record = canvas.document.case.record(family, name)
    if isinstance(record, Relation) and sign in ENERGY_KEYS:
        return "energy", energy_after(record.energy, sign)
    if isinstance(record, Wish) and sign in CAUSE_KEYS:
        return None if record.status in WITHOUT_CAUSE else ("answer.cause", CAUSE_KEYS[sign])
    return fields_of_digits(family).get(sign)


def fields_of_digits(family: str) -> Mapping[str, tuple[str, object]]:
    """Return what the digits say of a family's records: the field and its value, by the digit."""
    if family == "relations":
        return {str(number): ("quality", kind.id) for number, kind in enumerate(relation_kinds(), 1)}
    if family == "figures":
        rings: list[tuple[str, object]] = [("ring", ring) for ring in RINGS]
        said = rings + [("status", status) for status in FIGURE_STATUSES]
        return {str(number): field for number, field in enumerate(said, 1)}
    return {str(number): ("answer.status", status) for number, status in enumerate(ANSWER_KEYS, 1)}


# Letters and Enter


def type_letter(canvas: CanvasView, event: QKeyEvent) -> bool:
    """A letter begins a new figure, wherever the focus was in the window."""
    text = event.text()
    held = event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier)
    if held or not text or not text[0].isalpha():
        return False
    canvas.placing.begin(text)
    return True


def _enter(canvas: CanvasView) -> None:
    """From a figure a relation begins; from a line one goes on to its other end."""
    chosen = canvas.selected()
    if not chosen:
        canvas.placing.begin()
    elif chosen[-1][0] == "figures":
        canvas.connecting.begin(chosen[-1][1])
    elif chosen[-1][0] == NOTES:
        canvas.rename_selected()
    else:
        tie = canvas.sheet.picture.ties[chosen[-1][1]]
        end = tie.from_ if canvas.walked_from == tie.to else tie.to
        canvas.select([("figures", end)])
        canvas.show_key(("figures", end))


# From figure to figure, from line to line


def _arrow(canvas: CanvasView, key: Key, modifiers: Modifier) -> bool:
    figures = [name for family, name in canvas.selected() if family == "figures"]
    if modifiers & Modifier.AltModifier:
        step = LONG_NUDGE_MM if modifiers & Modifier.ShiftModifier else NUDGE_MM
        by = DIRECTIONS[key] * step
        _nudge(canvas, figures, by) if figures else canvas.noting.nudge(by)
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


def neighbour(canvas: SheetView, figure: str, direction: QPointF) -> str | None:
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
    """Select the next figure in reading order, then the notes; False at the end: Tab goes on to the next panel."""
    order = [key for key in canvas.sheet.all_keys() if key[0] in ("figures", NOTES)]
    chosen = [key for key in canvas.selected() if key in order]
    at = order.index(chosen[-1]) + (1 if forward else -1) if chosen else (0 if forward else len(order) - 1)
    if not 0 <= at < len(order):
        return False
    canvas.select([order[at]])
    canvas.show_key(order[at])
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
