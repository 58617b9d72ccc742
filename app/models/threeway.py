"""A case that was worked on in two places becomes one again: by record and by field, from the state both came from.

What only one side has changed is taken. What both have changed, differently, is a `Clash`: it is told to the user, who
decides it. A record that one side took out and the other still speaks of is put back, and told too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from app.i18n import N_, _
from app.models.case import OWN_KEY, Case, PatchRefused
from app.models.fields import Record, references
from app.models.patch import Change, Patch
from app.models.records import FAMILIES, SINGLES
from app.models.texts import is_written, record_in

MERGE = N_("Slå ihop med ett överlämnat ärende")

Choice = Literal["mine", "theirs", "both"]
Key = tuple[str, str]
Name = tuple[str, str, tuple[str, ...]]
Records = dict[str, dict[str, Record]]

_ABSENT: Any = object()
_QUIET = {"frame": ("present", "null_keys")}
"""What the file's form needs and nobody wrote: mine stands."""


class CannotMerge(ValueError):
    """The two cannot become one case; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that both sides have changed, differently.

    ``path`` is the way to it in the record as the file writes it (``answer``, ``text``), empty for the whole record:
    one side has taken it out, or the fields of the two do not go together. The values are as the file writes them,
    None where there is nothing.
    """

    family: str
    key: str
    path: tuple[str, ...]
    base: Any
    mine: Any
    theirs: Any

    @property
    def name(self) -> Name:
        """What the choice is known by."""
        return self.family, self.key, self.path

    @property
    def joinable(self) -> bool:
        """Whether both sides can stand there together: two lists, or two texts that people wrote."""
        both = (self.mine, self.theirs)
        if len(self.path) == 1 and all(isinstance(each, list) for each in both):
            return True
        return all(isinstance(each, str) for each in both) and _is_prose(self.family, self.path)


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that the other side alone has made, changed or taken out; ``before`` is mine."""

    family: str
    key: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Merged:
    """One case of two: ``patch`` leads there from mine; ``restored`` one side took out, the other speaks of."""

    patch: Patch
    restored: tuple[Key, ...]


class Sides:
    """Two sides of a case laid against each other, from the ``base`` both came from, if it is known.

    ``taken`` is what the other side alone has changed, ``clashes`` what both have. Without a base whatever differs
    clashes.
    """

    def __init__(self, base: Case | None, mine: Case, theirs: Case) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self._theirs = _own_keys_apart(base, mine, theirs)
        taken: list[Taken] = []
        clashes: list[Clash] = []
        for family, key, had, record, found in self._each({}):
            clashes += found
            if record != had:
                taken.append(Taken(family, key, had, record))
        self.taken, self.clashes = tuple(taken), tuple(clashes)

    @property
    def differ(self) -> bool:
        """Whether the other side has anything that mine has not."""
        return bool(self.taken or self.clashes)

    def merged(self, choices: Mapping[Name, Choice] | None = None) -> Merged:
        """Return how mine becomes both. A clash without a choice, or that cannot be joined, keeps mine.

        Raises CannotMerge.
        """
        wanted: Records = {family: {} for family in FAMILIES}
        for family, key, _mine, record, _found in self._each(choices or {}):
            if record is not None:
                wanted[family][key] = record
        restored = _put_back(wanted, self._sources())
        ordered = {family: _in_order(wanted[family], self._orders(family)) for family in FAMILIES}
        _check_ids(ordered)
        patch = patch_between(self.mine, ordered, MERGE)
        try:
            Case(self.mine.records()).apply(patch)
        except PatchRefused as problem:
            raise _cannot() from problem
        return Merged(patch, restored)

    def _sources(self) -> list[Records]:
        return [self.mine.records(), self._theirs, self.base.records() if self.base is not None else {}]

    def _orders(self, family: str) -> tuple[list[str], list[str]]:
        return list(self.mine.family(family)), list(self._theirs[family])

    def _each(
        self, choices: Mapping[Name, Choice]
    ) -> Iterator[tuple[str, str, Record | None, Record | None, list[Clash]]]:
        """Yield family, key, my record, the merged one, and the clashes of every record of either side."""
        for family in FAMILIES:
            mine, theirs = self.mine.family(family), self._theirs[family]
            base = self.base.family(family) if self.base is not None else {}
            for key in dict.fromkeys((*mine, *theirs)):
                three = base.get(key), mine.get(key), theirs.get(key)
                record, found = _one((family, key), *three, choices)
                yield family, key, mine.get(key), record, found


# One record


def _one(
    name: Key, base: Record | None, mine: Record | None, theirs: Record | None, choices: Mapping[Name, Choice]
) -> tuple[Record | None, list[Clash]]:
    """Return the merged record, None where there is to be none, and what clashes in it."""
    if mine == theirs or theirs == base:
        return mine, []
    if mine == base:
        return theirs, []
    if mine is not None and theirs is not None:
        found: list[Clash] = []
        before = base.to_data() if base is not None else {}
        data = _fields(name, (), (before, mine.to_data(), theirs.to_data()), choices, found)
        try:
            return FAMILIES[name[0]].model_validate(data), found
        except ValidationError:  # what each says is right by itself, but not together
            pass
    clash = Clash(*name, (), *(each.to_data() if each is not None else None for each in (base, mine, theirs)))
    return theirs if choices.get(clash.name) == "theirs" else mine, [clash]


def _fields(
    name: Key, path: tuple[str, ...], three: tuple[Any, Any, Any], choices: Mapping[Name, Choice], found: list[Clash]
) -> dict[str, Any]:
    base, mine, theirs = three
    data: dict[str, Any] = {}
    for key in dict.fromkeys((*mine, *theirs)):
        b, m, t = (each.get(key, _ABSENT) for each in (base, mine, theirs))
        if _same(m, t) or _same(t, b) or (not path and key in _QUIET.get(name[0], ())):
            value = m
        elif _same(m, b):
            value = t
        elif isinstance(m, dict) and isinstance(t, dict):
            inner = (b if isinstance(b, dict) else {}, m, t)
            value = _fields(name, (*path, key), inner, choices, found)
        else:
            clash = Clash(*name, (*path, key), *(None if each is _ABSENT else each for each in (b, m, t)))
            found.append(clash)
            value = _chosen(clash, m, t, choices.get(clash.name, "mine"))
        if value is not _ABSENT:
            data[key] = value
    return data


def _same(one: Any, other: Any) -> bool:
    nothing = (_ABSENT, None)
    return one == other or (one in nothing and other in nothing)


def _chosen(clash: Clash, mine: Any, theirs: Any, choice: Choice) -> Any:
    if choice == "both" and clash.joinable:
        return joined(clash)
    return theirs if choice == "theirs" else mine


def joined(clash: Clash) -> Any:
    """Return both sides of a clash that is `joinable` as one: a longer text, or the list with the others' added."""
    mine, theirs = clash.mine, clash.theirs
    if isinstance(mine, list):
        return [*mine, *(each for each in theirs if each not in mine)]
    return f"{mine}\n\n{theirs}" if "\n" in mine + theirs or len(mine) + len(theirs) > 60 else f"{mine} / {theirs}"


