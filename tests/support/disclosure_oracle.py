"""What ``docs/disclosure.md`` lets a recipient have, worked out from that page alone: its table is parsed, its rules
are written here as the page words them, and nothing of the program that builds extracts is used."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.models.case import Case
from tests.support.canaries import TODAY, WORD, Planted

PAGE = Path(__file__).parents[2] / "docs" / "disclosure.md"
LINE = re.compile(r"\| `([a-z_.]+)` \| (R\d+|–) \| ([a-z_, ]+|–) \|")
PRIVATE = ("family", "relatives", "friends")
WORDS_OF_KINDS = {"boende": "housing"}
REFERENCES = {
    **{f"plan.{name}": "plan" for name in ("who", "responsible", "first_step.who", "follow_up.who")},
    **{f"support_answers.{name}": "support_answers" for name in ("figure", "reported_by")},
    **{f"wishes.{name}": "wishes" for name in ("from", "to")},
    "wishes.answer.answered_by": "wishes.answer",
    **{f"consents.{name}": "consents" for name in ("given_by", "organisations")},
    **{f"sip.{name}": "sip" for name in ("coordinator", "overall_responsible")},
    "case.coordinator": "case",
    "frame.child": "frame",
}


@cache
def table() -> dict[str, frozenset[tuple[str, str]]]:
    """Return ``family.field`` → (rule, kind of recipient) pairs, as the page has them."""
    found: dict[str, set[tuple[str, str]]] = {}
    for field, rule, whom in LINE.findall(PAGE.read_text(encoding="utf-8")):
        pairs = found.setdefault(field, set())
        if rule != "–":
            pairs |= {(rule, who.strip()) for who in whom.split(",")}
    return {field: frozenset(pairs) for field, pairs in found.items()}


def expected(planted: Planted, who: str, me: str, decided: bool = False) -> frozenset[str]:
    """Return the canaries that may be in what a recipient gets: exactly those, no more and no fewer."""
    return _Oracle(planted, who, me, decided).words()


class _Oracle:
    def __init__(self, planted: Planted, who: str, me: str, decided: bool) -> None:
        self.planted, self.case, self.who, self.me = planted, planted.case, who, me
        self.in_force = [c for c in self.case.consents.values() if self._holds(c, TODAY)]
        self.carrying = [c for c in self.in_force if self._carries(c)]
        self.asked = decided
        self.decided = decided and self._trade(me) in ("health", "social_services") and (self._child_age() or 99) < 18
        other = {"health": "social_services", "social_services": "health"}.get(self._trade(me) if decided else "", "")
        self.let_in = {o for o in self.case.organisations if self._trade(o) == other} if self.decided else set()

    # Facts

    def _holds(self, consent: Any, day: date) -> bool:
        on_time = (consent.given_on is None or consent.given_on <= day) and (
            consent.valid_until is None or consent.valid_until >= day
        )
        mine = consent.organisations if self.who == "organisation" else consent.given_by
        standing = consent.withdrawn_on is None or consent.withdrawn_on > day
        givers = consent.given_by or [key for key, figure in self.case.figures.items() if figure.guardian]
        standing = standing and (not givers or not set(givers) <= set(consent.missing_from))
        return on_time and standing and self.me in mine and self.who in ("organisation", "guardian")

    def _carries(self, consent: Any) -> bool:
        """Whether a consent lets out what organisations know, not only what its givers have said."""
        figures = self.case.figures
        asked = [key for key, each in figures.items() if each.guardian]
        gave = [key for key in consent.given_by if key not in consent.missing_from]
        public = [key for key in gave if self.case.groups[figures[key].group].sector not in PRIVATE]
        return not asked or not consent.given_by or bool(public or {*gave} & {*asked, self.case.child})

    def _child_age(self) -> int | None:
        return self.case.figures[self.case.child].age

    def _trade(self, organisation: str) -> str:
        sectors = {
            self.case.groups[f.group].sector for f in self.case.figures.values() if f.organisation == organisation
        }
        if "school" in sectors:
            return "school"
        return next((each for each in ("health", "social_services") if sectors == {each}), "other")

    def _kinds(self, consent: Any) -> set[str]:
        kinds = {"attendance", "support", "plan"} if consent.categories is None else set(consent.categories)
        return kinds - {WORDS_OF_KINDS.get(each.split()[-1].casefold(), "") for each in consent.not_covered}

    def _has_plan(self) -> bool:
        return self.decided or any("plan" in self._kinds(c) for c in self.carrying)

    def _home(self, actor: str | None) -> str | None:
        return actor if actor is None or actor in self.case.organisations else self.case.figures[actor].organisation

    def _covered(self, actor: str | None, category: str) -> bool:
        home = self._home(actor)
        for consent in self.in_force:
            gave = actor in consent.given_by and actor not in consent.missing_from
            lets = consent in self.carrying and (home in consent.organisations or actor == self.case.child)
            if (lets or gave) and category in self._kinds(consent):
                return True
        return home in self.let_in

    def _limited(self, key: str, data: Any) -> bool:
        said = {word.casefold() for word in WORD.findall(str(data))}
        return any(
            limit == key or (words := {w.casefold() for w in WORD.findall(limit)}) and words <= said
            for consent in self.in_force
            for limit in consent.not_covered
        )

    def _by_item(self, category: str) -> bool:
        kinds = {"school": ("health", "family", "economy"), "health": ("family", "economy")}
        return category in kinds.get(self._trade(self.me), ())

    def _anothers(self, record: Any, actor: str | None, said: Any) -> bool:
        passes = self._covered(actor, record.category) and not self._by_item(record.category)
        return passes and not self._limited(record.id, said)

    # Which rule each record goes by; None where it stays

    def _row(self, row: Any) -> str | None:
        if row.restricted or (row.kind == "collaboration") != (self.who == "steering_group"):
            return None
        taking_part = [*row.who, row.first_step and row.first_step.who, row.follow_up and row.follow_up.who]
        if self.who == "steering_group":
            return "R2"
        if self.who != "organisation":
            return "R1" if self.me in (row.responsible, *taking_part) else "R2"
        if self._home(row.responsible) == self.me:
            return "R1"
        consented = any("plan" in self._kinds(c) for c in self.carrying)
        may = consented or self._home(row.responsible) in self.let_in
        if may and any(self._home(each) == self.me for each in taking_part if each):
            return None if self._by_item(row.category) or self._limited(row.id, row.to_data()) else "R2"
        return "R3" if self._has_plan() and self._anothers(row, row.responsible, row.to_data()) else None

    def _goal(self, key: str, goal: Any) -> str | None:
        if self.who in ("guardian", "child"):
            return "R2"
        under = any(row.goal == key and self._row(row) for row in self.case.plan.values())
        goes = self.who == "organisation" and self._has_plan() and under
        return "R2" if goes and not self._limited(key, goal.to_data()) else None

    def _support(self, answer: Any) -> str | None:
        if answer.restricted or self.who == "steering_group":
            return None
        if (self._home(answer.figure) if self.who == "organisation" else answer.figure) == self.me:
            return "R1"
        goes = self.who == "organisation" and self._anothers(answer, answer.figure, answer.text)
        return "R3" if goes else None

    def _wish(self, wish: Any) -> str | None:
        if wish.restricted or self.who == "steering_group":
            return None
        if self.who != "organisation":
            return "R1" if self.me in (wish.from_, wish.to) else None
        if self._home(wish.from_) == self.me:
            return "R1"
        both = self._home(wish.to) == self.me or self._covered(wish.to, wish.category)
        return "R3" if both and self._anothers(wish, wish.from_, wish.text) else None

    def _answer(self, wish: Any) -> str | None:
        if wish.answer is None or self._wish(wish) is None:
            return None
        if self.who != "organisation" or self._home(wish.to) == self.me:
            return "R1"
        said = (wish.answer.text, wish.answer.unlock)
        return "R3" if self._anothers(wish, wish.to, said) else None

    def _rules(self) -> dict[tuple[str, str], str]:
        """Return (family, key) → rule of every record that goes; a wish's answer as ``wishes.answer``."""
        case, found = self.case, {}
        ways = {
            "plan": lambda key, each: self._row(each),
            "long_term": self._goal,
            "short_term": self._goal,
            "support_answers": lambda key, each: self._support(each),
            "wishes": lambda key, each: self._wish(each),
            "child_voice": lambda key, each: "R1" if self.who == "child" else None,
        }
        for family, way in ways.items():
            found |= {(family, key): rule for key, each in case.family(family).items() if (rule := way(key, each))}
        found |= {("wishes.answer", key): rule for key, each in case.wishes.items() if (rule := self._answer(each))}
        if not found or (self.who == "organisation" and not self.carrying and not self.decided):
            return {}
        planned = self.who in ("guardian", "child") or (self.who == "organisation" and self._has_plan())
        found |= {(family, family): "R2" for family in ("case", "sip") if planned}
        mine = "R3" if self.who == "organisation" else "R1"
        found |= {("consents", key): mine for key, each in case.consents.items() if each in self.in_force}
        if self.who != "steering_group":
            found["frame", "frame"] = "R4"
        return found

    # Names

    def _protected(self) -> set[str]:
        everyone = self.case.info.protected_identity or self.case.figures[self.case.child].protected_identity
        return {key for key, each in self.case.figures.items() if everyone or each.protected_identity}

    def _named(self, key: str) -> bool:
        figure, case = self.case.figures[key], self.case
        if key in self._protected():
            return False
        adult = figure.age is None or figure.age >= 18
        staff = figure.organisation is not None and adult and not figure.guardian and key != case.child
        if staff and case.organisations[figure.organisation or ""].principal == "private":
            staff = case.groups[figure.group].sector not in PRIVATE
        if self.who == "steering_group":
            return staff
        if key in (case.child, self.me):
            return True
        if self.who != "organisation":
            return staff or figure.guardian
        missing = {each for consent in self.in_force for each in consent.missing_from}
        if any(key in consent.given_by for consent in self.in_force) and key not in missing:
            return True
        return staff and figure.organisation in self._sharing()

    def _sharing(self) -> set[str]:
        return {self.me, *self.let_in, *(each for consent in self.carrying for each in consent.organisations)}

    def _names_of(self, actors: set[str]) -> set[str]:
        found: set[str] = set()
        for actor in actors:
            if actor in self.case.figures and self._named(actor):
                figure = self.case.figures[actor]
                found |= {figure.label, figure.role or ""}
                actor = figure.organisation or ""
            nameable = self.who != "organisation" or actor in self._sharing()
            if actor in self.case.organisations and nameable and not self._protected():
                found.add(self.case.organisations[actor].name)
        return {word.casefold() for text in found for word in WORD.findall(text)}

    # All of it

    def words(self) -> frozenset[str]:
        rules, found = self._rules(), set[str]()
        if not rules or self.asked != self.decided:
            return frozenset()
        named = {figure.label.casefold() for key, figure in self.case.figures.items() if self._named(key)}
        for word, (field, key) in self.planted.words.items():
            if self._goes(field, key, rules) and not field.startswith(("figures.", "organisations.")):
                found.add(word)
        for (field, key), labels in self.planted.mentions.items():
            if self._goes(field, key, rules) and not field.startswith(("figures.", "organisations.")):
                found |= {label for label in labels if label in named}
        actors: set[str] = set()
        for field, family in REFERENCES.items():
            if field == "sip.coordinator" and self.case.info.coordinator:
                continue
            for (of, key), rule in rules.items():
                if of == family and (rule, self.who) in table()[field]:
                    actors |= set(self._references(family, key, field))
        found |= self._names_of(actors)
        return frozenset(found | self._own_name())

    def _goes(self, field: str, key: str, rules: dict[tuple[str, str], str]) -> bool:
        family = "wishes.answer" if field.startswith("wishes.answer.") else field.split(".")[0]
        rule = rules.get((family, family if family in ("case", "sip") else key))
        return rule is not None and (rule, self.who) in table()[field]

    def _references(self, family: str, key: str, field: str) -> list[str]:
        value: Any = self.case.record(family.split(".")[0], key)
        for step in field.split(".")[1:]:
            value = getattr(value, "from_" if step == "from" else step, None)
        return [] if value is None else [value] if isinstance(value, str) else list(value)

    def _own_name(self) -> set[str]:
        """Return the recipient's own name, which stands on its package."""
        own = ""
        if self.who == "organisation" and not self._protected():
            own = self.case.organisations[self.me].name
        elif self.who in ("guardian", "child") and self.me not in self._protected():
            own = self.case.figures[self.me].label
        return {word.casefold() for word in WORD.findall(own)}


def recipients(case: Case) -> list[tuple[str, str]]:
    """Return everybody who can be a recipient: (kind, id)."""
    guardians = [key for key, figure in case.figures.items() if figure.guardian]
    found = [("organisation", key) for key in case.organisations] + [("guardian", key) for key in guardians]
    return [*found, ("child", case.child), ("steering_group", "steering_group")]
