"""The roles that can be set out, and what was promised but is not planned."""

from __future__ import annotations

from datetime import date

from app.i18n import use_language
from app.models.case import Case
from app.models.consent_state import consent_state
from app.models.edits.figures import add_figure
from app.models.edits.newcase import empty_case
from app.models.edits.plan import row_from_wish
from app.models.edits.ties import answer_wish, ask_wish
from app.models.promises import promised_but_not_planned
from app.models.records import SECTORS
from app.models.roles import roles


def test_every_sector_has_roles_and_no_role_is_there_twice() -> None:
    assert {role.sector for role in roles()} == set(SECTORS)
    words = [role.role for role in roles()]
    assert len(words) == len(set(words))
    assert all(any(role.common for role in roles() if role.sector == sector) for sector in SECTORS)


def test_a_role_is_named_in_the_language_in_use_and_found_in_both() -> None:
    mentor = next(role for role in roles() if role.role == "Mentor")
    assert mentor.name == "Mentor" and mentor.answers_to("class te") and mentor.answers_to("ment")
    use_language("en")
    assert mentor.name == "Class teacher"


def test_a_role_goes_to_the_group_of_its_sector_that_is_named_for_it() -> None:
    case = empty_case("Prov", "Elin")
    groups = {role.role: role.group_in(case).label for role in roles()}
    assert (groups["Mentor"], groups["Skolkurator"], groups["Polis"]) == ("Skola", "Elevhälsa", "Andra")


def wish_between(case: Case) -> str:
    group = next(iter(case.groups))
    patch = add_figure(case, label="Sara", group=group)
    case.apply(patch)
    sara = next(change.key for change in patch.changes if change.family == "figures")
    asked = ask_wish(case, sara, case.child, "Tid")
    case.apply(asked)
    return asked.changes[0].key


def test_a_promise_is_missing_until_a_row_has_grown_out_of_it() -> None:
    case = empty_case("Prov", "Elin")
    wish = wish_between(case)
    assert promised_but_not_planned(case) == []
    case.apply(answer_wish(case, wish, status="partly"))
    assert promised_but_not_planned(case) == [wish]
    case.apply(row_from_wish(case, wish))
    assert promised_but_not_planned(case) == []


def test_a_case_without_consent_says_so() -> None:
    assert consent_state(empty_case("Prov", "Elin"), date(2026, 1, 1)).state == "none"
