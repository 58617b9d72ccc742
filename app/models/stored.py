"""Records read from the JSON texts that a library stores, as many thousands of them as a large map has.

A family is read as one list of JSON, by the declaration of its records. A record takes a null as a key that was left
out, which takes a call of Python for each: texts with a null come apart from the others, which need no such call.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import CoreConfig, SchemaValidator

from app.models.fields import Record
from app.models.records import FAMILIES

_NOT_FOR_READING = ("serialization", "metadata")


class FamilyTexts(NamedTuple):
    """One family as it is stored: ``keys`` one a line, ``texts`` a list of JSON in the same order.

    A record with a null in its text is only ``null`` in ``texts``; ``apart`` is the list of these, None without any.
    """

    family: str
    keys: str
    texts: str
    apart: str | None


def read_families(stored: Iterable[FamilyTexts]) -> dict[str, dict[str, Record]]:
    """Return records by family and key, a family's in its order.

    Raises KeyError, TypeError or ValueError, of which pydantic.ValidationError is one, if they are damaged.
    """
    families: dict[str, dict[str, Record]] = {family: {} for family in FAMILIES}
    for family, keys, texts, apart in stored:
        cls = FAMILIES[family]
        records = _validator(cls).validate_json(texts)
        if apart is not None:
            nulls = map(cls.model_validate, json.loads(apart))
            records = [next(nulls, None) if record is None else record for record in records]
            if None in records or next(nulls, None) is not None:
                raise ValueError(f"{family} has texts that are not one record each")
        families[family] = dict(zip(keys.split("\n"), records, strict=True))
    return families


@cache
def _validator(cls: type[Record]) -> SchemaValidator:
    """Return what reads a list of ``cls`` without nulls from JSON, each as `Record.model_validate` reads its data."""
    schema = _unwrapped(cls.__pydantic_core_schema__)
    several = schema["type"] == "definitions"
    records = {
        "type": "list",
        "items_schema": {"type": "nullable", "schema": schema["schema"] if several else schema},
    }
    # Ids and names hardly come twice, so looking for a text that is the same costs more than it saves.
    return SchemaValidator({**schema, "schema": records} if several else records, CoreConfig(cache_strings="keys"))


def _unwrapped(schema: Any) -> Any:
    """Return a validator's schema in which records are taken as they are."""
    if isinstance(schema, dict):
        if schema.get("type") == "function-wrap" and _is_of_record(schema["function"]["function"]):
            inner = schema["schema"] | ({"ref": schema["ref"]} if "ref" in schema else {})
            return _unwrapped(inner)
        return {key: _unwrapped(each) for key, each in schema.items() if key not in _NOT_FOR_READING}
    if isinstance(schema, list | tuple):
        return type(schema)(_unwrapped(each) for each in schema)
    return schema


def _is_of_record(function: object) -> bool:
    return getattr(function, "__func__", function) is getattr(Record._null_is_left_out, "__func__", None)
