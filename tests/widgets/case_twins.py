"""Two cases compared record by record: the one that was written in the windows and the one it was to become.

Ids are another in every case that is written anew: records are matched by what people know them by, and every id
inside them is read as the id of its match.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.models.case import Case
from app.models.records import FAMILIES, SINGLES

Data = dict[str, Any]

_KNOWN_BY: dict[str, Callable[[Data], object]] = {
    "organisations": lambda data: data["name"],
    "groups": lambda data: data["label"],
    "figures": lambda data: data["label"],
    "relations": lambda data: (data["from"], data["to"]),
    "support_answers": lambda data: (data["figure"], data["text"]),
    "wishes": lambda data: (data["from"], data["to"], data["text"]),
    "long_term": lambda data: data["text"],
    "short_term": lambda data: data["text"],
    "plan": lambda data: data["what"],
    "consents": lambda data: data["given_on"],
    "meetings": lambda data: (data["date"], data["agenda"]),
    "timeline": lambda data: data["text"],
    "maps": lambda data: data["kind"],
}
"""How a record is known, by family; what is left out is known by its place in the list."""
_ORDER_IS_CHANCE = frozenset({"relations", "support_answers"})
"""Families written down in the order that people happened to speak: everyone else's order is part of the case."""
_SETS = {"plan": ("origin",)}
"""Fields whose order says nothing."""
_BY_HAND = {"maps": ("places",)}
"""Fields that say where hands put things down: case A leaves its figures' places to the layout."""


class Twins:
    """Matches the records of a case that was ``made`` with those of its ``model``; ``of`` gives the made one's id."""

    def __init__(self, made: Case, model: Case) -> None:
        self.made, self.model = made, model
        self.of: dict[str, str] = {}
        self._back: dict[str, str] = {made.info.id: model.info.id}
        for family in FAMILIES:
            if family in SINGLES:
                continue
            meant = {self._known(family, data, at): str(key) for at, (key, data) in enumerate(_rows(model, family))}
            for at, (key, data) in enumerate(_rows(made, family)):
                twin = meant.get(self._known(family, self._translated(data), at))
                if twin is not None:
                    self._back[key], self.of[twin] = twin, key

    @staticmethod
    def _known(family: str, data: Data, at: int) -> object:
        look = _KNOWN_BY.get(family)
        return look(data) if look is not None else at

    def _translated(self, data: Any) -> Any:
        if isinstance(data, dict):
            return {self._back.get(key, key): self._translated(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self._translated(each) for each in data]
        return self._back.get(data, data) if isinstance(data, str) else data

    def written(self, family: str) -> list[tuple[str, Data]]:
        """Return the made case's records of a family with the model's ids, to compare with `meant`."""
        rows = ((self._back.get(key, key), self._translated(data)) for key, data in _rows(self.made, family))
        return _in_order(family, list(rows))

    def meant(self, family: str) -> list[tuple[str, Data]]:
        """Return the model's records of a family."""
        return _in_order(family, _rows(self.model, family))


def _rows(case: Case, family: str) -> list[tuple[str, Data]]:
    """Return the records of a family as plain data, every field said, also where it is as usual."""
    return [(key, record.model_dump(mode="json", by_alias=True)) for key, record in case.family(family).items()]


def _in_order(family: str, rows: list[tuple[str, Data]]) -> list[tuple[str, Data]]:
    for _key, data in rows:
        for field in _SETS.get(family, ()):
            data[field] = sorted(data[field])
        for field in _BY_HAND.get(family, ()):
            del data[field]
    return sorted(rows, key=lambda row: row[0]) if family in _ORDER_IS_CHANCE else rows