def _is_prose(family: str, path: tuple[str, ...]) -> bool:
    cls: type[Record] | None = FAMILIES[family]
    for number, key in enumerate(path):
        if cls is None:
            return False
        name = next((each for each, info in cls.model_fields.items() if (info.alias or each) == key), None)
        if name is None:
            return False
        if number == len(path) - 1:
            return is_written(cls, name)
        cls = record_in(cls.model_fields[name].annotation)
    return False


# All records together


def _own_keys_apart(base: Case | None, mine: Case, theirs: Case) -> Records:
    """Return their records, those without an id under other keys where mine has something else under the same."""
    result: Records = {}
    for family, records in theirs.records().items():
        taken = {*mine.family(family), *records}
        result[family] = {}
        for key, record in records.items():
            known = base is not None and key in base.family(family)
            if key.startswith(OWN_KEY) and not known and mine.family(family).get(key, record) != record:
                number = 1 + max((int(each[1:]) for each in taken if each[1:].isdigit()), default=0)
                key = f"{OWN_KEY}{number}"
                taken.add(key)
            result[family][key] = record
    return result


def _put_back(wanted: Records, sources: list[Records]) -> tuple[Key, ...]:
    """Put back what is spoken of and was taken out on one side, and what it speaks of in its turn."""
    restored: list[Key] = []
    waiting = [record for records in wanted.values() for record in records.values()]
    while waiting:
        for reference in references(waiting.pop()):
            if any(reference.id in wanted[family] for family in reference.families):
                continue
            found = next(
                (
                    (family, source[family][reference.id])
                    for source in sources
                    for family in reference.families
                    if reference.id in source.get(family, {})
                ),
                None,
            )
            if found is None:
                raise _cannot()
            wanted[found[0]][reference.id] = found[1]
            restored.append((found[0], reference.id))
            waiting.append(found[1])
    return tuple(restored)


