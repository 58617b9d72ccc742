"""The SIP is begun, filled in and taken away; what a case has one of gets its own place."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.making import EditRefused
from app.models.edits.meetings import ask_questions
from app.models.edits.newcase import empty_case
from app.models.edits.removal import remove
from app.models.edits.sip import Part, add_entry, begin_sip, remove_entry, set_entry
from app.models.records import Approval, Questions, Sip, SipNeed

DAY = date(2026, 10, 6)


def test_a_sip_is_begun_once_filled_in_and_taken_away_step_by_step() -> None:
    case = empty_case("Prov", "Elin")
    begin = begin_sip(case)
    case.apply(begin)
    with pytest.raises(EditRefused, match="redan en SIP"):
        begin_sip(case)
    case.apply(set_field(case, "sip", "sip", "copies_to", [case.child]))
    sip = case.record("sip", "sip")
    assert isinstance(sip, Sip) and sip.needed and sip.copies_to == (case.child,)
    gone = remove(case, [("sip", "sip")])
    case.apply(gone)
    assert case.record("sip", "sip") is None
    case.apply(gone.inverse())
    assert case.record("sip", "sip") == sip


def test_the_wording_of_the_questions_is_written_down_in_a_case_that_has_none() -> None:
    case = empty_case("Prov", "Elin")
    case.apply(remove(case, [("questions", "questions")]))
    case.apply(ask_questions(case, support="Hur kan ni stödja barnet?"))
    found = case.record("questions", "questions")
    assert isinstance(found, Questions) and found.support == "Hur kan ni stödja barnet?"


def test_the_lists_take_entries_that_say_something_and_keep_their_order() -> None:
    case = empty_case("Prov", "Elin")
    case.apply(begin_sip(case))
    case.apply(add_entry(case, "needs", voice="child", works="Fotbollen."))
    case.apply(add_entry(case, "needs", voice="guardian", important="Sömnen."))
    case.apply(set_entry(case, "needs", 0, works="  ", worries="Nätterna."))
    assert _sip(case).needs == (
        SipNeed(voice="child", worries="Nätterna."),
        SipNeed(voice="guardian", important="Sömnen."),
    )
    case.apply(remove_entry(case, "needs", 0))
    case.apply(remove_entry(case, "needs", 0))
    assert "needs" not in _sip(case).to_data()


@pytest.mark.parametrize(
    ("part", "nothing"), [("needs", {"voice": "child"}), ("approvals", {"on": DAY}), ("deviations", {"on": DAY})]
)
def test_an_entry_that_says_nothing_is_refused(part: Part, nothing: dict[str, object]) -> None:
    case = empty_case("Prov", "Elin")
    case.apply(begin_sip(case))
    with pytest.raises(EditRefused):
        add_entry(case, part, **nothing)


def test_an_approval_keeps_its_figure_a_deviation_its_words_and_nobody_approves_twice() -> None:
    case = empty_case("Prov", "Elin")
    case.apply(begin_sip(case))
    case.apply(add_entry(case, "approvals", figure=case.child, on=DAY))
    case.apply(add_entry(case, "deviations", on=DAY, text="Ingen kom."))
    with pytest.raises(EditRefused, match="Välj vem"):
        set_entry(case, "approvals", 0, figure=None)
    with pytest.raises(EditRefused, match="vad som hände"):
        set_entry(case, "deviations", 0, text=" ")
    with pytest.raises(EditRefused, match="redan godkänt"):
        add_entry(case, "approvals", figure=case.child)
    with pytest.raises(EditRefused, match="finns inte längre"):
        remove_entry(case, "approvals", 1)
    case.apply(set_entry(case, "approvals", 0, on=None))
    assert _sip(case).approvals == (Approval(figure=case.child),)


def _sip(case: Case) -> Sip:
    found = case.record("sip", "sip")
    assert isinstance(found, Sip)
    return found
