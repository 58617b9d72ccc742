"""Who is missing, who stands alone, and who carries much without being asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.findings.base import ABSENT, ALIVE, Finding, FindingKind, called, listed
from app.models.records import Figure

MANY = 3
"""From how many on it is worth a sentence that they need, or get from, the same person."""

KEPT = frozenset({"can", "partly"})


class MissingFigure(FindingKind):
    """Vem som saknas: a result of the method (handbook ch. 8)."""

    id = "missing_figure"
    order = 30

    def look(self, case: Case) -> Iterator[Finding]:
        """Find those who should be there and are not."""
        figures = [key for key, figure in case.figures.items() if figure.status == "missing"]
        if figures:
            text = ngettext("{who} saknas runt barnet.", "De här saknas runt barnet: {who}.", len(figures))
            who = listed(_post(case.figures[each]) for each in figures)
            yield Finding.of(self.id, figures, text.format(who=who), [("figures", each) for each in figures])


def _post(figure: Figure) -> str:
    """Return who is missing without what is said in brackets that they are: "Resurspedagog (vakant)"."""
    return re.sub(r"\s*\([^()]*\)$", "", figure.label) or figure.label


class Unconnected(FindingKind):
    """De som inte har någon linje till någon."""

    id = "unconnected"
    order = 31

    def look(self, case: Case) -> Iterator[Finding]:
        """Find those who are there but have neither a relation nor a wish; a missing relation is none."""
        joined: set[str] = set()
        for relation in case.relations.values():
            if relation.quality not in ABSENT:
                joined.update((relation.from_, relation.to))
        for wish in case.wishes.values():
            joined.update((wish.from_, wish.to))
        alone = [
            key for key, f in case.figures.items() if key not in joined and f.status != "missing" and key != case.child
        ]
        if alone:
            text = ngettext(
                "{who} har ingen linje till någon.", "De här har ingen linje till någon: {who}.", len(alone)
            )
            who = listed(called(case, each) for each in alone)
            yield Finding.of(self.id, alone, text.format(who=who), [("figures", each) for each in alone])


class NeededByMany(FindingKind):
    """Den som många behöver, och som ingen har frågat hur hen klarar det."""

    id = "needed_by_many"
    order = 40

    def look(self, case: Case) -> Iterator[Finding]:
        """Find those whom several actors ask for something, and whose own needs nobody has answered."""
        asking: dict[str, set[str]] = {}
        helped = {wish.from_ for wish in case.wishes.values() if wish.status in KEPT}
        for wish in case.wishes.values():
            asking.setdefault(wish.to, set()).add(wish.from_)
        for figure, record in case.figures.items():
            if len(asking.get(figure, ())) >= MANY and figure not in helped and figure != case.child:
                text = _("{count} aktörer behöver något av {who}. Fråga hur {who_short} klarar det.").format(
                    count=len(asking[figure]), who=called(case, figure), who_short=record.label
                )
                yield Finding.of(self.id, [figure], text, [("figures", figure), *_wishes_to(case, figure)])


class GivesAsksNone(FindingKind):
    """Den som ger åt flera och inte har bett om något."""

    id = "gives_asks_none"
    order = 41

    def look(self, case: Case) -> Iterator[Finding]:
        """Find those who give energy, or have promised something, to several, and have no wish of their own."""
        asking = {wish.from_ for wish in case.wishes.values()}
        given = _gifts(case)
        for figure in case.figures:
            count = len(given.get(figure, ()))
            if count >= MANY and figure not in asking and figure != case.child:
                text = _("{who} ger något åt {count} andra och har inte bett om något.")
                said = text.format(who=called(case, figure), count=count)
                yield Finding.of(self.id, [figure], said, [("figures", figure), *_wishes_to(case, figure)])


def _gifts(case: Case) -> dict[str, set[str]]:
    """Return whom each figure gives to: those it has promised something, and those its relations give energy to."""
    given: dict[str, set[str]] = {}
    for wish in case.wishes.values():
        if wish.status in KEPT:
            given.setdefault(wish.to, set()).add(wish.from_)
    for relation in case.relations.values():
        if relation.quality in ALIVE and relation.energy in ("to", "from"):
            ends = (relation.from_, relation.to)
            giver, taker = ends if relation.energy == "to" else ends[::-1]
            given.setdefault(giver, set()).add(taker)
    return given


def _wishes_to(case: Case, figure: str) -> Iterator[tuple[str, str]]:
    """Yield the arrows that lead to a figure, to be lit with it."""
    yield from (("wishes", key) for key, wish in case.wishes.items() if wish.to == figure)
