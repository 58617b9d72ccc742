"""What can be done with a row of the list: its context menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.models.records import ANSWERS, ENERGIES, FIGURE_STATUSES, LIVES, RINGS
from app.widgets.canvas.tie_menu import relation_kinds
from app.widgets.common.choosing_menu import add_choices
from app.widgets.map_list.lines import AREAS, FIGURES, NOTES, RELATIONS, WISHES, Key

if TYPE_CHECKING:
    from app.widgets.map_list.pane import MapListPane


def row_menu(pane: MapListPane, key: Key | None) -> QMenu:
    """Return the menu of a row, or of the ground beneath the rows."""
    menu = QMenu(pane)
    family, name = key if key is not None else ("", "")
    group = name if family == AREAS else None
    menu.addAction(_("Ny figur …"), partial(pane.new_figure, group)).setShortcut("Ins")
    if family == FIGURES:
        menu.addAction(_("Ny relation …"), partial(pane.new_tie, name, wish=False))
        menu.addAction(_("Nytt önskemål …"), partial(pane.new_tie, name, wish=True))
        _figure(menu, pane, name)
    elif family == RELATIONS:
        _relation(menu, pane, name)
    elif family == WISHES:
        wish = pane.document.case.wishes[name]
        add_choices(menu.addMenu(_("Svar")), ANSWERS, wish.status, partial(pane.answer, name))
    if family in (FIGURES, RELATIONS, WISHES, NOTES):
        menu.addSeparator()
        menu.addAction(_("Skriv om"), pane.edit_current).setShortcut("F2")
        menu.addAction(_("Visa uppgifterna"), partial(pane.opened.emit, key)).setShortcut("Return")
        menu.addAction(_("Ta bort"), pane.remove).setShortcut("Del")
    return menu


def _figure(menu: QMenu, pane: MapListPane, figure: str) -> None:
    record = pane.document.case.figures[figure]
    menu.addSeparator()
    put = partial(pane.set_field, (FIGURES, figure))
    if figure != pane.document.case.child:
        add_choices(menu.addMenu(_("Läge")), FIGURE_STATUSES, record.status, partial(put, "status"))
        rings = {ring: word for ring, word in RINGS.items() if ring}
        add_choices(menu.addMenu(_("Hur ofta")), rings, record.ring, partial(put, "ring"))
        groups = {key: group.label for key, group in pane.document.shown.groups.items()}
        add_choices(menu.addMenu(_("Område")), groups, record.group, partial(put, "group"))
        add_choices(menu.addMenu(_("Bor med barnet")), LIVES, record.lives_with_child, partial(put, "lives_with_child"))
    guardian = menu.addAction(_("Vårdnadshavare"))
    guardian.setCheckable(True)
    guardian.setChecked(record.guardian)
    guardian.triggered.connect(partial(put, "guardian"))


def _relation(menu: QMenu, pane: MapListPane, relation: str) -> None:
    record = pane.document.case.relations[relation]
    put = partial(pane.set_field, (RELATIONS, relation))
    qualities = {kind.id: kind.label for kind in relation_kinds()}
    add_choices(menu.addMenu(_("Hur är relationen?")), qualities, record.quality, partial(put, "quality"))
    add_choices(menu.addMenu(_("Energi")), ENERGIES, record.energy, partial(put, "energy"))
