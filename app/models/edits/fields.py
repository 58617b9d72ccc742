"""Setting one field of one record, also one inside another (``answer.status``)."""

from __future__ import annotations

import typing
from types import UnionType
from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, existing, made, replaced, with_values
from app.models.edits.ties import answer_wish
from app.models.fields import Record
from app.models.patch import Patch

CHANGE = N_("Ändra uppgift")


def set_field(case: Case, family: str, key: str, field: str, value: object) -> Patch:
    """Set a field, by its name in the record's class; ``None`` takes it away, as does a blank optional text.

    Dots lead into a record inside: ``first_step.date``. A value that is there already gives an empty patch.
    Raises EditRefused if the value is not allowed or a required text would be blank.
    """
    record = existing(case, family, key)
    if family == "wishes" and field.startswith("answer."):
        return answer_wish(case, key, **{field.removeprefix("answer."): value})
    after = _with_field(record, field.split("."), value)
    return Patch(CHANGE, replaced(case, family, key, after) if after is not None else ())


def _with_field(record: Record, names: list[str], value: object) -> Record | None:
    """Return the record with the field set, or None if it holds that value already."""
    name, *inner = names
    if name not in type(record).model_fields:
        raise EditRefused(_("Det finns inget fält {name}.").format(name=name))
    now = getattr(record, name)
    if inner:
        inside = _class_inside(record, name)
        whole = _with_field(now if now is not None else made(inside, {}), inner, value)
        return None if whole is None else with_values(record, **{name: whole if whole.to_data() else None})
    if isinstance(value, list):
        value = tuple(value)
    if _same(now, value):
        return None
    if name == "id":
        raise EditRefused(_("Ett id kan inte ändras."))
    if isinstance(value, str) and not value.strip() and _is_text(record, name):
        value = None
    if value is None and type(record).model_fields[name].is_required():
        raise EditRefused(_("Fältet kan inte vara tomt. Skriv något, eller låt det stå som det var."))
    return None if _same(now, value) else with_values(record, **{name: value})


def _same(now: object, value: object) -> bool:
    return now == value and isinstance(now, bool) == isinstance(value, bool)


def _is_text(record: Record, name: str) -> bool:
    return str in _options(type(record).model_fields[name].annotation)


def _class_inside(record: Record, name: str) -> type[Record]:
    for option in _options(type(record).model_fields[name].annotation):
        if isinstance(option, type) and issubclass(option, Record):
            return option
    raise EditRefused(_("Det finns inget fält {name}.").format(name=name))


def _options(annotation: Any) -> tuple[Any, ...]:
    """Return the types that a field may hold, out of their wrappings."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _options(arguments[0])
    if origin in (typing.Union, UnionType):
        return tuple(each for argument in arguments for each in _options(argument))
    return (annotation,)
