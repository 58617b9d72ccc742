"""The words that records are declared with: field types, references, labels, and the base record.

A record class is declared once. From its annotations follow its type, its validation, its JSON, the
references it holds and the fields of the properties panel.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Annotated, Any, ClassVar, Self, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    PlainValidator,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

ID_PATTERN = r"^[A-Za-z0-9_.-]{1,64}$"
_FAR = 10**308
"""Whole numbers beyond it are no finite numbers to `math.isfinite`."""
CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


@dataclass(frozen=True, slots=True)
class Ref:
    """Says that a text is the id of a record in one of ``families``."""

    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a field is shown to people.

    ``label`` and the values of ``choices`` are Swedish msgids. ``long`` asks for several lines.
    ``panel`` is False for fields that have a place of their own in the window.
    ``advanced`` fields stand folded away at the end of the panel.
    """

    label: str
    choices: Mapping[str, str] | None = None
    long: bool = False
    panel: bool = True
    advanced: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """Says that a text is the id of an installed kind: ``figure``, ``tie``, ``sheet`` or ``agenda``."""

    room: str


def _day(value: object) -> object:
    if isinstance(value, date) or value is None:
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("day_type", "a date in quotes or bare, YYYY-MM-DD")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("day_form", "not a date YYYY-MM-DD: {value}", {"value": value})
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day_missing", "no such date: {value}", {"value": value}) from None


def _loose_day(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = f"{value:04d}" if isinstance(value, int) else value
    if not isinstance(text, str):
        return value
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        raise PydanticCustomError("loose_form", "not YYYY, YYYY-MM or YYYY-MM-DD: {value}", {"value": text})
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise PydanticCustomError("day_missing", "no such date: {value}", {"value": text}) from None
    return text


def _number(value: object) -> int | float:
    """Keep a finite number as it is: a whole one stays whole."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("number_type", "not a number")
    try:
        finite = math.isfinite(value)
    except OverflowError:
        finite = False
    if not finite:
        raise PydanticCustomError("finite_number", "not a finite number")
    return value


def _reading(value: object) -> int | float | str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("reading_type", "neither a number nor a text")
    return _number(value)


def _pair(value: object) -> object:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise PydanticCustomError("place_form", "not [x, y]")
    return value


class _PlaceInJson:
    """Says that JSON's places are checked without a call of Python: a large map has thousands."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        whole = core_schema.int_schema(strict=True, ge=-_FAR, le=_FAR)
        broken = core_schema.float_schema(strict=True, allow_inf_nan=False)
        number = core_schema.union_schema([whole, broken], mode="left_to_right")
        return core_schema.json_or_python_schema(core_schema.tuple_schema([number, number]), handler(source))


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Whole = Annotated[int, Strict()]
Number = Annotated[float, PlainValidator(_number)]
Place = Annotated[tuple[Number, Number], BeforeValidator(_pair), _PlaceInJson]
Reading = Annotated[int | float | str, PlainValidator(_reading)]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, BeforeValidator(_day)]
LooseDay = Annotated[str, BeforeValidator(_loose_day)]
Clock = Annotated[str, StringConstraints(pattern=CLOCK_PATTERN)]

FigureRef = Annotated[str, Ref(("figures",))]
OrganisationRef = Annotated[str, Ref(("organisations",))]
ActorRef = Annotated[str, Ref(("organisations", "figures"))]
GroupRef = Annotated[str, Ref(("groups",))]
GoalRef = Annotated[str, Ref(("long_term", "short_term"))]
OriginRef = Annotated[str, Ref(("support_answers", "wishes"))]
MeetingRef = Annotated[str, Ref(("meetings",))]


class Record(BaseModel):
    """A frozen, validated record. A key that was left out stays out, a null stays null (`to_data`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)

    called: ClassVar[str] = ""  # Swedish msgid: what one such record is called

    @model_validator(mode="wrap")
    @classmethod
    def _null_is_left_out(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, dict | Mapping) or None not in data.values():
            return handler(data)
        optional = optional_keys(cls)
        nulls = {key for key, value in data.items() if value is None and key in optional}
        record = handler({key: value for key, value in data.items() if key not in nulls})
        record.model_fields_set.update(map(_null, nulls))
        return record

    def __eq__(self, other: object) -> bool:
        """Same values, and the same keys written, left out and null."""
        return (
            isinstance(other, Record)
            and type(self) is type(other)
            and self.__dict__ == other.__dict__
            and self.model_fields_set == other.model_fields_set
        )

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.__dict__.values())))

    def to_data(self, *, json: bool = True) -> dict[str, Any]:
        """Return the record as the case file writes it; dates as text if ``json``, else as dates."""
        data: dict[str, Any] = {}
        written = self.model_fields_set
        for name, key, null in _names(type(self)):
            if name in written:
                data[key] = _plain(getattr(self, name), json)
            elif null in written:
                data[key] = None
        return data

    def changed(self, **values: Any) -> Self:
        """Return a validated copy with ``values``, by field name; ``None`` takes the key away.

        Raises pydantic.ValidationError if a value is not allowed.
        """
        data = self.to_data()
        for name, value in values.items():
            key = type(self).model_fields[name].alias or name
            data.pop(key, None)
            if value is not None:
                data[key] = _plain(value, True)
        return type(self).model_validate(data)


def _null(key: str) -> str:
    """Return what stands among a record's written fields for a key that is null in the file; no field is so called."""
    return f"{key}: null"


