"""How each recipient's records system wants its packages: ``recipients.yaml`` in the user's data folder.

A profile is a list item with the organisation's ``name`` (as in the case), and any of ``folder`` (a watched folder may
be one), ``pattern`` for the package's name, ``zip``, ``formats`` and ``metadata``. It says how, never what: the rules
decide that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError, field_validator

from app.i18n import _
from app.models.own_files import NotReadable, read_file
from app.paths import data_folder, write_whole

FILE_NAME = "recipients.yaml"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class ProfilesUnreadable(Exception):
    """The user's profiles could not be read or written; the message is a sentence for the user."""


class Profile(BaseModel):
    """One recipient's wishes. ``pattern`` may use {nr}, {mottagare}, {datum} and {version}; ``formats`` None is all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    folder: Line | None = None
    pattern: Line | None = None
    zip: bool = False
    formats: frozenset[Literal["archive", "json", "csv", "fhir"]] | None = None
    metadata: dict[Line, Line] = {}

    @field_validator("pattern")
    @classmethod
    def _tells_packages_apart(cls, pattern: str | None) -> str | None:
        if pattern is not None and (set(re.findall(r"\{(\w*)\}", pattern)) - {"nr", "mottagare", "datum", "version"}):
            raise ValueError("an unknown word in braces")
        return pattern


_LIST = TypeAdapter(tuple[Profile, ...])


def path() -> Path:
    """Return the file of the profiles; it need not exist."""
    return data_folder() / FILE_NAME


def profiles() -> tuple[Profile, ...]:
    """Return the profiles as their file is now. Raises ProfilesUnreadable; the file is left as it is."""
    try:
        return _LIST.validate_python(read_file(path()) or ())
    except FileNotFoundError:
        return ()
    except (OSError, NotReadable, ValidationError) as problem:
        raise _unreadable() from problem


def profile_of(name: str, found: Iterable[Profile]) -> Profile | None:
    """Return the profile of an organisation by its name, or None."""
    wanted = " ".join(name.split()).casefold()
    return next((each for each in found if " ".join(each.name.split()).casefold() == wanted), None)


def save(wanted: Iterable[Profile]) -> None:
    """Write the profiles, whole or not at all. Raises ProfilesUnreadable; the old file is then as it was."""
    data = [_data(each) for each in wanted]
    try:
        write_whole(path(), yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    except OSError as problem:
        sentence = _("Mottagarnas inställningar kunde inte sparas i {path}. Den gamla filen är kvar.")
        raise ProfilesUnreadable(sentence.format(path=path())) from problem


def _data(profile: Profile) -> dict[str, Any]:
    data = profile.model_dump(mode="json", exclude_defaults=True)
    if profile.formats is not None:
        data["formats"] = sorted(profile.formats)
    return data


def _unreadable() -> ProfilesUnreadable:
    sentence = _("Mottagarnas inställningar i {path} går inte att läsa. Inget har lämnats ut. Rätta filen.")
    return ProfilesUnreadable(sentence.format(path=path()))
