"""What can be done with the chosen rows, in the menu of a right click and of the button "Raderna"."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.models.records import PLAN_KINDS, PLAN_STATUSES
from app.widgets.plan.table import PlanTable


def fill_menu(menu: QMenu, table: PlanTable) -> None:
    """Put what can be done with a table's chosen rows into a menu; what cannot be done now is grey."""
    menu.clear()
    edits, rows = table.edits, table.chosen_rows()
    case, writes = table.document.case, not table.document.read_only
    chosen = bool(rows)
    states = menu.addMenu(_("Läge"))
    states.setEnabled(chosen and writes)
    for status, label in PLAN_STATUSES.items():
        states.addAction(_(label), partial(edits.fill, rows, "status", status))
    for kind, label in PLAN_KINDS.items():
        move = menu.addAction(_("Flytta till: {plan}").format(plan=_(label)), partial(edits.to_plan, kind))
        move.setEnabled(writes and any(case.plan[row].kind != kind for row in rows))
    menu.addSeparator()
    for words, run, able in (
        (_("Flytta upp") + "\tAlt+↑", partial(edits.move, -1), chosen and writes),
        (_("Flytta ner") + "\tAlt+↓", partial(edits.move, 1), chosen and writes),
        (_("Fyll nedåt") + "\tCtrl+D", edits.fill_down, len(rows) > 1 and writes),
        (_("Kopiera till kalkylblad") + "\tCtrl+C", edits.copy, chosen),
        (_("Klistra in rader") + "\tCtrl+V", edits.paste, writes),
        (_("Ta bort") + "\tCtrl+Delete", edits.remove, chosen and writes),
    ):
        menu.addAction(words, run).setEnabled(able)
