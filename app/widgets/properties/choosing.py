"""Which editor suits a field: read off the record's own declaration, so a new field needs no window code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from app.i18n import _
from app.kinds.registry import figure_kinds, tie_kinds
from app.models.case import Case
from app.models.fields import Kind, Record, Ref, Shown, shown
from app.models.records import Group, LongTermGoal, ShortTermGoal
from app.widgets.common.names import actor_name
from app.widgets.properties.editors import (
    ChoiceField,
    DayField,
    FieldEditor,
    FlagField,
    LineField,
    LongField,
    NumberField,
    PicksField,
    SegmentedField,
)

_SEGMENTS = 4
_SEGMENT_LETTERS = 30


def editor_for(cls: type[Record], name: str, case: Case) -> FieldEditor:
    """Return the editor of a field, not yet filled. ``cls`` must show the field (see `shown`)."""
    look = shown(cls)[name]
    info = cls.model_fields[name]
    marks = list(_marks((info.annotation, *info.metadata)))
    optional = not info.is_required() and type(None) in marks
    caption = _(look.label)
    choices = _choices(look, marks, case)
    if choices is not None:
        if tuple in marks:
            return PicksField(caption, {str(key): label for key, label in choices.items()})
        if look.choices is not None and _fits(choices):
            return SegmentedField(caption, choices, optional=optional)
        return ChoiceField(caption, choices, optional=optional)
    if bool in marks:
        return FlagField(caption)
    if date in marks:
        return DayField(caption)
    if int in marks:
        return NumberField(caption)
    return LongField(caption) if look.long else LineField(caption)


def record_choices(case: Case, families: tuple[str, ...]) -> dict[str, str]:
    """Return id → name of every record that a field may refer to."""
    found: dict[str, str] = {}
    for family in families:
        for key, record in case.family(family).items():
            if isinstance(record, Group):
                found[key] = record.label
            elif isinstance(record, LongTermGoal | ShortTermGoal):
                found[record.id or key] = record.text or key
            else:
                found[key] = actor_name(case, key)
    return found


def _choices(look: Shown, marks: list[Any], case: Case) -> dict[Any, str] | None:
    if look.choices is not None:
        return {key: _(label) for key, label in look.choices.items()}
    for mark in marks:
        if isinstance(mark, Ref):
            return dict(record_choices(case, mark.families))
        if isinstance(mark, Kind) and mark.room == "figure":
            return {key: _(kind.label) for key, kind in figure_kinds().items()}
        if isinstance(mark, Kind) and mark.room == "tie":
            return {key: _(kind.label) for key, kind in tie_kinds().items() if kind.family == "relations"}
    return None


def _fits(choices: dict[Any, str]) -> bool:
    return len(choices) <= _SEGMENTS and sum(map(len, choices.values())) <= _SEGMENT_LETTERS


def _marks(annotations: tuple[Any, ...]) -> Iterator[Any]:
    """Yield every type and mark inside annotations, however deep."""
    for each in annotations:
        inner = get_args(each)
        if isinstance(each, Ref | Kind):
            yield each
        elif inner:
            yield getattr(each, "__origin__", each)
            yield from _marks(inner)
        else:
            yield each
