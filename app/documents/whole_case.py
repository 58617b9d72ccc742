"""The case itself, as its file: everything that is in it, nothing added."""

from __future__ import annotations

from app.documents.base import Document, Shape
from app.i18n import N_
from app.models.case import Case


class WholeCase(Document):
    """The case file (``samkarta.case/1``)."""

    id = "case"
    label = N_("Ärendefil")
    order = 800
    shapes = frozenset[Shape]({"case"})

    def title(self, case: Case) -> str:
        """Return the case's title."""
        return case.info.title
