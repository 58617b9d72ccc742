"""What has been erased does not come back with an older copy: not the library's, not a case's out of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.document import Document
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.storage.backups import Backup, back_up
from app.storage.check import check
from app.storage.erased import erased_here
from app.storage.erasing import erase_case, erase_person, look
from app.storage.errors import LibraryProblem
from app.storage.handing import hand_over, read_handed
from app.storage.library import Library
from app.storage.restoring import fetch_case, restore
from app.storage.salvage import salvage
from tests.support.libraries import CHEAP, KEY, hours_before, opened
from tests.support.traces import plain_bytes, told

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "case_a.yaml"
FIRST, LAST, LATER = "Xanthippa", "Qvarnlöf", "Zebulon"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return opened(tmp_path / "bibliotek.samkarta", create=True)


def with_person(library: Library) -> tuple[str, str, Backup]:
    """A case with somebody in it who gets another name later; the case, the figure, a backup from before that."""
    own = library.add(read_cases([EXAMPLE]))[0]
    case, history = library.load(own)
    document = Document(case, library.sink(own), history)
    assert document.push(add_figure(case, label=f"{FIRST} {LAST}", group=next(iter(case.groups)), role="Tränare"))
    figure = list(case.figures)[-1]
    assert document.push(set_field(case, "case", "case", "summary", f"{LATER}s och {FIRST}s mobil: 070-1740605"))
    assert document.push(set_field(case, "figures", figure, "contact", f"{FIRST.lower()}@forening.example"))
    backup = back_up(library.path, KEY, "asked", always=True)
    assert backup is not None
    assert document.push(set_field(case, "figures", figure, "label", f"{LATER} {LAST}"))
    return own, figure, hours_before(backup, 2)


def names_left(path: Path) -> list[str]:
    data = plain_bytes(path)
    return [name for name in (FIRST, LAST, LATER) if told(data, name)]


@pytest.mark.parametrize("way", ["remove", "role"])
def test_a_person_does_not_come_back_with_a_backup_from_before(library: Library, way: str) -> None:
    own, figure, backup = with_person(library)
    erase_person(library, own, look(library, own, figure, way).usual, backups="later")  # type: ignore[arg-type]
    library.close()
    assert names_left(backup.path) == [FIRST, LAST, LATER]

    done = restore(library.path, backup.path, KEY)

    assert (done.again.cases, done.again.persons) == (0, 1)
    assert "1 person som redan var raderad" in done.again.told()
    assert names_left(library.path) == []
    assert check(library.path, KEY) == []
    with opened(library.path) as there:
        case, history = there.load(own)
        assert (figure in case.figures) == (way == "role")
        document = Document(case, there.sink(own), history)
        while document.stack.canUndo():
            document.undo()
        assert document.case == read_cases([EXAMPLE])[0]


def test_a_case_does_not_come_back_and_others_do(library: Library) -> None:
    own, _figure, backup = with_person(library)
    other = library.add(read_cases([EXAMPLE]), copy=True)[0]
    whole = back_up(library.path, KEY, "asked", always=True)
    assert whole is not None
    whole = hours_before(whole)
    erase_case(library, own, backups="later")
    library.close()

    done = restore(library.path, whole.path, KEY)

    assert (done.again.cases, done.again.persons) == (1, 0)
    assert names_left(library.path) == []
    with opened(library.path) as there:
        assert [each.id for each in there.summaries()] == [other]
    assert restore(library.path, backup.path, KEY).again.cases == 1
    assert names_left(library.path) == []


def test_an_erasure_is_known_of_also_when_the_library_is_gone(library: Library) -> None:
    own, figure, backup = with_person(library)
    erase_person(library, own, look(library, own, figure, "remove").usual, backups="later")
    assert back_up(library.path, KEY, "close", always=True) is not None
    library.close()
    library.path.unlink()

    assert restore(library.path, backup.path, KEY).again.persons == 1
    assert names_left(library.path) == []


def test_a_backup_from_afterwards_is_put_back_to_the_byte(library: Library) -> None:
    own, figure, _backup = with_person(library)
    erase_person(library, own, look(library, own, figure, "remove").usual, backups="later")
    case, history = library.load(own)
    again = add_figure(case, label=f"{FIRST} {LAST}", group=next(iter(case.groups)))
    assert Document(case, library.sink(own), history).push(again)  # the user writes the name anew
    after = back_up(library.path, KEY, "asked", always=True)
    assert after is not None
    library.close()

    done = restore(library.path, after.path, KEY)

    assert done.again.told() == ""
    assert library.path.read_bytes() == after.path.read_bytes()


def test_what_is_remembered_tells_of_nobody(library: Library) -> None:
    own, figure, _backup = with_person(library)
    erase_person(library, own, look(library, own, figure, "remove").usual)
    erase_case(library, own)

    rows = library._connection.execute("SELECT * FROM erased").fetchall()

    assert len(rows) == 2
    said = str(rows).casefold()
    words = (FIRST, LAST, LATER, figure, "tuva", read_cases([EXAMPLE])[0].info.id)
    assert not [word for word in words if f'"{word.casefold()}"' in said or f"'{word.casefold()}'" in said]
    assert not any(name.casefold() in said for name in (FIRST, LAST, LATER))


def test_a_case_fetched_out_of_a_backup_comes_without_who_was_erased(library: Library) -> None:
    own, figure, backup = with_person(library)
    erase_person(library, own, look(library, own, figure, "remove").usual, backups="later")

    fetched = fetch_case(library, backup.path, KEY, own)[0]

    assert figure not in library.case(fetched).figures
    assert names_left(library.path) == []


def test_a_case_that_was_erased_is_not_fetched(library: Library) -> None:
    own, _figure, backup = with_person(library)
    erase_case(library, own, backups="later")

    with pytest.raises(LibraryProblem, match=f"raderades {date.today()}"):
        fetch_case(library, backup.path, KEY, own)

    assert library.summaries() == []


def test_a_case_handed_over_before_is_known_to_bring_them_back(library: Library, tmp_path: Path) -> None:
    own, figure, _backup = with_person(library)
    path = tmp_path / "a.samkarta-case"
    hand_over(library, own, path, "ett ord för filen", cost=CHEAP)
    before = read_handed(path, "ett ord för filen").case
    assert erased_here(library, before) == []

    erase_person(library, own, look(library, own, figure, "role").usual)
    after = library.case(own)
    assert [each.person is None for each in erased_here(library, before)] == [False]
    assert erased_here(library, after) == []

    erase_case(library, own)
    assert [each.person is None for each in erased_here(library, before)] == [False, True]


def test_salvaging_a_damaged_library_forgets_no_erasure(library: Library) -> None:
    own, figure, backup = with_person(library)
    library.add(read_cases([EXAMPLE]), copy=True)
    erase_person(library, own, look(library, own, figure, "remove").usual, backups="later")
    library.close()
    salvage(library.path, KEY)
    for each in library.path.parent.glob("*.fore.samkarta"):
        each.unlink()

    assert restore(library.path, backup.path, KEY).again.persons == 1
    assert names_left(library.path) == []
