"""The intressentkarta: the target group in the middle, everyone it concerns by distance from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from app.i18n import N_
from app.kinds.base import SheetKind
from app.models.case import Case
from app.models.records import Figure, Sheet


class StakeholderMap(SheetKind):
    """Intressentkarta (handbook ch. 6, Träff 2): who is concerned, and how nearly. It is not about relations."""

    id: ClassVar[str] = "stakeholder_map"
    label: ClassVar[str] = N_("Intressentkarta")
    order: ClassVar[int] = 30
    command: ClassVar[str] = "stakeholder-map"
    front: ClassVar[Literal["relations", "wishes"]] = "relations"
    quiet: ClassVar[bool] = True
    ring_names: ClassVar[tuple[str, ...]] = (N_("närmast"), N_("längre bort"), N_("perifert"))

    def figures(self, case: Case, sheet: Sheet | None) -> Sequence[str]:
        """Return everyone, the nearest first."""
        if sheet is not None and sheet.figures is not None:
            return sheet.figures
        return tuple(sorted(case.figures, key=lambda key: case.figures[key].ring))

    def shown_as(self, case: Case, figure: Figure) -> Figure:
        """Return the middle with the target group's words, where the case has a target group."""
        if figure.id != case.child or not case.info.target_group:
            return figure
        return figure.changed(label=case.info.target_group, role=None, age=None)