def _in_order(records: Mapping[str, Record], orders: tuple[list[str], list[str]]) -> dict[str, Record]:
    """Return the records in my order; what mine has not stands after what it stands after on the other side."""
    mine, theirs = orders
    order = [key for key in mine if key in records]
    before: str | None = None
    for key in theirs:
        if key in records and key not in mine:
            order.insert(order.index(before) + 1 if before in order else 0, key)
        before = key if key in records else before
    order += [key for key in records if key not in order]
    return {key: records[key] for key in order}


def _check_ids(records: Records) -> None:
    """Refuse an id that the two sides have given to different sorts of records."""
    seen: set[str] = set()
    for family, of_family in records.items():
        for key in of_family:
            if family not in SINGLES and not key.startswith(OWN_KEY):
                if key in seen:
                    raise _cannot()
                seen.add(key)


def patch_between(case: Case, wanted: Records, label: str) -> Patch:
    """Return the patch that makes a case's records the wanted ones; what stays keeps its order."""
    changes: list[Change] = []
    for family in FAMILIES:
        now, then = case.family(family), wanted.get(family, {})
        order = list(now)
        for place, key in reversed(list(enumerate(order))):
            if key not in then:
                changes.append(Change(family, key, place, now[key], None))
        for key in (each for each in order if each in then and then[each] != now[each]):
            changes.append(Change(family, key, order.index(key), now[key], then[key]))
        standing = [key for key in order if key in then]
        for place, (key, record) in enumerate(then.items()):
            if key not in now:
                changes.append(Change(family, key, min(place, len(standing)), None, record))
                standing.insert(place, key)
    return Patch(label, tuple(changes))


def _cannot() -> CannotMerge:
    return CannotMerge(
        _(
            "De två går inte att slå ihop: samma id står för olika saker. Inget har ändrats. "
            "Lägg in ärendet som en kopia."
        )
    )


# Which state both came from


def common_state(mine: list[str], theirs: list[str]) -> int | None:
    """Return which of my states both sides came from, None if there is none that both have had.

    States are told apart by their fingerprints, the oldest first. A side may begin in the middle of the other's.
    """
    starts = [(at, 0) for at, each in enumerate(mine) if theirs and each == theirs[0]]
    starts += [(0, at) for at, each in enumerate(theirs) if mine and each == mine[0]]
    best: tuple[int, int] | None = None
    for m, t in starts:
        length = _run(mine[m:], theirs[t:])
        if best is None or (length, m) > best:
            best = (length, m)
    return None if best is None else best[1] + best[0] - 1


def _run(one: Iterable[str], other: Iterable[str]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
