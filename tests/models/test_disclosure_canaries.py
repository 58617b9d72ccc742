"""The canary test: a word of its own in every field; an extract holds exactly those that docs/disclosure.md admits."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from app.models.disclosure.basis import Decision
from app.models.disclosure.extract import extract
from app.models.disclosure.recipients import recipient
from app.models.disclosure.shapes import to_data
from app.models.records import FAMILIES
from tests.support.canaries import PERSONAL_NUMBER, TODAY, WORD, ConsentPlan, Planted, Planter
from tests.support.disclosure_oracle import expected, recipients, table

CATEGORIES = ("attendance", "support", "health", "family", "housing", "economy", "leisure", "other", "plan")
STATES = ("valid", "valid", "valid", "endless", "expired", "withdrawn", "coming")


def consent_plans() -> st.SearchStrategy[ConsentPlan]:
    """Consents of every state, between any of the five organisations, about any kinds of fact."""
    people = st.lists(st.integers(0, 4), max_size=3, unique=True).map(tuple)
    return st.builds(
        ConsentPlan,
        st.lists(st.integers(0, 4), min_size=1, max_size=5, unique=True).map(tuple),
        st.none() | st.lists(st.sampled_from(CATEGORIES), max_size=9, unique=True).map(tuple) | st.just(CATEGORIES),
        st.sampled_from(STATES),
        people,
        st.just(()) | people,
        st.sampled_from(("none", "none", "category", "record", "word", "other")),
    )


def planted_cases() -> st.SearchStrategy[Planted]:
    """Whole cases with a canary in every field."""
    return st.builds(
        Planter,
        st.integers(0, 2**32).map(Random),
        st.lists(consent_plans(), max_size=3),
        st.sampled_from(("none", "none", "none", "none", "one", "case")),
        st.sampled_from((9, 9, 9, 17, 18, None)),
    ).map(Planter.planted)


def words_of(planted: Planted, who: str, me: str, decided: bool) -> frozenset[str]:
    """The canaries that an extract holds, as data and by its words."""
    whom = recipient(planted.case, me)
    assert whom is not None and whom.who == who
    decision = Decision("Chefen", "en paragraf", "det behövs", TODAY) if decided else None
    made = extract(planted.case, whom, TODAY, decision=decision)
    if made.refusal is not None:
        assert not made.handed.plan and not made.items
        return frozenset()
    told = json.dumps(to_data(made.handed, version=1, language="sv"), ensure_ascii=False)
    assert PERSONAL_NUMBER not in told
    return frozenset(word.casefold() for word in WORD.findall(told))


def see_to_it(planted: Planted, whom: tuple[str, str], decided: bool) -> None:
    """Compare an extract with what the page lets its recipient have."""
    decided = decided and whom[0] == "organisation"
    found, wanted = words_of(planted, *whom, decided), expected(planted, *whom, decided)
    extra, missing = ({word: planted.words.get(word) for word in some} for some in (found - wanted, wanted - found))
    assert not extra and not missing, f"{whom}: too much {extra}, missing {missing}"


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(planted_cases(), st.integers(0, 8), st.sampled_from((False, False, True)))
def test_an_extract_holds_exactly_what_the_page_admits(planted: Planted, which: int, decided: bool) -> None:
    see_to_it(planted, recipients(planted.case)[which], decided)


@pytest.mark.torture
@pytest.mark.parametrize("part", range(40))
def test_ten_thousand_extracts_hold_exactly_what_the_page_admits(part: int) -> None:
    @seed(part)
    @settings(max_examples=250, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(planted_cases(), st.integers(0, 8), st.booleans())
    def each(planted: Planted, which: int, decided: bool) -> None:
        see_to_it(planted, recipients(planted.case)[which], decided)

    each()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(planted_cases())
def test_the_planter_fills_every_field_that_people_write(planted: Planted) -> None:
    filled = {field for field, _key in planted.words.values()}
    free = {
        "case.title",
        "figures.note",
        "relations.label",
        "wheel.note",
        "maps.notes.text",
        "plan.log.note",
        "sip.crisis",
    }
    assert free <= filled
    assert len(planted.words) > 250


def test_the_page_names_every_field_of_every_record_and_no_other() -> None:
    from app.models.disclosure.whitelist import fields_of

    assert set(table()) == {field for family, cls in FAMILIES.items() for field in fields_of(family, cls)}


def test_the_program_goes_by_the_same_table_as_the_page() -> None:
    from app.models.disclosure.whitelist import grants

    assert {field: grants(field) for field in table()} == table()
