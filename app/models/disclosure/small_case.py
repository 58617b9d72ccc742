"""An extract as a small case of its own, so that every paper and format goes through the same extract.

Nothing is in it that is not in the extract: areas are called by their sectors, places are left to the layout.
"""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.case import Case
from app.models.choices import SECTORS
from app.models.disclosure.shapes import Action, Handed, Need
from app.models.fields import Record
from app.models.pseudonyms import neutral_title
from app.models.records import FAMILIES, LISTS, SINGLES

AREA = "a1"
CHILD = "child"

_AREA_LABEL = SECTORS["other"]


def as_case(handed: Handed) -> Case:
    """Return the extract as a case. Where the child is not told of, a nameless figure stands in the middle."""
    data: dict[str, list[dict[str, Any]]] = {
        "organisations": [
            {"id": each.id, "name": each.name, "principal": each.principal or "association"}
            for each in handed.organisations
        ],
        "groups": [{"id": AREA, "label": _(_AREA_LABEL), "sector": "other"}],
        "figures": _figures(handed),
        "support_answers": [
            _told({"id": f"s{at}", "figure": each.who, "text": each.text, "reported_by": each.reported_by})
            for at, each in enumerate(handed.support, 1)
        ],
        "wishes": [_wish(f"w{at}", each) for at, each in enumerate(handed.wishes, 1) if each.of != each.to],
        "long_term": [_goal(each, "text", "target_date") for each in handed.goals if each.term == "long"],
        "short_term": [
            _goal(each, "text", "indicator", "measure", "target_date", "state")
            for each in handed.goals
            if each.term == "short"
        ],
        "plan": [_row(each) for each in handed.plan],
        "child_voice": [_told({"question": each.question, "text": each.text}) for each in handed.child_voice],
        "consents": [
            _told(
                {
                    **{name: getattr(each, name) for name in ("purpose", "scope", "given_on", "valid_until", "form")},
                    **{name: list(getattr(each, name)) for name in ("given_by", "organisations", "categories")},
                }
            )
            for each in handed.consents
        ],
    }
    info = {
        "id": "extract",
        "title": neutral_title(handed.number),
        "kind": handed.kind,
        "fictional": handed.fictional,
        "number": handed.number,
        "coordinator": handed.coordinator,
    }
    sip = {"overall_responsible": handed.overall_responsible, "next_meeting": handed.next_meeting}
    singles = {"frame": {"child": handed.child or CHILD}, "case": _told(info), "sip": _told(sip)}
    records: dict[str, dict[str, Record]] = {family: {} for family in FAMILIES}
    for family in SINGLES:
        if family in singles:
            records[family] = {family: SINGLES[family].model_validate(singles[family])}
    for family, cls in LISTS.items():
        for at, each in enumerate(data.get(family, ()), 1):
            records[family][each.get("id", f"~{at}")] = cls.model_validate(each)
    return Case(records)


def _figures(handed: Handed) -> list[dict[str, Any]]:
    found = [
        _told({"id": each.id, "label": each.name, "role": each.role, "group": AREA, "organisation": each.organisation})
        for each in handed.people
    ]
    nobody = [] if handed.child else [{"id": CHILD, "label": _("Barnet"), "group": AREA, "ring": 0}]
    return [*nobody, *found]


def _goal(goal: object, *names: str) -> dict[str, Any]:
    return _told({"id": getattr(goal, "id", None), **{name: getattr(goal, name) for name in names}})


def _wish(id_: str, need: Need) -> dict[str, Any]:
    said = _told({"id": id_, "from": need.of, "to": need.to, "text": need.text, "helps": need.helps})
    if need.answer is not None:
        names = ("status", "text", "unlock", "answered_by", "answered_on")
        said["answer"] = _told({name: getattr(need.answer, name) for name in names})
    return said


def _row(row: Action) -> dict[str, Any]:
    names = ("id", "kind", "goal", "what", "how", "responsible", "when", "due", "status")
    said = _told({name: getattr(row, name) for name in names})
    said["who"] = list(row.who)
    for name, inner in (("first_step", ("text", "who", "date")), ("follow_up", ("date", "who", "how"))):
        part = getattr(row, name)
        if part is not None:
            said[name] = _told({each: getattr(part, each) for each in inner})
    return said


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}
