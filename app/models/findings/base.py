"""What a finding is, and how all of a case's are found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from app.discovery import discover
from app.i18n import _
from app.models.case import Case
from app.models.records import Figure
from app.models.retention import Terms

USUAL = Terms()
"""When a closed case is reviewed where the user has not said otherwise."""

ALIVE = frozenset({"strong", "ordinary", "tenuous", "stressful", "conflict"})
"""The qualities of relations that there are: one that is missing or cut off joins nobody (method §5)."""

ABSENT = frozenset({"missing"})
"""The qualities of relations that should be there and are not."""

SERVICES = frozenset({"school", "social_services", "health", "other"})
"""The sectors whose people meet the child in their work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: a whole sentence, and the wishes, answers or figures it is about, by id and sorted.

    ``lights`` are the (family, key) to light on a map when it is pointed at.
    """

    kind: str
    ids: tuple[str, ...]
    text: str
    lights: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """What it is known by where it is waved away. One that has come to be about others is another finding."""
        return " ".join((self.kind, *self.ids))

    @classmethod
    def of(cls, kind: str, ids: Iterable[str], text: str, lights: Iterable[tuple[str, str]]) -> Finding:
        """Return a finding with its ids sorted and none twice."""
        return cls(kind, tuple(sorted(set(ids))), text, tuple(dict.fromkeys(lights)))


class FindingKind(ABC):
    """One thing to look for. A new one is a class in a module of this folder."""

    id: ClassVar[str]
    order: ClassVar[int] = 100

    @abstractmethod
    def look(self, case: Case) -> Iterator[Finding]:
        """Yield what is found in a case; nothing where nothing is. Pure."""

    def look_by(self, case: Case, _terms: Terms) -> Iterator[Finding]:
        """As `look`, for a kind that depends on when a closed case is to be reviewed."""
        return self.look(case)


@cache
def finding_kinds() -> Mapping[str, FindingKind]:
    """Return the kinds of findings by id, in order."""
    from app.models import findings

    return discover(findings, FindingKind)  # type: ignore[type-abstract]


def findings(case: Case, terms: Terms = USUAL) -> list[Finding]:
    """Return everything found in a case, in the order of the kinds; ``terms`` say when a closed one is reviewed."""
    return [found for kind in finding_kinds().values() for found in kind.look_by(case, terms)]


def called(case: Case, figure: str) -> str:
    """Return what a figure is called in a sentence: its name and role, without saying the same twice."""
    record = case.record("figures", figure)
    if not isinstance(record, Figure):
        return ""
    role = record.role or ""
    if not role or role.casefold() in record.label.casefold():
        return record.label
    return _("{name} ({role})").format(
        name=record.label, role=role[:1].lower() + role[1:] if role[1:2].islower() else role
    )


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: a, b och c."""
    each = list(words)
    if len(each) < 2:
        return "".join(each)
    return _("{first} och {last}").format(first=", ".join(each[:-1]), last=each[-1])


def numbered(case: Case, wishes: Iterable[str]) -> str:
    """Return wishes by the numbers they are known by in the room."""
    return listed(str(case.wish_number(wish)) for wish in wishes)
