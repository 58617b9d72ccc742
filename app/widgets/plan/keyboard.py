"""The plan's own keys, as in a spreadsheet. What has a key everywhere in the window is an action instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.i18n import N_
from app.widgets.canvas.keyboard import KeyLine

if TYPE_CHECKING:
    from app.widgets.plan.table import PlanTable

Key = Qt.Key
_Ctrl, _Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_STANDARD = QKeySequence.StandardKey

KEYS: tuple[KeyLine, ...] = (
    KeyLine(N_("Skriv i en cell i planen"), N_("Ändra cellen. Enter sparar, Tabb går vidare, Esc ångrar."), "edit"),
    KeyLine(N_("Skift+pil i planen"), N_("Markera flera rader. Ett val i en cell gäller då alla."), "edit"),
    KeyLine(N_("Ctrl+Enter i en cell i planen"), N_("Skriv samma sak på alla markerade rader."), "edit"),
    KeyLine(N_("Ctrl+C och Ctrl+V i planen"), N_("Kopiera rader till ett kalkylblad, klistra in från ett."), "edit"),
    KeyLine(N_("Ctrl+D i planen"), N_("Fyll cellen nedåt på de markerade raderna."), "edit"),
    KeyLine(N_("Delete i planen"), N_("Töm cellen."), "edit"),
    KeyLine(N_("Ctrl+Delete i planen"), N_("Ta bort raderna."), "edit"),
    KeyLine(N_("Esc i planen"), N_("Lämna tabellen."), "go"),
    KeyLine(N_("Alt+pil i planen"), N_("Flytta raderna uppåt eller nedåt."), "edit"),
)
"""The lines of the F1 sheet."""


def is_ours(event: QKeyEvent) -> bool:
    """Return whether a key means something among the rows, and so is not the window's."""
    if event.matches(_STANDARD.Copy) or event.matches(_STANDARD.Paste) or event.matches(_STANDARD.Cut):
        return True
    modifiers, key = event.modifiers(), event.key()
    ctrl, alt = bool(modifiers & _Ctrl), bool(modifiers & _Alt)
    return (ctrl and key in (Key.Key_Delete, Key.Key_D) and not modifiers & Qt.KeyboardModifier.ShiftModifier) or (
        alt and not ctrl and key in (Key.Key_Up, Key.Key_Down)
    )


def answer_key(table: PlanTable, event: QKeyEvent) -> bool:
    """Do what a key means; return whether it meant anything. Called while nothing is being typed in a cell."""
    edits, key, ctrl = table.edits, event.key(), bool(event.modifiers() & _Ctrl)
    if event.matches(_STANDARD.Copy):
        edits.copy()
    elif event.matches(_STANDARD.Cut):
        if edits.copy():
            edits.remove()
    elif event.matches(_STANDARD.Paste):
        edits.paste()
    elif key in (Key.Key_Return, Key.Key_Enter) and table.currentIndex().isValid():
        table.edit(table.currentIndex())
    elif ctrl and key == Key.Key_D:
        edits.fill_down()
    elif key == Key.Key_Delete:
        if ctrl:
            edits.remove()
        else:
            edits.clear()
    elif key == Key.Key_Escape:
        QWidget.focusNextPrevChild(table, True)  # Tab goes from cell to cell
    elif event.modifiers() & _Alt and key in (Key.Key_Up, Key.Key_Down):
        edits.move(-1 if key == Key.Key_Up else 1)
    else:
        return False
    return True
