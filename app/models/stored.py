"""Records read from the JSON text that a library stores, as many thousands of them as a large map has.

A record takes a null as a key that was left out, and that takes a call of Python for every record. The texts without a
null are read by the same declaration without that call, straight from the JSON.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from pydantic_core import CoreConfig, SchemaValidator

from app.models.fields import Record
from app.models.records import FAMILIES

_NOT_FOR_READING = ("serialization", "metadata")


def read_families(rows: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, Record]]:
    """Return records by family and key from rows of family, key and JSON; a family's rows in its order.

    Raises KeyError, TypeError or ValueError, of which pydantic.ValidationError is one, if they are damaged.
    """
    families: dict[str, dict[str, Record]] = {family: {} for family in FAMILIES}
    with _no_garbage():
        for family, of_one in groupby(rows, itemgetter(0)):
            cls, records = FAMILIES[family], families[family]
            read = _validator(cls).validate_json
            for _family, key, text in of_one:
                records[key] = cls.model_validate(json.loads(text)) if "null" in text else read(text)
    return families


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Keep Python from looking for cycles among thousands of new records: there are none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@cache
def _validator(cls: type[Record]) -> SchemaValidator:
    """Return what reads a ``cls`` without nulls from its JSON, just as `Record.model_validate` reads its data."""
    # Ids and names hardly come twice, so looking for a text that is the same costs more than it saves.
    return SchemaValidator(_unwrapped(cls.__pydantic_core_schema__), CoreConfig(cache_strings="keys"))


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
