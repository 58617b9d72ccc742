"""The intressentkarta: everyone by distance from the child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from app.i18n import N_
from app.kinds.base import SheetKind
from app.models.case import Case
from app.models.records import Sheet


class StakeholderMap(SheetKind):
    """Intressentkarta."""

    id: ClassVar[str] = "stakeholder_map"
    label: ClassVar[str] = N_("Intressentkarta")
    order: ClassVar[int] = 30
    command: ClassVar[str] = "stakeholder-map"
    front: ClassVar[Literal["relations", "wishes"]] = "relations"

    def figures(self, case: Case, sheet: Sheet | None) -> Sequence[str]:
        """Return everyone, the nearest first."""
        if sheet is not None and sheet.figures is not None:
            return sheet.figures
        return tuple(sorted(case.figures, key=lambda key: case.figures[key].ring))
