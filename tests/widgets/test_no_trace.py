"""After a session in the real window, with a kill in the middle, nothing of a case stands in plain on the disk.

The session runs in a process of its own, with an empty home. What the user has put somewhere is apart.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from trace_session import PASSWORD
from trace_typing import OWN, STEM

from app.models.casefile import dump
from app.storage.unlocking import unlock
from app.unfinished import PREFIX
from tests.support import canaries
from tests.support.libraries import raw

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KILLED_AFTER = 2
"""So many acknowledged edits after the session's end are made before the program is killed."""


_XDG = ("DATA", "CONFIG", "CACHE", "STATE")


@dataclass
class Told:
    """What is left of the session: its folders, and what it said."""

    home: Path
    library: Path
    chosen: Path
    planted: set[str]
    work: dict[str, Any]
    recovered: dict[str, Any]
    stored: str
    left_by_the_kill: int
    commands: dict[str, int]


def traces(data: bytes, planted: set[str]) -> set[str]:
    """Return the planted words that stand in some bytes: as UTF-8, Latin-1 or UTF-16, in any case, and as base64."""
    found: set[str] = set()
    plain = [data, data[::2], data[1::2]]  # letters of UTF-16 stand in every other byte
    for each in plain:
        if STEM.lower().encode() in each.lower():
            found.add(STEM)
        found |= {hit.decode().lower() for hit in canaries_in(each)} & planted
    for shift in range(3):
        middle = base64.b64encode(b"x" * shift + STEM.encode())[4 if shift else 0 : -4]
        if middle in data:
            found.add(STEM)
    return found


def canaries_in(data: bytes) -> list[bytes]:
    return re.findall(rb"(?i)[bcdfghjklmnpqrstvwxz]{5}qzx", data)


def files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file())


def traced(folder: Path, planted: set[str]) -> dict[str, set[str]]:
    """Return the files under a folder, by name, that hold planted words or are called by them."""
    found = {}
    for each in folder.rglob("*"):
        name = str(each.relative_to(folder))
        hits = traces(os.fsencode(name), planted)
        if each.is_file():
            hits |= traces(each.read_bytes(), planted)
        if hits:
            found[name] = hits
    return found


def plain_rows(library: Path) -> bytes:
    """Return everything that the library holds, read with its key."""
    connection = raw(library, unlock(library, PASSWORD))
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]
    finally:
        connection.close()
    cells = [cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row]
    return b"\n".join(cells)


class Session:
    """One run of the program over the folders."""

    def __init__(self, base: Path) -> None:
        self.home, self.brought, self.chosen = base / "hem", base / "medtaget", base / "Utlagt"
        self.library = self.home / "bibliotek" / "barnen.samkarta"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SAMKARTA_", "HOME"))},
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join((str(HERE), str(ROOT))),
            **{f"XDG_{kind}_HOME": str(self.home / f".{kind.lower()}") for kind in _XDG},
            "XDG_RUNTIME_DIR": str(self.home / "run"),
        }
        for folder in (self.home / "tmp", self.library.parent, self.home / "run", self.brought, self.chosen):
            folder.mkdir(parents=True, mode=0o700)

    def start(self, what: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(HERE / "trace_session.py"), what]
        places = [str(each) for each in (self.library, self.brought, self.chosen)]
        with (self.home / ".xsession-errors").open("a") as said:  # where a desktop keeps what programs say
            return subprocess.Popen(
                command + places, env=self.environment, stdout=subprocess.PIPE, stderr=said, text=True
            )

    def run(self, *arguments: str) -> int:
        environment = {**self.environment, "SAMKARTA_PASSWORD": PASSWORD}
        command = [sys.executable, "-m", "app", *arguments, "--library", str(self.library)]
        with (self.home / ".xsession-errors").open("a") as said:
            return subprocess.run(
                command, env=environment, cwd=self.home, stdout=subprocess.DEVNULL, stderr=said, check=False
            ).returncode


