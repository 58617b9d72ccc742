"""What somebody wants printed, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.base import Document as PaperSource
from app.documents.base import Options, documents
from app.i18n import N_
from app.kinds.options import PLAIN
from app.kinds.options import Options as Looks
from app.models.case import Case
from app.models.pseudonyms import masked

PAPERS = {
    "auto": N_("Det som passar bäst"),
    "a4": "A4",
    "a3": "A3",
    "a2": N_("Affisch A2"),
    "a1": N_("Affisch A1"),
    "a0": N_("Affisch A0"),
    "tiled-a4": N_("Affisch på A4-ark att tejpa ihop"),
    "tiled-a3": N_("Affisch på A3-ark att tejpa ihop"),
}
"""The papers as they are offered (Swedish msgids)."""

ELSEWHERE = frozenset({"case-pack", "edit-log", "withdrawal-letter"})
"""Papers that are made elsewhere: of all the others, or of more than the case itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The papers by their kinds, the size, and what goes along. ``hidden``: pseudonyms stand for all names;
    ``safe``: the case is de-identified (rule R12), which is more."""

    kinds: tuple[str, ...] = ()
    paper: str = "auto"
    legend: bool = True
    notes: bool = True
    grey: bool = False
    hidden: bool = False
    safe: bool = False

    @classmethod
    def remembered(cls, before: Mapping[str, Any], kinds: tuple[str, ...]) -> Choice:
        """Return a choice of papers with what somebody chose the last time; names are there until they are hidden."""
        given = {key: bool(before[key]) for key in ("legend", "notes", "grey") if key in before}
        paper = str(before.get("paper", "auto"))
        return cls(kinds, paper if paper in PAPERS else "auto", **given)

    def to_remember(self) -> dict[str, Any]:
        """Return what is remembered to the next time."""
        return {"paper": self.paper, "legend": self.legend, "notes": self.notes, "grey": self.grey}

    def options(self, looks: Looks = PLAIN) -> Options:
        """Return how the papers are wanted."""
        return Options(
            self.paper, looks=looks, legend=self.legend, notes=self.notes, grey=self.grey, hidden=self.hidden
        )

    def case(self, case: Case) -> Case:
        """Return the case that the papers are made of; a ``safe`` choice needs one that is de-identified."""
        return masked(case) if self.hidden and not self.safe else case


def printable() -> Sequence[PaperSource]:
    """Return the papers that can be printed, in menu order."""
    return [each for each in documents().values() if "pages" in each.shapes and each.id not in ELSEWHERE]
