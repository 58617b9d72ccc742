"""A person or a case is erased: no byte of the library, its journal or its backups tells of them any more."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.application import LibraryServices
from app.case_files import read_cases
from app.document import Document
from app.models.case import Case
from app.models.disclosure.entries import Entry
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.removal import remove
from app.models.edits.ties import ask_wish
from app.models.erasing import CannotErase
from app.storage.backups import back_up, backups_of
from app.storage.check import check
from app.storage.erasing import erase_case, erase_person, look
from app.storage.library import Library
from tests.support.libraries import KEY, opened, raw
from tests.support.traces import plain_bytes, told

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "case_a.yaml"
NAME = "Xanthippa Qvarnlöf"
FIRST = "Xanthippa"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return opened(tmp_path / "bibliotek.samkarta", create=True)


def worked_on(library: Library) -> tuple[str, str]:
    """A case with a person in it who was named everywhere, partly long ago; return the case and the figure."""
    own = library.add(read_cases([EXAMPLE]))[0]
    case, history = library.load(own)
    document = Document(case, library.sink(own), history)
    group = next(iter(case.groups))
    document.push(add_figure(case, label=NAME, group=group, role="Fältassistent"))
    figure = list(case.figures)[-1]
    other = next(key for key in case.figures if key not in (figure, case.child))
    document.push(set_field(case, "figures", figure, "contact", f"{FIRST.lower()}@kommun.example"))
    document.push(ask_wish(case, figure, other, f"{FIRST}s egen önskan"))
    document.push(ask_wish(case, other, next(k for k in case.figures if k not in (figure, other)), f"Fråga {FIRST}"))
    document.push(set_field(case, "case", "case", "summary", f"Enligt {NAME} går det bra."))
    document.push(set_field(case, "case", "case", "summary", "Något annat."))
    document.undo()
    row = next(iter(case.plan))
    document.push(set_field(case, "plan", row, "who", (figure, other)))
    document.push(set_field(case, "plan", row, "how", f"Ring {FIRST.upper()} först"))
    document.push(set_field(case, "plan", row, "what", f"{FIRST} berättar"))
    document.push(remove(case, [("plan", list(case.plan)[-1])]))
    document.undo()
    document.push(set_field(case, "plan", row, "due", date.today()))
    services = LibraryServices(library)
    assert FIRST in str([services.dates_of(card) for card in services.cases()])
    services.keep_dates()
    assert library.search(FIRST)
    library.write_disclosures([(own, Entry(datetime.now(UTC), "", "org_soc", NAME, 1, items=(figure,)))])
    return own, figure


def test_no_byte_of_library_or_backups_names_a_person_who_is_erased(library: Library, tmp_path: Path) -> None:
    own, figure = worked_on(library)
    back_up(library.path, KEY, "time")
    assert told(plain_bytes(backups_of(library.path)[0].path), FIRST)

    done = erase_person(library, own, look(library, own, figure, "remove").usual)

    assert done.history and done.records == 2 and done.rewritten == 1 and not done.failed
    library.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file() and ".key" not in path.name]
    assert any(path.parent.name == "backups" for path in files)
    for path in files:
        assert not told(path.read_bytes(), FIRST)
        if path.suffix == ".samkarta":
            data = plain_bytes(path)
            assert not told(data, FIRST) and not told(data, "Qvarnlöf"), path
            assert figure.encode() not in data
            assert check(path, KEY) == []


def test_the_history_can_still_be_followed_undone_and_redone(library: Library) -> None:
    own, figure = worked_on(library)
    before = library.growth(own)

    erase_person(library, own, look(library, own, figure, "remove").usual)

    growth = library.growth(own)
    assert growth.lost == 0 and growth.moments[-1].step == "note"
    assert {moment.label for moment in growth.moments} >= {before.moments[0].label, "Ändra uppgift", "Ta bort"}
    case, history = library.load(own)
    document = Document(case, library.sink(own), history)
    while document.stack.canUndo():
        document.undo()
    assert document.case == read_cases([EXAMPLE])[0]
    while document.stack.canRedo():
        document.redo()
    assert not any(FIRST in str(data) for _family, _key, data in document.case.to_rows())
    assert check(library.path, KEY) == []


def test_the_role_can_stay_without_the_person(library: Library) -> None:
    own, figure = worked_on(library)

    erase_person(library, own, look(library, own, figure, "role").usual)

    case = library.case(own)
    assert (case.figures[figure].label, case.figures[figure].contact) == ("Fältassistent", None)
    assert "Fältassistents egen önskan" in {wish.text for wish in case.wishes.values()}
    assert not told(plain_bytes(library.path), FIRST)
    assert check(library.path, KEY) == []


def test_texts_that_the_user_keeps_stay_and_nothing_else(library: Library) -> None:
    own, figure = worked_on(library)
    preview = look(library, own, figure, "remove")
    keep = next(each for each in preview.mentions if each.text == f"Fråga {FIRST}")
    assert keep.now and any("går det bra" in each.text for each in preview.mentions)

    erase_person(library, own, preview.keeping([keep.text]))

    said = [
        str(data) for _family, _key, data in library.case(own).to_rows() if FIRST.casefold() in str(data).casefold()
    ]
    assert len(said) == 1 and keep.text in said[0]


def test_a_name_that_somebody_else_has_too_is_shown_and_left_unless_the_user_says(library: Library) -> None:
    own = library.add(read_cases([EXAMPLE]))[0]
    case, history = library.load(own)
    document = Document(case, library.sink(own), history)
    group = next(iter(case.groups))
    document.push(add_figure(case, label=FIRST, group=group))
    document.push(add_figure(case, label=FIRST, group=group))
    document.push(set_field(case, "case", "case", "summary", f"{FIRST} kommer."))
    one, two = list(case.figures)[-2:]

    preview = look(library, own, one, "remove")
    erase_person(library, own, preview.usual)

    assert {each.sure for each in preview.mentions} == {False}
    left = library.case(own)
    assert left.figures[two].label == FIRST and left.info.summary == f"{FIRST} kommer."


def test_the_child_can_lose_its_name_but_not_its_place(library: Library) -> None:
    own = library.add(read_cases([EXAMPLE]))[0]
    child = library.case(own).child
    with pytest.raises(CannotErase):
        look(library, own, child, "remove")

    erase_person(library, own, look(library, own, child, "role").usual)

    case = library.case(own)
    assert case.figures[child].label == "Barnet" and "Tuva" not in str(case.to_rows())
    assert "Tuva" not in library.summaries()[0].title


def test_a_case_that_is_erased_is_in_no_byte_of_anything(library: Library) -> None:
    own, _figure = worked_on(library)
    kept = library.add(read_cases([EXAMPLE]), copy=True)[0]
    back_up(library.path, KEY, "time")

    done = erase_case(library, own)

    assert done.rewritten == 1 and [each.id for each in library.summaries()] == [kept]
    for path in (library.path, backups_of(library.path)[0].path):
        data = plain_bytes(path)
        assert not told(data, FIRST)
        assert check(path, KEY) == []


def test_backups_can_be_left_until_they_are_too_old(library: Library) -> None:
    own, figure = worked_on(library)
    back_up(library.path, KEY, "time")

    done = erase_person(library, own, look(library, own, figure, "remove").usual, backups="later")

    assert (done.rewritten, done.waiting) == (0, 1)
    assert told(plain_bytes(backups_of(library.path)[0].path), FIRST)
    assert not told(plain_bytes(library.path), FIRST)


def test_a_log_that_cannot_be_followed_goes_rather_than_keep_the_name(library: Library) -> None:
    own, figure = worked_on(library)
    connection = raw(library.path)
    line = connection.execute("SELECT seq FROM log ORDER BY seq LIMIT 1 OFFSET 3").fetchone()[0]
    connection.execute("UPDATE log SET patch = ? WHERE seq = ?", (f'{{"x": "{FIRST}"', line))
    connection.close()

    done = erase_person(library, own, look(library, own, figure, "remove").usual)

    assert not done.history
    assert not told(plain_bytes(library.path), FIRST)
    assert check(library.path, KEY) == []


def test_a_backup_that_cannot_be_rewritten_is_told_and_stays(library: Library) -> None:
    own, figure = worked_on(library)
    backup = back_up(library.path, KEY, "time")
    assert backup is not None
    damaged = bytearray(backup.path.read_bytes())
    damaged[5000:5100] = bytes(100)
    backup.path.write_bytes(damaged)

    done = erase_person(library, own, look(library, own, figure, "remove").usual)

    assert done.failed == (backup.path,) and backup.path.read_bytes() == bytes(damaged)


def test_nothing_is_erased_where_the_disk_says_no(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    own, figure = worked_on(library)
    erasure = look(library, own, figure, "remove").usual
    before = library.case(own)
    connection = raw(library.path)
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON records BEGIN SELECT raise(ABORT, 'no'); END")
    connection.close()

    from app.storage.errors import LibraryProblem

    with pytest.raises(LibraryProblem):
        erase_person(library, own, erasure)

    assert library.case(own) == before
    with pytest.raises(sqlite3.Error):
        sqlite3.connect(library.path).execute("SELECT * FROM log")


def test_an_id_that_is_a_name_goes_too(library: Library) -> None:
    data = read_cases([EXAMPLE])[0].to_rows()
    renamed = [(family, "f09-marie" if key == "f09" else key, _renamed(body)) for family, key, body in data]
    own = library.add([Case.from_rows(renamed)])[0]

    erase_person(library, own, look(library, own, "f09-marie", "role").usual)

    assert not told(plain_bytes(library.path), "marie")
    assert check(library.path, KEY) == []


def _renamed(data: Any) -> Any:
    if isinstance(data, str):
        return "f09-marie" if data == "f09" else data
    if isinstance(data, list):
        return [_renamed(each) for each in data]
    if isinstance(data, dict):
        return {("f09-marie" if key == "f09" else key): _renamed(each) for key, each in data.items()}
    return data
