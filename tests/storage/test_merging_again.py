"""A case goes to and fro between two libraries: what was settled the first time is not asked about the second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.case_files import read_cases
from app.document import Document
from app.models.edits.fields import set_field
from app.models.threeway import Sides
from app.storage.ancestors import MOST
from app.storage.check import check
from app.storage.erasing import erase_person, look
from app.storage.handing import Handed, hand_over, merge, read_handed, sides, take_in
from app.storage.library import Library
from tests.support.libraries import CHEAP, KEY, opened
from tests.support.traces import plain_bytes, told

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "case_a.yaml"
WORD = "ett annat lösenord"
Give = Callable[[Library, str], Handed]


@pytest.fixture(params=[True, False], ids=["with history", "without history"])
def give(request: pytest.FixtureRequest, tmp_path: Path) -> Give:
    """Hands a case over as a file and reads it."""

    def given(library: Library, own: str) -> Handed:
        path = tmp_path / "a.samkarta-case"
        path.unlink(missing_ok=True)
        hand_over(library, own, path, WORD, history=request.param, cost=CHEAP)
        return read_handed(path, WORD)

    return given


@pytest.fixture
def both(tmp_path: Path, give: Give) -> tuple[Library, str, Library, str]:
    """One case in two libraries, edited in both: the role of one figure differently, a text in each."""
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    here = opened(tmp_path / "here" / "b.samkarta", create=True)
    there = opened(tmp_path / "there" / "b.samkarta", create=True)
    own = here.add(read_cases([EXAMPLE]))[0]
    away = take_in(there, give(here, own))
    setting(here, own, "figures", "f09", "role", "Min roll")
    setting(here, own, "case", "case", "summary", "Mitt")
    setting(there, away, "figures", "f09", "role", "Din roll")
    setting(there, away, "case", "case", "strengths", "Ditt")
    return here, own, there, away


def setting(library: Library, own: str, family: str, key: str, field: str, value: Any) -> None:
    case, history = library.load(own)
    document = Document(case, library.sink(own), history)
    assert document.push(set_field(case, family, key, field, value))


def settled(library: Library, own: str, handed: Handed, choice: Any = "mine") -> Sides:
    found = sides(library, own, handed)
    merge(library, own, found, {clash.name: choice for clash in found.clashes})
    return found


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_what_was_settled_is_not_asked_about_again_by_the_side_that_settled_it(
    both: tuple[Library, str, Library, str], give: Give, choice: str
) -> None:
    here, own, there, away = both
    assert [each.path for each in settled(here, own, give(there, away), choice).clashes] == [("role",)]
    setting(here, own, "case", "case", "summary", "Mitt igen")
    setting(there, away, "case", "case", "strengths", "Ditt igen")

    again = sides(here, own, give(there, away))

    assert again.clashes == ()
    assert [(each.family, each.key) for each in again.taken] == [("case", "case")]
    merge(here, own, again, {})
    case = here.case(own)
    assert (case.info.summary, case.info.strengths) == ("Mitt igen", "Ditt igen")
    assert case.figures["f09"].role == ("Min roll" if choice == "mine" else "Din roll")
    assert check(here.path, KEY) == []


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_nor_by_the_side_that_gets_the_merged_case_back(
    both: tuple[Library, str, Library, str], give: Give, choice: str
) -> None:
    here, own, there, away = both
    settled(here, own, give(there, away), choice)
    setting(there, away, "figures", "f09", "note", "Under tiden")

    found = sides(there, away, give(here, own))
    merge(there, away, found, {})

    assert found.clashes == ()
    merged = there.case(away)
    assert merged.figures["f09"].note == "Under tiden"
    assert merged.figures["f09"].role == here.case(own).figures["f09"].role
    back = sides(here, own, give(there, away))
    assert back.clashes == ()
    merge(here, own, back, {})
    assert here.case(own) == merged


def test_what_both_change_once_more_is_asked_about(both: tuple[Library, str, Library, str], give: Give) -> None:
    here, own, there, away = both
    settled(here, own, give(there, away))
    setting(here, own, "figures", "f09", "role", "Min nya")
    setting(there, away, "figures", "f09", "role", "Din nya")

    (clash,) = sides(here, own, give(there, away)).clashes

    assert (clash.base, clash.mine, clash.theirs) == ("Din roll", "Min nya", "Din nya")


def test_a_settled_thing_that_they_take_back_is_taken_back_here(
    both: tuple[Library, str, Library, str], give: Give
) -> None:
    here, own, there, away = both
    settled(here, own, give(there, away))
    case, history = there.load(away)
    Document(case, there.sink(away), history).undo()

    merge(here, own, sides(here, own, give(there, away)), {})

    assert here.case(own).info.strengths == read_cases([EXAMPLE])[0].info.strengths


def test_only_the_last_merged_states_are_kept(both: tuple[Library, str, Library, str], give: Give) -> None:
    here, own, there, away = both
    for number in range(MOST + 2):
        setting(there, away, "case", "case", "strengths", f"Ditt {number}")
        settled(here, own, give(there, away))

    assert here._connection.execute("SELECT count(*) FROM merged").fetchone() == (MOST,)


def test_who_is_erased_is_not_left_in_a_merged_state(both: tuple[Library, str, Library, str], give: Give) -> None:
    here, own, there, away = both
    setting(there, away, "figures", "f09", "label", "Xanthippa Qvarnlöf")
    settled(here, own, give(there, away))
    assert told(plain_bytes(here.path), "Xanthippa")

    erase_person(here, own, look(here, own, "f09", "remove").usual)

    assert not told(plain_bytes(here.path), "Xanthippa")
    assert check(here.path, KEY) == []
