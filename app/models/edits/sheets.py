"""The sheets of a case."""

from __future__ import annotations

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import added, made, new_id
from app.models.patch import Patch
from app.models.records import Sheet

ADD = N_("Ny karta")
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
