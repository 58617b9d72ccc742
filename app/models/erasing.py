"""What it takes to erase a person from a case: every record of every moment, changed by one rule.

The rule (`Erasure.record`) looks at one record alone. So it gives the same for a state of the case whichever way the
state was reached, and a log whose records have all gone through it is a log still: every step can be followed, undone
and done again.
"""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from app.i18n import _
from app.models.case import Case
from app.models.fields import Record, references
from app.models.patch import Change, Patch
from app.models.pseudonyms import CHILD, FUNCTION, ORDINARY, ORGANISATION, PERSON
from app.models.records import Figure
from app.models.texts import change_texts, texts_in

Key = tuple[str, str]
Way = Literal["remove", "role"]
"""Take the figure out with all that needs it, or leave its role standing without the person."""

PRIVATE = ("personal_number", "contact", "note", "age", "symbol", "deceased", "lives_with_child")
"""What is said of the person and not of the role."""

SHORTEST = 3
"""Letters that a part of a name has at least to be looked for by itself."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class CannotErase(ValueError):
    """The person cannot be erased so; the message is a sentence for the user."""


@dataclass(frozen=True)
class Erasure:
    """Who is erased and how.

    ``names`` are what is looked for in texts, ``role`` what stands in their place. ``gone`` are the ids of records that
    cannot be without the figure, at whatever moment. ``kept`` are texts that the user leaves as they are: they speak of
    somebody else.
    """

    figure: str
    way: Way
    role: str
    names: frozenset[str]
    gone: frozenset[str] = field(default_factory=frozenset)
    kept: frozenset[str] = field(default_factory=frozenset)
    other_id: str = field(default_factory=lambda: f"person-{secrets.token_hex(4)}")

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return _pattern_of(self.names)

    @cached_property
    def new_id(self) -> str:
        """The figure's id afterwards: another one where the old one has a name in it."""
        plain = self.figure.casefold()
        return self.other_id if any(name.casefold() in plain for name in self.names) else self.figure

    def widened(self, other: Erasure) -> Erasure:
        """Return this erasure with what another one of the same person knows of names and records."""
        return replace(self, names=self.names | other.names, gone=self.gone | other.gone)

    def names_anybody(self, text: str) -> bool:
        """Return whether a text has one of the names in it."""
        return self._pattern is not None and self._pattern.sub(self._instead, text) != text

    def plain(self, text: str) -> str:
        """Return a text with the role in place of the names; one that is kept as it stands."""
        if self._pattern is None or text in self.kept:
            return text
        return self._pattern.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        if found[0].islower() and found[0] in ORDINARY:
            return found[0]
        return self.role + ("s" if found[1] and self.role[-1:] not in "sxz" else "")

    def key(self, family: str, key: str) -> str:
        """Return the key that a record has afterwards."""
        return self.new_id if self.way == "role" and (family, key) == ("figures", self.figure) else key

    def record(self, family: str, record: Record | None) -> Record | None:
        """Return a record as it is without the person; None where nothing is left of it."""
        if record is None or (self.way == "remove" and self._falls(family, record)):
            return None
        data = record.to_data()
        if self.way == "remove":
            _take_out(data, (each.path for each in references(record) if each.id in {self.figure, *self.gone}))
        elif self.new_id != self.figure:
            _rename(data, record, self.figure, self.new_id)
        if self.way == "role" and family == "figures" and data["id"] == self.figure:
            data = {key: value for key, value in data.items() if key not in PRIVATE}
            data.update(id=self.new_id, label=self.role)
        change_texts(type(record), data, self.plain)
        return record if data == record.to_data() else type(record).model_validate(data)

    def _falls(self, family: str, record: Record) -> bool:
        if family == "figures":
            return getattr(record, "id", None) == self.figure
        return any(each.required and each.id == self.figure for each in references(record))


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names the person: what it becomes, the records it stands in, and whether it does so now or did once.

    ``sure`` is False where the name is somebody else's too.
    """

    text: str
    after: str
    where: tuple[Key, ...]
    now: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What erasing does: the records that go now, and every text that names the person, at whatever moment."""

    erasure: Erasure
    falls: tuple[Key, ...]
    mentions: tuple[Mention, ...]

    def keeping(self, texts: Iterable[str]) -> Erasure:
        """Return the erasure that leaves these texts as they are."""
        return replace(self.erasure, kept=frozenset(texts))

    @property
    def usual(self) -> Erasure:
        """The erasure that leaves alone what may be about somebody else of the same name."""
        return self.keeping(each.text for each in self.mentions if not each.sure)


def prepare(case: Case, patches: Iterable[Patch], figure: str, way: Way, also: Iterable[str] = ()) -> Preview:
    """Look through a case and its log for a person. ``also`` are other names that the user knows of.

    Raises CannotErase for somebody the case has never had, and for the child, whose role must stay.
    """
    if way == "remove" and figure == case.child:
        raise CannotErase(
            _("Barnet i mitten kan inte tas bort ur sitt ärende. Låt rollen stå kvar, eller radera hela ärendet.")
        )
    versions = list(every_version(case, patches))
    own = [record for family, _key, record in versions if isinstance(record, Figure) and record.id == figure]
    if not own:
        raise CannotErase(_("Det finns ingen person {id} i ärendet. Inget har ändrats.").format(id=figure))
    others = {record.label for _f, _k, record in versions if isinstance(record, Figure) and record.id != figure}
    names, shared = _names(own, others, versions, also)
    falling = Erasure(figure, way, "", frozenset())
    gone = {key for family, key, record in versions if family != "figures" and falling._falls(family, record)}
    role = _role(own[0], figure == case.child, names)
    erasure = Erasure(figure, way, role, frozenset(names), frozenset(gone if way == "remove" else ()))
    falls = tuple(
        (family, key)
        for family, records in case.records().items()
        for key, record in records.items()
        if erasure.record(family, record) is None
    )
    return Preview(erasure, falls, tuple(_mentions(erasure, case, versions, shared)))


