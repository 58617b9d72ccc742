"""Agendas as files, rounds in turn, answers locked until everyone has had theirs, the plan followed up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.i18n import use_language
from app.models.agendas import BadAgenda, agendas, built_in, copied, read, written
from app.models.case import Case
from app.models.edits.figures import add_figure
from app.models.edits.making import EditRefused
from app.models.edits.meetings import (
    answer_support,
    ask_questions,
    follow_row,
    hold_meeting,
    open_answers,
    set_passed,
    set_present,
)
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row
from app.models.edits.ties import ask_wish
from app.models.patch import Patch
from app.models.rounds import answers_locked, asked_in_turn, next_turn, not_spoken, order, turns


def made(case: Case, patch: Patch) -> str:
    case.apply(patch)
    return next(change.key for change in patch.changes if change.before is None)


@pytest.fixture
def case() -> Case:
    """A case with three actors, one of them missing."""
    case = empty_case("Prov", "Elin")
    group = next(iter(case.groups))
    for label, status in (("Sara", "active"), ("Olof", "active"), ("Stöd", "missing")):
        made(case, add_figure(case, label=label, group=group, status=status))
    return case


def who(case: Case, label: str) -> str:
    return next(key for key, figure in case.figures.items() if figure.label == label)


def test_the_handbooks_meetings_are_there_with_its_minutes_and_its_two_wordings() -> None:
    found = built_in()
    minutes = {key: found[key].minutes for key in found if key.startswith("traff_")}
    assert minutes == {
        "traff_1_mal": 220,
        "traff_2_samverkanskarta": 180,
        "traff_3_tidslinje": 180,
        "traff_4_casearbete": 180,
        "traff_5_aktiviteter": 180,
        "traff_6_reflekterande_team": 130,
    }
    assert {"sip_mote", "forstarkt_eht", "uppfoljning", "reflekterande_team"} <= found.keys()
    assert [step.minutes for step in found["reflekterande_team"].steps] == [10, 10, 5]
    ask = "Vad behöver du/ni av de andra aktörerna för att kunna {} barnet?"
    assert found["traff_2_samverkanskarta"].need == ask.format("hjälpa")
    assert found["traff_4_casearbete"].need == ask.format("stödja")
    questions = [step.question for step in found["traff_4_casearbete"].steps]
    assert "Hur kan ni stödja barnet?" in questions and ask.format("stödja") in questions


def test_every_step_has_a_name_in_both_languages() -> None:
    names = {}
    for language in ("sv", "en"):
        use_language(language)
        names[language] = [step.name for agenda in built_in().values() for step in agenda.steps]
    assert all(names["sv"]) and all(names["en"])
    assert sum(one != two for one, two in zip(names["sv"], names["en"], strict=True)) > 30


def test_a_copy_is_written_read_back_and_stands_beside_its_original(tmp_path: Path) -> None:
    own = copied(built_in()["traff_4_casearbete"], "Vår träff", built_in())
    (tmp_path / f"{own.id}.yaml").write_text(written(own), "utf-8")
    (tmp_path / "sönder.yaml").write_text("steps: [", "utf-8")
    found, broken = agendas(tmp_path)
    assert found[own.id] == own and found["traff_4_casearbete"].title == "Träff 4 – Casearbete"
    assert [path.name for path in broken] == ["sönder.yaml"]
    with pytest.raises(BadAgenda):
        read(tmp_path / "sönder.yaml")
    assert copied(own, "Ännu en", found).id not in found


def test_everyone_is_asked_in_the_order_chosen_and_the_missing_one_stays_in_sight(case: Case) -> None:
    meeting = made(case, hold_meeting(case, date(2026, 10, 6), round_order=[who(case, "Olof")]))
    held = case.meetings[meeting]
    assert [case.figures[key].label for key in order(case, held)] == ["Olof", "Sara", "Stöd"]
    assert next_turn(case, held, "round_1") == who(case, "Olof")
    made(case, answer_support(case, who(case, "Olof"), "Jag kan hämta."))
    assert next_turn(case, held, "round_1", after=who(case, "Olof")) == who(case, "Sara")
    case.apply(set_passed(case, meeting, who(case, "Sara"), True))
    held = case.meetings[meeting]
    assert next_turn(case, held, "round_1") is None
    assert not_spoken(case, held, "round_1") == [who(case, "Stöd")]
    assert [turn.passed for turn in turns(case, held, "round_1")] == [False, True, False]


def test_answers_are_locked_until_all_have_had_their_turn_or_they_are_opened(case: Case) -> None:
    meeting = made(case, hold_meeting(case, date(2026, 10, 6)))
    sara, olof = who(case, "Sara"), who(case, "Olof")
    assert answers_locked(case, case.meetings[meeting]) and not answers_locked(case, None)
    wish = made(case, ask_wish(case, sara, olof, "Återkoppling"))
    assert answers_locked(case, case.meetings[meeting])
    case.apply(open_answers(case, meeting))
    assert not answers_locked(case, case.meetings[meeting])
    case.apply(open_answers(case, meeting, False))
    made(case, ask_wish(case, olof, sara, "Närvarosiffror"))
    assert not answers_locked(case, case.meetings[meeting])
    assert asked_in_turn(case, case.meetings[meeting])[1] == (olof, [wish])


def test_present_answers_questions_and_follow_ups_are_kept_and_undone(case: Case) -> None:
    before = case.to_rows()
    done: list[Patch] = []

    def do(patch: Patch) -> Patch:
        case.apply(patch)
        done.append(patch)
        return patch

    meeting = do(hold_meeting(case, date(2026, 10, 6), agenda="traff_4_casearbete")).changes[0].key
    for label in ("Olof", "Sara"):
        do(set_present(case, meeting, who(case, label), True))
    assert [case.figures[key].label for key in case.meetings[meeting].present] == ["Sara", "Olof"]
    do(answer_support(case, who(case, "Stöd"), "Lunch", reported_by=who(case, "Sara")))
    do(ask_questions(case, need=built_in()["traff_2_samverkanskarta"].need))
    row = do(add_row(case, what="Hämta")).changes[0].key
    do(follow_row(case, row, date(2026, 11, 17), meeting=meeting))
    do(follow_row(case, row, date(2026, 11, 17), meeting=meeting, note="Igång", status="started"))
    assert case.plan[row].status == "started" and [each.note for each in case.plan[row].log] == [None, "Igång"]
    for patch in reversed(done):
        case.apply(patch.inverse())
    assert case.to_rows() == before


def test_an_empty_answer_is_refused_and_nobody_reports_for_themselves(case: Case) -> None:
    with pytest.raises(EditRefused):
        answer_support(case, who(case, "Sara"), "  ")
    made(case, answer_support(case, who(case, "Sara"), "Tid", reported_by=who(case, "Sara")))
    assert next(iter(case.support_answers.values())).reported_by is None


def test_the_example_has_asked_everyone_who_answered(case_a: Path) -> None:
    case = read_cases([case_a])[0]
    meeting = next(iter(case.meetings.values()))
    assert len(order(case, meeting)) == len(case.figures) - 1
    assert {turn.figure for turn in turns(case, meeting, "round_1") if turn.spoken} == {
        answer.figure for answer in case.support_answers.values()
    }
