"""Put figures on the sheet: typed where they are to stand, or dropped from the palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from app.drawing.geometry import Point
from app.i18n import N_, _
from app.models.new_person import DEFAULT_KIND, DEFAULT_RING, Person
from app.widgets.canvas.area_card import AreaCard
from app.widgets.canvas.areas import area_at, area_towards, ring_at
from app.widgets.canvas.card import then_say
from app.widgets.canvas.drop import CarriedFigure
from app.widgets.canvas.person_card import PersonCard

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

AFTER_PEOPLE = N_("Markera en figur och tryck Enter för att rita dess relationer.")


class Placing:
    """New figures on one canvas."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas

    def begin(self, begun: str = "") -> None:
        """Open the card for new figures at the top of the view, with the letter that was typed.

        Who has no area of their own comes to that of the figure that is selected.
        """
        case = self._canvas.document.case
        chosen = [name for family, name in self._canvas.selected() if family == "figures" and name != case.child]
        area = case.figures[chosen[-1]].group if chosen else next(iter(case.groups), None)
        self._open(None, area=area, begun=begun)

    def type_at(self, point: QPointF, begun: str = "") -> None:
        """Open the card for new figures at ``point``; the first one stands there if that is in its own area."""
        layout, spot = self._canvas.sheet.picture.layout, (point.x(), point.y())
        area = area_towards(layout, spot)
        self._open(point, area=area, ring=ring_at(layout, spot), begun=begun)

    def _open(self, point: QPointF | None, *, area: str | None, ring: int = DEFAULT_RING, begun: str = "") -> None:
        canvas = self._canvas
        if not canvas.changes.may_edit():
            return
        spots = [] if point is None else [(point.x(), point.y())]

        def put(person: Person) -> bool:
            made = self._put(person, spots[-1] if spots else None)
            if made:
                spots.clear()  # the place is taken: the layout finds the next one
            return made

        canvas.take_editor(
            lambda closed: PersonCard(
                canvas,
                point,
                canvas.document.shown,
                put=put,
                closed=then_say(closed, canvas.message.emit, _(AFTER_PEOPLE)),
                area=area,
                ring=ring,
                begun=begun,
            )
        )

    def _put(self, person: Person, at: Point | None) -> bool:
        """Set out who was typed; a case without their area gets it in the same step."""
        made = self.put(
            person.label,
            role=person.role,
            kind=person.kind,
            group=person.group,
            sector=person.sector,
            ring=person.ring,
            at=at,
            **person.more,
        )
        if made is None:
            return False
        figure = self._canvas.document.shown.figures[made]
        sentence = _("{figure} står i {area}. Skriv nästa, eller tryck Esc.")
        area = self._canvas.document.shown.groups[figure.group].label
        self._canvas.message.emit(sentence.format(figure=figure.label, area=area))
        self._canvas.show_key(("figures", made))
        return True

    def rename(self, figure: str) -> None:
        """Open a field over the name of a figure."""
        canvas = self._canvas
        item = canvas.sheet.figures[figure]
        canvas.edit_words(
            item.words().center(),
            width=max(160, round(item.words().width() * canvas.transform().m11()) + 60),
            text=canvas.document.case.figures[figure].label,
            hint=_("Namn"),
            keep=lambda words: canvas.changes.rename(figure, words),
        )

    def ask_area(self, figures: Sequence[str]) -> None:
        """Open the card that asks which area figures are to stand in."""
        canvas, case = self._canvas, self._canvas.document.case
        names = [name for name in figures if name != case.child]
        if not names or not canvas.changes.may_edit():
            return
        heading = _("Vilket område hör {figure} till?").format(figure=canvas.document.shown.figures[names[-1]].label)
        canvas.take_editor(
            lambda closed: AreaCard(
                canvas,
                case,
                heading=heading if len(names) == 1 else _("Vilket område hör figurerna till?"),
                now=case.figures[names[-1]].group,
                chosen=lambda area: canvas.changes.to_area(names, area),
                closed=closed,
            )
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
        kind: str = DEFAULT_KIND,
        group: str | None = None,
        sector: str | None = None,
        ring: int | None = None,
        at: Point | None = None,
        **more: object,
    ) -> str | None:
        """Put a figure on the sheet, select it and return its id; ``more`` are further fields of the figure.

        What is not given is read off the place. The place is kept if it lies in the figure's own area; else the
        layout finds one there. Without a group, the case gets an area of ``sector`` in the same step if one is named.
        """
        canvas, case = self._canvas, self._canvas.document.case
        layout = canvas.sheet.picture.layout
        if group not in case.groups and sector is None:
            group = area_towards(layout, at or (0.0, -1.0)) or next(iter(case.groups), None)
        if group not in case.groups and sector is None:
            canvas.message.emit(_("Ärendet har inget område att ställa figuren i."))
            return None
        ring = ring_at(layout, at) if ring is None and at is not None else DEFAULT_RING if ring is None else ring
        made = canvas.changes.place(
            canvas.sheet.figures,
            label=label,
            group=group if group in case.groups else None,
            sector=sector,
            ring=ring,
            kind=kind,
            role=role,
            at=at if at is not None and area_at(layout, at) == group else None,
            **more,
        )
        if made is not None:
            canvas.select([("figures", made)])
        return made

    def _area(self, point: Point) -> str | None:
        """Return the group whose area covers ``point``."""
        area = area_at(self._canvas.sheet.picture.layout, point)
        return area if area in self._canvas.document.case.groups else None