def every_version(case: Case, patches: Iterable[Patch]) -> Iterator[tuple[str, str, Record]]:
    """Yield every record of the case, now first and then as it was at whatever moment."""
    for family, records in case.records().items():
        for key, record in records.items():
            yield family, key, record
    for patch in patches:
        for change in patch.changes:
            for version in (change.before, change.after):
                if version is not None:
                    yield change.family, change.key, version


def _names(
    own: Sequence[Figure], others: set[str], versions: Sequence[tuple[str, str, Record]], also: Iterable[str]
) -> tuple[set[str], set[str]]:
    """Return the names to look for, and those of them that somebody else has too."""
    from app.models.roles import roles

    said = [role.role for role in roles()]
    said += [getattr(record, "role", None) or "" for family, _key, record in versions if family == "figures"]
    said += [getattr(record, "label", None) or "" for family, _key, record in versions if family == "groups"]
    common = {word.casefold() for text in said for word in _WORD.findall(text)}
    theirs = {word.casefold() for label in others for word in _WORD.findall(label)}
    whole = {" ".join(each.split()) for each in (*(record.label for record in own), *also)} - {""}
    whole = {each for each in whole if each.casefold() not in common}
    parts = {
        part
        for label in whole
        for word in _WORD.findall(label)
        for part in (word, *re.split(r"[-'’]", word))
        if len(part) >= SHORTEST and part.casefold() not in common and (part[0].isupper() or label.islower())
    }
    labels = {" ".join(each.casefold().split()) for each in others}
    shared = {each for each in whole if each.casefold() in labels}
    return whole | {part for part in parts if part.casefold() not in theirs}, shared


def _role(figure: Figure, child: bool, names: set[str]) -> str:
    if child:
        return _(CHILD)
    words = {"organisation": ORGANISATION, "function": FUNCTION}
    pattern = _pattern_of(names)
    role = (figure.role or "").strip()
    role = "" if pattern is not None and pattern.search(role) else role
    return role or _(words.get(figure.kind, PERSON))


def _mentions(
    erasure: Erasure, case: Case, versions: Sequence[tuple[str, str, Record]], shared: set[str]
) -> Iterator[Mention]:
    """Yield each text that names the person once, what stands now first."""
    where: dict[str, dict[Key, None]] = defaultdict(dict)
    now: set[str] = set()
    for family, key, record in versions:
        own = family == "figures" and key == erasure.figure
        if own or erasure.record(family, record) is None:
            continue
        for text in texts_in(type(record), record.to_data()):
            if erasure.names_anybody(text):
                where[text][family, key] = None
                if case.record(family, key) is record:
                    now.add(text)
    certain = _pattern_of(erasure.names - shared)
    for text, keys in sorted(where.items(), key=lambda item: item[0] not in now):
        sure = certain is not None and certain.search(text) is not None
        yield Mention(text, erasure.plain(text), tuple(keys), text in now, sure)


def _pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    escaped = (r"\s+".join(re.escape(word) for word in name.split()) for name in names if name.strip())
    either = "|".join(sorted(escaped, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(['’:]?s)?(?!\w)", re.IGNORECASE) if either else None


def _take_out(data: dict[str, Any], paths: Iterable[tuple[str | int, ...]]) -> None:
    for path in sorted(paths, key=lambda each: [str(step).zfill(9) for step in each], reverse=True):
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]


def _rename(data: dict[str, Any], record: Record, old: str, new: str) -> None:
    for each in references(record):
        if each.id != old or "figures" not in each.families:
            continue
        holder: Any = data
        for step in each.path[:-1]:
            holder = holder[step]
        last = each.path[-1]
        if holder[last] == old:
            holder[last] = new
        else:  # the figure is a key there: its place on a sheet
            holder[new] = holder.pop(last)


# The log


class Rewriter:
    """Takes the patches of a log one by one, the one that made the case first, and gives them without the person."""

    def __init__(self, erasure: Erasure) -> None:
        self._erasure = erasure
        self._orders: dict[str, list[str]] = defaultdict(list)
        self._left: dict[str, set[str]] = defaultdict(set)

    def __call__(self, patch: Patch) -> Patch:
        """Return the next patch as it is to stand in the log; empty where it was about the person alone."""
        changes = [new for change in patch.changes if (new := self._change(change)) is not None]
        return Patch(patch.label, tuple(changes))

    def _change(self, change: Change) -> Change | None:
        family, key = change.family, change.key
        order, left = self._orders[family], self._left[family]
        before, after = (self._erasure.record(family, each) for each in (change.before, change.after))
        at = min(change.at, len(order)) if change.before is None else order.index(key)
        place = sum(each in left for each in order[:at])
        if change.before is None:
            order.insert(at, key)
        elif change.after is None:
            del order[at]
        left.discard(key)
        if after is not None:
            left.add(key)
        return None if before == after else Change(family, self._erasure.key(family, key), place, before, after)
