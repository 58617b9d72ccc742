"""The SIP is begun, filled in and taken away; what a case has one of gets its own place."""

from __future__ import annotations

import pytest

from app.models.edits.fields import set_field
from app.models.edits.making import EditRefused
from app.models.edits.meetings import ask_questions
from app.models.edits.newcase import empty_case
from app.models.edits.removal import remove
from app.models.edits.sip import begin_sip
from app.models.records import Questions, Sip


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
