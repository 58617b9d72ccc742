"""A made-up case as large as they come, for pictures and for trying things out. No person in it exists."""

from __future__ import annotations

import random
from typing import Any

from app.kinds.registry import figure_kinds, sheet_kinds, tie_kinds
from app.models import casefile
from app.models.case import Case
from app.models.records import SECTORS
from app.models.roles import roles

NAMES = (  # fmt: skip
    "Agnes", "Alva", "Amina", "Anders", "Anja", "Astrid", "Bertil", "Britta", "Cecilia", "Dana", "David", "Edvin",
    "Elif", "Elsa", "Emil", "Erik", "Eva", "Farid", "Filip", "Frida", "Gunnel", "Hanna", "Harald", "Hedda", "Hugo",
    "Ida", "Ingrid", "Isak", "Jamal", "Johan", "Jonna", "Kalle", "Karin", "Kerstin", "Lars", "Leila", "Lena",
    "Linus", "Lova", "Magnus", "Maja", "Marta", "Milo", "Mona", "Nils", "Noor", "Olle", "Otto", "Petra", "Rasmus",
    "Rut", "Sami", "Sigrid", "Siv", "Sofia", "Sven", "Tage", "Tyra", "Ulf", "Vera", "Viktor", "Wilma", "Yasmin",
    "Åke", "Åsa", "Ädel", "Örjan",
)  # fmt: skip
WISHES = (
    "Besked om frånvaron samma dag.",
    "Ett möte i månaden med alla runt bordet.",
    "En fast person att ringa.",
    "Återkoppling på anmälan.",
    "Morgonstöd två dagar i veckan.",
    "Utredningen klar före jul.",
    "Någon som möter vid grinden.",
    "Handledning om tvåspråkighet.",
    "Skjuts till träningen på torsdagar.",
    "Läxhjälp efter fritids.",
    "Att få veta vad som är bestämt.",
    "Kortare väntetid till samtal.",
)
ANSWERS = ("can", "can", "can", "partly", "blocked", "unanswered")
STATUSES = ("active",) * 12 + ("waiting", "dormant", "missing")
QUALITIES = ("strong", "ordinary", "ordinary", "tenuous", "stressful", "conflict", "cutoff", "missing")


def made_up_case(figures: int = 60, wishes: int = 90, seed: int = 60) -> Case:
    """Return a case of so many figures, the child among them, two relations for three figures, and so many wishes.

    The same numbers give the same case.
    """
    chance = random.Random(seed)
    people = [_child(), *(_figure(number, chance) for number in range(1, figures))]
    keys = [each["id"] for each in people]
    data = {
        "schema": "samkarta.case/1",
        "case": {"id": f"made_up_{figures}", "title": "Alla runt Nova", "kind": "type_case", "fictional": True},
        "child": "f0",
        "groups": [{"id": sector, "label": label, "sector": sector} for sector, label in SECTORS.items()],
        "figures": people,
        "relations": _relations(keys, chance),
        "wishes": [_wish(number, keys, chance) for number in range(wishes)],
        "meetings": [{"id": "m1", "date": "2026-10-06", "present": chance.sample(keys[1:], len(keys) // 3)}],
    }
    kinds = casefile.Vocabulary(frozenset(figure_kinds()), frozenset(tie_kinds()), frozenset(sheet_kinds()))
    return casefile.from_data(data, kinds)


def _child() -> dict[str, Any]:
    return {"id": "f0", "label": "Nova", "role": "Barn", "age": 9, "group": "family", "ring": 0}


def _figure(number: int, chance: random.Random) -> dict[str, Any]:
    role = roles()[(number * 7) % len(roles())]
    figure: dict[str, Any] = {
        "id": f"f{number}",
        "label": NAMES[number % len(NAMES)],
        "role": role.role,
        "kind": role.kind,
        "group": role.sector,
        "ring": role.ring,
        "status": chance.choice(STATUSES),
    }
    if role.sector == "friends":
        figure["age"] = chance.choice((8, 9, 10, 14))
    if chance.random() < 0.1:
        figure["influence"] = chance.choice((1, 2, 3))
    return figure


def _relations(keys: list[str], chance: random.Random) -> list[dict[str, Any]]:
    pairs = {("f0", each) for each in chance.sample(keys[1:], len(keys) // 3)}
    while len(pairs) < len(keys) * 2 // 3:
        one, two = chance.sample(keys, 2)
        if (two, one) not in pairs:
            pairs.add((one, two))
    return [
        {"id": f"r{number}", "from": one, "to": two, "quality": chance.choice(QUALITIES)}
        for number, (one, two) in enumerate(sorted(pairs))
    ]


def _wish(number: int, keys: list[str], chance: random.Random) -> dict[str, Any]:
    one, two = chance.sample(keys[1:], 2)
    answer = {"status": chance.choice(ANSWERS)}
    return {"id": f"w{number}", "from": one, "to": two, "text": chance.choice(WISHES), "answer": answer}
