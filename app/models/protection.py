"""Protected identity (skyddade personuppgifter): who has it, and which names of places tell where they are.

Where a case or its child is protected, so is everybody round the child: whoever knows the mother's name, the mentor's
or the school's can find the child. What stands in a name's place is `app.models.pseudonyms`' business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.i18n import N_, _
from app.models.case import Case
from app.models.choices import SECTORS

COUNTY, REGION, SOMEWHERE, OTHER = N_("kommunen"), N_("regionen"), N_("orten"), N_("Organisation")


def everyone_is_protected(case: Case) -> bool:
    """Return whether the case, or the child in its middle, has protected identity."""
    return case.info.protected_identity or case.figures[case.child].protected_identity


def protected_figures(case: Case) -> frozenset[str]:
    """Return the figures whose names are kept from every screen, list and paper; most often none."""
    if everyone_is_protected(case):
        return frozenset(case.figures)
    return frozenset(key for key, figure in case.figures.items() if figure.protected_identity)


def place_names(case: Case) -> Mapping[str, str]:
    """Return every name that tells where people are, with what stands in its place: organisations by their area."""
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    areas = {
        figure.organisation: SECTORS[case.groups[figure.group].sector]
        for figure in reversed(list(case.figures.values()))
        if figure.organisation is not None
    }
    for key, organisation in case.organisations.items():
        area = _(areas.get(key, OTHER))
        taken[area] = taken.get(area, 0) + 1
        found[organisation.name] = area if taken[area] == 1 else f"{area} {taken[area]}"
        for name, word in ((organisation.municipality, COUNTY), (organisation.region, REGION)):
            if name:
                found.setdefault(name, _(word))
                place = re.sub(r"(?i)\b(kommun|kommunen|stad|region|regionen)\b", "", name).strip()
                for each in {place, place.removesuffix("s")}:
                    if len(each) > 2:
                        found.setdefault(each, _(SOMEWHERE))
    return {name: shown for name, shown in found.items() if name.strip() and name != shown}
