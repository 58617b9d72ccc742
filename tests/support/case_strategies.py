"""Hypothesis strategies for whole random cases, drawn from the records' own declarations.

Every family and every field of the format takes part: a new field is covered when it is declared.
``case_data()`` gives a case file as plain data (JSON types), ``cases()`` a `Case`, ``texts()`` any Unicode text.
"""

from __future__ import annotations

import types
import typing
from datetime import date
from typing import Any, Literal

from annotated_types import Ge, Le
from hypothesis import strategies as st
from pydantic import BeforeValidator, PlainValidator, StringConstraints

from app.models import casefile
from app.models.case import Case
from app.models.composing import KEYS, OWN_KINDS
from app.models.fields import CLOCK_PATTERN, Kind, Record, Ref
from app.models.records import LISTS, CaseInfo, Questions, Sip

PERSONAL_NUMBERS = ("19121212-1212", "121212+1212", "121212-1212", "701063-2391", "197010632391")
TRICKY = (
    *("", " ", "on", "yes", "No", "~", "null", "true", "13:00", "09:00", "2026-10-06", "2026", "010", "0o7", "0x1f"),
    *(
        "1e5",
        "1_000",
        ".inf",
        ".nan",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "'",
        '"',
        "&a",
        "*a",
        "!a",
        "|",
        "%",
        "@",
        "`",
        "=",
        "<<",
    ),
    *(
        "rad ett\nrad två\n",
        "\nförst",
        "sist \n",
        "  indrag\nnästa",
        "a\n\n\nb",
        "tabb\t",
        "\t",
        "\r\n",
        "x\u2028y",
        "\ufeff",
    ),
    *("Đorđe Nguyễn Łukasz", "👩‍👧‍👦", "\x85", "\x00", "\x1b[31m", "e\u0301", "\u202e", "a" * 200 + " " + "b" * 200),
)


def texts() -> st.SearchStrategy[str]:
    """Any Unicode text, often one that file formats trip over."""
    anything = st.text(st.characters(codec="utf-8"), max_size=30)
    lines = st.lists(st.sampled_from(TRICKY), min_size=1, max_size=4).map("\n".join)
    return st.one_of(st.sampled_from(TRICKY), anything, lines)


def numbers() -> st.SearchStrategy[float]:
    """Any finite number, whole or not."""
    return st.one_of(st.integers(-400, 400), st.floats(allow_nan=False, allow_infinity=False))


@st.composite
def case_data(draw: st.DrawFn, most: int = 2) -> dict[str, Any]:
    """Return a case file as plain data, with at most ``most`` records a family; keys in any order."""
    data = _Drawn(draw, most).file()
    return {key: data[key] for key in draw(st.permutations(list(data)))} if draw(st.booleans()) else data


@st.composite
def cases(draw: st.DrawFn, most: int = 2) -> Case:
    """Return a whole random case."""
    return casefile.from_data(draw(case_data(most)), casefile.Vocabulary())


