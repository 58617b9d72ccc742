"""The extract of a case for one recipient, built field by field out of what the table and the rules admit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from app.i18n import _
from app.models.case import Case
from app.models.consent_state import is_draft
from app.models.disclosure import whitelist
from app.models.disclosure.basis import Basis, Decision, covered, trade, why_no_decision
from app.models.disclosure.naming import OTHER_ACTOR, Naming
from app.models.disclosure.recipients import Recipient
from app.models.disclosure.rules import Rules
from app.models.disclosure.shapes import (
    Action,
    Following,
    Goal,
    Handed,
    Need,
    Party,
    Permission,
    Person,
    Reply,
    Ruling,
    Step,
    Support,
    Voice,
)
from app.models.disclosure.verdicts import ANSWER, Choices, Refusal, Verdict
from app.models.fields import Record

SUBSTANCE = ("plan", "long_term", "short_term", "support_answers", "wishes", "child_voice")
"""The families without which there is nothing to hand over."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What would go to a recipient on a day, and what is said of every record. ``refusal`` says why nothing may go.

    ``trade`` is what the recipient is to the rules: ``school``, ``health``, ``social_services``, ``other``.
    """

    recipient: Recipient
    handed: Handed
    verdicts: tuple[Verdict, ...]
    consents: tuple[str, ...]
    decision: Decision | None
    refusal: Refusal | None
    trade: str = "other"

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the records that something goes of, as the log keeps them."""
        return tuple(dict.fromkeys(each.id for each in self.verdicts if each.goes and each.family in SUBSTANCE))


def extract(
    case: Case,
    recipient: Recipient,
    day: date,
    choices: Choices | None = None,
    decision: Decision | None = None,
) -> Extract:
    """Return the extract of a case for a recipient on a day; of one that may have nothing, an empty one with the
    refusal. Raises `whitelist.UnlistedField` (rule R13) if the table does not name every field there is."""
    whitelist.see_to_it()
    choices = choices or Choices()
    basis = Basis(case, recipient, day, decision)
    verdicts = tuple(Rules(basis, choices).verdicts())
    kind = trade(case, recipient.id) if recipient.who == "organisation" else "other"
    refusal = _refused(basis, decision) or _nothing(verdicts)
    if refusal is not None:
        kept = tuple(
            each if not each.goes else Verdict(each.family, each.key, False, refusal.rule, refusal.why, each.part)
            for each in verdicts
        )
        empty = Handed(recipient.words, recipient.who, day, case.info.kind, case.info.fictional, is_draft(case, day))
        return Extract(recipient, empty, kept, (), basis.decision, refusal, kind)
    builder = _Builder(basis, verdicts, choices)
    handed = builder.handed()
    said = (*verdicts, *builder.on_people())
    return Extract(recipient, handed, said, tuple(basis.consents), basis.decision, None, kind)


def _refused(basis: Basis, decision: Decision | None) -> Refusal | None:
    """Return why nothing may go to this recipient at all: no consent in force with an organisation, and no decision."""
    recipient = basis.recipient
    if recipient.who != "organisation":
        return None
    if decision is not None and (why := why_no_decision(basis.case, recipient, decision)):
        return Refusal("R7", why)
    if basis.carrying or basis.decision is not None:
        return None
    if basis.ended:
        days = [
            day for each in basis.ended.values() for day in (each.withdrawn_on, each.valid_until) if day is not None
        ]
        withdrawn = any(each.withdrawn_on and each.withdrawn_on <= basis.day for each in basis.ended.values())
        sentence = (
            _("Samtycket till att dela med {who} är återkallat. Inget lämnas ut.")
            if withdrawn
            else _("Samtycket till att dela med {who} gick ut {day}. Inget lämnas ut.")
        )
        return Refusal("R11", sentence.format(who=recipient.words, day=max(days)))
    sentence = _("Inget samtycke gäller för {who}. Inget lämnas ut.")
    return Refusal("R3", sentence.format(who=recipient.words))


def _nothing(verdicts: tuple[Verdict, ...]) -> Refusal | None:
    if any(each.goes and each.family in SUBSTANCE for each in verdicts):
        return None
    return Refusal("R0", _("Det finns inget i ärendet som får lämnas till mottagaren."))


