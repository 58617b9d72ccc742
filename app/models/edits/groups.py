"""The areas of the sheet."""

from __future__ import annotations

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made, new_id, record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import SECTORS, Group, Organisation

ADD = N_("Lägg till område")
MOVE = N_("Flytta område")
ADD_ORGANISATION = N_("Lägg till organisation")


def add_group(case: Case, sector: str, label: str | None = None) -> Patch:
    """Give the case an area of a sector, last in order; it is named after the sector unless ``label`` says else.

    Raises EditRefused if there is no such sector.
    """
    order = max((group.order or 0 for group in case.groups.values()), default=0) + 1
    name = label or _(SECTORS.get(sector, sector))
    return Patch(
        ADD, (added(case, "groups", made(Group, {"id": new_id(), "label": name, "sector": sector, "order": order})),)
    )


def groups_in_order(case: Case) -> list[str]:
    """Return the areas in their order round the child: by ``order`` where given, else as in the file."""
    return sorted(case.groups, key=lambda key: (case.groups[key].order is None, case.groups[key].order or 0))


def move_group(case: Case, group: str, by: int) -> Patch:
    """Move an area so many steps in the order round the child; beyond the ends is the end."""
    record_of(case, "groups", group, Group)
    order = groups_in_order(case)
    at = order.index(group)
    order.insert(max(0, min(at + by, len(order) - 1)), order.pop(at))
    patch = Patch(MOVE)
    if order == groups_in_order(case):
        return patch
    for place, key in enumerate(order, 1):
        after = with_values(record_of(case, "groups", key, Group), order=place)
        patch = patch.then(Patch(MOVE, replaced(case, "groups", key, after)))
    return patch


def add_organisation(case: Case, name: str, principal: str = "municipality") -> Patch:
    """Give the case an organisation, last in the list. Raises EditRefused if it has no name."""
    if not name.strip():
        raise EditRefused(_("Skriv vad organisationen heter."))
    new = made(Organisation, {"id": new_id(), "name": name.strip(), "principal": principal})
    return Patch(ADD_ORGANISATION, (added(case, "organisations", new),))
