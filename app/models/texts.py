"""What people have written in a record: which fields are texts of their own, and the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import StringConstraints

from app.models.fields import Kind, LooseDay, Record, Ref


def texts_in(cls: type[Record], data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts in a ``cls`` record's data, in the order of its fields; ids and listed values are none."""
    for key, inner in _text_keys(cls):
        value = data.get(key)
        for each in value if isinstance(value, list | tuple) else (value,):
            if inner is not None and isinstance(each, Mapping):
                yield from texts_in(inner, each)
            elif inner is None and isinstance(each, str) and each.strip():
                yield each


def change_texts(cls: type[Record], data: dict[str, Any], change: Callable[[str], str]) -> None:
    """Put ``change(text)`` where each text stands in a ``cls`` record's data."""
    for key, inner in _text_keys(cls):
        value = data.get(key)
        if inner is not None:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    change_texts(inner, each, change)
        elif isinstance(value, list):
            data[key] = [change(each) if isinstance(each, str) else each for each in value]
        elif isinstance(value, str):
            data[key] = change(value)


@cache
def _text_keys(cls: type[Record]) -> tuple[tuple[str, type[Record] | None], ...]:
    """Return the keys under which there are texts, with the record that lies there, if one does."""
    found: list[tuple[str, type[Record] | None]] = []
    for name, info in cls.model_fields.items():
        inner = record_in(info.annotation)
        if inner is not None or is_written(cls, name):
            found.append((info.alias or name, inner))
    return tuple(found)


@cache
def is_written(cls: type[Record], name: str) -> bool:
    """Return whether a field holds words of people's own, not an id, a reference or one of a list of values."""
    info = cls.model_fields[name]
    return not _is_mark(info.metadata) and _is_text(info.annotation)


def _is_text(annotation: Any) -> bool:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return not _is_mark(arguments[1:]) and _is_text(arguments[0])
    if origin in (Union, UnionType):
        return any(_is_text(each) for each in arguments)
    if origin is tuple:
        return _is_text(arguments[0])
    return annotation is str


def _is_mark(marks: Iterable[object]) -> bool:
    return any(isinstance(mark, Ref | Kind | StringConstraints) or mark in get_args(LooseDay) for mark in marks)


def record_in(annotation: Any) -> type[Record] | None:
    """Return the record class that lies in a field, alone or in a list; None if there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for each in get_args(annotation) if (found := record_in(each)) is not None), None)
