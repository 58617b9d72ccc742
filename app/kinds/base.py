"""What a kind answers. Nearly everything has a default: a new kind is one small file in its folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from app.drawing.geometry import Point
from app.drawing.ops import Op
from app.models.case import Case
from app.models.records import Figure, Relation, Sheet, Wish


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and circumstances under which something is drawn.

    ``fill``/``line``/``tint``/``ink`` are the sector's body colour, its outline, its area's pale colour and its
    heading colour. ``is_child`` marks the figure in the middle, ``emphasis`` whether ties of this family
    stand in front on this sheet (relations on the case map, wishes on the collaboration map).
    """

    fill: str = "#555555"
    line: str = "#333333"
    tint: str = "#f2f2f2"
    ink: str = "#333333"
    is_child: bool = False
    is_present: bool = False
    is_coordinator: bool = False
    emphasis: bool = True
    paper: str = "#ffffff"


class FigureKind(ABC):
    """How a kind of figure looks. ``size`` is its body's width and height in mm, centred on its place."""

    id: ClassVar[str]
    label: ClassVar[str]  # Swedish msgid
    order: ClassVar[int] = 100
    size: ClassVar[tuple[float, float]] = (11.0, 15.0)

    @abstractmethod
    def draw(self, figure: Figure, look: Look) -> Sequence[Op]:
        """Return the body, centred on (0, 0), inside ``size``. Pure: same record and look, same ops."""

    def symbol(self, figure: Figure, look: Look) -> Sequence[Op] | None:
        """Return the body as a genogram has it, inside ``size``; None if genograms have no symbol for this kind."""
        return None


class TieKind(ABC):
    """How a relation of one quality, or a wish, is drawn along its line."""

    id: ClassVar[str]
    family: ClassVar[Literal["relations", "wishes"]] = "relations"
    label: ClassVar[str]  # Swedish msgid
    order: ClassVar[int] = 100
    width: ClassVar[float] = 1.0  # mm that the line takes, ornaments included

    @abstractmethod
    def draw(self, tie: Relation | Wish, line: Sequence[Point], look: Look) -> Sequence[Op]:
        """Return the line along ``line`` (mm, from → to). Pure."""

    def legend(self, case_ties: Sequence[Relation | Wish]) -> Sequence[tuple[Relation | Wish, str]]:
        """Return (a sample tie, Swedish msgid) for each entry this kind gives the legend for the ties shown."""
        return [(case_ties[0], self.label)] if case_ties else []


class SheetKind(ABC):
    """A map of the case: who stands on it and which ties are in front."""

    id: ClassVar[str]
    label: ClassVar[str]  # Swedish msgid
    order: ClassVar[int] = 100
    command: ClassVar[str]  # its name on the command line, e.g. "case-map"
    front: ClassVar[Literal["relations", "wishes"]] = "relations"
    empty_areas: ClassVar[bool] = False  # whether areas where nobody stands are shown: a gap is a finding too
    quiet: ClassVar[bool] = False  # whether lines are only shown of what is selected, and never on paper
    ring_names: ClassVar[tuple[str, ...]] = ()  # Swedish msgids on the rings, the innermost first

    @abstractmethod
    def figures(self, case: Case, sheet: Sheet | None) -> Sequence[str]:
        """Return the ids of the figures on the sheet, in order; ``sheet.figures`` decides where it is given."""

    def shown_as(self, case: Case, figure: Figure) -> Figure:
        """Return a figure as this sheet shows it: itself, or with other words under it."""
        return figure
