"""A masked case tells nobody's name, and is the same case otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.case_files import read_cases
from app.models.case import Case
from app.models.edits import fields, figures, ties
from app.models.edits.newcase import empty_case
from app.models.pseudonyms import Mask, masked


def texts(case: Case) -> str:
    """Everything that a case says, in one text."""
    return "\n".join(str(data) for _family, _key, data in case.to_rows())


def with_people(*people: tuple[str, str | None]) -> Case:
    """A case with the child Tuva Ek and these people, each a label and a role, all in the first area."""
    case = empty_case("Tuva Ek, åk 5", "Tuva Ek")
    group = next(iter(case.groups))
    for label, role in people:
        case.apply(figures.add_figure(case, label=label, role=role, group=group))
    return case


def told(case: Case, text: str) -> str:
    """What a wish from the second figure to the child says when names are hidden."""
    one = next(key for key in case.figures if key != case.child)
    case.apply(ties.ask_wish(case, one, case.child, text))
    return list(masked(case).wishes.values())[-1].text


@pytest.mark.parametrize("name", ["case_a", "case_b"])
def test_no_name_of_the_examples_is_left_anywhere(name: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(name)
    case = read_cases([path])[0]
    said = texts(masked(case))
    people = [f for f in case.figures.values() if f.kind == "person" and "(" not in f.label]
    assert len(people) > 15
    for figure in people:
        if figure.label.casefold() != (figure.role or "").casefold():
            assert not re.search(rf"\b{figure.label}(s)?\b", said, re.IGNORECASE), figure.label


def test_the_case_itself_and_everything_but_its_words_is_as_before(case_a: Path) -> None:
    case, again = read_cases([case_a])[0], read_cases([case_a])[0]
    shown = masked(case)
    assert case == again
    assert list(shown.wishes) == list(case.wishes)
    assert [(r.from_, r.to, r.quality) for r in shown.relations.values()] == [
        (r.from_, r.to, r.quality) for r in case.relations.values()
    ]
    assert shown.figures["f01"].label == "Barnet"
    assert masked(again) == shown


def test_people_go_by_their_roles_and_those_of_one_role_are_numbered() -> None:
    case = with_people(("Anna Berg", "Mentor"), ("Bo Alm", "Mentor"), ("Cecilia", None), ("Mormor", None))
    assert [figure.label for figure in masked(case).figures.values()] == [
        "Barnet", "Mentor", "Mentor 2", "Person 1", "Mormor"
    ]  # fmt: skip


def test_pseudonyms_stay_while_others_come_and_go() -> None:
    case = with_people(("Anna", "Mentor"), ("Bo", "Mentor"), ("Cia", "Mentor"))
    first, second, third = (key for key in case.figures if key != case.child)
    mask = Mask()
    mask.of(case)
    from app.models.edits.removal import remove

    case.apply(remove(case, [("figures", first)]))
    case.apply(figures.add_figure(case, label="Dan", role="Mentor", group=next(iter(case.groups))))
    shown = mask.of(case)
    assert (shown.figures[second].label, shown.figures[third].label) == ("Mentor 2", "Mentor 3")
    assert list(shown.figures.values())[-1].label == "Mentor 4"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Anna ringer.", "Mentor ringer."),
        ("ANNA ringer anna", "Mentor ringer Mentor"),
        ("Annas rum och Anna Bergs bil", "Mentors rum och Mentors bil"),
        ("Mentor Anna ringer", "Mentor ringer"),
        ("Tuvas mamma, annars Tuva-Lis", "Barnets mamma, annars Barnet-Lis"),
        ("hans mamma och Hans mamma", "hans mamma och Rektor mamma"),
        ("ring 070-123 45 67 eller +46 8 123 456 78", "ring … eller …"),
        ("född 20150312-1234, anna.berg@skola.example", "född …, …"),
        ("klockan 08.20 den 2026-10-06, 060", "klockan 08.20 den 2026-10-06, 060"),
        ("Banan och Annan är ord.", "Banan och Annan är ord."),
    ],
)
def test_texts_name_nobody(text: str, said: str) -> None:
    case = with_people(("Anna Berg", "Mentor"), ("Hans", "Rektor"))
    assert told(case, text) == said


def test_a_surname_that_several_have_points_at_nobody() -> None:
    case = with_people(("Anna Ek", "Mamma"), ("Per Ek", "Pappa"))
    assert told(case, "Familjen Ström bor hos Per Ek") == "Familjen Ström bor hos Pappa"
    wide = with_people(("Anna Lund", "Mamma"), ("Per Lund", "Pappa"))
    assert told(wide, "Familjen Lund flyttar") == "Familjen N.N. flyttar"


def test_a_role_that_names_somebody_else_does_not() -> None:
    case = with_people(("Anna", "Mamma"), ("Lisa", "Annas kontaktperson"))
    assert [f.label for f in masked(case).figures.values()] == ["Barnet", "Mamma", "Mammas kontaktperson"]
    assert told(case, "Lisa kommer") == "Mammas kontaktperson kommer"


def test_numbers_contacts_and_the_leaders_names_are_not_shown() -> None:
    case = with_people(("Anna", "Mamma"))
    anna = next(key for key in case.figures if key != case.child)
    case.apply(fields.set_field(case, "figures", anna, "contact", "anna@hem.example"))
    case.apply(fields.set_field(case, "figures", anna, "personal_number", "19640823-3234"))
    shown = masked(case)
    assert (shown.figures[anna].contact, shown.figures[anna].personal_number) == (None, None)
    assert shown.info.title == "Ärende"


def test_a_record_that_nobody_changed_is_the_very_same_one_the_next_time(case_a: Path) -> None:
    case, mask = read_cases([case_a])[0], Mask()
    before = mask.of(case).wishes
    wish = next(iter(case.wishes))
    case.apply(ties.answer_wish(case, wish, status="blocked"))
    after = mask.of(case).wishes
    assert [key for key in after if after[key] is not before[key]] == [wish]
    assert mask.turned == 1


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_round_a_name_it_is_hidden(before: str, after: str) -> None:
    case = with_people(("Gunborg Ax", "Mormor"))
    said = told(case, f"{before} Gunborg, {after}")
    assert not re.search(r"(?<!\w)gunborg(?!\w)", said.casefold())
