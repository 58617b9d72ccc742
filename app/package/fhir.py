"""The plan as a FHIR R4B document bundle, for health care: Composition, Patient, CareTeam, Goal, CarePlan, Consent.

The library is imported here, when a package for health care is made, and nowhere else. It checks each resource's
shape; `fhir_checks` what it does not: references and required value sets.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from app.i18n import _
from app.models.disclosure.shapes import Action, Goal, Handed, Person

ROOM = uuid.UUID("6f1d6b1c-6c0f-5a0e-9a43-0b7a5a0c9a11")
"""The name space of the ids, which are made of the extract's own."""

LOINC, SCOPE = "http://loinc.org", "http://terminology.hl7.org/CodeSystem/consentscope"
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
PLAN_CODE, DISCLOSURE_CODE = "18776-5", "IDSCL"
GOAL_STATES = {"open": "active", "reached": "completed", "dropped": "cancelled"}
ROW_STATES = {"planned": "not-started", "started": "in-progress", "done": "completed", "stopped": "stopped"}


def bundle(handed: Handed, version: int) -> Mapping[str, Any]:
    """Return the extract as the JSON data of a document bundle, validated. Raises ValueError if it is not sound."""
    from fhir.resources.R4B.bundle import Bundle

    from app.package.fhir_checks import problems

    made = _Bundle(handed, version).data()
    Bundle.model_validate(made)
    if found := problems(made):
        raise ValueError("; ".join(found))
    return made


