"""The roles that can be set out round a child: ``resources/roles.yaml`` (method's glossary) and the user's own.

The user's roles stand in ``roles.yaml`` in the data folder, in the same form; one that is called the same as a
role of the program takes its place. They are words for kinds of people and never hold anything of a case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from app.i18n import _, language
from app.models.case import Case
from app.models.own_files import NotReadable, read_file
from app.models.records import Group, Sector
from app.paths import data_folder, resources, write_whole

FILE_NAME = "roles.yaml"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Role(BaseModel):
    """One role: its words, the sector and ring it belongs to, and the kind of figure that shows it.

    ``group`` is part of a group's name where a sector has several groups; ``common`` roles are shown
    before anyone searches; ``aliases`` are other words that people type for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Words
    english: Words
    sector: Sector
    ring: Annotated[int, Field(ge=1, le=3)]
    kind: Literal["person", "function", "organisation"]
    group: str | None = None
    common: bool = False
    aliases: tuple[Words, ...] = ()

    @property
    def name(self) -> str:
        """The role in the language in use."""
        return self.english if language() == "en" else self.role

    def answers_to(self, words: str) -> bool:
        """Return whether ``words`` is part of the role's name in either language, or of another word for it."""
        wanted = words.strip().casefold()
        return any(wanted in each.casefold() for each in (self.role, self.english, *self.aliases))

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


_LIST = TypeAdapter(tuple[Role, ...])


@dataclass(frozen=True, slots=True)
class OwnRoles:
    """The user's own roles, and a sentence where their file could not be used: it is left as it is."""

    roles: tuple[Role, ...] = ()
    problem: str | None = None


class RolesNotSaved(Exception):
    """The user's roles could not be written; the message is a sentence for the user, the old file is as it was."""


@cache
def built_in() -> tuple[Role, ...]:
    """Return the program's roles in the file's order. Raises pydantic.ValidationError if its file is damaged."""
    text = (resources() / FILE_NAME).read_text(encoding="utf-8")
    return _LIST.validate_python(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def own_path() -> Path:
    """Return the file of the user's own roles, beside the settings; it need not exist."""
    return data_folder() / FILE_NAME


def own_roles() -> OwnRoles:
    """Return the user's own roles as their file is now; a damaged file gives none, and a sentence."""
    path = own_path()
    try:
        found = path.stat()
    except OSError:
        return OwnRoles()
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> OwnRoles:
    try:
        return OwnRoles(_LIST.validate_python(read_file(path) or ()))
    except (OSError, NotReadable, ValidationError):
        sentence = _("Dina egna roller i {path} går inte att läsa. Programmets roller används. Filen är orörd.")
        return OwnRoles(problem=sentence.format(path=path))


def roles() -> tuple[Role, ...]:
    """Return every role: the program's in order, with the user's in place of those of the same name, or after them."""
    return _together(built_in(), own_roles().roles)


@lru_cache(maxsize=4)
def _together(ours: tuple[Role, ...], own: tuple[Role, ...]) -> tuple[Role, ...]:
    by_name = {role.role.casefold(): role for role in ours}
    by_name.update((role.role.casefold(), role) for role in own)
    return tuple(by_name.values())


def save_own(own: Iterable[Role]) -> Path | None:
    """Write the user's own roles, whole or not at all.

    A file that cannot be read is put aside under another name first, which is returned. Raises RolesNotSaved.
    """
    path = own_path()
    text = yaml.safe_dump([_data(role) for role in own], allow_unicode=True, sort_keys=False)
    try:
        aside = _put_aside(path) if own_roles().problem is not None else None
        write_whole(path, text)
    except OSError as problem:
        sentence = _("Rollerna kunde inte sparas i {path}: {reason}. Den gamla filen är kvar.")
        raise RolesNotSaved(sentence.format(path=path, reason=problem.strerror or problem)) from problem
    return aside


def _put_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}-{number}{path.suffix}.bak")).exists():
        number += 1
    aside.write_bytes(path.read_bytes())
    return aside


def _data(role: Role) -> dict[str, Any]:
    return role.model_dump(mode="json", exclude_defaults=True)