class _Drawn:
    """One file being drawn: the ids first, then what may refer to them."""

    def __init__(self, draw: st.DrawFn, most: int) -> None:
        self.draw = draw
        self.most = most
        self.used: set[str] = set()
        self.pool: dict[str, list[str]] = {}

    def file(self) -> dict[str, Any]:
        sizes = {family: self.draw(st.integers(0, self.most)) for family in LISTS}
        sizes["figures"] += 1
        sizes["groups"] += 1
        if sizes["figures"] == 1:
            sizes["relations"] = sizes["wishes"] = 0
        for family, cls in LISTS.items():
            required = "id" in cls.model_fields and cls.model_fields["id"].is_required()
            self.pool[family] = [self.new_id() for _each in range(sizes[family])] if required else []
        for family in ("long_term", "short_term"):
            self.pool[family] = [self.new_id() for _each in range(sizes[family])]
        data: dict[str, Any] = {
            "schema": "samkarta.case/1",
            "case": {**self.record(CaseInfo), "id": self.new_id()},
            "child": self.pool["figures"][0],
        }
        for family, cls in (("questions", Questions), ("sip", Sip)):
            self.optional(data, family, lambda cls=cls: self.record(cls))
        self.optional(data, "goals", dict)
        for family, cls in LISTS.items():
            under = data
            if family in ("long_term", "short_term"):
                if not sizes[family]:
                    continue
                under = data.get("goals") or {}
                data["goals"] = under
            if sizes[family]:
                under[family] = self.records(family, cls, sizes[family])
            else:
                self.optional(under, family, list)
        return {key: data[key] for key in KEYS if key in data}

    def optional(self, data: dict[str, Any], key: str, make: Any) -> None:
        """Put a value, a null, or nothing at all."""
        way = self.draw(st.integers(0, 3))
        if way == 1:
            data[key] = None
        elif way > 1:
            data[key] = make()

    def records(self, family: str, cls: type[Record], count: int) -> list[dict[str, Any]]:
        found = []
        for place in range(count):
            item = self.record(cls)
            if self.pool[family]:
                item["id"] = self.pool[family][place]
            if "from_" in cls.model_fields:
                others = [each for each in self.pool["figures"] if each != item["from"]]
                item["to"] = self.draw(st.sampled_from(others))
            found.append(item)
        return found

    def number(self) -> str:
        return self.draw(st.sampled_from(PERSONAL_NUMBERS))

    def new_id(self) -> str:
        letters = st.text("abcXYZ019_.-", min_size=1, max_size=8)
        id_ = self.draw(letters.filter(lambda each: each not in self.used))
        self.used.add(id_)
        return id_

    def record(self, cls: type[Record]) -> dict[str, Any]:
        item: dict[str, Any] = {}
        for name, info in cls.model_fields.items():
            key = info.alias or name
            if info.is_required():
                item[key] = self.value(info.annotation, info.metadata) if key != "id" else ""
            elif key == "id":
                self.optional(item, key, self.new_id)
            else:
                way = self.draw(st.integers(0, 3))
                if way == 1:
                    item[key] = None
                elif way > 1:
                    value = self.number() if key == "personal_number" else self.value(info.annotation, info.metadata)
                    if value is not _NOTHING:
                        item[key] = value
        if item.get("cause") is not None and item.get("status") not in ("partly", "blocked"):
            del item["cause"]
        return item

    def value(self, annotation: Any, marks: typing.Sequence[Any]) -> Any:
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            inner = [each for mark in arguments[1:] for each in (mark, *getattr(mark, "metadata", ()))]
            return self.value(arguments[0], [*marks, *inner])
        special = self.special(marks)
        if special is not None:
            return self.draw(special)
        ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
        if ref is not None:
            found = [id_ for family in ref.families for id_ in self.pool[family]]
            return self.draw(st.sampled_from(found)) if found else _NOTHING
        if origin in (typing.Union, types.UnionType):
            return self.value(next(each for each in arguments if each is not type(None)), marks)
        if origin is Literal:
            return self.draw(st.sampled_from(arguments))
        if origin is tuple:
            return self.several(arguments[0])
        if origin is dict:
            keys = self.several(arguments[0])
            return {key: self.value(arguments[1], ()) for key in keys}
        if isinstance(annotation, type) and issubclass(annotation, Record):
            return self.record(annotation)
        return self.draw(self.plain(annotation, marks))

    def several(self, annotation: Any) -> list[Any]:
        found = [self.value(annotation, ()) for _each in range(self.draw(st.integers(0, 3)))]
        return [each for each in found if each is not _NOTHING]

    def special(self, marks: typing.Sequence[Any]) -> st.SearchStrategy[Any] | None:
        """Return the strategy of a field that is known by its validator or its pattern."""
        for mark in marks:
            if isinstance(mark, Kind) and mark.room in OWN_KINDS:
                return st.sampled_from(OWN_KINDS[mark.room])
            if isinstance(mark, StringConstraints) and mark.pattern == CLOCK_PATTERN:
                return st.times().map(lambda time: time.strftime("%H:%M"))
            if isinstance(mark, BeforeValidator | PlainValidator):
                return _BY_VALIDATOR[mark.func.__name__]
        return None

    def plain(self, annotation: Any, marks: typing.Sequence[Any]) -> st.SearchStrategy[Any]:
        if annotation is int:
            least = next((mark.ge for mark in marks if isinstance(mark, Ge)), -1000)
            most = next((mark.le for mark in marks if isinstance(mark, Le)), 1000)
            return st.integers(least, most)
        return {bool: st.booleans(), str: texts()}[annotation]


_NOTHING = object()
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
_BY_VALIDATOR: dict[str, st.SearchStrategy[Any]] = {
    "_day": _DAYS,
    "_loose_day": st.one_of(_DAYS, _DAYS.map(lambda day: day[:7]), _DAYS.map(lambda day: day[:4])),
    "_number": numbers(),
    "_pair": st.tuples(numbers(), numbers()).map(list),
    "_reading": st.one_of(numbers(), texts()),
}
