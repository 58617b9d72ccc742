"""Consents: who has given, who is missing, whether the child's plan is a draft, and what an ended one stops."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.consent_state import consent_state, is_draft, missing_guardians
from app.models.consent_words import draft_mark, kinds_of_fact, what_stops
from app.models.edits.consents import (
    add_consent,
    cover,
    give_consent,
    leave_out,
    restore_consent,
    withdraw_consent,
)
from app.models.edits.fields import set_field
from app.models.edits.making import EditRefused
from app.models.edits.removal import remove

DAY = date(2026, 11, 22)


@pytest.fixture
def case(case_a: Path) -> Case:
    """Case A without its consent: two guardians, Petra (f02) and Joakim (f03)."""
    found = read_cases([case_a])[0]
    found.apply(remove(found, [("consents", "c01")]))
    return found


def given(case: Case, *by: str) -> str:
    """Write down a consent from these, and return its id."""
    patch = add_consent(case, DAY)
    case.apply(patch)
    key = patch.changes[0].key
    case.apply(give_consent(case, key, by))
    return key


def test_without_a_consent_the_childs_plan_is_a_draft_and_nothing_may_be_shared(case: Case) -> None:
    assert draft_mark(case, DAY) == "utkast – samtycke saknas"
    assert "Ingen verksamhet får dela" in what_stops(case, DAY)[0]


def test_a_new_consent_is_missing_from_every_guardian_until_they_give_it(case: Case) -> None:
    patch = add_consent(case, DAY)
    case.apply(patch)
    (consent,) = case.consents.values()
    assert consent.missing_from == ("f02", "f03") and consent.given_by == () and consent.organisations == ()
    assert is_draft(case, DAY)
    case.apply(patch.inverse())
    assert not case.consents


def test_a_consent_that_is_only_prepared_does_not_hold(case: Case) -> None:
    case.apply(add_consent(case, DAY))
    assert consent_state(case, DAY).state == "none" and draft_mark(case, DAY) == "utkast – samtycke saknas"
    given(case, "f02")
    assert consent_state(case, DAY).state == "valid"


def test_the_plan_is_a_draft_until_the_last_guardian_has_consented_and_names_who_has_not(case: Case) -> None:
    key = given(case, "f02")
    assert missing_guardians(case, DAY) == ("f03",)
    assert draft_mark(case, DAY) == "utkast – samtycke saknas från Joakim (pappa)"
    assert what_stops(case, DAY) == [
        "Joakim (pappa) har inte samtyckt. Barnets plan är ett utkast tills alla vårdnadshavare har gjort det."
    ]
    case.apply(give_consent(case, key, ("f02", "f03")))
    assert draft_mark(case, DAY) == "" and what_stops(case, DAY) == []


def test_guardians_may_consent_on_sheets_of_their_own(case: Case) -> None:
    one = given(case, "f02")
    case.apply(set_field(case, "consents", one, "missing_from", ()))
    assert missing_guardians(case, DAY) == ("f03",)
    other = given(case, "f03")
    case.apply(set_field(case, "consents", other, "missing_from", ()))
    assert not is_draft(case, DAY)
    case.apply(withdraw_consent(case, other, DAY))
    assert missing_guardians(case, DAY) == ("f03",)


def test_somebody_who_becomes_a_guardian_is_missing(case: Case) -> None:
    given(case, "f02", "f03")
    assert not is_draft(case, DAY)
    case.apply(set_field(case, "figures", "f05", "guardian", True))
    assert missing_guardians(case, DAY) == ("f05",)
    case.apply(set_field(case, "figures", "f05", "deceased", True))
    assert not is_draft(case, DAY)


def test_a_consent_holds_on_its_last_day_and_not_on_the_day_it_is_withdrawn(case: Case) -> None:
    key = given(case, "f02", "f03")
    case.apply(set_field(case, "consents", key, "valid_until", DAY))
    assert consent_state(case, DAY).state == "valid"
    assert consent_state(case, DAY + timedelta(days=1)).state == "expired"
    case.apply(withdraw_consent(case, key, DAY))
    assert consent_state(case, DAY - timedelta(days=1)).state == "none"  # it was given on the day itself
    assert consent_state(case, DAY).state == "withdrawn"
    case.apply(restore_consent(case, key))
    assert consent_state(case, DAY).state == "valid"


@pytest.mark.parametrize("ended", ["withdrawn", "expired"])
def test_an_ended_consent_says_who_may_no_longer_share_what(case: Case, ended: str) -> None:
    key = given(case, "f02", "f03")
    case.apply(set_field(case, "consents", key, "organisations", ("org_skola", "org_bup")))
    case.apply(cover(case, key, ("attendance", "health")))
    if ended == "withdrawn":
        case.apply(withdraw_consent(case, key, DAY))
    else:
        case.apply(set_field(case, "consents", key, "given_on", date(2025, 1, 1)))
        case.apply(set_field(case, "consents", key, "valid_until", DAY - timedelta(days=1)))
    said = " ".join(what_stops(case, DAY))
    assert "Lövängsskolan" in said and "närvaro och hälsa" in said and "utkast" in said
    assert draft_mark(case, DAY).startswith("utkast – samtycke saknas (det ")


def test_what_makes_no_sense_is_refused_in_a_sentence(case: Case) -> None:
    key = given(case, "f02")
    with pytest.raises(EditRefused, match="kan inte vara återkallat innan dess"):
        withdraw_consent(case, key, DAY - timedelta(days=1))
    with pytest.raises(EditRefused, match="minst ett slags uppgift"):
        cover(case, key, ())
    with pytest.raises(EditRefused):
        give_consent(case, key, ("nobody",))


def test_what_is_not_covered_is_one_thing_a_line(case: Case) -> None:
    key = given(case, "f02")
    case.apply(leave_out(case, key, "Mammas egen behandling\n\n  Systern "))
    assert case.consents[key].not_covered == ("Mammas egen behandling", "Systern")


def test_a_consent_that_does_not_say_is_about_attendance_support_and_the_plan(case: Case) -> None:
    assert kinds_of_fact(case.consents[given(case, "f02")]) == "närvaro, stödinsatser och planen"


def test_case_b_is_a_draft_for_the_fathers_sake_and_case_a_is_not(case_a: Path, case_b: Path) -> None:
    first, second = read_cases([case_a, case_b])
    assert draft_mark(first, DAY) == ""
    assert draft_mark(second, DAY) == "utkast – samtycke saknas från Robert (pappa)"
