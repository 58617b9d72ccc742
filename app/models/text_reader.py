"""YAML and JSON text to plain data: booleans, numbers and nulls as YAML 1.2 says, dates left as text.

Anchors, aliases, tags and keys that stand twice have no place in a case file; each is noted with its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from app.i18n import _
from app.models.problems import MOST_PROBLEMS, Path, shortened

DEEPEST = 40
"""Levels of lists and mappings inside each other; a case needs six."""

MOST_VALUES = 500_000
"""Keys, values, lists and mappings of a text; a case of 5,000 figures has some 300,000."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HALF = re.compile("[\ud800-\udfff]")
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


class Unreadable(Exception):
    """The text is not YAML or JSON; the message is a sentence with line and column."""


@dataclass(slots=True)
class Reading:
    """What was read: the data, what is wrong with how it is written, and the paths not worth judging further."""

    data: Any = None
    found: list[tuple[Path, str]] = field(default_factory=list)
    spoiled: set[Path] = field(default_factory=set)


def plain_value(text: str) -> Any:
    """Return what an unquoted YAML scalar means by the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return whole(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _ENDLESS.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def whole(text: str) -> int | float:
    """Return a whole number; one with thousands of digits is as good as endless."""
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    try:
        return int(text, base)
    except ValueError:
        return float("-inf") if text.startswith("-") else float("inf")


# YAML


def read_yaml(text: str) -> Reading:
    """Read one YAML document. Raises Unreadable if it is not one."""
    if text.count("\n") + text.count(",") > MOST_VALUES:  # told at once, before anything is made of them
        raise Unreadable(_too_many())
    bad = _UNPRINTABLE.search(text)
    if bad is not None:
        raise Unreadable(
            _not_yaml(text, text.count("\n", 0, bad.start()), bad.start() - text.rfind("\n", 0, bad.start()))
        )
    reader = _YamlReader()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(_not_yaml(text, mark.line if mark else 0, mark.column + 1 if mark else 1)) from None
    except yaml.YAMLError:
        raise Unreadable(_not_yaml(text, 0, 1)) from None
    return reader.reading


def _not_yaml(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    excerpt = shortened(lines[line].strip()) if line < len(lines) else ""
    said = _("går inte att läsa som YAML: rad {line}, kolumn {column}").format(line=line + 1, column=column)
    return f"{said}: {excerpt}" if excerpt else said


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None

    def next_path(self) -> Path:
        if isinstance(self.value, list):
            return (*self.path, len(self.value))
        return self.path if self.key is None else (*self.path, self.key)

    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None


class _YamlReader:
    """Builds the data from the parser's events, without recursion however deep the text goes."""

    def __init__(self) -> None:
        self.reading = Reading()
        self._open: list[_Open] = []
        self._scalars: dict[str, Any] = {}
        self._documents = 0
        self._values = 0

    def take(self, event: Any) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            raise Unreadable(_too_many())
        if len(self.reading.found) > MOST_PROBLEMS:
            raise Unreadable(_("det finns fler fel än {count} i hur filen är skriven").format(count=MOST_PROBLEMS))
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise Unreadable(_("{where}: filen ska hålla ett dokument, inte flera").format(where=_where(event)))

    def _scalar(self, event: Any) -> None:
        if self._open and self._open[-1].wants_key():
            self._key(event, event.value)
            return
        path = self._path()
        self._note_marks(event, path)
        value = plain_value(event.value) if event.implicit[0] else event.value
        if event.anchor is not None:
            self._scalars[event.anchor] = value
        self._put(value)

    def _key(self, event: Any, key: str) -> None:
        top = self._open[-1]
        path = (*top.path, key)
        self._note_marks(event, path)
        if key in top.value:
            said = _("{where}: nyckeln {key} står två gånger").format(where=_where(event), key=shortened(key))
            self.reading.found.append((path, said))
        top.key = key

    def _begin(self, event: Any) -> None:
        if self._open and self._open[-1].wants_key():
            raise Unreadable(_("{where}: en nyckel ska vara text").format(where=_where(event)))
        if len(self._open) >= DEEPEST:
            raise Unreadable(_("{where}: för många nivåer i varandra").format(where=_where(event)))
        path = self._path()
        self._note_marks(event, path)
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(value)
        self._open.append(_Open(value, path))

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if self._open and self._open[-1].wants_key():
            self._key(event, f"*{name}")
            return
        path = self._path()
        self.reading.found.append((path, _alias_sentence(event)))
        if name not in self._scalars:
            self.reading.spoiled.add(path)
        self._put(self._scalars.get(name))

    def _note_marks(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.reading.found.append((path, _alias_sentence(event)))
            return
        if event.anchor is not None:
            said = _("{where}: ankaret &{name} har ingen plats i en casefil").format(
                where=_where(event), name=shortened(event.anchor)
            )
            self.reading.found.append((path, said))
        if event.tag is not None:
            said = _("{where}: taggen {name} har ingen plats i en casefil").format(
                where=_where(event), name=shortened(event.tag)
            )
            self.reading.found.append((path, said))
            self.reading.spoiled.add(path)

    def _path(self) -> Path:
        return self._open[-1].next_path() if self._open else ()

    def _put(self, value: Any) -> None:
        if not self._open:
            self.reading.data = value
            return
        top = self._open[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is not None:
            top.value[top.key] = value
            top.key = None


def _too_many() -> str:
    return _("filen har fler än {count} värden; så många kan en casefil inte ha").format(count="500 000")


def _where(event: Any) -> str:
    mark = event.start_mark
    return _("rad {line}, kolumn {column}").format(line=mark.line + 1, column=mark.column + 1)


def _alias_sentence(event: Any) -> str:
    return _("{where}: aliaset *{name} har ingen plats i en casefil").format(
        where=_where(event), name=shortened(event.anchor)
    )


def broken_texts(data: Any) -> Iterator[Path]:
    """Yield the path of every text that holds half a character (a lone surrogate), as JSON can write them."""
    for path, value in walk(data):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(each, str) and _HALF.search(each):
                yield (*path, step)


# JSON


class _Pairs(dict[str, Any]):
    """A JSON object that remembers which of its keys stood twice."""

    twice: tuple[str, ...] = ()


def _pairs(pairs: list[tuple[str, Any]]) -> _Pairs:
    found = _Pairs(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        found.twice = tuple(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return found


def read_json(text: str) -> Reading:
    """Read JSON. Raises Unreadable if it is not JSON."""
    if text.count(",") > MOST_VALUES:  # told at once, before anything is made of them
        raise Unreadable(_too_many())
    try:
        data = json.loads(text, object_pairs_hook=_pairs, parse_int=whole, parse_constant=float)
    except json.JSONDecodeError as error:
        said = _("går inte att läsa som JSON: rad {line}, kolumn {column}")
        raise Unreadable(said.format(line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise Unreadable(_("för många nivåer i varandra")) from None
    reading = Reading(data)
    values = 0
    for path, value in walk(data):
        values += len(value) * (2 if isinstance(value, dict) else 1)
        if values > MOST_VALUES:
            raise Unreadable(_too_many())
        if len(path) >= DEEPEST:
            raise Unreadable(_("för många nivåer i varandra"))
        for key in value.twice if isinstance(value, _Pairs) else ():
            reading.found.append(((*path, key), _("nyckeln {key} står två gånger").format(key=shortened(key))))
    return reading


def walk(data: Any) -> Iterator[tuple[Path, Any]]:
    """Yield every list and mapping with its path."""
    waiting: list[tuple[Path, Any]] = [((), data)] if isinstance(data, dict | list) else []
    while waiting:
        path, value = waiting.pop()
        yield path, value
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting += [((*path, step), each) for step, each in inner if isinstance(each, dict | list)]
