"""The standing texts of the papers: what a form always says, and which paragraphs it goes by.

The program's own lie in ``resources/papers/<kind>.<language>.yaml``, a label and a text by key. The user's lie under
the same names in the data folder's ``papers``, a text by key, and take the place of the program's one by one. They are
words for papers in general and never hold anything of a case; ``{namn}``, ``{personnummer}``, ``{nummer}`` and
``{dag}`` are filled in when a paper is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from app.i18n import _, language
from app.models.own_files import NotReadable, read_file
from app.paths import data_folder, resources, write_whole

ENGLISH = {"namn": "name", "personnummer": "personal number", "nummer": "number", "dag": "day"}
"""What the marks that are filled in are called in English texts."""


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One standing text: its key in the file, what it is called, its words now and the program's own words."""

    key: str
    label: str
    text: str
    original: str

    @property
    def changed(self) -> bool:
        """Whether the words are the user's own."""
        return self.text != self.original


class TextsNotSaved(Exception):
    """Standing texts could not be written; the message is a sentence for the user, the old ones are as they were."""


_BUILT_IN: TypeAdapter[dict[str, _Written]] = TypeAdapter(dict[str, _Written])
_OWN: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])


def kinds_with_texts() -> list[str]:
    """Return the kinds of paper that have standing texts."""
    return sorted(path.name.removesuffix(".sv.yaml") for path in (resources() / "papers").glob("*.sv.yaml"))


def passages(kind: str) -> list[Passage]:
    """Return a paper's standing texts in the language in use, in the file's order; none where it has none."""
    own = own_texts(kind)
    return [
        Passage(key, each.label, own.get(key, each.text), each.text)
        for key, each in _built_in(kind, language()).items()
    ]


def standing(kind: str, key: str, facts: Mapping[str, str] | None = None) -> str:
    """Return one standing text with ``facts`` filled in where it has their marks."""
    text = next((each.text for each in passages(kind) if each.key == key), "")
    for name, value in (facts or {}).items():
        for mark in (name, ENGLISH.get(name, name)):
            text = text.replace(f"{{{mark}}}", value)
    return text


def own_path(kind: str) -> Path:
    """Return the file of the user's own texts for a kind of paper, in the language in use; it need not exist."""
    return data_folder() / "papers" / f"{kind}.{language()}.yaml"


def own_texts(kind: str) -> Mapping[str, str]:
    """Return the user's own texts by key as their file is now; none where it cannot be read (see `problem`)."""
    path = own_path(kind)
    try:
        return _OWN.validate_python(read_file(path) or {})
    except (OSError, NotReadable, ValidationError):
        return {}


def problem(kind: str) -> str | None:
    """Return a sentence where the user's file cannot be read: the program's texts are used, the file is untouched."""
    path = own_path(kind)
    if not path.exists():
        return None
    try:
        _OWN.validate_python(read_file(path) or {})
    except (OSError, NotReadable, ValidationError):
        sentence = _("Dina texter i {path} går inte att läsa. Programmets texter används. Filen är orörd.")
        return sentence.format(path=path)
    return None


def save_texts(kind: str, texts: Mapping[str, str]) -> None:
    """Write the user's texts for a kind of paper, whole or not at all; the program's own words are left out.

    A file that could not be read is kept beside it with the ending ``.bak``. Raises TextsNotSaved.
    """
    path = own_path(kind)
    originals = {each.key: each.original for each in passages(kind)}
    own = {key: text.strip() for key, text in texts.items() if key in originals and text.strip() != originals[key]}
    try:
        if problem(kind) is not None:
            path.with_name(f"{path.name}.bak").write_bytes(path.read_bytes())
        if own:
            write_whole(path, yaml.safe_dump(own, allow_unicode=True, sort_keys=False, width=100))
        else:
            path.unlink(missing_ok=True)
    except OSError as trouble:
        sentence = _("Texterna kunde inte sparas i {path}: {reason}. De gamla är kvar.")
        raise TextsNotSaved(sentence.format(path=path, reason=trouble.strerror or trouble)) from trouble


@cache
def _built_in(kind: str, code: str) -> Mapping[str, _Written]:
    path = resources() / "papers" / f"{kind}.{code}.yaml"
    if not path.exists():
        return {}
    return _BUILT_IN.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
