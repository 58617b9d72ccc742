"""The canary test on the packages themselves: every byte of them, unpacked, says what docs/disclosure.md admits."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from app.package.problems import Forbidden
from app.package.verifying import verify
from tests.support.canaries import PERSONAL_NUMBER, WORD, ConsentPlan, Planted, Planter
from tests.support.disclosure_oracle import expected, recipients
from tests.support.packages import everything, package

EVERYTHING = ("attendance", "support", "health", "family", "housing", "economy", "leisure", "other", "plan")
WIDE = ConsentPlan((0, 1, 2, 3, 4), EVERYTHING, "valid", (1, 2), (), "none")
NARROW = ConsentPlan((0, 1, 2), ("support", "plan"), "endless", (1,), (2,), "record")
ENDED = ConsentPlan((0, 1, 2, 3, 4), EVERYTHING, "withdrawn", (1, 2), (), "none")


def planted_cases() -> st.SearchStrategy[Planted]:
    """Cases with consents under which something goes, and some under which nothing does."""
    consents = st.sampled_from(([WIDE], [NARROW], [WIDE, ENDED], [ENDED], [NARROW, WIDE]))
    protected = st.sampled_from(("none", "none", "none", "one", "case"))
    return st.builds(Planter, st.integers(0, 2**32).map(Random), consents, protected).map(Planter.planted)


def see_to_it(planted: Planted, which: int, zipped: bool) -> None:
    """Make a package and compare what it says with what the page lets its recipient have."""
    whom = recipients(planted.case)[which]
    wanted = expected(planted, *whom)
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = package(planted.case, whom[1], Path(folder), zipped=zipped)
        except Forbidden:
            assert not wanted and not list(Path(folder).iterdir())
            return
        assert verify(made) == []
        said = everything(made)
    found = {place: {word.casefold() for word in WORD.findall(text)} for place, text in said.items()}
    for place, words in found.items():
        assert words <= wanted, f"{place}: {[planted.words.get(each) for each in words - wanted]}"
    assert found["plan.json"] == wanted, [planted.words.get(each) for each in wanted - found["plan.json"]]
    assert found["plan.pdf"] == wanted
    assert not any(PERSONAL_NUMBER in text for text in said.values())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(planted_cases(), st.integers(0, 8), st.booleans())
def test_a_package_says_exactly_what_the_page_admits(planted: Planted, which: int, zipped: bool) -> None:
    see_to_it(planted, which, zipped)


@pytest.mark.torture
@pytest.mark.parametrize("part", range(10))
def test_hundreds_of_packages_say_exactly_what_the_page_admits(part: int) -> None:
    @seed(part)
    @settings(max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(planted_cases(), st.integers(0, 8), st.booleans())
    def each(planted: Planted, which: int, zipped: bool) -> None:
        see_to_it(planted, which, zipped)

    each()
