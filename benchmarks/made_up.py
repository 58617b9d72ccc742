"""Made-up cases for the benchmarks: no person in them exists."""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "subjects"))

from frames import map_of

from app.models import casefile
from app.models.case import Case

SECTORS = ("family", "relatives", "friends", "leisure", "school", "social_services", "health", "other")
QUALITIES = ("strong", "ordinary", "tenuous", "stressful", "conflict")
ROLES = ("Mamma", "Mentor", "Rektor", "Socialsekreterare", "Skolkurator", "Ledare", "Behandlare")


def case_of(figures: int) -> Case:
    """Return a case whose case map has so many figures, all with their places, and half again as many relations."""
    places, lines = map_of(figures)
    chance = random.Random(7)
    names = [f"f{number}" for number in range(figures)]
    data = {
        "schema": "samkarta.case/1",
        "case": {"id": "bench", "title": f"{figures} figurer", "kind": "type_case", "fictional": True},
        "child": names[0],
        "groups": [{"id": sector, "label": sector.title(), "sector": sector} for sector in SECTORS],
        "figures": [
            {
                "id": name,
                "label": "Elin" if not number else f"Namn {number}",
                "role": None if not number else chance.choice(ROLES),
                "group": SECTORS[number % len(SECTORS)],
                "ring": 0 if not number else 1 + number % 3,
            }
            for number, name in enumerate(names)
        ],
        "relations": [
            {"id": f"r{number}", "from": names[one], "to": names[two], "quality": chance.choice(QUALITIES)}
            for number, (one, two) in enumerate(lines)
        ],
        "maps": [
            {
                "id": "map",
                "kind": "case_map",
                "places": {name: list(place) for name, place in list(zip(names, places, strict=True))[1:]},
            }
        ],
    }
    return casefile.from_data(data, casefile.Vocabulary())
