"""Put figures on the sheet: typed where they are to stand, or dropped from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from app.drawing.geometry import Point
from app.i18n import _
from app.models.role_search import named
from app.widgets.canvas.areas import area_at, area_towards, ring_at
from app.widgets.canvas.drop import CarriedFigure

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView


class Placing:
    """New figures on one canvas."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas

    def type_at(self, point: QPointF, begun: str = "") -> None:
        """Open a field for a name or a role at ``point``; Enter puts the figure there."""
        if not self._canvas.changes.may_edit():
            return
        editor = self._canvas.edit_words(
            point, width=230, hint=_("Namn eller roll, namn"), keep=lambda words: self._typed(words, point)
        )
        editor.setText(begun)

    def begin(self, begun: str = "") -> None:
        """Open a field for a new figure where the pointer is, with the letter that was typed."""
        self.type_at(self._canvas.pointer_point(), begun)

    def _typed(self, words: str, point: QPointF) -> None:
        role, label = split_words(words)
        known = named(role or label)
        spot = (point.x(), point.y())
        if known is None:
            self.put(label, role=role, at=spot)
            return
        area = self._area(spot)
        case = self._canvas.document.case
        group = case.groups[area] if area is not None else None
        if group is None or group.sector != known.sector:
            group = known.group_in(case)
        self.put(
            label if role else known.name, role=known.name, kind=known.kind, group=group.id, ring=known.ring, at=spot
        )

    def dropped(self, figure: CarriedFigure, point: QPointF) -> None:
        """Put a figure from the palette where it was let go: in that area, else in its own."""
        spot, groups = (point.x(), point.y()), self._canvas.document.case.groups
        group = self._area(spot)
        if group is None and figure.group in groups:
            group = figure.group
        if group is None:
            group = next((key for key, each in groups.items() if each.sector == figure.sector), None)
        label = figure.label or figure.role or _("Ny figur")
        self.put(label, role=figure.role, kind=figure.kind, group=group, ring=figure.ring, at=spot)

    def put(
        self,
        label: str,
        *,
        role: str | None = None,
        kind: str = "person",
        group: str | None = None,
        ring: int | None = None,
        at: Point | None = None,
    ) -> str | None:
        """Put a figure on the sheet, select it and return its id.

        What is not given is read off the place. The place is kept if it lies in the figure's own area; else the
        layout finds one there.
        """
        canvas, case = self._canvas, self._canvas.document.case
        layout = canvas.sheet.picture.layout
        if group not in case.groups:
            group = area_towards(layout, at or (0.0, -1.0)) or next(iter(case.groups), None)
        if group not in case.groups:
            canvas.message.emit(_("Ärendet har inget område att ställa figuren i."))
            return None
        ring = ring_at(layout, at) if ring is None and at is not None else 3 if ring is None else ring
        made = canvas.changes.place(
            canvas.sheet.figures,
            label=label,
            group=group,
            ring=ring,
            kind=kind,
            role=role,
            at=at if at is not None and area_at(layout, at) == group else None,
        )
        if made is not None:
            canvas.select([("figures", made)])
        return made

    def _area(self, point: Point) -> str | None:
        """Return the group whose area covers ``point``."""
        area = area_at(self._canvas.sheet.picture.layout, point)
        return area if area in self._canvas.document.case.groups else None


def split_words(words: str) -> tuple[str | None, str]:
    """Return (role, name) from what was typed: “Mentor, Marie” has both, “Mormor” only a name."""
    role, comma, name = (part.strip() for part in words.partition(","))
    return (role, name) if comma and role and name and not name[0].isdigit() else (None, words)
