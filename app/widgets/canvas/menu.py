"""The menu that comes up with the right button or the menu key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.models.records import ANSWERS, ENERGIES, FIGURE_STATUSES, Relation, Wish
from app.widgets.canvas.tie_menu import WISH, line_icon, relation_kinds

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

Key = tuple[str, str]


def context_menu(canvas: CanvasView, key: Key | None, at: QPoint) -> QMenu:
    """Return the menu for what lies at ``at`` (viewport): a figure, a tie or the empty ground."""
    menu = QMenu(canvas)
    if key is None:
        _ground(menu, canvas, at)
    elif key[0] == "figures":
        _figure(menu, canvas, key[1])
    else:
        _tie(menu, canvas, key)
    if canvas.offer_more is not None:
        canvas.offer_more(menu, "ground" if key is None else "figure" if key[0] == "figures" else "tie")
    return menu


def _ground(menu: QMenu, canvas: CanvasView, at: QPoint) -> None:
    point = canvas.mapToScene(at)
    menu.addAction(_("Ställ ut en figur här"), lambda: canvas.placing.type_at(point))
    menu.addSeparator()
    menu.addAction(_("Markera alla figurer"), lambda: canvas.select([("figures", f) for f in canvas.sheet.figures]))


def _figure(menu: QMenu, canvas: CanvasView, figure: str) -> None:
    others = [(name, canvas.changes.name(name)) for name in canvas.sheet.figures if name != figure]
    menu.addAction(_("Byt namn"), canvas.rename_selected).setShortcut("F2")
    wish = menu.addMenu(_("Ställ ett önskemål till"))
    relation = menu.addMenu(_("Rita en relation till"))
    for name, label in sorted(others, key=lambda other: other[1].casefold()):
        text = label.replace("&", "&&")
        wish.addAction(text, partial(canvas.connecting.offer, figure, name, WISH))
        relation.addAction(text, partial(canvas.connecting.offer, figure, name, None))
    record = canvas.document.case.figures[figure]
    if figure != canvas.document.case.child:
        _choices(
            menu.addMenu(_("Läge")),
            FIGURE_STATUSES,
            record.status,
            partial(_set, canvas, ("figures", figure), "status"),
        )
        menu.addSeparator()
        menu.addAction(_("Ta bort"), canvas.delete_selected).setShortcut("Del")


def _tie(menu: QMenu, canvas: CanvasView, key: Key) -> None:
    record = canvas.changes.tie(key)
    if isinstance(record, Relation):
        qualities = menu.addMenu(_("Hur är relationen?"))
        _choices(
            qualities, {k.id: k.label for k in relation_kinds()}, record.quality, partial(_set, canvas, key, "quality")
        )
        for action, kind in zip(qualities.actions(), relation_kinds(), strict=True):
            action.setIcon(line_icon(kind, canvas.devicePixelRatioF()))
        _choices(menu.addMenu(_("Energi")), ENERGIES, record.energy, partial(_set, canvas, key, "energy"))
    elif isinstance(record, Wish):
        status = record.answer.status if record.answer else "unanswered"
        _choices(menu.addMenu(_("Svar")), ANSWERS, status, partial(canvas.changes.answer, key[1]))
    menu.addSeparator()
    menu.addAction(_("Ta bort"), canvas.delete_selected).setShortcut("Del")


def _choices(menu: QMenu, choices: dict[str, str], now: str, choose: Callable[[str], object]) -> None:
    group = QActionGroup(menu)
    for value, label in choices.items():
        action = menu.addAction(_(label))
        action.setCheckable(True)
        action.setChecked(value == now)
        group.addAction(action)
        action.triggered.connect(partial(_choose, choose, value))


def _choose(choose: Callable[[str], object], value: str, checked: bool = False) -> None:
    choose(value)


def _set(canvas: CanvasView, key: Key, field: str, value: str) -> None:
    canvas.changes.set_field(*key, field, value)
