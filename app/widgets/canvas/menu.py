"""The menu that comes up with the right button or the menu key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.i18n import N_, _
from app.models.edits.ties import reverse_tie
from app.models.records import ANSWERS, ENERGIES, FIGURE_STATUSES, LIVES, RINGS, Figure, Relation, Wish
from app.widgets.canvas.aligning import Line, Way, align, can_align, distribute
from app.widgets.canvas.slips import NOTES
from app.widgets.canvas.tie_menu import WISH, line_icon, relation_kinds
from app.widgets.common.choosing_menu import add_choices

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

Key = tuple[str, str]

NOT_SAID = N_("Inte angett")
LINES: Mapping[Line, str] = {
    "left": N_("Vänster"),
    "centre": N_("Under varandra"),
    "right": N_("Höger"),
    "top": N_("Överkant"),
    "middle": N_("Bredvid varandra"),
    "bottom": N_("Nederkant"),
}
WAYS: Mapping[Way, str] = {"across": N_("Vågrätt"), "down": N_("Lodrätt")}


def context_menu(canvas: CanvasView, key: Key | None, at: QPoint) -> QMenu:
    """Return the menu for what lies at ``at`` (viewport): figures, a tie, a note or the empty ground."""
    menu = QMenu(canvas)
    if key is None:
        _ground(menu, canvas, at)
    elif key[0] == "figures":
        _figures(menu, canvas, key[1])
    elif key[0] == NOTES:
        _note(menu, canvas)
    else:
        _tie(menu, canvas, key)
    if canvas.offer_more is not None:
        places = {"figures": "figure", NOTES: "note"}
        canvas.offer_more(menu, "ground" if key is None else places.get(key[0], "tie"))  # type: ignore[arg-type]
    if key is not None and key != ("figures", canvas.document.case.child) and not canvas.document.read_only:
        menu.addSeparator()
        menu.addAction(_("Ta bort"), canvas.delete_selected).setShortcut("Del")
    return menu


def _ground(menu: QMenu, canvas: CanvasView, at: QPoint) -> None:
    point = canvas.mapToScene(at)
    menu.addAction(_("Ställ ut en figur här"), lambda: canvas.placing.type_at(point))
    menu.addAction(_("Lapp här"), lambda: canvas.noting.write_at(point))


def _note(menu: QMenu, canvas: CanvasView) -> None:
    menu.addAction(_("Skriv på lappen"), canvas.rename_selected).setShortcut("F2")


def _figures(menu: QMenu, canvas: CanvasView, figure: str) -> None:
    """Offer what can be done with the figure, or with all that are selected together with it."""
    names = [name for family, name in canvas.selected() if family == "figures"]
    several = names if figure in names and len(names) > 1 else [figure]
    if len(several) == 1:
        menu.addAction(_("Byt namn"), canvas.rename_selected).setShortcut("F2")
        _lines_to(menu, canvas, figure)
    _states(menu, canvas, several)
    if len(several) > 1:
        _order(menu, canvas)


def _lines_to(menu: QMenu, canvas: CanvasView, figure: str) -> None:
    others = [(name, canvas.changes.name(name)) for name in canvas.sheet.figures if name != figure]
    wish = menu.addMenu(_("Ställ ett önskemål till"))
    relation = menu.addMenu(_("Rita en relation till"))
    for name, label in sorted(others, key=lambda other: other[1].casefold()):
        text = label.replace("&", "&&")
        wish.addAction(text, partial(canvas.connecting.offer, figure, name, WISH))
        relation.addAction(text, partial(canvas.connecting.offer, figure, name, None))


def _states(menu: QMenu, canvas: CanvasView, names: list[str]) -> None:
    """Offer the figures' state, ring, home and guardianship; what is chosen is set for all of them in one step."""
    case = canvas.document.case
    figures = [case.figures[name] for name in names if name != case.child]
    if not figures:
        return
    keys = [figure.id for figure in figures]
    offered: list[tuple[str, str, dict[object, str]]] = [
        (_("Läge"), "status", dict(FIGURE_STATUSES.items())),
        (_("Hur ofta"), "ring", {ring: label for ring, label in RINGS.items() if ring}),
        (_("Bor med barnet"), "lives_with_child", {**dict(LIVES.items()), None: NOT_SAID}),
    ]
    menu.addSeparator()
    for title, field, choices in offered:
        add_choices(menu.addMenu(title), choices, _common(figures, field), partial(_set_all, canvas, keys, field))
    guardian = menu.addAction(_("Vårdnadshavare"))
    guardian.setCheckable(True)
    guardian.setChecked(all(figure.guardian for figure in figures))
    guardian.triggered.connect(lambda on: _set_all(canvas, keys, "guardian", on))


def _common(figures: list[Figure], field: str) -> object:
    """Return what the figures have in common in a field, or something that no choice is."""
    values = {getattr(figure, field) for figure in figures}
    return values.pop() if len(values) == 1 else ...


def _set_all(canvas: CanvasView, names: list[str], field: str, value: object) -> None:
    canvas.changes.set_fields([("figures", name, field, value) for name in names])


def _order(menu: QMenu, canvas: CanvasView) -> None:
    """Offer to set the selected figures in line and at equal distances."""
    menu.addSeparator()
    lines = menu.addMenu(_("Rikta in"))
    for line, label in LINES.items():
        lines.addAction(_(label), partial(align, canvas, line))
    lines.setEnabled(can_align(canvas, 2))
    ways = menu.addMenu(_("Fördela"))
    for way, label in WAYS.items():
        ways.addAction(_(label), partial(distribute, canvas, way))
    ways.setEnabled(can_align(canvas, 3))


def _tie(menu: QMenu, canvas: CanvasView, key: Key) -> None:
    record = canvas.changes.tie(key)
    if isinstance(record, Relation):
        qualities = menu.addMenu(_("Hur är relationen?"))
        add_choices(
            qualities, {k.id: k.label for k in relation_kinds()}, record.quality, partial(_set, canvas, key, "quality")
        )
        for action, kind in zip(qualities.actions(), relation_kinds(), strict=True):
            action.setIcon(line_icon(kind, canvas.devicePixelRatioF()))
        add_choices(menu.addMenu(_("Energi")), ENERGIES, record.energy, partial(_set, canvas, key, "energy"))
    elif isinstance(record, Wish):
        status = record.answer.status if record.answer else "unanswered"
        add_choices(menu.addMenu(_("Svar")), ANSWERS, status, partial(_answer, canvas, key[1]))
    menu.addAction(_("Vänd linjen"), lambda: canvas.changes.push(lambda case: reverse_tie(case, *key)))


def _set(canvas: CanvasView, key: Key, field: str, value: object) -> None:
    canvas.changes.set_field(*key, field, value)


def _answer(canvas: CanvasView, wish: str, status: object) -> None:
    canvas.changes.answer(wish, str(status))
