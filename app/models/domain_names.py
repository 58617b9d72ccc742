"""What the eight domains of Barnets bästa-hjulet are called: the working names, or the user's own.

The domains' names differ from place to place (method, K), so they can be changed. The user's stand in ``wheel.yaml``
in the data folder, a name by domain. They are words for what every child needs and never hold anything of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import StringConstraints, TypeAdapter, ValidationError

from app.i18n import _
from app.models.choices import DOMAINS, Domain
from app.models.own_files import NotReadable, read_file
from app.paths import data_folder, write_whole

FILE_NAME = "wheel.yaml"
LONGEST = 40
"""Letters of a name: more do not fit beside a slice."""
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
_NAMES: TypeAdapter[dict[Domain, str]] = TypeAdapter(dict[Domain, _Name])


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The user's names by domain, and a sentence where their file could not be used: it is left as it is."""

    names: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


class NamesNotSaved(Exception):
    """The names could not be written; the message is a sentence for the user, the old file is as it was."""


def names_path() -> Path:
    """Return the file of the user's own names, beside the settings; it need not exist."""
    return data_folder() / FILE_NAME


def own_names() -> OwnNames:
    """Return the user's own names as their file is now; a damaged file gives none, and a sentence."""
    path = names_path()
    try:
        found = path.stat()
    except OSError:
        return OwnNames()
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> OwnNames:
    try:
        names = _NAMES.validate_python(read_file(path) or {})
        return OwnNames({str(domain): name for domain, name in names.items()})
    except (OSError, NotReadable, ValidationError):
        sentence = _("Dina namn på områdena i {path} går inte att läsa. Programmets namn används. Filen är orörd.")
        return OwnNames(problem=sentence.format(path=path))


def domain_name(domain: str) -> str:
    """Return what a domain is called: the user's name for it, else the program's in the language in use."""
    return own_names().names.get(domain) or _(DOMAINS[domain])


def save_names(names: Mapping[str, str]) -> None:
    """Write the user's names, whole or not at all; a name that is blank or the program's own is left out.

    A file that could not be read is kept beside it as ``wheel.yaml.bak``. Raises NamesNotSaved.
    """
    path = names_path()
    own = {key: name.strip() for key, name in names.items() if name.strip() and name.strip() != _(DOMAINS[key])}
    try:
        _NAMES.validate_python(own)
        if own_names().problem is not None:
            path.with_name(f"{path.name}.bak").write_bytes(path.read_bytes())
        write_whole(path, yaml.safe_dump(own, allow_unicode=True, sort_keys=False))
    except ValidationError as problem:
        sentence = _("Ett namn får vara högst {n} tecken. Inget sparades.")
        raise NamesNotSaved(sentence.format(n=LONGEST)) from problem
    except OSError as problem:
        sentence = _("Namnen kunde inte sparas i {path}: {reason}. De gamla namnen är kvar.")
        raise NamesNotSaved(sentence.format(path=path, reason=problem.strerror or problem)) from problem
