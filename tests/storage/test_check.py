"""The check finds each kind of damage, and says where without saying what the record holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.case import Case
from app.models.edits.fields import set_field
from app.storage.check import check
from tests.support.libraries import KEY, opened, raw

DAMAGE = {
    "a record that is not JSON": ("UPDATE records SET body = '{' WHERE key = 'f02'", "figures.f02 kan inte läsas"),
    "a record that breaks its form": (
        "UPDATE records SET body = json_set(body, '$.ring', 9) WHERE key = 'f02'",
        "figures.f02 kan inte läsas: ring",
    ),
    "a record of no family": ("UPDATE records SET family = 'x' WHERE key = 'f02'", "hör inte hemma"),
    "a record that is gone": ("DELETE FROM records WHERE key = 'f02'", "en hänvisning leder ingenstans"),
    "two in one place": ("UPDATE records SET position = 3 WHERE key = 'f02'", "står inte på sin plats"),
    "a record that the log does not know": (
        "UPDATE records SET body = json_set(body, '$.label', 'Annan') WHERE key = 'f02'",
        "loggen leder inte fram",
    ),
    "a case without its case": ("DELETE FROM records WHERE family = 'case'", "case saknas"),
    "a list that is not the case's": ("UPDATE cases SET title = 'Annat'", "stämmer inte med ärendet (title)"),
    "a count that is wrong": ("UPDATE cases SET blocked = blocked + 1", "stämmer inte med ärendet (blocked)"),
    "a log that does not begin": ("DELETE FROM log WHERE step = 'start'", "i loggen går inte att följa"),
    "a log with a hole": (
        "DELETE FROM log WHERE seq = (SELECT min(seq) FROM log WHERE step = 'do')",
        "i loggen går inte att följa",
    ),
    "an undo of nothing": (
        "UPDATE log SET step = 'undo' WHERE seq = (SELECT min(seq) FROM log WHERE step = 'do')",
        "i loggen går inte att följa",
    ),
    "a row of no case": ("UPDATE log SET \"case\" = 'ingen'", "har en rad utan ärende"),
    "a table that is gone": ("DROP TABLE log", "Tabellen log saknas"),
    "a column that is gone": ("ALTER TABLE cases DROP COLUMN kind", "Kolumnen kind saknas"),
    "no version": ("DELETE FROM alembic_version", "vilken version"),
}


@pytest.fixture
def worked_library(library_file: Path, tuva: Case) -> Path:
    """A library with a case that has been edited."""
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        sink = library.sink(own)
        for title in ("Ett", "Två"):
            patch = set_field(tuva, "case", "case", "title", title)
            sink(patch, "do")
            tuva.apply(patch)
    return library_file


def test_a_whole_library_has_nothing_wrong_and_is_not_touched(worked_library: Path) -> None:
    before = worked_library.read_bytes()
    assert check(worked_library, KEY) == []
    assert worked_library.read_bytes() == before


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_and_said(worked_library: Path, name: str) -> None:
    statement, expected = DAMAGE[name]
    with raw(worked_library) as other:
        other.execute(statement)
    other.close()
    found = check(worked_library, KEY)
    assert any(expected in sentence for sentence in found), found
    assert not any("mormor" in sentence.lower() for sentence in found)


def test_a_page_of_rubbish_is_found(worked_library: Path) -> None:
    content = bytearray(worked_library.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    worked_library.write_bytes(content)
    assert check(worked_library, KEY) != []
