"""The sheets of a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made, new_id, position, record_of, replaced, with_values
from app.models.patch import Change, Patch
from app.models.records import Sheet

ADD = N_("Ny karta")
COPY = N_("Ny karta tillsammans med barnet")
SHOW = N_("Visa en annan karta")
TAKE_OFF = N_("Ta bort från den här kartan")
DROP = N_("Ta bort karta")
TITLES = {
    "case_map": N_("Casekarta"),
    "collaboration_map": N_("Samverkanskarta"),
    "stakeholder_map": N_("Intressentkarta"),
}


def ensure_sheet(case: Case, kind: str) -> tuple[Patch, str]:
    """Return the patch that gives the case a sheet of a kind, empty if it has one, and the sheet's id."""
    sheet = case.sheet_of_kind(kind)
    if sheet is not None:
        return Patch(ADD), sheet.id
    title = _(TITLES[kind]) if kind in TITLES else None
    new = made(Sheet, {"id": new_id(), "kind": kind, "title": title})
    return Patch(ADD, (added(case, "maps", new),)), new.id


def copy_sheet(
    case: Case, sheet_id: str, standing: Iterable[str], *, made_with: Iterable[str], day: date, title: str
) -> tuple[Patch, str]:
    """Return the patch that lays a new sheet beside one, to be made anew with others, and the new sheet's id.

    It begins as the first one: those in ``standing`` stand where they stood. Both sheets name who stands on them
    from then on, so that who is set out on the one does not appear on the other. The new one is the one shown.
    (Handbook, ch. 6: after the concern, "upprättas med fördel en ny karta i dialog med barnet och dess familj".)
    """
    before = record_of(case, "maps", sheet_id, Sheet)
    figures = tuple(dict.fromkeys(standing))
    values = {
        "id": new_id(),
        "kind": before.kind,
        "title": title.strip() or before.title,
        "made_on": day,
        "made_with": tuple(made_with),
        "figures": figures,
        "places": {key: list(place) for key, place in before.places.items() if key in figures},
        "pinned": tuple(key for key in before.pinned if key in figures),
    }
    new = made(Sheet, values)
    named = replaced(case, "maps", sheet_id, with_values(before, figures=figures)) if before.figures is None else ()
    return Patch(COPY, (*named, added(case, "maps", new, _first(case, before.kind)))), new.id


def show_sheet(case: Case, sheet_id: str) -> Patch:
    """Let a sheet be the one of its kind that is shown, drawn and printed: it comes first among them."""
    sheet = record_of(case, "maps", sheet_id, Sheet)
    at, first = position(case, "maps", sheet_id), _first(case, sheet.kind)
    if at == first:
        return Patch(SHOW)
    return Patch(SHOW, (Change("maps", sheet_id, at, sheet, None), Change("maps", sheet_id, first, None, sheet)))


def take_off(case: Case, sheet_id: str, figures: Iterable[str], standing: Iterable[str]) -> Patch:
    """Let figures no longer stand on one sheet; they stay in the case and on its other sheets.

    ``standing`` is who stands there now. Raises EditRefused for the child.
    """
    gone = set(figures)
    if case.child in gone:
        raise EditRefused(_("Barnet i mitten kan inte tas bort."))
    before = record_of(case, "maps", sheet_id, Sheet)
    named = before.figures if before.figures is not None else tuple(standing)
    after = with_values(
        before,
        figures=tuple(key for key in named if key not in gone),
        places={key: place for key, place in before.places.items() if key not in gone},
        pinned=tuple(key for key in before.pinned if key not in gone),
    )
    return Patch(TAKE_OFF, replaced(case, "maps", sheet_id, after))


def drop_sheet(case: Case, sheet_id: str) -> Patch:
    """Take a sheet away; its figures stay in the case. Raises EditRefused for the only one of its kind."""
    sheet = record_of(case, "maps", sheet_id, Sheet)
    if sum(each.kind == sheet.kind for each in case.sheets.values()) == 1:
        raise EditRefused(_("Det här är den enda kartan av sitt slag och kan inte tas bort."))
    return Patch(DROP, (Change("maps", sheet_id, position(case, "maps", sheet_id), sheet, None),))


def _first(case: Case, kind: str) -> int:
    """Return the position of the first sheet of a kind."""
    return next(at for at, sheet in enumerate(case.sheets.values()) if sheet.kind == kind)
