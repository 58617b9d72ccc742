"""What an extract holds: the only things that can leave the program, each a field of its own.

Ids are the extract's own (``p1``, ``r2``), so that none of the case's leaves. Days are dates; what is None was not
admitted or is not written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

SCHEMA = "samkarta.plan/1"


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation. ``masked`` says that ``name`` is a word in its place."""

    id: str
    name: str
    principal: str | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name and role; ``masked`` says that ``name`` is a word for the role."""

    id: str
    name: str
    role: str | None = None
    organisation: str | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the child's plan; ``term`` is ``long`` or ``short``."""

    id: str
    term: str
    text: str | None = None
    indicator: str | None = None
    measure: str | None = None
    target_date: date | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The first step of a row."""

    text: str | None = None
    who: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """How a row is followed up."""

    date: date | None = None
    who: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the plan. ``own`` says that the recipient answers for it or takes part in it itself (R1)."""

    id: str
    kind: str
    own: bool
    what: str
    goal: str | None = None
    how: str | None = None
    who: tuple[str, ...] = ()
    responsible: str | None = None
    when: str | None = None
    due: date | None = None
    first_step: Step | None = None
    follow_up: Following | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """An answer to how somebody can support the child."""

    who: str
    text: str
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a wish."""

    status: str | None = None
    text: str | None = None
    unlock: str | None = None
    answered_by: str | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What one actor needs of another (önskemål)."""

    of: str
    to: str
    text: str
    helps: str | None = None
    answer: Reply | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """The child's own words."""

    question: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """A consent that the disclosure rests on."""

    given_by: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    purpose: str | None = None
    scope: str | None = None
    given_on: date | None = None
    valid_until: date | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The recorded decision that a disclosure without consent rests on (rule R7)."""

    by: str
    paragraph: str
    because: str
    on: date


@dataclass(frozen=True, slots=True)
class Handed:
    """Everything that is handed over. ``kind`` and ``fictional`` say what case it is; ``draft`` that a guardian's
    consent is missing; ``more`` that other actors have measures that are not told here."""

    recipient: str
    recipient_kind: str
    day: date
    kind: str
    fictional: bool
    draft: bool
    number: str | None = None
    child: str | None = None
    coordinator: str | None = None
    overall_responsible: str | None = None
    next_meeting: date | None = None
    organisations: tuple[Party, ...] = ()
    people: tuple[Person, ...] = ()
    goals: tuple[Goal, ...] = ()
    plan: tuple[Action, ...] = ()
    support: tuple[Support, ...] = ()
    wishes: tuple[Need, ...] = ()
    child_voice: tuple[Voice, ...] = ()
    consents: tuple[Permission, ...] = ()
    decision: Ruling | None = None
    more: bool = False

    def party(self, id_: str) -> Party:
        """Return an organisation of the extract by its id."""
        return next(each for each in self.organisations if each.id == id_)

    def person(self, id_: str) -> Person:
        """Return a person of the extract by id."""
        return next(each for each in self.people if each.id == id_)


def to_data(handed: Handed, *, version: int, language: str) -> Mapping[str, Any]:
    """Return the extract as ``plan.json`` has it (``resources/schemas/plan.schema.json``)."""
    return {"schema": SCHEMA, "version": version, "language": language, **_plain(handed)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        found = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: _plain(each) for name, each in found.items() if each is not None}
    return value
