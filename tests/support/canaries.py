"""Whole cases in which every field that people write, every day and every id is a word of its own (a canary).

`Planted.words` says of each canary which field of which record it stands in. Days are canaries too: each stands once.
"""

from __future__ import annotations

import re
import types
import typing
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

from pydantic import BeforeValidator, PlainValidator, StringConstraints

from app.models import casefile
from app.models.case import Case
from app.models.composing import KEYS, OWN_KINDS
from app.models.fields import CLOCK_PATTERN, Kind, Record, Ref
from app.models.records import LISTS, CaseInfo, Questions, Sip

TODAY = date(2026, 11, 22)
LETTERS = "bcdfghjklmnpqrstvwxz"
WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}qzx|1[0-9]{3}-[0-9]{2}-[0-9]{2}|2[2-9][0-9]{2}-[0-9]{2}-[0-9]{2}", re.I)
PERSONAL_NUMBER = "197010632391"
SIZES = {
    "child_voice": 2,
    "households": 1,
    "relations": 3,
    "support_answers": 7,
    "wishes": 7,
    "long_term": 2,
    "short_term": 2,
    "plan": 8,
    "meetings": 2,
    "timeline": 2,
    "wheel": 2,
    "maps": 1,
}
ORGANISATIONS = (
    ("school", "municipality"),
    ("health", "region"),
    ("social_services", "municipality"),
    ("leisure", "association"),
    ("family", "contracted"),
)
PEOPLE = (
    *(("family", None, 9), ("family", None, 40), ("family", None, 41), ("family", None, 7), ("relatives", None, 70)),
    *(("school", 0, None), ("school", 0, 44), ("health", 1, None), ("social_services", 2, 51), ("leisure", 3, 30)),
    *(("family", 4, 50), ("family", 4, 12)),
)
"""Sector, organisation by place, age: the child, two guardians, a sibling, a grandparent, staff, a foster family."""


@dataclass(slots=True)
class Planted:
    """A case and where each of its canaries stands: canary → (``family.field``, key of the record or its place)."""

    case: Case
    words: dict[str, tuple[str, str]]
    mentions: dict[tuple[str, str], list[str]]


@dataclass(slots=True)
class ConsentPlan:
    """What a consent is to be like; `None` for ``categories`` leaves the key out."""

    organisations: tuple[int, ...]
    categories: tuple[str, ...] | None
    state: Literal["valid", "endless", "expired", "withdrawn", "coming"]
    givers: tuple[int, ...]
    missing: tuple[int, ...]
    limit: Literal["none", "category", "record", "word", "other"]


