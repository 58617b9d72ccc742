"""What the answers to the wishes show, and those that nobody has answered."""

from __future__ import annotations

from collections.abc import Iterator

from app.i18n import N_, _
from app.models.case import Case
from app.models.findings.base import SERVICES, Finding, FindingKind, numbered

CAUSES_IN_WORDS = {
    "regulation": N_("Önskemål {numbers} är blockerade av samma sak: regelverk."),
    "organisation": N_("Önskemål {numbers} är blockerade av samma sak: organisation."),
    "outlook": N_("Önskemål {numbers} är blockerade av samma sak: synsätt."),
}


class Unanswered(FindingKind):
    """Önskemål som ingen har svarat på."""

    id = "unanswered"
    order = 20

    def look(self, case: Case) -> Iterator[Finding]:
        """Find the wishes without an answer."""
        wishes = [key for key, wish in case.wishes.items() if wish.status == "unanswered"]
        if wishes:
            text = _("Önskemål {numbers} har inte fått svar.")
            lights = [("wishes", wish) for wish in wishes]
            yield Finding.of(self.id, wishes, text.format(numbers=numbered(case, wishes)), lights)


class SameCause(FindingKind):
    """Flera önskemål som blockeras av samma orsak (regelverk, organisation, synsätt)."""

    id = "same_cause"
    order = 60

    def look(self, case: Case) -> Iterator[Finding]:
        """Find the causes that block two wishes or more, and are not unlocked."""
        by_cause: dict[str, list[str]] = {}
        for key, wish in case.wishes.items():
            if wish.status == "blocked" and wish.unlocked_on is None and wish.answer and wish.answer.cause:
                by_cause.setdefault(wish.answer.cause, []).append(key)
        for cause, wishes in by_cause.items():
            if len(wishes) > 1:
                text = _(CAUSES_IN_WORDS[cause]).format(numbers=numbered(case, wishes))
                yield Finding.of(self.id, wishes, text, [("wishes", wish) for wish in wishes])


class ServiceWithoutAnswer(FindingKind):
    """Verksamheter som har önskemål men inte har fått svar på något av dem."""

    id = "service_without_answer"
    order = 50

    def look(self, case: Case) -> Iterator[Finding]:
        """Find the areas of work whose people have asked, and got no answer at all."""
        for group in case.groups.values():
            if group.sector not in SERVICES:
                continue
            asked = [key for key, wish in case.wishes.items() if case.figures[wish.from_].group == group.id]
            if asked and all(case.wishes[key].status == "unanswered" for key in asked):
                text = _("{service} har inte fått svar på något av sina önskemål.").format(service=group.label)
                yield Finding.of(self.id, asked, text, [("wishes", wish) for wish in asked])
