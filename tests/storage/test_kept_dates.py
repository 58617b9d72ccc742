"""The dates of a case are kept beside it, told as they are now, and gone with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.application import LibraryServices
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.life import close_case
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row
from app.models.todo import tasks
from app.storage.check import check
from app.storage.erasing import erase_person, look
from app.storage.errors import LibraryNotWritable
from app.storage.library import Library
from tests.support.libraries import KEY, opened, raw

TODAY = date.today()
LATER = TODAY + timedelta(days=200)


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    with opened(library_file) as found:
        yield found


def read_all(library: Library) -> LibraryServices:
    """Read and keep the dates of every case that must be read, as the start page does."""
    services = LibraryServices(library)
    for card in services.dates(services.cases())[1]:
        services.dates_of(card)
    services.keep_dates()
    return services


def stored(library: Library) -> list[str]:
    """Return every text among the kept dates, as the file has them."""
    connection = raw(library.path)
    rows = connection.execute('SELECT text, who FROM dates ORDER BY "case", id').fetchall()
    connection.close()
    return [str(each) for row in rows for each in row if each]


def test_what_was_read_once_is_known_to_whoever_opens_the_library_next(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        own, _without = library.add([tuva, empty_case("Tomt", "Bo")])
        services = LibraryServices(library)
        cards = services.cases()
        assert services.dates(cards) == ([], list(cards))
        read = [services.dates_of(card) for card in cards]
        services.keep_dates()
    with opened(library_file) as library:
        known, unread = LibraryServices(library).dates(cards)
    assert unread == [] and [case.id for case in known] == [own]
    told, found = ([(task.part, task.dated) for task in tasks(each, TODAY)] for each in (known, read))
    assert told == found != []
    assert check(library_file, KEY) == []


def test_what_is_far_away_is_kept_and_not_told_yet(library: Library) -> None:
    case = empty_case("Prov", "Bo")
    (own,) = library.add([case])
    library.sink(own)(add_row(case, what="Långt fram", due=LATER.isoformat()), "do")
    read_all(library)
    assert library.dates(TODAY) == [] and "Långt fram" in stored(library)
    (told,) = library.dates(LATER)
    assert [(each.day, each.text) for each in told.dates] == [(LATER, "Långt fram")]


def test_only_a_case_that_has_been_changed_is_read_again(library: Library, tuva: Case) -> None:
    one, two = library.add([tuva, tuva], copy=True)
    services = read_all(library)
    case, row = library.case(two), next(iter(tuva.plan))
    library.sink(two)(set_field(case, "plan", row, "what", "Nya ord om raden"), "do")
    assert {case.id for case in library.dates(LATER)} == {one}
    known, unread = services.dates(services.cases())
    assert [card.id for card in unread] == [two]
    read_all(library)
    assert "Nya ord om raden" in stored(library) and library.undated() == frozenset()


def test_dates_read_before_a_change_are_not_kept_after_it(library: Library, tuva: Case) -> None:
    (own,) = library.add([tuva])
    services = LibraryServices(library)
    services.dates_of(services.cases()[0])
    library.sink(own)(set_field(tuva, "case", "case", "title", "Ny"), "do")
    services.keep_dates()
    assert stored(library) == [] and library.undated() == {own}


def test_a_closed_case_has_nothing_to_do(library: Library, tuva: Case) -> None:
    (own,) = library.add([tuva])
    read_all(library)
    library.sink(own)(close_case(tuva, TODAY), "do")
    assert library.dates(LATER) == [] and library.undated() == frozenset()


def test_the_words_of_a_case_with_protected_identity_are_not_told(library: Library, tuva: Case) -> None:
    tuva.apply(set_field(tuva, "case", "case", "protected_identity", True))
    library.add([tuva])
    read_all(library)
    (told,) = library.dates(LATER)
    names = {figure.label for figure in tuva.figures.values()}
    assert told.discreet and tuva.info.title not in told.title
    assert not [name for name in names for said in stored(library) if name in said]


def test_a_person_who_is_erased_is_gone_from_the_dates_and_so_is_a_case(library: Library, tuva: Case) -> None:
    figure = next(key for key, each in tuva.figures.items() if key != tuva.child and each.role)
    row = next(iter(tuva.plan))
    tuva.apply(set_field(tuva, "plan", row, "what", f"Ring {tuva.figures[figure].label}"))
    tuva.apply(set_field(tuva, "plan", row, "due", TODAY))
    own, other = library.add([tuva, tuva], copy=True)
    read_all(library)
    assert len([said for said in stored(library) if said == f"Ring {tuva.figures[figure].label}"]) > 1
    erase_person(library, own, look(library, own, figure, "remove").usual)
    library.remove(other)
    assert stored(library) == []
    read_all(library)
    assert stored(library) and not [said for said in stored(library) if tuva.figures[figure].label in said]
    assert check(library.path, KEY) == []


def test_a_library_that_is_only_read_tells_its_dates_and_keeps_none(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        library.add([tuva])
    with opened(library_file, read_only=True) as library:
        services = read_all(library)
        (card,) = services.cases()
        assert services.dates_of(card).dates and library.undated() == {card.id}
        with pytest.raises(LibraryNotWritable):
            library.keep_dates([])