def lines(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    for line in process.stdout:
        said = json.loads(line)
        assert "failed" not in said, said["failed"]
        yield said


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The session: worked, killed, recovered, and asked by commands."""
    session = Session(tmp_path_factory.mktemp("spår"))
    planted = planted_case(session.brought / "arende.yaml")
    with session.start("work") as process:
        said = lines(process)
        work, stored = next(said), ""
        for _edit in range(KILLED_AFTER):
            stored = next(said)["stored"]
        process.kill()
        stored = ([stored] + [each["stored"] for each in said])[-1]
    left = len(list(session.chosen.glob(f"{PREFIX}*")))
    with session.start("recover") as process:
        recovered = next(lines(process))
    assert process.returncode == 0
    case = next(iter(planted))
    commands = {
        "search": session.run("search", case),
        "list": session.run("list"),
        "check": session.run("check"),
        "backup": session.run("backup"),
    }
    places = session.home, session.library, session.chosen
    return Told(*places, planted, work, recovered, stored, left, commands)


def planted_case(path: Path) -> set[str]:
    """Write a case with a word of its own in every field that people write; return the words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canaries, "PEOPLE", (*canaries.PEOPLE[:4], canaries.PEOPLE[6]))
        patch.setattr(canaries, "SIZES", dict.fromkeys(canaries.SIZES, 1))
        consents = [canaries.ConsentPlan((0, 1), None, "valid", (1, 2), (), "none")]
        made = canaries.Planter(Random(3), consents).planted()
    path.write_text(dump(made.case, "yaml"), "utf-8")
    return {word for word in made.words if word.endswith("qzx")}


def test_no_file_holds_a_planted_name(told: Told) -> None:
    assert traced(told.home, told.planted) == {}


def test_the_search_would_have_found_them(told: Told, tmp_path: Path) -> None:
    rows = plain_rows(told.library)
    found = traces(rows, told.planted)
    assert STEM in found and len(found) > len(told.planted) * 0.9, "the library has them, read with its key"
    assert "case-map.svg" in traced(told.chosen, told.planted), "so have the files that were put somewhere"
    word = f"Före {STEM}åäö efter"
    for at, coded in enumerate(("utf-8", "utf-16-le", "utf-16-be", "utf-16", "latin-1")):
        (tmp_path / f"{at}").write_bytes(word.encode(coded))
    (tmp_path / "5").write_bytes(base64.b64encode(word.encode()))
    (tmp_path / f"{STEM.lower()}.txt").touch()
    assert len(traced(tmp_path, set())) == 7


def test_the_words_were_typed_in_every_part_of_a_case_and_stored(told: Told) -> None:
    rows = plain_rows(told.library)
    typed = {word for word in told.work["words"] if word.startswith(STEM)}
    stored = {word for word in typed if word.encode() in rows}
    assert len(typed) > 80 and len(stored) > len(typed) * 0.5
    met = {"NewCaseDialog", "QFileDialog", "LetterheadWindow", "HandOverDialog", "PrintDialog"}
    assert met <= set(told.work["met"])


def test_what_lies_there_is_what_should(told: Told) -> None:
    own = {each.name for each in files(told.home / ".data" / "samkarta")}
    known = {"settings.json", "samkarta.log", "letterhead.yaml"}
    assert {name for name in own - known if not name.startswith(OWN.lower())} == set()
    assert [each.name for each in files(told.home / "tmp")] == []
    beside = {each.name for each in told.library.parent.iterdir()}
    name = told.library.name
    assert beside <= {name, "backups", *(f"{name}{end}" for end in (".key", ".key.spare", "-wal", "-shm", ".lock"))}


def test_the_desktop_is_told_no_names(told: Told) -> None:
    titles = " ".join([*told.work["titles"], *told.recovered["titles"]])
    assert "Samkarta" in titles
    for number in sorted({*told.work["numbers"], *told.recovered["numbers"]} - {""}):
        titles = titles.replace(number, "")
    assert traces(titles.encode(), told.planted) == set()


def test_the_clipboard_is_empty_when_locked(told: Told) -> None:
    assert told.work["clipboard"] == ""


def test_what_was_acknowledged_before_the_kill_is_there(told: Told) -> None:
    assert told.recovered["cases"] == 2
    assert told.stored.encode() in plain_rows(told.library)


def test_nothing_unfinished_is_left_where_the_user_put_things(told: Told) -> None:
    assert list(told.chosen.glob(f"{PREFIX}*")) == []
    assert not (told.home / ".data" / "samkarta" / "unfinished").exists()


def test_the_commands_leave_nothing_either(told: Told) -> None:
    assert told.commands == dict.fromkeys(told.commands, 0)
