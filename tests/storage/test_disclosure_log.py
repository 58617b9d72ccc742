"""The disclosure log in a library: only added to, a change shows, and a person can still be erased from it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.disclosure.entries import Entry, failed
from app.storage.check import check
from tests.support.libraries import KEY, opened, raw


@pytest.fixture
def own(library_file: Path, tuva: Case, case_b: Path) -> tuple[str, str]:
    """A library with both cases and four lines in the log, two of each; the cases' ids."""
    with opened(library_file) as library:
        first, second = library.add([tuva, read_cases([case_b])[0]])
        library.write_disclosures([(first, entry("org_bup")), (second, entry("org_skola"))])
        library.write_disclosures([(first, entry("org_soc"))])
        (given,) = library.disclosures(second)
        library.write_disclosures([(second, failed(given, given.at, "disken full"))])
    return first, second


def entry(recipient: str) -> Entry:
    return Entry(
        at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        by="Karin",
        recipient=recipient,
        recipient_words=f"Ord om {recipient}",
        version=1,
        items=("p01", "p02"),
        consents=("c01",),
        decision={"by": "x", "paragraph": "y", "because": "z", "on": "2026-11-22"},
        package="SAMKARTA_x",
        files={"plan.pdf": "0" * 64},
    )


def test_a_cases_entries_are_read_as_they_were_written(library_file: Path, own: tuple[str, str]) -> None:
    with opened(library_file) as library:
        first, second = (library.disclosures(each) for each in own)
    assert [(each.recipient, each.event, each.number) for each in first] == [
        ("org_bup", "given", 1),
        ("org_soc", "given", 3),
    ]
    assert [(each.event, each.of, each.why) for each in second] == [("given", None, ""), ("failed", 2, "disken full")]
    assert first[0].files == {"plan.pdf": "0" * 64} and first[0].items == ("p01", "p02")


def test_a_whole_chain_is_whole(library_file: Path, own: tuple[str, str]) -> None:
    assert check(library_file, KEY) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE disclosures SET body = replace(body, 'org_bup', 'org_fl') WHERE number = 1", "rad 1 har ändrats"),
        ("UPDATE disclosures SET salt = 'x' WHERE number = 2", "rad 2 har ändrats"),
        ("UPDATE disclosures SET body = NULL WHERE number = 2", "rad 2 har ändrats"),
        ("UPDATE disclosures SET digest = substr(digest, 2) || '0' WHERE number = 3", "bruten vid rad 3"),
        ("UPDATE disclosures SET \"case\" = 'other' WHERE number = 1", "bruten vid rad 1"),
        ("DELETE FROM disclosures WHERE number = 2", "rad 2 saknas"),
        ("DELETE FROM disclosures WHERE number = 4", "rader i slutet saknas"),
        ("DELETE FROM disclosures", "rader i slutet saknas"),
        ("DELETE FROM meta WHERE key = 'disclosures'", "rader i slutet saknas"),
    ],
)
def test_a_change_shows(library_file: Path, own: tuple[str, str], change: str, said: str) -> None:
    connection = raw(library_file)
    connection.execute(change)
    connection.close()
    assert any(said in each for each in check(library_file, KEY))


def test_a_case_that_is_removed_is_erased_from_the_log_and_the_chain_holds(
    library_file: Path, own: tuple[str, str]
) -> None:
    with opened(library_file) as library:
        library.remove(own[0])
        assert library.disclosures(own[0]) == [] and len(library.disclosures(own[1])) == 2
        library.write_disclosures([(own[1], entry("org_fl"))])
        assert library.disclosures(own[1])[-1].number == 5
    connection = raw(library_file)
    rows = connection.execute('SELECT body, salt FROM disclosures WHERE "case" = ?', (own[0],)).fetchall()
    connection.close()
    assert rows == [(None, None)] * 2
    assert check(library_file, KEY) == []


def test_two_entries_that_say_the_same_have_different_digests(library_file: Path, own: tuple[str, str]) -> None:
    with opened(library_file) as library:
        library.write_disclosures([(own[0], entry("org_fl")), (own[0], entry("org_fl"))])
    connection = raw(library_file)
    digests = [row[0] for row in connection.execute("SELECT digest FROM disclosures")]
    connection.close()
    assert len(set(digests)) == 6