class _Builder:
    """Builds what is handed over. Every field is asked for by its name in the table; what is not admitted is None."""

    def __init__(self, basis: Basis, verdicts: tuple[Verdict, ...], choices: Choices) -> None:
        self._basis = basis
        self._verdicts = verdicts
        self._choices = choices
        self._who = basis.recipient.who
        self._naming = Naming(basis)
        self._case = self._naming.case
        self._people: dict[str, Person] = {}
        self._parties: dict[str, Party] = {}
        self._goals: dict[str, str] = {}

    def handed(self) -> Handed:
        """Return what is handed over."""
        info, basis = self._basis.case.info, self._basis
        goals = tuple(self._each("long_term", self._goal)) + tuple(self._each("short_term", self._goal))
        plan = tuple(self._each("plan", self._row))
        parts: dict[str, Any] = {
            "goals": goals,
            "plan": plan,
            "support": tuple(self._each("support_answers", self._support)),
            "wishes": tuple(self._each("wishes", self._wish)),
            "child_voice": tuple(self._each("child_voice", self._voice)),
            "consents": tuple(self._each("consents", self._consent)),
            "child": self._child(),
            **self._singles(),
        }
        left_out = any(v.family == "plan" and not v.goes and v.rule in ("R2", "R3") for v in self._verdicts)
        return Handed(
            recipient=basis.recipient.words,
            recipient_kind=self._who,
            day=basis.day,
            kind=info.kind,
            fictional=info.fictional,
            draft=self._who != "steering_group" and is_draft(basis.case, basis.day),
            decision=self._ruling(),
            more=self._choices.told and left_out,
            organisations=tuple(self._parties.values()),
            people=tuple(self._people.values()),
            **parts,
        )

    def on_people(self) -> list[Verdict]:
        """Return what is said of people and organisations: named, by a word for the role, or not told of."""
        said = []
        for key in self._case.figures:
            if key not in self._people:
                said.append(Verdict("figures", key, False, "R0", _("Nämns inte i det som lämnas.")))
            elif self._people[key].masked:
                said.append(Verdict("figures", key, False, "R4", _("Går under ett ord för rollen.")))
            else:
                said.append(Verdict("figures", key, True, "R4", _("Är med och får nämnas vid namn.")))
        for key in self._case.organisations:
            goes = key in self._parties and not self._parties[key].masked
            why = _("Är med och får nämnas vid namn.") if goes else _("Nämns inte i det som lämnas.")
            said.append(Verdict("organisations", key, goes, "R4" if goes else "R0", why))
        return said

    # Records

    def _each(self, family: str, make: Any) -> list[Any]:
        going = {each.key: each for each in self._verdicts if each.family == family and each.goes and not each.part}
        return [
            make(_Pick(self, record, family, going[key].rule), key)
            for key, record in self._case.family(family).items()
            if key in going
        ]

    def _row(self, pick: _Pick, key: str) -> Action:
        goal = pick("goal")
        return Action(
            id=f"r{self._numbers('plan')[key]}",
            kind=pick("kind"),
            own=pick.rule == "R1",
            what=pick.text("what") or "",
            goal=self._goals.get(goal) if goal else None,
            how=pick.text("how"),
            who=tuple(self._person(each) for each in pick("who") or ()),
            responsible=self._actor(pick("responsible")),
            when=pick.text("when"),
            due=pick("due"),
            first_step=_or_none(
                Step(pick.text("first_step.text"), self._maybe(pick("first_step.who")), pick("first_step.date"))
            ),
            follow_up=_or_none(
                Following(pick("follow_up.date"), self._maybe(pick("follow_up.who")), pick.text("follow_up.how"))
            ),
            status=pick("status"),
        )

    def _goal(self, pick: _Pick, key: str) -> Goal:
        id_ = self._goals.setdefault(key, f"g{len(self._goals) + 1}")
        if pick.family == "long_term":
            return Goal(id_, "long", pick.text("text"), target_date=pick("target_date"))
        return Goal(
            id_,
            "short",
            pick.text("text"),
            pick.text("indicator"),
            pick.text("measure"),
            pick("target_date"),
            pick("state"),
        )

    def _support(self, pick: _Pick, _key: str) -> Support:
        return Support(self._person(pick("figure")), pick.text("text") or "", self._maybe(pick("reported_by")))

    def _wish(self, pick: _Pick, key: str) -> Need:
        verdict = next((v for v in self._verdicts if v.family == "wishes" and v.key == key and v.part == ANSWER), None)
        reply = None
        if verdict is not None and verdict.goes:
            part = _Pick(self, pick.record, "wishes", verdict.rule)
            reply = _or_none(
                Reply(
                    part("answer.status"),
                    part.text("answer.text"),
                    part.text("answer.unlock"),
                    self._maybe(part("answer.answered_by")),
                    part("answer.answered_on"),
                )
            )
        return Need(self._person(pick("from")), self._person(pick("to")), pick.text("text") or "", pick("helps"), reply)

    def _voice(self, pick: _Pick, _key: str) -> Voice:
        return Voice(pick.text("question"), pick.text("text"))

    def _consent(self, pick: _Pick, key: str) -> Permission:
        return Permission(
            tuple(self._person(each) for each in pick("given_by") or ()),
            tuple(self._party(each) for each in pick("organisations") or ()),
            tuple(self._kinds_of_fact(pick, key)),
            pick.text("purpose"),
            pick.text("scope"),
            pick("given_on"),
            pick("valid_until"),
            pick("form"),
        )

    def _kinds_of_fact(self, pick: _Pick, key: str) -> list[str]:
        """Return the kinds of fact that a consent is about when its limits are taken off."""
        if not self.admits("consents.categories", pick.rule):
            return []
        return sorted(covered(self._basis.case.consents[key]))

    def _singles(self) -> dict[str, Any]:
        """Return the number, the coordinator, who has the overall responsibility, and the next meeting."""
        going = {each.family: each for each in self._verdicts if each.family in ("case", "sip") and each.goes}
        found: dict[str, Any] = {}
        if "case" in going:
            pick = _Pick(self, self._case.info, "case", going["case"].rule)
            found = {"number": pick.text("number"), "coordinator": self._maybe(pick("coordinator"))}
        sip = self._case.record("sip", "sip")
        if "sip" in going and sip is not None:
            pick = _Pick(self, sip, "sip", going["sip"].rule)
            found["coordinator"] = found.get("coordinator") or self._maybe(pick("coordinator"))
            overall = pick("overall_responsible")
            found["overall_responsible"] = self._party(overall) if overall else None
            found["next_meeting"] = pick("next_meeting")
        return found

    def _child(self) -> str | None:
        pick = _Pick(self, self._case.frame, "frame", "R4")
        child = pick("child")
        return self._person(child) if child else None

    def _ruling(self) -> Ruling | None:
        made = self._basis.decision
        return Ruling(made.by, made.paragraph, made.because, made.on) if made else None

    # People and organisations

    def _person(self, key: str) -> str:
        if key not in self._people:
            figure, named = self._case.figures[key], key in self._naming.named
            pick = _Pick(self, figure, "figures", "R4")
            home = pick("organisation") if named else None
            self._people[key] = Person(
                f"p{len(self._people) + 1}",
                pick.text("label") or "",
                pick.text("role") if named else None,
                self._party(home) if home and home in self._naming.organisations else None,
                masked=not named,
            )
        return self._people[key].id

    def _party(self, key: str) -> str:
        if key not in self._parties:
            named = key in self._naming.organisations
            pick = _Pick(self, self._case.organisations[key], "organisations", "R4")
            id_ = f"o{len(self._parties) + 1}"
            self._parties[key] = (
                Party(id_, pick.text("name") or "", pick("principal"))
                if named
                else Party(id_, _(OTHER_ACTOR), masked=True)
            )
        return self._parties[key].id

    def _maybe(self, key: str | None) -> str | None:
        return self._person(key) if key else None

    def _actor(self, key: str | None) -> str | None:
        if key is None:
            return None
        return self._party(key) if key in self._case.organisations else self._person(key)

    def _numbers(self, family: str) -> Mapping[str, int]:
        """Return the number of each record that goes, from 1."""
        return self._numbered.setdefault(
            family,
            {
                each.key: number
                for number, each in enumerate((v for v in self._verdicts if v.family == family and v.goes), 1)
            },
        )

    @cached_property
    def _numbered(self) -> dict[str, Mapping[str, int]]:
        return {}

    def admits(self, field: str, rule: str) -> bool:
        """Return whether the table lets a field go to this kind of recipient by a rule. Raises UnlistedField."""
        return (rule, self._who) in whitelist.grants(field)

    def clean(self, text: str) -> str:
        """Return a text without what the recipient may not know of."""
        return self._naming.clean(text)


class _Pick:
    """Asks a record for one field at a time, by the table's names (``first_step.text``)."""

    def __init__(self, builder: _Builder, record: Record, family: str, rule: str) -> None:
        self._builder, self.record, self.family, self.rule = builder, record, family, rule

    def __call__(self, path: str) -> Any:
        """Return the field's value where the table admits it, else None. Raises UnlistedField."""
        if not self._builder.admits(f"{self.family}.{path}", self.rule):
            return None
        value: Any = self.record
        for step in path.split("."):
            if value is None:
                return None
            value = getattr(value, "from_" if step == "from" else step)
        return value

    def text(self, path: str) -> str | None:
        """Return a text the same way, without what the recipient may not know of."""
        value = self(path)
        return None if value is None else self._builder.clean(str(value))


def _or_none(made: Any) -> Any:
    """Return what was made, or None where nothing stands in it."""
    return made if any(getattr(made, name) is not None for name in made.__slots__) else None
