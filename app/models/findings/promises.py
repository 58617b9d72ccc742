"""What was promised or offered and has not become a row of the plan: the leak list (method §0, finding 6)."""

from __future__ import annotations

from collections.abc import Iterator

from app.i18n import _
from app.models.case import Case
from app.models.findings.base import Finding, FindingKind, called, listed, numbered
from app.models.promises import offered_but_not_planned, promised_but_not_planned


class PromisedNotInPlan(FindingKind):
    """Lovat men inte i planen."""

    id = "promised_not_in_plan"
    order = 10

    def look(self, case: Case) -> Iterator[Finding]:
        """Find the wishes that can be met and have no row in either plan."""
        wishes = promised_but_not_planned(case)
        if wishes:
            text = _("Lovat men inte i planen: önskemål {numbers}.")
            lights = [("wishes", wish) for wish in wishes]
            yield Finding.of(self.id, wishes, text.format(numbers=numbered(case, wishes)), lights)


class OfferedNotInPlan(FindingKind):
    """Erbjudet men inte i planen."""

    id = "offered_not_in_plan"
    order = 11

    def look(self, case: Case) -> Iterator[Finding]:
        """Find the answers to how each can support the child that have no row in either plan."""
        answers = offered_but_not_planned(case)
        if answers:
            who = list(dict.fromkeys(case.support_answers[each].figure for each in answers))
            text = _("Erbjudet stöd som inte står i planen: från {who}.")
            lights = [("figures", figure) for figure in who]
            yield Finding.of(self.id, answers, text.format(who=listed(called(case, each) for each in who)), lights)
