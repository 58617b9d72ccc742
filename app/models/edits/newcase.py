"""A new case: the child in the middle, the usual groups, both maps, the two questions."""

from __future__ import annotations

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, made, new_id
from app.models.edits.sheets import TITLES
from app.models.fields import Record
from app.models.records import CaseInfo, Figure, Frame, Group, Questions, Sheet

GROUPS = (
    (N_("Familj"), "family"),
    (N_("Släkt"), "relatives"),
    (N_("Kamrater"), "friends"),
    (N_("Fritid"), "leisure"),
    (N_("Skola"), "school"),
    (N_("Elevhälsa"), "school"),
    (N_("Socialtjänst"), "social_services"),
    (N_("Hälso- och sjukvård"), "health"),
    (N_("Andra"), "other"),
)
"""The areas of an empty sheet and their sectors, in order."""

SUPPORT = N_("Hur kan ni stödja barnet?")
NEED = N_("Vad behöver du/ni av de andra aktörerna för att kunna stödja barnet?")
"""The key questions of Träff 4 (handbook, ch. 6), word for word."""


def empty_case(title: str, child: str) -> Case:
    """Return a case with the child in the middle and nobody round it. Raises EditRefused if a name is blank."""
    if not title.strip():
        raise EditRefused(_("Skriv ett namn på ärendet."))
    if not child.strip():
        raise EditRefused(_("Skriv vad barnet ska kallas på kartan."))
    groups = [
        made(Group, {"id": new_id(), "label": _(label), "sector": sector, "order": place})
        for place, (label, sector) in enumerate(GROUPS, 1)
    ]
    figure = made(Figure, {"id": new_id(), "label": child, "role": _("Barn"), "group": groups[0].id, "ring": 0})
    sheets = [
        made(Sheet, {"id": new_id(), "kind": kind, "title": _(TITLES[kind])})
        for kind in ("case_map", "collaboration_map")
    ]
    records: dict[str, dict[str, Record]] = {
        "frame": {"frame": made(Frame, {"child": figure.id})},
        "case": {"case": made(CaseInfo, {"id": new_id(), "title": title, "status": "open"})},
        "questions": {"questions": made(Questions, {"support": _(SUPPORT), "need": _(NEED)})},
        "groups": {group.id: group for group in groups},
        "figures": {figure.id: figure},
        "maps": {sheet.id: sheet for sheet in sheets},
    }
    return Case(records)
