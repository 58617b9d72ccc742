"""The casekarta: everyone round the child, relations in front. The basis of the child's plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from app.i18n import N_
from app.kinds.base import SheetKind
from app.models.case import Case
from app.models.records import Sheet


class CaseMap(SheetKind):
    """Casekarta."""

    id: ClassVar[str] = "case_map"
    label: ClassVar[str] = N_("Casekarta")
    order: ClassVar[int] = 10
    command: ClassVar[str] = "case-map"
    front: ClassVar[Literal["relations", "wishes"]] = "relations"
    empty_areas: ClassVar[bool] = True

    def figures(self, case: Case, sheet: Sheet | None) -> Sequence[str]:
        """Return everyone."""
        if sheet is not None and sheet.figures is not None:
            return sheet.figures
        return tuple(case.figures)