class _Bundle:
    """One bundle being made."""

    def __init__(self, handed: Handed, version: int) -> None:
        self.handed = handed
        self.version = version
        self.moment = f"{handed.day.isoformat()}T00:00:00Z"
        seed = f"{handed.recipient}/{handed.number}/{handed.day}/{version}"
        self._room = uuid.uuid5(ROOM, seed)

    def data(self) -> dict[str, Any]:
        """Return the bundle."""
        entries = [self._composition(), self._patient()]
        entries += [self._organisation(each.id, each.name) for each in self.handed.organisations]
        entries += [self._practitioner(each) for each in self.handed.people if each.id != self.handed.child]
        entries += [self._team(), *(self._goal(each) for each in self.handed.goals), self._plan()]
        entries += [self._consent(number) for number in range(len(self.handed.consents))]
        return {
            "resourceType": "Bundle",
            "type": "document",
            "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{self._room}"},
            "timestamp": self.moment,
            "entry": [{"fullUrl": self._url(each["resourceType"], each["id"]), "resource": each} for each in entries],
        }

    def _id(self, what: str) -> str:
        return str(uuid.uuid5(self._room, what))

    @staticmethod
    def _url(_kind: str, id_: str) -> str:
        return f"urn:uuid:{id_}"

    def _to(self, what: str, words: str | None = None) -> dict[str, Any]:
        found: dict[str, Any] = {"reference": f"urn:uuid:{self._id(what)}"}
        return {**found, "display": words} if _said(words) else found

    def _actor(self, id_: str) -> dict[str, Any]:
        """Return a reference to an organisation, a person, or the child."""
        if id_ == self.handed.child:
            return self._to("child")
        return self._to(id_)

    def _author(self) -> dict[str, Any]:
        author = self.handed.overall_responsible or self.handed.coordinator
        return self._actor(author) if author else {"display": "Samkarta"}

    def _composition(self) -> dict[str, Any]:
        handed = self.handed
        sections: list[dict[str, Any]] = [
            {"title": _("Insatser"), "entry": [self._to("plan")]},
            {"title": _("De som är med"), "entry": [self._to("team")]},
        ]
        if handed.goals:
            sections.insert(0, {"title": _("Målen"), "entry": [self._to(each.id) for each in handed.goals]})
        if handed.consents:
            made = [self._to(f"consent{number}") for number in range(len(handed.consents))]
            sections.append({"title": _("Samtycke"), "entry": made})
        return {
            "resourceType": "Composition",
            "id": self._id("composition"),
            "status": "preliminary" if handed.draft else "final",
            "type": {"coding": [{"system": LOINC, "code": PLAN_CODE, "display": "Plan of care note"}]},
            "subject": self._to("child"),
            "date": handed.day.isoformat(),
            "author": [self._author()],
            "title": _("Gemensam handlingsplan"),
            "section": sections,
        }

    def _patient(self) -> dict[str, Any]:
        found: dict[str, Any] = {"resourceType": "Patient", "id": self._id("child"), "active": True}
        if self.handed.child and (name := _said(self.handed.person(self.handed.child).name)):
            found["name"] = [{"use": "usual", "text": name}]
        return found

    def _organisation(self, id_: str, name: str) -> dict[str, Any]:
        return {"resourceType": "Organization", "id": self._id(id_), "name": _said(name) or "–"}

    def _practitioner(self, person: Person) -> dict[str, Any]:
        """Return a person: one who stands for an organisation as its role, any other as somebody near the child."""
        if person.organisation is None:
            found: dict[str, Any] = {
                "resourceType": "RelatedPerson",
                "id": self._id(person.id),
                "patient": self._to("child"),
                "name": [{"text": _said(person.name) or "–"}],
            }
            return {**found, "relationship": [{"text": role}]} if (role := _said(person.role)) else found
        found = {
            "resourceType": "PractitionerRole",
            "id": self._id(person.id),
            "practitioner": {"display": _said(person.name) or "–"},
            "organization": self._to(person.organisation),
        }
        return {**found, "code": [{"text": role}]} if (role := _said(person.role)) else found

    def _team(self) -> dict[str, Any]:
        people = [each for each in self.handed.people if each.id != self.handed.child]
        found: dict[str, Any] = {
            "resourceType": "CareTeam",
            "id": self._id("team"),
            "status": "active",
            "subject": self._to("child"),
        }
        return {**found, "participant": [{"member": self._to(each.id)} for each in people]} if people else found

    def _goal(self, goal: Goal) -> dict[str, Any]:
        found: dict[str, Any] = {
            "resourceType": "Goal",
            "id": self._id(goal.id),
            "lifecycleStatus": GOAL_STATES[goal.state or "open"],
            "description": {"text": _said(goal.text) or "–"},
            "subject": self._to("child"),
        }
        target: dict[str, Any] = {"dueDate": goal.target_date.isoformat()} if goal.target_date else {}
        if measured := _said(" · ".join(part for part in (goal.measure, goal.indicator) if part)):
            target |= {"measure": {"text": measured}, "detailString": measured}
        return {**found, "target": [target]} if target else found

    def _plan(self) -> dict[str, Any]:
        handed = self.handed
        found: dict[str, Any] = {
            "resourceType": "CarePlan",
            "id": self._id("plan"),
            "status": "draft" if handed.draft else "active",
            "intent": "plan",
            "subject": self._to("child"),
            "created": handed.day.isoformat(),
            "careTeam": [self._to("team")],
        }
        if handed.overall_responsible:
            found["author"] = self._to(handed.overall_responsible)
        if handed.goals:
            found["goal"] = [self._to(each.id) for each in handed.goals]
        if handed.plan:
            found["activity"] = [{"detail": self._activity(row)} for row in handed.plan]
        return found

    def _activity(self, row: Action) -> dict[str, Any]:
        found: dict[str, Any] = {
            "status": ROW_STATES[row.status or "planned"],
            "description": _said(" – ".join(part for part in (row.what, row.how) if part)) or "–",
        }
        if row.goal:
            found["goal"] = [self._to(row.goal)]
        performers = dict.fromkeys(each for each in (row.responsible, *row.who) if each)
        if performers:
            found["performer"] = [self._actor(each) for each in performers]
        if row.due:
            found["scheduledPeriod"] = {"end": row.due.isoformat()}
        elif when := _said(row.when):
            found["scheduledString"] = when
        return found

    def _consent(self, number: int) -> dict[str, Any]:
        consent = self.handed.consents[number]
        found: dict[str, Any] = {
            "resourceType": "Consent",
            "id": self._id(f"consent{number}"),
            "status": "active",
            "scope": {"coding": [{"system": SCOPE, "code": "patient-privacy"}]},
            "category": [{"coding": [{"system": ACT, "code": DISCLOSURE_CODE}]}],
            "patient": self._to("child"),
            "policyRule": {"text": _said(consent.scope or consent.purpose) or _("Samtycke")},
        }
        if consent.given_on:
            found["dateTime"] = consent.given_on.isoformat()
        if consent.given_by:
            found["performer"] = [self._actor(each) for each in consent.given_by]
        if consent.organisations:
            found["organization"] = [self._to(each) for each in consent.organisations]
        if consent.valid_until:
            found["provision"] = {"type": "permit", "period": {"end": consent.valid_until.isoformat()}}
        return found


def _said(text: str | None) -> str | None:
    """Return a text as FHIR takes it: without control characters and empty ends; None where nothing is left."""
    kept = "".join(each if each.isprintable() or each in "\n\t" else " " for each in text or "").strip()
    return kept or None
