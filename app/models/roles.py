"""The roles that can be set out round a child, from ``resources/roles.yaml`` (method's glossary, people and roles)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.i18n import language
from app.models.case import Case
from app.models.records import Group, Sector
from app.paths import resources


class Role(BaseModel):
    """One role: its words, the sector and ring it belongs to, and the kind of figure that shows it.

    ``group`` is part of a group's name where a sector has several groups; ``common`` roles are shown
    before anyone searches.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str
    english: str
    sector: Sector
    ring: Annotated[int, Field(ge=1, le=3)]
    kind: Literal["person", "function", "organisation"]
    group: str | None = None
    common: bool = False

    @property
    def name(self) -> str:
        """The role in the language in use."""
        return self.english if language() == "en" else self.role

    def answers_to(self, words: str) -> bool:
        """Return whether ``words`` is part of the role's name in either language."""
        wanted = words.strip().casefold()
        return wanted in self.role.casefold() or wanted in self.english.casefold()

    def home_in(self, case: Case) -> Group | None:
        """Return the group of ``case`` that the role belongs to: same sector, best name; None without such a one."""
        same = [each for each in case.groups.values() if each.sector == self.sector]
        if self.group is not None:
            named = [each for each in same if self.group in each.label.casefold()]
            same = named or same
        return same[0] if same else None

    def group_in(self, case: Case) -> Group:
        """Return `home_in`, or the case's last group where the role has no home."""
        return self.home_in(case) or list(case.groups.values())[-1]


@cache
def roles(path: Path | None = None) -> tuple[Role, ...]:
    """Return the roles in the file's order. Raises pydantic.ValidationError if the file is damaged."""
    text = (path or resources() / "roles.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Role, ...]).validate_python(yaml.safe_load(text))
