"""The areas of the sheet."""

from __future__ import annotations

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import added, made, new_id
from app.models.patch import Patch
from app.models.records import SECTORS, Group

ADD = N_("Lägg till område")


def add_group(case: Case, sector: str, label: str | None = None) -> Patch:
    """Give the case an area of a sector, last in order; it is named after the sector unless ``label`` says else.

    Raises EditRefused if there is no such sector.
    """
    order = max((group.order or 0 for group in case.groups.values()), default=0) + 1
    name = label or _(SECTORS.get(sector, sector))
    return Patch(
        ADD, (added(case, "groups", made(Group, {"id": new_id(), "label": name, "sector": sector, "order": order})),)
    )
