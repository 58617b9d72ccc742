"""Taking records out, and with them what cannot be without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from app.i18n import N_, _
from app.models.case import ALWAYS, Case
from app.models.edits.making import EditRefused, existing, rebuilt
from app.models.fields import Reference, references
from app.models.patch import Change, Patch

REMOVE = N_("Ta bort")

Key = tuple[str, str]


def remove(case: Case, keys: Iterable[Key]) -> Patch:
    """Take out records by (family, key). One whose required reference leads to a removed one goes with it.

    Other references are taken out of the records that hold them: from lists, from keys, from optional fields.
    Raises EditRefused for the child, for a group that has figures left, and for what every case has.
    """
    asked = list(dict.fromkeys(keys))
    for family, key in asked:
        existing(case, family, key)
        if family in ALWAYS:
            raise EditRefused(_("Det här hör till varje ärende och kan inte tas bort."))
    gone, loose = _closure(case, asked)
    changes = [_without(case, key, found) for key, found in loose.items() if key not in gone]
    for family in dict.fromkeys(family for family, _key in gone):
        order = list(case.family(family).items())
        changes += [
            Change(family, key, place, record, None)
            for place, (key, record) in reversed(list(enumerate(order)))
            if (family, key) in gone
        ]
    return Patch(REMOVE, tuple(changes))


def _closure(case: Case, asked: list[Key]) -> tuple[set[Key], dict[Key, list[Reference]]]:
    """Return everything that goes, and of the records that refer to it the references."""
    if ("figures", case.child) in asked:
        raise EditRefused(_("Barnet i mitten kan inte tas bort."))
    holders: dict[str, list[tuple[Key, Reference]]] = defaultdict(list)
    for family in case.records():
        for key, record in case.family(family).items():
            for reference in references(record):
                holders[reference.id].append(((family, key), reference))
    gone: set[Key] = set()
    loose: dict[Key, list[Reference]] = defaultdict(list)
    waiting = list(asked)
    while waiting:
        family, key = waiting.pop()
        if (family, key) in gone:
            continue
        gone.add((family, key))
        for holder, reference in holders[key]:
            if family not in reference.families or holder in gone:
                continue
            if not reference.required:
                loose[holder].append(reference)
            elif family == "groups" and holder not in asked:
                raise EditRefused(_("Området har figurer. Flytta dem till ett annat område eller ta bort dem först."))
            else:
                waiting.append(holder)
    return gone, loose


def _without(case: Case, key: Key, loose: list[Reference]) -> Change:
    """Return the change of a record into the same without these references."""
    before = existing(case, *key)
    data = before.to_data()
    for reference in sorted(loose, key=lambda each: [str(step).zfill(9) for step in each.path], reverse=True):
        _take_out(data, reference.path)
    return Change(key[0], key[1], list(case.family(key[0])).index(key[1]), before, rebuilt(type(before), data))


def _take_out(data: Any, path: tuple[str | int, ...]) -> None:
    for step in path[:-1]:
        data = data[step]
    del data[path[-1]]
