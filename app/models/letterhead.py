"""The letterhead (brevhuvud) of the user's organisation: ``letterhead.yaml`` in the data folder, with a logo beside it.

It stands on every paper that flows. It says who sends the paper and never holds anything of a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from app.i18n import _
from app.models.own_files import NotReadable, read_file
from app.paths import data_folder, write_whole

FILE_NAME = "letterhead.yaml"
LOGO_NAME = "letterhead-logo.png"
LARGEST_LOGO = 2 * 1024 * 1024
"""Bytes of a logo's file: more slows every paper down and shows no better."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class Letterhead(BaseModel):
    """Who sends the paper. ``reference`` stands before the case's number; ``logo`` is a file in the data folder."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    organisation: str = ""
    unit: str = ""
    address: str = ""
    contact: str = ""
    reference: str = ""
    logo: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any((self.organisation, self.unit, self.address, self.contact, self.logo))


@dataclass(frozen=True, slots=True)
class OwnLetterhead:
    """The letterhead as its file is now, the logo's picture, and a sentence where either could not be used."""

    head: Letterhead
    logo: bytes | None = None
    problem: str | None = None


class LetterheadNotSaved(Exception):
    """The letterhead could not be written; the message is a sentence for the user, the old one is as it was."""


def letterhead_path() -> Path:
    """Return the letterhead's file, beside the settings; it need not exist."""
    return data_folder() / FILE_NAME


def own_letterhead() -> OwnLetterhead:
    """Return the letterhead as its files are now; damaged files give an empty one and a sentence."""
    path = letterhead_path()
    if not path.exists():
        return OwnLetterhead(Letterhead())
    try:
        head = Letterhead.model_validate(read_file(path) or {})
    except (OSError, NotReadable, ValidationError):
        sentence = _("Brevhuvudet i {path} går inte att läsa. Dokumenten görs utan det. Filen är orörd.")
        return OwnLetterhead(Letterhead(), problem=sentence.format(path=path))
    if not head.logo:
        return OwnLetterhead(head)
    try:
        return OwnLetterhead(head, read_logo(path.parent / Path(head.logo).name))
    except LetterheadNotSaved as problem:
        return OwnLetterhead(head, problem=str(problem))


def read_logo(path: Path) -> bytes:
    """Return a logo's picture. Raises LetterheadNotSaved where it is no PNG or JPEG, too large or not to be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_LOGO + 1)
    except OSError as problem:
        sentence = _("Logotypen {path} går inte att läsa. Dokumenten görs utan den. Välj en annan bild.")
        raise LetterheadNotSaved(sentence.format(path=path)) from problem
    if len(data) > LARGEST_LOGO:
        sentence = _("Logotypen {path} är större än 2 MB. Välj en mindre bild.")
        raise LetterheadNotSaved(sentence.format(path=path))
    if not data.startswith(_PICTURES):
        sentence = _("{path} är ingen PNG- eller JPEG-bild. Välj en annan bild.")
        raise LetterheadNotSaved(sentence.format(path=path))
    return data


def save_letterhead(head: Letterhead, logo: bytes | None = None) -> None:
    """Write the letterhead, and a new ``logo`` (PNG) beside it, whole or not at all. Raises LetterheadNotSaved.

    A file that could not be read is kept beside it as ``letterhead.yaml.bak``.
    """
    path = letterhead_path()
    try:
        if path.exists() and own_letterhead().head == Letterhead():
            path.with_name(f"{path.name}.bak").write_bytes(path.read_bytes())
        if logo is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{LOGO_NAME}.new")
            beside.write_bytes(logo)
            beside.replace(path.with_name(LOGO_NAME))
            head = head.model_copy(update={"logo": LOGO_NAME})
        said = {key: value for key, value in head.model_dump().items() if value}
        write_whole(path, yaml.safe_dump(said, allow_unicode=True, sort_keys=False))
    except OSError as problem:
        sentence = _("Brevhuvudet kunde inte sparas i {path}: {reason}. Det gamla är kvar.")
        raise LetterheadNotSaved(sentence.format(path=path, reason=problem.strerror or problem)) from problem