@cache
def _names(cls: type[Record]) -> tuple[tuple[str, str, str], ...]:
    """Return name, file key and mark of null of each field, in order."""
    keys = ((name, info.alias or name) for name, info in cls.model_fields.items())
    return tuple((name, key, _null(key)) for name, key in keys)


def _plain(value: Any, json: bool) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Record):
        return value.to_data(json=json)
    if isinstance(value, tuple | list):
        return [_plain(each, json) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each, json) for key, each in value.items()}
    if json and isinstance(value, date):
        return value.isoformat()
    return value


@cache
def optional_keys(cls: type[Record]) -> frozenset[str]:
    """Return the file keys of ``cls`` that may be left out or null."""
    return frozenset(info.alias or name for name, info in cls.model_fields.items() if not info.is_required())


@dataclass(frozen=True, slots=True)
class Reference:
    """One id held by a record: ``path`` as in the file (keys and positions), the ``families`` it may be in.

    ``required`` says that the record cannot be without it.
    """

    path: tuple[str | int, ...]
    id: str
    families: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where references lie below a field: in it, in each of its items, in its keys, or in a record there."""

    families: tuple[str, ...] = ()
    each: _Spot | None = None
    keys: bool = False
    record: type[Record] | None = None


def references(record: Record) -> Iterator[Reference]:
    """Yield every reference that ``record`` holds, with its path inside the record."""
    for name, key, spot, required in _spots(type(record)):
        yield from _follow(spot, getattr(record, name), (key,), required)


def references_in(cls: type[Record], data: Mapping[str, Any]) -> Iterator[Reference]:
    """Yield the references in what a file gives for a ``cls``, also where the rest of it is wrong."""
    for _name, key, spot, required in _spots(cls):
        yield from _follow(spot, data.get(key), (key,), required)


def referred(cls: type[Record], records: Collection[Record]) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """Yield every id that many records of ``cls`` refer to, together with the families that it may be in."""
    for name, key, spot, required in _spots(cls):
        values = map(attrgetter(name), records)
        if spot.keys:
            yield spot.families, set().union(*filter(None, values))
        elif spot.families:
            yield spot.families, set(values) - {None}
        else:
            for value in values:
                for reference in _follow(spot, value, (key,), required):
                    yield reference.families, {reference.id}


@cache
def _spots(cls: type[Record]) -> tuple[tuple[str, str, _Spot, bool], ...]:
    found = []
    for name, info in cls.model_fields.items():
        mark = next((m for m in info.metadata if isinstance(m, Ref)), None)
        spot = _spot(info.annotation, mark)
        if spot is not None:
            found.append((name, info.alias or name, spot, info.is_required()))
    return tuple(found)


def _spot(annotation: Any, mark: Ref | None) -> _Spot | None:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        mark = next((m for m in arguments[1:] if isinstance(m, Ref)), mark)
        return _spot(arguments[0], mark)
    if origin in (Union, UnionType):
        return next((spot for option in arguments if (spot := _spot(option, mark)) is not None), None)
    if origin is tuple:
        each = _spot(arguments[0], mark)
        return _Spot(each=each) if each is not None else None
    if origin is dict:
        key = _spot(arguments[0], mark)
        return _Spot(key.families, keys=True) if key is not None else None
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _Spot(record=annotation) if _spots(annotation) else None
    return _Spot(mark.families) if mark is not None and annotation is str else None


def _follow(spot: _Spot, value: Any, path: tuple[str | int, ...], required: bool = False) -> Iterator[Reference]:
    if value is None:
        return
    if spot.each is not None:
        for position, each in enumerate(value if isinstance(value, list | tuple) else ()):
            yield from _follow(spot.each, each, (*path, position))
    elif spot.keys:
        for key in value if isinstance(value, Mapping) else ():
            yield Reference((*path, key), key, spot.families)
    elif spot.record is not None:
        inside: Iterable[Reference] = ()
        if isinstance(value, Record):
            inside = references(value)
        elif isinstance(value, Mapping):
            inside = references_in(spot.record, value)
        for inner in inside:
            yield Reference(path + inner.path, inner.id, inner.families)
    elif isinstance(value, str):
        yield Reference(path, value, spot.families, required)


def shown(cls: type[Record]) -> dict[str, Shown]:
    """Return field name → `Shown` for the fields of ``cls`` that people see, in order."""
    found: dict[str, Shown] = {}
    for name, info in cls.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, Shown):
                found[name] = mark
    return found
