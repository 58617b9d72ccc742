"""What every edit is made of: new records, changed records, and refusal in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import uuid4

from pydantic import ValidationError

from app.i18n import _
from app.models.case import OWN_KEY, Case, next_position
from app.models.fields import Record, Shown, references
from app.models.patch import Change
from app.models.problems import Path, nothing_has_id, of_validation, path_text
from app.models.records import FAMILIES, SINGLES
from app.models.text_reader import broken_texts

R = TypeVar("R", bound=Record)


class EditRefused(ValueError):
    """An edit makes no sense or breaks a rule; the message is a whole sentence for people."""


def new_id() -> str:
    """Return an id that no record has had."""
    return str(uuid4())


def existing(case: Case, family: str, key: str) -> Record:
    """Return a record that must be there. Raises EditRefused if it is not."""
    record = case.record(family, key) if family in FAMILIES else None
    if record is None:
        raise EditRefused(_("Det som skulle ändras finns inte längre."))
    return record


def made(cls: type[R], data: Mapping[str, Any]) -> R:
    """Return a record of file keys and values, ``None`` left out. Raises EditRefused if a value is not allowed."""
    return rebuilt(cls, {key: value for key, value in data.items() if value is not None})


def rebuilt(cls: type[R], data: Mapping[str, Any]) -> R:
    """Return a record of what a file would say, nulls kept. Raises EditRefused if a value is not allowed."""
    try:
        return _writable(cls.model_validate(data))
    except ValidationError as error:
        raise _refused(cls, error) from None


def with_values(record: R, **values: Any) -> R:
    """Return the record with values by field name, ``None`` taken away. Raises EditRefused."""
    try:
        return _writable(record.changed(**values))
    except ValidationError as error:
        raise _refused(type(record), error) from None
    except KeyError as error:
        raise EditRefused(_("Det finns inget fält {name}.").format(name=error.args[0])) from None


def _writable(record: R) -> R:
    """Return the record. Raises EditRefused if a text in it holds half a character, which no file can hold."""
    path = next(broken_texts(record.to_data()), None)
    if path is not None:
        raise EditRefused(_whole(type(record), path, _("texten innehåller ett halvt tecken som inte är Unicode")))
    return record


def added(case: Case, family: str, record: Record, at: int | None = None) -> Change:
    """Return the change that puts a record last in its family's list, or at a position."""
    checked(case, record)
    key = family if family in SINGLES else getattr(record, "id", None) or _own_key(case, family)
    return Change(family, key, next_position(case, family) if at is None else at, None, record)


def replaced(case: Case, family: str, key: str, record: Record) -> tuple[Change, ...]:
    """Return the change of one record into another, or nothing if they are the same."""
    before = existing(case, family, key)
    checked(case, record)
    return () if before == record else (Change(family, key, position(case, family, key), before, record),)


def position(case: Case, family: str, key: str) -> int:
    """Return where in its family's list a record stands."""
    return list(case.family(family)).index(key)


def checked(case: Case, record: Record) -> None:
    """Raise EditRefused if the record refers to something that the case does not have."""
    for reference in references(record):
        if not any(case.record(family, reference.id) is not None for family in reference.families):
            raise EditRefused(_whole(type(record), reference.path, nothing_has_id(reference.families, reference.id)))


def _own_key(case: Case, family: str) -> str:
    taken = [int(key[1:]) for key in case.family(family) if key.startswith(OWN_KEY)]
    return f"{OWN_KEY}{max(taken, default=0) + 1}"


def _refused(cls: type[Record], error: ValidationError) -> EditRefused:
    path, sentence = of_validation(error)[0]
    return EditRefused(_whole(cls, path, sentence))


def _whole(cls: type[Record], path: Path, sentence: str) -> str:
    """Return a whole sentence that begins with the field's own name."""
    name = path_text(path)
    for field, info in cls.model_fields.items():
        if path and path[0] == (info.alias or field):
            mark = next((each for each in info.metadata if isinstance(each, Shown)), None)
            name = _(mark.label).rstrip("?") if mark is not None else name
    return _("{field}: {problem}.").format(field=name, problem=sentence)


def record_of(case: Case, family: str, key: str, cls: type[R]) -> R:
    """Return an existing record as its class. Raises EditRefused if it is not there."""
    return cast(R, existing(case, family, key))
