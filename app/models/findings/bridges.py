"""Links between services that hang on a single pair of people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from app.i18n import _
from app.models.case import Case
from app.models.findings.base import ALIVE, SERVICES, Finding, FindingKind, called


class SingleBridge(FindingKind):
    """Den enda länken mellan två verksamheter."""

    id = "single_bridge"
    order = 45

    def look(self, case: Case) -> Iterator[Finding]:
        """Find the pairs of people who alone join two areas of work by relations that there are."""
        pairs: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for record in case.relations.values():
            one, two = record.from_, record.to
            if record.quality not in ALIVE or case.child in (one, two):
                continue
            groups = case.figures[one].group, case.figures[two].group
            if len(set(groups)) == 2:
                ordered = (one, two) if groups[0] < groups[1] else (two, one)
                pairs.setdefault((min(groups), max(groups)), set()).add(ordered)
        order = {group: number for number, group in enumerate(case.groups)}
        services = [key for key, group in case.groups.items() if group.sector in SERVICES]
        for first, second in combinations(sorted(services, key=order.__getitem__), 2):
            between = pairs.get((min(first, second), max(first, second)), set())
            if len(between) == 1 and case.groups[first].sector != case.groups[second].sector:
                low, high = next(iter(between))
                one, two = (low, high) if case.figures[low].group == first else (high, low)
                text = _("Den enda relationen mellan {first} och {second} är den mellan {one} och {two}.").format(
                    one=called(case, one),
                    two=called(case, two),
                    first=case.groups[first].label,
                    second=case.groups[second].label,
                )
                ends = {one, two}
                ties = [("relations", k) for k, r in case.relations.items() if {r.from_, r.to} == ends]
                yield Finding.of(self.id, ends, text, [("figures", one), ("figures", two), *ties])
