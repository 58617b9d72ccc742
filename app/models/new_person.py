"""What is meant by the words typed for a new figure: who it is and where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from app.models.case import Case
from app.models.role_search import kin_of, named
from app.models.roles import Role

_AGE = re.compile(r"(?P<name>.*\S)[,\s]+(?P<age>\d{1,3})\s*(år|years?)", re.IGNORECASE)
DEFAULT_KIND, DEFAULT_RING = "person", 3


@dataclass(frozen=True, slots=True)
class Person:
    """A figure to be. ``group`` is an area of the case; ``sector`` that of the one it needs where there is none.

    ``ring`` None: as near as the place where it is put. ``more`` holds further fields of the figure.
    """

    label: str
    role: str | None = None
    kind: str = DEFAULT_KIND
    group: str | None = None
    sector: str | None = None
    ring: int | None = None
    more: dict[str, object] = field(default_factory=dict)

    def with_field(self, name: str, value: object) -> Person:
        """Return the person with a field of the figure set."""
        if name in ("kind", "group", "ring"):
            return replace(self, **{name: value})  # type: ignore[arg-type]
        return replace(self, more={**self.more, name: value})

    def value(self, name: str) -> object:
        """Return a field of the figure to be, or None."""
        return getattr(self, name) if name in ("kind", "group", "ring") else self.more.get(name)


def understood(case: Case, role: str, name: str, meant: Role | None) -> Person | None:
    """Return who is meant by a role and a name, or None if both are blank.

    ``meant`` is the role of the catalogue that was chosen for the words. Any other role stands where its kin of the
    catalogue do. A name alone is a figure without a role. “Mentor, Marie” or “Mentor Marie” typed as role says both.
    """
    if meant is None and not name and named(role) is None:
        role, name = split_words(role)
    name, age = _split_age(name)
    found = meant or named(role) or (kin_of(role) if role else None)
    if found is not None:
        own = found.name if meant is not None or named(role) else _capital(role)
        home = found.home_in(case)
        person = Person(name or own, own, found.kind, home.id if home else None, found.sector, found.ring)
    elif role and name:
        person = Person(name, _capital(role))
    elif role or name:
        person = Person(role or name)
    else:
        return None
    return person if age is None else person.with_field("age", age)


def split_words(words: str) -> tuple[str, str]:
    """Return (role, name) from what was typed as one: “Mentor, Marie” and “Mentor Marie” have both, “Mormor” a role."""
    role, comma, name = (part.strip() for part in words.partition(","))
    if not comma:
        role, name = _role_before_name(words)
    if not (role and name) or name[0].isdigit() or kin_of(name) is not None:
        return words, ""
    return role, name


def _role_before_name(words: str) -> tuple[str, str]:
    """Return (role, name) where words begin with a person's role of the catalogue and go on with a capital letter."""
    parts = words.split()
    for count in range(len(parts) - 1, 0, -1):
        found = named(" ".join(parts[:count]))
        if found is not None and found.kind == DEFAULT_KIND and parts[count][0].isupper():
            return " ".join(parts[:count]), " ".join(parts[count:])
    return words, ""


def _split_age(name: str) -> tuple[str, int | None]:
    found = _AGE.fullmatch(name)
    return (found["name"], int(found["age"])) if found and int(found["age"]) <= 130 else (name, None)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
