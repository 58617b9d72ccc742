"""A case that was closed so long ago that somebody must decide whether it is still to be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.i18n import _
from app.models.case import Case
from app.models.findings.base import USUAL, Finding, FindingKind
from app.models.retention import Terms, due_since


class DueForReview(FindingKind):
    """Avslutat ärende som ska gås igenom för gallring."""

    id = "due_for_review"
    order = 90

    def look(self, case: Case) -> Iterator[Finding]:
        """Find the case itself, once it is to be reviewed by the usual terms."""
        return self.look_by(case, USUAL)

    def look_by(self, case: Case, terms: Terms) -> Iterator[Finding]:
        """Find the case itself, once it is to be reviewed."""
        closed = case.info.closed_on
        if closed is None or case.info.status != "closed":
            return
        if due_since(closed, terms.months, terms.kept_until) <= date.today():
            text = _("Ärendet avslutades {day}. Bestäm om det ska sparas, lämnas över eller raderas (Gallring).")
            yield Finding.of(self.id, [closed.isoformat()], text.format(day=closed.isoformat()), [])