@dataclass(slots=True)
class Planter:
    """Makes one case. ``chance`` decides what the consents do not."""

    chance: Random
    consents: typing.Sequence[ConsentPlan]
    protected: Literal["none", "one", "case"] = "none"
    child_age: int | None = 9
    number: int = 0
    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    mentions: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    pool: dict[str, list[str]] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)

    def planted(self) -> Planted:
        data = self._data()
        return Planted(casefile.from_data(data, casefile.Vocabulary()), self.words, self.mentions)

    # Words

    def word(self, where: str = "", key: str = "") -> str:
        """Return a word that stands nowhere else."""
        self.number += 1
        rest, letters = self.number * 7919 % len(LETTERS) ** 5, ""
        for _place in range(5):
            rest, at = divmod(rest, len(LETTERS))
            letters += LETTERS[at]
        made = letters.capitalize() + "qzx"
        if where:
            self.words[made.casefold()] = (where, key)
        return made

    def day(self, where: str, key: str, past: bool | None = None) -> str:
        """Return a day that stands nowhere else; long ago, or far ahead."""
        self.number += 1
        ahead = self.chance.random() < 0.5 if past is None else not past
        made = (date(2300 if ahead else 1500, 1, 1) + timedelta(days=self.number)).isoformat()
        self.words[made] = (where, key)
        return made

    # Records

    def _data(self) -> dict[str, Any]:
        self.pool = {
            "organisations": [self.word() for _each in ORGANISATIONS],
            "figures": [self.word() for _p in PEOPLE],
        }
        for family, size in SIZES.items():
            self.pool[family] = [self.word() for _each in range(size)]
        for family, ids in self.pool.items():
            self.words |= {each.casefold(): (f"{family}.id", each) for each in ids}
        sectors = list(dict.fromkeys(sector for sector, _org, _age in PEOPLE))
        self.pool["groups"] = [self.word("groups.id") for _each in sectors]
        data: dict[str, Any] = {"schema": "samkarta.case/1", "child": self.pool["figures"][0], "goals": {}}
        data["case"] = {**self.record("case", CaseInfo, "case"), "protected_identity": self.protected == "case"}
        data["questions"] = self.record("questions", Questions, "questions")
        data["organisations"] = [self._organisation(at) for at in range(len(ORGANISATIONS))]
        data["groups"] = [self._group(sector, at) for at, sector in enumerate(sectors)]
        data["figures"] = [self._figure(at, sectors) for at in range(len(PEOPLE))]
        self.labels = [each["label"] for each in data["figures"]]
        data["sip"] = self.record("sip", Sip, "sip")
        for family, size in SIZES.items():
            under = data["goals"] if family in ("long_term", "short_term") else data
            under[family] = [self._listed(family, at) for at in range(size)]
        data["consents"] = [self._consent(each) for each in self.consents]
        return {key: data[key] for key in KEYS if key in data}

    def _organisation(self, at: int) -> dict[str, Any]:
        made = self.record("organisations", LISTS["organisations"], self.pool["organisations"][at])
        return {**made, "principal": ORGANISATIONS[at][1]}

    def _group(self, sector: str, at: int) -> dict[str, Any]:
        return {**self.record("groups", LISTS["groups"], self.pool["groups"][at]), "sector": sector}

    def _figure(self, at: int, sectors: list[str]) -> dict[str, Any]:
        sector, home, age = PEOPLE[at]
        made = self.record("figures", LISTS["figures"], self.pool["figures"][at])
        made |= {"group": self.pool["groups"][sectors.index(sector)], "guardian": at in (1, 2), "deceased": False}
        made |= {"kind": "person", "protected_identity": self.protected == "one" and at == self.chance.randrange(1, 12)}
        for key, value in (("organisation", None if home is None else self.pool["organisations"][home]), ("age", age)):
            made.pop(key, None)
            if value is not None:
                made[key] = value
        if at == 0:
            made.pop("age", None)
            made["protected_identity"] = False
            if self.child_age is not None:
                made["age"] = self.child_age
        return made

    def _listed(self, family: str, at: int) -> dict[str, Any]:
        own_id = "id" in LISTS[family].model_fields
        made = self.record(family, LISTS[family], self.pool[family][at] if own_id else f"~{at + 1}")
        if "restricted" in made and self.chance.random() < 0.75:
            made["restricted"] = []
        if "from" in made:
            made["to"] = self.chance.choice([each for each in self.pool["figures"] if each != made["from"]])
        if family == "plan":
            made["kind"] = self.chance.choice(("child", "child", "child", "collaboration"))
            made["responsible"] = self.chance.choice((*self.pool["organisations"], *self.pool["figures"]))
        return made

    def _consent(self, wanted: ConsentPlan) -> dict[str, Any]:
        key = self.word("consents.id")
        made = self.record("consents", LISTS["consents"], key)
        unsaid = {f"consents.{name}" for name in ("given_on", "valid_until", "withdrawn_on", "not_covered")}
        self.words = {word: at for word, at in self.words.items() if at[1] != key or at[0] not in unsaid}
        self.mentions.pop(("consents.not_covered", key), None)
        made["organisations"] = [self.pool["organisations"][at] for at in wanted.organisations]
        made["given_by"] = [self.pool["figures"][at] for at in wanted.givers]
        made["missing_from"] = [self.pool["figures"][at] for at in wanted.missing]
        made.pop("categories", None)
        if wanted.categories is not None:
            made["categories"] = list(wanted.categories)
        for name in ("given_on", "valid_until", "withdrawn_on"):
            made.pop(name, None)
        made["given_on"] = self.day("consents.given_on", key, past=wanted.state != "coming")
        if wanted.state != "endless":
            made["valid_until"] = self.day("consents.valid_until", key, past=wanted.state == "expired")
        if wanted.state == "withdrawn":
            made["withdrawn_on"] = self.day("consents.withdrawn_on", key, past=True)
        made["not_covered"] = self._limits(wanted.limit)
        return made

    def _limits(self, kind: str) -> list[str]:
        if kind == "category":
            return ["Uppgifter om boende"]
        if kind == "record":
            return [self.chance.choice((*self.pool["plan"], *self.pool["wishes"], *self.pool["support_answers"]))]
        if kind == "word":
            texts = [
                word for word, (where, _key) in self.words.items() if where in ("plan.what", "support_answers.text")
            ]
            return [self.chance.choice(texts)]
        return [self.word("consents.not_covered")] if kind == "other" else []

    # Fields, by their declarations

    def record(self, path: str, cls: type[Record], key: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, info in cls.model_fields.items():
            at = info.alias or name
            if at == "id":
                made[at] = key if path.count(".") == 0 and path != "case" else self.word(f"{path}.id", key)
                continue
            value = self.value(info.annotation, info.metadata, f"{path}.{at}", key)
            if value is not None:
                made[at] = value
        if made.get("cause") is not None and made.get("status") not in ("partly", "blocked"):
            del made["cause"]
        return made

    def value(self, annotation: Any, marks: typing.Sequence[Any], path: str, key: str) -> Any:
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            inner = [each for mark in arguments[1:] for each in (mark, *getattr(mark, "metadata", ()))]
            return self.value(arguments[0], [*marks, *inner], path, key)
        for mark in marks:
            if isinstance(mark, Ref):
                found = [each for family in mark.families for each in self.pool.get(family, ())]
                return self.chance.choice(found) if found and origin is not tuple else None
            if isinstance(mark, Kind):
                return self.chance.choice(sorted(OWN_KINDS[mark.room]))
            if isinstance(mark, StringConstraints) and mark.pattern == CLOCK_PATTERN:
                return "13:37"
            if isinstance(mark, BeforeValidator | PlainValidator):
                return self._special(mark.func.__name__, path, key)
        if origin in (typing.Union, types.UnionType):
            return self.value(next(each for each in arguments if each is not type(None)), marks, path, key)
        if origin is Literal:
            return self.chance.choice(arguments)
        if origin is tuple:
            some = [self.value(arguments[0], (), path, key) for _each in range(self.chance.randrange(1, 3))]
            return [each for each in some if each is not None]
        if origin is dict:
            return {}
        if isinstance(annotation, type) and issubclass(annotation, Record):
            return self.record(path, annotation, key)
        if annotation is str:
            return PERSONAL_NUMBER if path.endswith("personal_number") else self._text(path, key)
        return self.chance.random() < 0.5 if annotation is bool else self.chance.randrange(1, 4)

    def _special(self, name: str, path: str, key: str) -> Any:
        if name in ("_day", "_loose_day"):
            return self.day(path, key)
        if name == "_pair":
            return [1, 2]
        return self.word(path, key) if name == "_reading" else 1

    def _text(self, path: str, key: str) -> str:
        """Return a canary, now and then with somebody's name after it."""
        made = self.word(path, key)
        if self.labels and path not in ("case.number",) and self.chance.random() < 0.25:
            label = self.chance.choice(self.labels)
            self.mentions.setdefault((path, key), []).append(label.casefold())
            return f"{made} och {label}"
        return made
