"""Goals, long-term and short-term."""

from __future__ import annotations

from app.i18n import N_, _
from app.models.case import GOALS, Case
from app.models.edits.making import EditRefused, added, made, new_id
from app.models.patch import Patch
from app.models.records import FAMILIES

ADD = N_("Nytt mål")


def add_goal(case: Case, family: str, text: str) -> Patch:
    """Write a goal last among the ``long_term`` or ``short_term`` ones. Raises EditRefused."""
    if family not in GOALS:
        raise EditRefused(_("Ett mål är långsiktigt eller kortsiktigt."))
    return Patch(ADD, (added(case, family, made(FAMILIES[family], {"id": new_id(), "text": text or None})),))
