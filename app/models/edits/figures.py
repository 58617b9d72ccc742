"""Figures: set out and moved. Ring and group are data; a place on a sheet is where it stands in millimetres."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made, new_id, record_of, replaced, with_values
from app.models.patch import Change, Patch
from app.models.records import Figure, Sheet

Point = tuple[float, float]

PLACE = N_("Ställ ut figur")
MOVE = N_("Flytta figur")


def add_figure(
    case: Case,
    *,
    label: str,
    group: str,
    role: str | None = None,
    kind: str = "person",
    ring: int = 3,
    sheet: str | None = None,
    place: Point | None = None,
    standing: Iterable[str] | None = None,
    **fields: Any,
) -> Patch:
    """Set out a figure, on a sheet and at a place (mm from the child) if they are given.

    A sheet that names who stands on it names the new one too. ``standing`` says who stands on a sheet that does
    not name them, where its kind would not show the new figure by itself; they are named from then on.
    Raises EditRefused if a value is not allowed.
    """
    if not label.strip():
        raise EditRefused(_("Skriv ett namn på figuren."))
    data = {"id": new_id(), "label": label, "role": role or None, "kind": kind, "group": group, "ring": ring, **fields}
    figure = made(Figure, data)
    changes = [added(case, "figures", figure)]
    if sheet is not None:
        changes += _on_sheet(case, sheet, figure.id, place, standing)
    return Patch(PLACE, tuple(changes))


def _on_sheet(
    case: Case, sheet_id: str, figure: str, place: Point | None, standing: Iterable[str] | None
) -> tuple[Change, ...]:
    sheet = record_of(case, "maps", sheet_id, Sheet)
    named = sheet.figures if sheet.figures is not None else standing
    after = sheet
    if named is not None:
        after = with_values(after, figures=(*named, figure))
    if place is not None:
        after = with_values(after, places={**after.places, figure: _rounded(place)})
    if after == sheet:
        return ()
    return (Change("maps", sheet_id, list(case.sheets).index(sheet_id), sheet, after),)


def move_figures(case: Case, sheet_id: str, places: Mapping[str, Point | None]) -> Patch:
    """Put figures at places on a sheet, mm from the child, kept to a hundredth; ``None`` gives one back to the layout.

    The child stands in the middle and is passed over. Raises EditRefused if a place is not a finite point.
    """
    sheet = record_of(case, "maps", sheet_id, Sheet)
    after: dict[str, Point] = dict(sheet.places)
    for figure, place in places.items():
        if figure == case.child:
            continue
        if place is None:
            after.pop(figure, None)
        else:
            after[figure] = _rounded(place)
    if after == sheet.places:
        return Patch(MOVE)
    return Patch(MOVE, replaced(case, "maps", sheet_id, with_values(sheet, places=after)))


def _rounded(place: Point) -> Point:
    x, y = place
    if not (math.isfinite(x) and math.isfinite(y)):
        raise EditRefused(_("Platsen ligger utanför kartan."))
    return round(x, 2), round(y, 2)
