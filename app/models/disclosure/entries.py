"""The disclosure log's entries: what was given to whom, when, on which consent (rule R10), and who holds what (R11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

Event = Literal["given", "failed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    ``event`` is ``given`` (written before the package gets its name) or ``failed`` (it never got it: ``of`` is the
    number of the line that said given). ``files`` are the package's files with their SHA-256. ``number`` is the
    line's own, 0 until it is written.
    """

    at: datetime
    by: str
    recipient: str
    recipient_words: str
    version: int
    event: Event = "given"
    of: int | None = None
    items: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    decision: Mapping[str, str] | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)
    package: str = ""
    target: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    deidentified: bool = False
    why: str = ""
    number: int = 0

    def to_data(self) -> dict[str, Any]:
        """Return the entry as JSON-able data, without its number."""
        data = asdict(self)
        del data["number"]
        return {**data, "at": self.at.isoformat(), "items": list(self.items), "consents": list(self.consents)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any], number: int) -> Entry:
        """Read what `to_data` gave. Raises TypeError, KeyError or ValueError if it is damaged."""
        values = {**data, "at": datetime.fromisoformat(data["at"]), "number": number}
        return cls(**{**values, "items": tuple(data["items"]), "consents": tuple(data["consents"])})


@dataclass(frozen=True, slots=True)
class Held:
    """A package that a recipient has."""

    recipient: str
    recipient_words: str
    at: datetime
    version: int
    package: str


def delivered(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of packages that really were given, oldest first."""
    entries = list(entries)
    failed = {each.of for each in entries if each.event == "failed"}
    return [each for each in entries if each.event == "given" and each.number not in failed]


def next_version(entries: Iterable[Entry], recipient: str) -> int:
    """Return the version that a recipient's next package has; a number is never used twice."""
    return max((each.version for each in entries if each.recipient == recipient), default=0) + 1


def holders(entries: Iterable[Entry], consents: Iterable[str]) -> Sequence[Held]:
    """Return who holds a package that rests on any of some consents, the newest last (rule R11)."""
    wanted = set(consents)
    return [
        Held(each.recipient, each.recipient_words, each.at, each.version, each.package)
        for each in delivered(entries)
        if wanted & set(each.consents)
    ]


def failed(entry: Entry, at: datetime, why: str) -> Entry:
    """Return the line that says that a package never got its name."""
    return replace(entry, at=at, event="failed", of=entry.number, why=why, number=0)
