"""The case file `samkarta.case/1`, in and out. What is written is read back as the same case."""

from __future__ import annotations

import json
import re
from pathlib import Path as FilePath
from typing import Any

import yaml

from app.i18n import _
from app.models.case import Case, PatchRefused
from app.models.composing import GOALS, KEYS, SCHEMA, Composer, Vocabulary
from app.models.problems import BadCaseFile, Problem, in_file_order, shown_value
from app.models.records import LISTS
from app.models.text_reader import Reading, Unreadable, broken_texts, plain_value, read_json, read_yaml

__all__ = ["BadCaseFile", "Problem", "Vocabulary", "KEYS", "dump", "from_data", "parse", "read", "to_data"]

LARGEST = 5 * 1024 * 1024


# In


def read(path: FilePath, vocabulary: Vocabulary) -> Case:
    """Read a case file. Raises BadCaseFile, or OSError if the file is not there or cannot be read."""
    with path.open("rb") as file:
        _check_suffix(path.suffix)
        content = file.read(LARGEST + 1)
    return parse(content, path.suffix, vocabulary)


def parse(content: str | bytes, suffix: str, vocabulary: Vocabulary) -> Case:
    """Read the text of a case file whose name ends in ``suffix``. Raises BadCaseFile with every problem found."""
    suffix = _check_suffix(suffix)
    text = _decoded(content)
    try:
        reading = read_json(text) if suffix == "json" else read_yaml(text)
    except Unreadable as problem:
        raise _bad(str(problem)) from None
    return _case_of(reading, vocabulary)


def from_data(data: Any, vocabulary: Vocabulary) -> Case:
    """Read a case from plain data as JSON gives it. Raises BadCaseFile."""
    return _case_of(Reading(data), vocabulary)


def _bad(sentence: str) -> BadCaseFile:
    return BadCaseFile([Problem("", sentence)])


def _check_suffix(suffix: str) -> str:
    plain = suffix.lower().removeprefix(".")
    if plain not in ("yaml", "yml", "json"):
        said = _("filnamnet slutar på {suffix}; en casefil slutar på .yaml, .yml eller .json")
        raise _bad(said.format(suffix=shown_value(suffix)))
    return plain


def _decoded(content: str | bytes) -> str:
    try:
        raw = content.encode() if isinstance(content, str) else content
        if len(raw) > LARGEST:
            raise _bad(_("filen är större än 5 MB; så stor kan en casefil inte vara"))
        text = raw.decode("utf-8-sig")
    except UnicodeError as error:
        place = getattr(error, "start", 0) + 1
        raise _bad(_("filen är inte UTF-8: fel vid tecken {place}").format(place=place)) from None
    if not text.strip():
        raise _bad(_("filen är tom"))
    return text


def _case_of(reading: Reading, vocabulary: Vocabulary) -> Case:
    data = reading.data
    if data is None and not reading.found:
        raise _bad(_("filen är tom"))
    found = list(reading.found)
    found += [(path, _("texten innehåller ett halvt tecken som inte är Unicode")) for path in broken_texts(data)]
    composer = Composer(vocabulary)
    if isinstance(data, dict):
        composer.take(data)
    else:
        found.append(((), _("filen ska hålla nycklar och värden, inte {value}").format(value=shown_value(data))))
    spoiled = reading.spoiled
    found += [
        (path, said)
        for path, said in composer.found
        if not spoiled or not any(path[:length] in spoiled for length in range(len(path) + 1))
    ]
    if found:
        raise BadCaseFile(in_file_order(found, data))
    try:
        return Case(composer.records)
    except PatchRefused as problem:
        raise _bad(str(problem)) from None


# Out


def dump(case: Case, suffix: str) -> str:
    """Return the case as the text of a ``yaml`` (``yml``) or ``json`` file."""
    if _check_suffix(suffix) == "json":
        return json.dumps(to_data(case, json=True), ensure_ascii=False, indent=2) + "\n"
    text: str = yaml.dump(
        to_data(case), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=False
    )
    return text


def to_data(case: Case, *, json: bool = False) -> dict[str, Any]:
    """Return the case as plain data in the file's order; dates as text if ``json``, else as dates."""
    frame = case.frame
    parts: dict[str, Any] = {"schema": SCHEMA, "child": case.child}
    for family in ("case", "questions", "sip"):
        record = case.record(family, family)
        if record is not None:
            parts[family] = record.to_data(json=json)
    goals: dict[str, Any] = {}
    for family in LISTS:
        under = goals if family in GOALS else parts
        items = [record.to_data(json=json) for record in case.family(family).values()]
        if items or _file_key(family) in frame.present:
            under[family] = items
        elif _file_key(family) in frame.null_keys:
            under[family] = None
    if goals or "goals" in frame.present:
        parts["goals"] = goals
    for key in frame.null_keys:
        if key in KEYS:
            parts.setdefault(key, None)
    return {key: parts[key] for key in KEYS if key in parts}


def _file_key(family: str) -> str:
    return f"goals.{family}" if family in GOALS else family


_BaseDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_BaseDumper):  # type: ignore[misc]
    """Writes text so that YAML 1.1 and 1.2 read the same, several lines as a block, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text_node(dumper: Any, text: str) -> Any:
    style = None
    if "\n" in text and not re.search(r"^\s|[ \t]+$|[\x85\u2028\u2029\ufeff]", text, re.MULTILINE):
        style = "|"
    elif not isinstance(plain_value(text), str):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)
