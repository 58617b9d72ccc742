"""What the plan on paper says, as a case file: what its PDF carries inside beside the rows as a table.

Nothing is in it that the paper does not say: no relations, wishes, ages, contacts, notes, history. A case file it is
all the same, so another Samkarta can read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.documents.plan_people import latest_meeting
from app.models import casefile
from app.models.case import Case
from app.models.composing import GOALS, KEYS
from app.models.deidentify.making import Deidentified, as_file

DATA = "plan.json"
SAID: Mapping[str, tuple[str, ...]] = {
    "case": ("id", "number", "title", "kind", "fictional", "coordinator", "strengths", "protected_identity"),
    "child_voice": ("question", "text"),
    "organisations": ("id", "name", "principal"),
    "groups": ("id", "label", "sector"),
    "figures": ("id", "label", "role", "kind", "group", "organisation", "guardian", "protected_identity"),
    "long_term": ("id", "text", "target_date"),
    "short_term": ("id", "text", "indicator", "baseline", "measure", "target_date", "state", "measurements"),
    "plan": (
        *("id", "kind", "what", "how", "who", "responsible", "when", "due", "goal", "status", "first_step"),
        *("follow_up", "category", "restricted"),
    ),
    "consents": (
        *("id", "given_by", "organisations", "categories", "purpose", "scope", "not_covered", "missing_from"),
        *("given_on", "valid_until", "withdrawn_on", "form", "child_informed", "stored_at"),
    ),
    "meetings": ("id", "date", "place", "present", "next_meeting"),
}
"""The fields of each family that the paper says, as they are called in a case file."""


def plan_data(case: Case) -> bytes:
    """Return the plan as the text of a case file in JSON. ``case`` is as its papers have it."""
    whole = casefile.to_data(as_file(case) if isinstance(case, Deidentified) else case, json=True)
    goals = whole.pop("goals", None) or {}
    kept = {family: _kept(family, value) for family, value in {**whole, **goals}.items() if family in SAID and value}
    last = latest_meeting(case)
    meetings = [each for each in kept.pop("meetings", []) if last is not None and each["id"] == last.id]
    if meetings:
        kept["meetings"] = meetings
    named = {whole["child"], *_texts([kept.get(family) for family in ("case", "plan", "consents", "meetings")])}
    figures = [each for each in kept.get("figures", []) if each["id"] in named]
    areas = {each["group"] for each in figures}
    placed = named | {each.get("organisation") for each in figures}
    kept["figures"] = figures
    kept["groups"] = [each for each in kept.get("groups", []) if each["id"] in areas]
    kept["organisations"] = [each for each in kept.get("organisations", []) if each["id"] in placed]
    under = {family: kept.pop(family) for family in GOALS if kept.get(family)}
    made = {"schema": whole["schema"], "child": whole["child"], **kept, **({"goals": under} if under else {})}
    ordered = {key: made[key] for key in KEYS if made.get(key)}
    return (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _kept(family: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_kept(family, each) for each in value]
    return {name: value[name] for name in SAID[family] if name in value}


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in some data: the ids that it refers to are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
