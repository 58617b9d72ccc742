"""The table of fields: which of a record's fields may leave, by which rule, to whom. Rule R13 guards it.

The same table stands in ``docs/disclosure.md``; a test holds the two together. A field that nobody has decided about
is an error (`UnlistedField`), never a silent pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, get_args

from app.models.fields import Record
from app.models.records import FAMILIES

Who = Literal["organisation", "guardian", "child", "steering_group"]
"""The kinds of recipient."""

NEVER = ""

_EVERYONE = "R2 organisation guardian child steering_group"
_ROW = "R1 organisation guardian child; R2 organisation guardian child steering_group; R3 organisation"
_ROW_OWN = "R1 organisation guardian child; R2 guardian child steering_group"
_ROW_SHARED = "R1 organisation guardian child; R2 organisation guardian child steering_group"
_GOAL = "R2 organisation guardian child"
_SAID = "R1 organisation guardian child; R3 organisation"
_CONSENT = "R3 organisation; R1 guardian"
_NAMED = "R4 organisation guardian child steering_group"

TABLE: Mapping[str, str] = {
    **dict.fromkeys(("frame.child",), "R4 organisation guardian child"),
    **dict.fromkeys(("frame.present", "frame.null_keys"), NEVER),
    **dict.fromkeys(("case.number", "case.coordinator"), "R2 organisation guardian child"),
    **dict.fromkeys(("case.kind", "case.fictional"), _EVERYONE),
    **dict.fromkeys(
        (
            *("case.id", "case.title", "case.status", "case.opened_on", "case.closed_on", "case.target_group"),
            *("case.summary", "case.strengths", "case.keywords", "case.protected_identity"),
        ),
        NEVER,
    ),
    **dict.fromkeys(("questions.support", "questions.need"), NEVER),
    **dict.fromkeys(("sip.coordinator", "sip.overall_responsible", "sip.next_meeting"), _GOAL),
    **dict.fromkeys(
        (
            *("sip.needed", "sip.copies_to", "sip.sequence", "sip.initiated_by", "sip.question", "sip.crisis"),
            *("sip.needs.voice", "sip.needs.works", "sip.needs.worries", "sip.needs.important"),
            *("sip.approvals.figure", "sip.approvals.on", "sip.deviations.on", "sip.deviations.text"),
            *("sip.closed_on", "sip.closed_because"),
        ),
        NEVER,
    ),
    **dict.fromkeys(("child_voice.question", "child_voice.text"), "R1 child; R4 organisation guardian"),
    **dict.fromkeys(("organisations.name", "organisations.principal"), _NAMED),
    **dict.fromkeys(
        (
            *("organisations.id", "organisations.municipality", "organisations.region"),
            *("organisations.administration", "organisations.placing"),
        ),
        NEVER,
    ),
    **dict.fromkeys(("groups.id", "groups.label", "groups.sector", "groups.order"), NEVER),
    **dict.fromkeys(("figures.label", "figures.role", "figures.organisation"), _NAMED),
    **dict.fromkeys(
        (
            *("figures.id", "figures.kind", "figures.group", "figures.status", "figures.ring", "figures.age"),
            *("figures.guardian", "figures.protected_identity", "figures.symbol", "figures.deceased"),
            *("figures.lives_with_child", "figures.influence", "figures.personal_number", "figures.contact"),
            "figures.note",
        ),
        NEVER,
    ),
    **dict.fromkeys(("households.id", "households.label", "households.members"), NEVER),
    **dict.fromkeys(
        (
            *("relations.id", "relations.from", "relations.to", "relations.quality", "relations.energy"),
            "relations.label",
        ),
        NEVER,
    ),
    **dict.fromkeys(("support_answers.figure", "support_answers.text", "support_answers.reported_by"), _SAID),
    **dict.fromkeys(("support_answers.id", "support_answers.category", "support_answers.restricted"), NEVER),
    **dict.fromkeys(
        (
            *("wishes.from", "wishes.to", "wishes.text", "wishes.helps"),
            *("wishes.answer.status", "wishes.answer.text", "wishes.answer.answered_by", "wishes.answer.answered_on"),
        ),
        _SAID,
    ),
    "wishes.answer.unlock": "R1 organisation guardian child",
    **dict.fromkeys(
        (
            *("wishes.id", "wishes.category", "wishes.restricted", "wishes.answer.cause", "wishes.raised_to"),
            "wishes.unlocked_on",
        ),
        NEVER,
    ),
    **dict.fromkeys(("long_term.text", "long_term.target_date"), _GOAL),
    **dict.fromkeys(("long_term.id", "long_term.wellbeing"), NEVER),
    **dict.fromkeys(
        (
            *("short_term.text", "short_term.indicator", "short_term.measure", "short_term.target_date"),
            "short_term.state",
        ),
        _GOAL,
    ),
    **dict.fromkeys(
        (
            *("short_term.id", "short_term.baseline", "short_term.wellbeing", "short_term.measurements.date"),
            *("short_term.measurements.value", "short_term.measurements.note"),
        ),
        NEVER,
    ),
    **dict.fromkeys(
        ("plan.kind", "plan.what", "plan.who", "plan.responsible", "plan.when", "plan.due", "plan.status"), _ROW
    ),
    "plan.goal": "R1 organisation guardian child; R2 organisation guardian child; R3 organisation",
    **dict.fromkeys(("plan.first_step.date", "plan.follow_up.who", "plan.follow_up.how"), _ROW_SHARED),
    "plan.follow_up.date": _ROW,
    **dict.fromkeys(("plan.how", "plan.first_step.text", "plan.first_step.who"), _ROW_OWN),
    **dict.fromkeys(
        (
            *("plan.id", "plan.category", "plan.restricted", "plan.origin", "plan.log.date", "plan.log.meeting"),
            *("plan.log.note", "plan.log.status"),
        ),
        NEVER,
    ),
    **dict.fromkeys(
        (
            *("consents.given_by", "consents.organisations", "consents.categories", "consents.purpose"),
            *("consents.scope", "consents.given_on", "consents.valid_until", "consents.form"),
        ),
        _CONSENT,
    ),
    **dict.fromkeys(
        (
            *("consents.id", "consents.missing_from", "consents.not_covered", "consents.withdrawn_on"),
            *("consents.child_informed", "consents.stored_at"),
        ),
        NEVER,
    ),
    **dict.fromkeys(
        (
            *("meetings.id", "meetings.date", "meetings.start", "meetings.end", "meetings.place", "meetings.agenda"),
            *("meetings.round_order", "meetings.passed", "meetings.answers_open", "meetings.facilitator"),
            *("meetings.documenter", "meetings.present", "meetings.notes", "meetings.surprises", "meetings.learned"),
            "meetings.next_meeting",
        ),
        NEVER,
    ),
    **dict.fromkeys(
        (
            *("timeline.id", "timeline.date", "timeline.until", "timeline.actor", "timeline.text"),
            *("timeline.responsible", "timeline.restricted"),
        ),
        NEVER,
    ),
    **dict.fromkeys(("wheel.domain", "wheel.voice", "wheel.rating", "wheel.note", "wheel.meeting"), NEVER),
    **dict.fromkeys(
        (
            *("maps.id", "maps.kind", "maps.title", "maps.made_on", "maps.made_with", "maps.figures", "maps.places"),
            *("maps.pinned", "maps.notes.id", "maps.notes.text", "maps.notes.place"),
        ),
        NEVER,
    ),
}
"""``family.field`` (the file's keys) → grants ``RULE WHO …; RULE WHO …``; empty where it never leaves."""


class UnlistedField(Exception):
    """A field of a record that the table does not name, or one it names that is no field: rule R13."""


@cache
def grants(field: str) -> frozenset[tuple[str, str]]:
    """Return the (rule, kind of recipient) pairs that a field leaves by. Raises UnlistedField."""
    if field not in TABLE:
        raise UnlistedField(field)
    parts = (each.split() for each in TABLE[field].split(";") if each.strip())
    return frozenset((rule, who) for rule, *whom in parts for who in whom)


@cache
def see_to_it() -> None:
    """Make sure that somebody has decided about every field there is. Raises UnlistedField."""
    declared = {field for family, cls in FAMILIES.items() for field in fields_of(family, cls)}
    if odd := declared ^ set(TABLE):
        raise UnlistedField(", ".join(sorted(odd)))
    unknown = {who for field in TABLE for _rule, who in grants(field)} - set(get_args(Who))
    if unknown:
        raise UnlistedField(", ".join(sorted(unknown)))


def fields_of(path: str, cls: type[Record]) -> Iterator[str]:
    """Yield ``family.field`` for every field of a record, through the records inside it."""
    for name, info in cls.model_fields.items():
        inner = _record_in(info.annotation)
        key = f"{path}.{info.alias or name}"
        if inner is None:
            yield key
        else:
            yield from fields_of(key, inner)


def _record_in(annotation: object) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for each in get_args(annotation) if (found := _record_in(each)) is not None), None)
