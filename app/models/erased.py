"""What is remembered of an erasure, so that it can be done again in an older copy: nothing that tells of anybody.

Ids and names are remembered as hashes under a key of the library. A text of an older copy is compared with them word
by word, so that the names are found again where they stand and nowhere else.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self, get_args

from app.models.case import Case
from app.models.erasing import Erasure, Way, every_version, prepare
from app.models.fields import Record
from app.models.patch import Patch
from app.models.records import Figure
from app.models.texts import texts_in

_WORD = re.compile(r"\w+")
_GENITIVE = re.compile(r"['’:]?s$", re.IGNORECASE)


class Hashing:
    """Hashes of words under a key, by which they are known again and cannot be read or guessed without it."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, said: str) -> str:
        """Return the hash of an id or a text, to the letter."""
        return hmac.digest(self._key, said.encode("utf-8", "surrogatepass"), "sha256").hex()

    def of_name(self, name: str) -> str:
        """Return the hash of a name, whatever its capitals, its spaces and the signs round it."""
        found = list(_WORD.finditer(name))
        inner = name[found[0].start() : found[-1].end()] if found else name
        return self.of(" ".join(inner.casefold().split()))


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """Who was erased, and how. ``figure``, ``names`` and ``kept`` are hashes, ``words`` how many the longest name has.

    ``role`` is what stands in the names' place in the library, ``other_id`` an id that may be the figure's there.
    """

    figure: str
    way: Way
    role: str
    other_id: str
    words: int
    names: frozenset[str]
    kept: frozenset[str]

    @classmethod
    def of(cls, erasure: Erasure, hashing: Hashing) -> Self:
        """Return what is remembered of an erasure."""
        return cls(
            hashing.of(erasure.figure),
            erasure.way,
            erasure.role,
            erasure.other_id,
            max((len(_WORD.findall(name)) for name in erasure.names), default=0),
            frozenset(map(hashing.of_name, erasure.names)),
            frozenset(map(hashing.of, erasure.kept)),
        )

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Return what `to_data` gave. Raises ValueError, KeyError or TypeError."""
        if data["way"] not in get_args(Way):
            raise ValueError(data["way"])
        said = (str(data["figure"]), data["way"], str(data["role"]), str(data["other_id"]), int(data["words"]))
        return cls(*said, frozenset(map(str, data["names"])), frozenset(map(str, data["kept"])))

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        plain = {name: getattr(self, name) for name in ("figure", "way", "role", "other_id", "words")}
        return {**plain, "names": sorted(self.names), "kept": sorted(self.kept)}

    def names_in(self, texts: Iterable[str], hashing: Hashing) -> frozenset[str]:
        """Return the names as they stand in texts."""
        return frozenset(
            said
            for text in texts
            for run in _runs(text, self.words)
            for said in {run, _GENITIVE.sub("", run)}
            if hashing.of_name(said) in self.names
        )

    def again(self, case: Case, patches: Sequence[Patch], hashing: Hashing) -> Erasure | None:
        """Return the erasure of the same person in an older copy of the case; None where there is nothing of them."""
        versions = list(every_version(case, patches))
        figures = (record.id for _family, _key, record in versions if isinstance(record, Figure))
        figure = next((each for each in figures if hashing.of(each) == self.figure), None)
        texts = texts_of(versions)
        names = self.names_in(texts, hashing)
        kept = frozenset(text for text in texts if self.kept and hashing.of(text) in self.kept)
        if figure is not None:
            way: Way = "role" if figure == case.child else self.way  # the child's place is never taken out
            found = prepare(case, patches, figure, way, names).erasure
            return replace(found, names=found.names | names, kept=kept, other_id=self.other_id)
        return Erasure(self.other_id, self.way, self.role, names, frozenset(), kept, self.other_id) if names else None


@dataclass(frozen=True, slots=True)
class ErasedMark:
    """One erasure: its own random id, the library's random id of the case, the hash of the case's id in its file,
    the day; ``person`` is None where the whole case was erased."""

    id: str
    case: str
    file_id: str
    day: date
    person: ErasedPerson | None = None

    def speaks_of(self, case: Case, hashing: Hashing) -> bool:
        """Return whether a case from elsewhere is the one that was erased, or names the person."""
        if hashing.of(case.info.id) != self.file_id:
            return False
        return self.person is None or bool(self.person.names_in(texts_of(every_version(case, ())), hashing))


def texts_of(versions: Iterable[tuple[str, str, Record]]) -> set[str]:
    """Return every text that people wrote in records of whatever moment."""
    return {text for _family, _key, record in versions for text in texts_in(type(record), record.to_data())}


def _runs(text: str, most: int) -> Iterator[str]:
    """Yield every run of at most so many words of a text, with what stands between them."""
    words = list(_WORD.finditer(text))
    for at, first in enumerate(words):
        for last in words[at : at + most]:
            yield text[first.start() : last.end()]
