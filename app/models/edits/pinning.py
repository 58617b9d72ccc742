"""Pinning figures on a sheet: “Ordna” leaves them where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.i18n import N_
from app.models.case import Case
from app.models.edits.figures import Point, move_figures
from app.models.edits.making import record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import Sheet

PIN, UNPIN = N_("Nåla fast figur"), N_("Lossa figur")


def pin_figures(case: Case, sheet_id: str, places: Mapping[str, Point]) -> Patch:
    """Pin figures where they stand (mm from the child). The child is in the middle anyway and passed over."""
    sheet = record_of(case, "maps", sheet_id, Sheet)
    new = [key for key in places if key != case.child and key not in sheet.pinned]
    if not new:
        return Patch(PIN)
    pinned = with_values(sheet, pinned=(*sheet.pinned, *new))
    first = Patch(PIN, replaced(case, "maps", sheet_id, pinned))
    after = Case(case.records())
    after.apply(first)
    return first.then(move_figures(after, sheet_id, {key: places[key] for key in new}))


def unpin_figures(case: Case, sheet_id: str, figures: Iterable[str]) -> Patch:
    """Let figures move again; they stay where they are until something moves them."""
    sheet, loose = record_of(case, "maps", sheet_id, Sheet), set(figures)
    kept = tuple(key for key in sheet.pinned if key not in loose)
    if kept == sheet.pinned:
        return Patch(UNPIN)
    return Patch(UNPIN, replaced(case, "maps", sheet_id, with_values(sheet, pinned=kept)))
