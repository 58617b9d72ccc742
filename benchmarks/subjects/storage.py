"""The library: a durable edit, a large map read, a search and an opening among many cases, each beside its floor.

Arguments: a folder of its own, rounds, edits a round, figures of the large map, cases of the large library.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from frames import spread, tell
from made_up import case_of
from sqlcipher3 import dbapi2 as sqlcipher

from app.models.edits.fields import set_field
from app.models.edits.newcase import empty_case
from app.storage.data_key import DataKey
from app.storage.library import Library
from app.storage.search import MOST_HITS, question

KEY = DataKey(bytes(32))
WORDS = 120
SYLLABLES = ("fam", "skol", "tra", "mor", "lin", "ber", "sta", "vik", "ren", "gul", "hav", "nor", "tid", "sam")
ASKED = "famskol mor"


def timed(does: Callable[[], object]) -> float:
    """Return the milliseconds that something takes; letting go of what it made is not part of them."""
    begun = time.perf_counter()
    made = does()
    took = time.perf_counter() - begun
    del made
    return took * 1000


def floor(path: Path) -> Any:
    """A connection with one table of plain rows: what SQLCipher itself takes."""
    path.unlink(missing_ok=True)
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(KEY.pragma)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT)")
    connection.executemany("INSERT INTO rows VALUES (?, ?)", [(number, "x" * 400) for number in range(200)])
    return connection


def edits(folder: Path, rounds: int, number: int) -> dict[str, dict[str, float]]:
    """Commit one small edit at a time: a field of a figure through the program, a row of one table without it."""
    raw = floor(folder / "floor.db")
    with Library.open(fresh(folder / "edits.samkarta"), KEY, create=True) as library:
        (own,) = library.add([case_of(20)])
        case, sink = library.case(own), library.sink(own)
        counted = 0

        def plain() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE rows SET body = ? WHERE id = ?", (f"{counted} " + "y" * 400, counted % 200))
            raw.execute("COMMIT")

        times: dict[str, list[float]] = {"raw": [], "edit": []}
        for _round in range(rounds):
            for _each in range(number):
                counted += 1
                times["raw"].append(timed(plain))
            for _each in range(number):
                counted += 1
                patch = set_field(case, "figures", "f3", "label", f"Namn {counted}")
                times["edit"].append(timed(lambda patch=patch: sink(patch, "do")))  # type: ignore[misc]
                case.apply(patch)
    return {name: spread(each) for name, each in times.items()}


def reading(folder: Path, rounds: int, figures: int) -> dict[str, dict[str, float]]:
    """Read one large map into validated records, and its rows alone: from a library just opened, and again."""
    path = fresh(folder / "large.samkarta")
    with Library.open(path, KEY, create=True) as library:
        (own,) = library.add([case_of(figures)])
    query = 'SELECT family, "key", body FROM records WHERE "case" = ? ORDER BY family, position'
    ways: dict[str, Callable[[Library], object]] = {
        "rows": lambda library: library._connection.execute(query, (own,)).fetchall(),
        "records": lambda library: library.case(own),
    }
    times: dict[str, list[float]] = {name + end: [] for name in ways for end in ("", "_again")}
    for _round in range(rounds):
        for name, way in ways.items():
            with Library.open(path, KEY) as library:
                for end in ("", "_again"):
                    times[name + end].append(timed(lambda: way(library)))  # noqa: B023
    return {name: spread(each) for name, each in times.items()}


def many(folder: Path, rounds: int, cases: int) -> dict[str, dict[str, float]]:
    """List, search and open among many cases; the search beside the same question put to FTS5 alone."""
    with Library.open(fresh(folder / "many.samkarta"), KEY, create=True) as library:
        ids = library.add(list(map(wordy, range(cases))), copy=True)
        library.search(ASKED)  # reads every case's words once
        asked = (question(ASKED), MOST_HITS)
        query = "SELECT rowid, rank FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?"
        times: dict[str, list[float]] = {"fts": [], "search": [], "list": [], "open": []}
        for number in range(rounds):
            times["fts"].append(timed(lambda: library._connection.execute(query, asked).fetchall()))
            times["search"].append(timed(lambda: library.search(ASKED)))
            times["list"].append(timed(library.summaries))
            times["open"].append(timed(lambda: library.load(ids[number * 7 % cases])))  # noqa: B023
    return {name: spread(each) for name, each in times.items()}


def wordy(number: int) -> Any:
    """Return a small case with a long description of made-up words."""
    chance = random.Random(number)
    case = empty_case(f"Ärende {number}", f"Namn {number}")
    said = " ".join("".join(chance.choices(SYLLABLES, k=2)) for _word in range(WORDS))
    case.apply(set_field(case, "case", "case", "summary", said))
    return case


def fresh(path: Path) -> Path:
    """Return the path with nothing there."""
    for end in ("", "-wal", "-shm", ".lock"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    return path


def unlocking(folder: Path) -> dict[str, float]:
    """Make a key file as a user does and open it: how long one derivation takes on this machine."""
    from app.storage.unlocking import new_key, unlock

    path = fresh(folder / "key.samkarta")
    key, _code = new_key(path, "ett lösenord")
    Library.open(path, key, create=True).close()
    return {"derivation": timed(lambda: unlock(path, "ett lösenord"))}


place = Path(sys.argv[1])
place.mkdir(parents=True, exist_ok=True)
turns, each, size, library = map(int, sys.argv[2:6])
tell(
    **edits(place, turns, each),
    **reading(place, turns, size),
    **many(place, max(turns, 20), library),
    **unlocking(place),
)
