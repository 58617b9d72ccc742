"""What the FHIR library does not check: that references lead somewhere, value sets that are required, bdl-9 and -11."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

REQUIRED: Mapping[str, frozenset[str]] = {
    "Composition.status": frozenset(("preliminary", "final", "amended", "entered-in-error")),
    "Goal.lifecycleStatus": frozenset(
        (
            *("proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "entered-in-error"),
            "rejected",
        )
    ),
    "CarePlan.status": frozenset(("draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown")),
    "CarePlan.intent": frozenset(("proposal", "plan", "order", "option")),
    "CareTeam.status": frozenset(("proposed", "active", "suspended", "inactive", "entered-in-error")),
    "Consent.status": frozenset(("draft", "proposed", "active", "rejected", "inactive", "entered-in-error")),
    "CarePlan.activity.detail.status": frozenset(
        (
            *("not-started", "scheduled", "in-progress", "on-hold", "completed", "cancelled", "stopped", "unknown"),
            "entered-in-error",
        )
    ),
    "Consent.provision.type": frozenset(("deny", "permit")),
    "Bundle.type": frozenset(("document",)),
}
"""Element → the codes of its required value set (R4B)."""


def problems(bundle: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a document bundle's references, codes and order, one phrase each."""
    entries = bundle.get("entry", [])
    urls = [each.get("fullUrl") for each in entries]
    found = [f"{url} twice" for url in {each for each in urls if urls.count(each) > 1}]
    if not bundle.get("identifier", {}).get("system") or not bundle.get("identifier", {}).get("value"):
        found.append("bdl-9: a document has an identifier with system and value")
    if not entries or entries[0]["resource"]["resourceType"] != "Composition":
        found.append("bdl-11: a document begins with a Composition")
    if not bundle.get("timestamp"):
        found.append("bdl-10: a document has a date")
    for path, value in _walk("Bundle", bundle):
        if path.endswith(".reference") and value not in urls:
            found.append(f"{path}: {value} leads nowhere")
        if path in REQUIRED and value not in REQUIRED[path]:
            found.append(f"{path}: {value} is not in its value set")
    return found


def _walk(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        path = value.get("resourceType", path)
        for key, each in value.items():
            yield from _walk(f"{path}.{key}", each)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(path, each)
    else:
        yield path, value
