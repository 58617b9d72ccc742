"""Who is missing, who stands alone, and who carries much without being asked."""

from __future__ import annotations

from collections.abc import Iterator

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.findings.base import ABSENT, ALIVE, Finding, FindingKind, called, listed

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
            who = listed(called(case, each) for each in figures)
            yield Finding.of(self.id, figures, text.format(who=who), [("figures", each) for each in figures])


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
        for figure in case.figures:
            asking = {wish.from_ for wish in case.wishes.values() if wish.to == figure}
            own = [wish for wish in case.wishes.values() if wish.from_ == figure and wish.status in KEPT]
            if len(asking) >= MANY and not own:
                text = _("{count} aktörer behöver något av {who}. Fråga hur {who_short} klarar det.").format(
                    count=len(asking), who=called(case, figure), who_short=case.figures[figure].label
                )
                yield Finding.of(self.id, [figure], text, [("figures", figure)])


class GivesAsksNone(FindingKind):
    """Den som ger åt flera och inte har bett om något."""

    id = "gives_asks_none"
    order = 41

    def look(self, case: Case) -> Iterator[Finding]:
        """Find those who give energy, or have promised something, to several, and have no wish of their own."""
        asking = {wish.from_ for wish in case.wishes.values()}
        for figure in case.figures:
            if figure == case.child or figure in asking:
                continue
            given = {wish.from_ for wish in case.wishes.values() if wish.to == figure and wish.status in KEPT}
            for relation in case.relations.values():
                if relation.quality in ALIVE and figure in (relation.from_, relation.to):
                    outwards = "to" if relation.from_ == figure else "from"
                    other = relation.to if relation.from_ == figure else relation.from_
                    if relation.energy == outwards:
                        given.add(other)
            if len(given) >= MANY:
                text = _("{who} ger något åt {count} andra och har inte bett om något.").format(
                    who=called(case, figure), count=len(given)
                )
                yield Finding.of(self.id, [figure], text, [("figures", figure)])
