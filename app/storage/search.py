"""The search over all cases: the words of every record, in an FTS5 index inside the encrypted library.

An edit only marks its case, by the time of its change; the next search reads the words of the marked cases anew. So an
edit costs nothing more, and no search misses anything. Whoever has protected identity is found by the pseudonym alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from app.models.folding import fold, folded_letters
from app.models.pseudonyms import for_paper, neutral_title
from app.models.records import FAMILIES
from app.models.texts import texts_in
from app.storage.errors import LibraryInUse, LibraryNotWritable
from app.storage.file import failing_as_sentences, reading_file, writing_file

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection as Plain

MOST_HITS = 50
_ROUND = 40
"""How many letters stand before what was found."""
_LONG = 140
_BETWEEN = " · "
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One record in which every word was found. ``said`` is what stands round the first; ``case`` the library's id."""

    case: str
    number: str | None
    title: str
    family: str
    key: str
    said: str


class FindsWords:
    """What a library finds. Its other parts give it the connection."""

    _connection: Plain
    path: Path
    read_only: bool

    def search(self, words: str, limit: int = MOST_HITS) -> list[Hit]:
        """Return the records of all cases in which every one of ``words`` begins a word, best first.

        Raises LibraryProblem.
        """
        with failing_as_sentences(self.path):
            behind = not is_up_to_date(self._connection)
        if behind and not self.read_only:
            with suppress(LibraryNotWritable, LibraryInUse):
                with writing_file(self._connection, self.path) as connection:
                    bring_up_to_date(connection)
                behind = False
        with reading_file(self._connection, self.path) as connection:
            return (search_behind if behind else search)(connection, words, limit)


def search(connection: Plain, words: str, limit: int = MOST_HITS) -> list[Hit]:
    """Return the records in which every one of ``words`` begins a word, best first; at most ``limit``."""
    asked = question(words)
    if not asked:
        return []
    rows = connection.execute(
        """SELECT cases.id, cases.number, cases.title, cases.protected, words.family, words."key", words.said,
                  words.folded
           FROM (SELECT rowid, rank FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?) AS found
           JOIN words ON words.id = found.rowid JOIN cases ON cases.id = words."case"
           ORDER BY found.rank, words.id""",
        (asked, limit),
    )
    first = fold(words).split()[0]
    return [
        Hit(own, number, neutral_title(number) if protected else title, family, key, excerpt(said, folded, first))
        for own, number, title, protected, family, key, said, folded in rows
    ]


def search_behind(connection: Plain, words: str, limit: int = MOST_HITS) -> list[Hit]:
    """Return what `search` does, where the index is behind and may not be written: cases that have been changed since
    are read through, and come last. What the index still has of them is not told; somebody may be protected since."""
    asked = _WORD.findall(fold(words))
    query = "SELECT id, number, title, protected FROM cases WHERE searched IS NOT changed ORDER BY changed DESC"
    marked = connection.execute(query).fetchall()
    own_ids = {row[0] for row in marked}
    found = [hit for hit in search(connection, words, -1) if hit.case not in own_ids][:limit]
    if not asked:
        return []
    beginnings = [re.compile(rf"(?<!\w){re.escape(word)}") for word in asked]
    for own, number, title, protected in marked:
        for family, key, said in _said(connection, own, bool(protected)):
            if len(found) == limit:
                return found
            folded = fold(said)
            if all(each.search(folded) for each in beginnings):
                called = neutral_title(number) if protected else title
                found.append(Hit(own, number, called, family, key, excerpt(said, folded, asked[0])))
    return found


def question(words: str) -> str:
    """Return what is asked of FTS5: every word as a beginning, quoted, so that no sign of its language is one."""
    return " ".join(f'"{word}"*' for word in _WORD.findall(fold(words)))


def excerpt(said: str, folded: str, first: str) -> str:
    """Return what stands round the first place where a word that begins with ``first`` (folded) stands.

    ``folded`` is ``said``, folded; where letters have become two, the place is counted letter by letter.
    """
    found = re.search(rf"(?<!\w){re.escape(first)}", folded)
    at = found.start() if found is not None else 0
    if at and len(folded) != len(said):
        lengths = accumulate(map(len, folded_letters(said)), initial=0)
        at = next((number for number, length in enumerate(lengths) if length >= at), 0)
    start = max(at - _ROUND, 0)
    if start:
        start = said.rfind(" ", 0, start) + 1
    part = " ".join(said[start : start + _LONG].split())
    return ("…" if start else "") + part + ("…" if start + _LONG < len(said) else "")


def bring_up_to_date(connection: Plain) -> None:
    """Read the words of every case that has been changed since they were last read; inside a transaction."""
    for (own,) in connection.execute("SELECT id FROM cases WHERE searched IS NOT changed").fetchall():
        read_words(connection, own)


def read_words(connection: Plain, own: str) -> None:
    """Read the words of one case, known by its library id, anew; inside a transaction."""
    changed, protected = connection.execute("SELECT changed, protected FROM cases WHERE id = ?", (own,)).fetchone()
    connection.execute('DELETE FROM words WHERE "case" = ?', (own,))
    connection.executemany(
        'INSERT INTO words ("case", family, "key", said, folded) VALUES (?, ?, ?, ?, ?)',
        ((own, family, key, said, fold(said)) for family, key, said in _said(connection, own, bool(protected))),
    )
    connection.execute("UPDATE cases SET searched = ? WHERE id = ?", (changed, own))


def is_up_to_date(connection: Plain) -> bool:
    """Return whether no case has been changed since its words were read."""
    return connection.execute("SELECT 1 FROM cases WHERE searched IS NOT changed LIMIT 1").fetchone() is None


def _said(connection: Plain, own: str, protected: bool) -> Iterator[tuple[str, str, str]]:
    """Yield family, key and texts of each record of a case. What cannot be read is not found, and told by the check."""
    query = """SELECT family, "key", body FROM records WHERE "case" = ? ORDER BY family, position"""
    rows = [(family, key, _data(body)) for family, key, body in connection.execute(query, (own,))]
    if protected:
        rows = _masked(rows)
    for family, key, data in rows:
        texts = list(dict.fromkeys(texts_in(FAMILIES[family], data))) if family in FAMILIES else []
        if texts:
            yield family, key, _BETWEEN.join(texts)


def _masked(rows: list[tuple[str, str, dict[str, Any]]]) -> list[tuple[str, str, dict[str, Any]]]:
    from app.models.case import Case, PatchRefused

    try:
        return for_paper(Case.from_rows(rows)).to_rows()
    except (ValueError, KeyError, TypeError, PatchRefused):
        return []  # better not found than told


def _data(body: str) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return dict(data) if isinstance(data, Mapping) else {}
