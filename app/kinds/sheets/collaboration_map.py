"""The samverkanskarta: the child, everyone with a wish, and every active professional; wishes in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from app.i18n import N_
from app.kinds.base import SheetKind
from app.models.case import Case
from app.models.records import Sheet

PRIVATE_SECTORS = frozenset({"family", "relatives", "friends", "leisure"})


class CollaborationMap(SheetKind):
    """Samverkanskarta."""

    id: ClassVar[str] = "collaboration_map"
    label: ClassVar[str] = N_("Samverkanskarta")
    order: ClassVar[int] = 20
    command: ClassVar[str] = "collaboration-map"
    front: ClassVar[Literal["relations", "wishes"]] = "wishes"

    def figures(self, case: Case, sheet: Sheet | None) -> Sequence[str]:
        """Return the child, those who ask or are asked, and active figures of school, services, health and others."""
        if sheet is not None and sheet.figures is not None:
            return sheet.figures
        wishing = {end for wish in case.wishes.values() for end in (wish.from_, wish.to)}
        return tuple(
            key
            for key, figure in case.figures.items()
            if key == case.child
            or key in wishing
            or (figure.status == "active" and case.groups[figure.group].sector not in PRIVATE_SECTORS)
        )
