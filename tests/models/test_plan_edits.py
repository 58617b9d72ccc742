"""From answers to plan: rows out of what was said, several rows at once, readings of goals, the child's words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models.case import Case
from app.models.casefile import Vocabulary, read
from app.models.edits import EditRefused, goals, plan, voices
from app.models.edits.fields import set_field
from app.models.edits.ties import answer_wish
from app.models.promises import blocked_without_a_step, offered_but_not_planned, promised_but_not_planned
from app.models.readings import number, read_value, readings


@pytest.fixture
def case(case_a: Path) -> Case:
    return read(case_a, Vocabulary())


def test_an_answer_becomes_a_row_by_the_one_who_offered_it(case: Case) -> None:
    case.apply(set_field(case, "support_answers", "s14", "category", "health"))
    case.apply(set_field(case, "support_answers", "s14", "restricted", ["journal"]))
    case.apply(plan.row_from_answer(case, "s14"))
    row = list(case.plan.values())[-1]
    assert row.what == case.support_answers["s14"].text
    assert (row.kind, row.who, row.responsible, row.origin) == ("child", ("f14",), "org_skola", ("s14",))
    assert (row.category, row.restricted) == ("health", ("journal",))


def test_what_was_promised_keeps_the_words_of_the_promise(case: Case) -> None:
    case.apply(plan.row_from_wish(case, "w01"))
    row = list(case.plan.values())[-1]
    assert row.what.startswith("Att någon jag känner ringer mig")
    assert row.how == "Lina blir er enda kontakt från och med i dag."
    assert (row.kind, row.who) == ("child", ("f10",))


def test_one_without_an_organisation_answers_for_the_row_in_person(case: Case) -> None:
    case.apply(set_field(case, "figures", "f05", "organisation", None))
    case.apply(plan.row_from_answer(case, "s05"))
    assert list(case.plan.values())[-1].responsible == "f05"


def test_a_blocked_wish_that_was_unlocked_goes_to_the_childs_plan(case: Case) -> None:
    case.apply(answer_wish(case, "w06", status="blocked", unlock="Nämnden beslutar"))
    case.apply(plan.row_from_wish(case, "w06"))
    assert list(case.plan.values())[-1].what == "Nämnden beslutar"
    case.apply(set_field(case, "wishes", "w06", "unlocked_on", date(2026, 12, 1)))
    case.apply(plan.row_from_wish(case, "w06"))
    row = list(case.plan.values())[-1]
    assert (row.kind, row.what) == ("child", case.wishes["w06"].text)


def test_everything_promised_becomes_rows_in_one_step_and_back(case: Case) -> None:
    before = case.records()
    leaks = [("wishes", key) for key in promised_but_not_planned(case)]
    leaks += [("support_answers", key) for key in offered_but_not_planned(case)]
    assert [key for _family, key in leaks] == [
        "w01",
        "w05",
        "w09",
        "w16",
        "w19",
        "s02",
        "s03",
        "s05",
        "s07",
        "s14",
        "s16",
    ]
    patch = plan.rows_from(case, leaks)
    case.apply(patch)
    assert [row.origin[0] for row in list(case.plan.values())[12:]] == [key for _family, key in leaks]
    assert promised_but_not_planned(case) == offered_but_not_planned(case) == []
    case.apply(patch.inverse())
    assert case.records() == before


def test_a_blocked_wish_needs_a_step_until_a_row_is_there_to_unlock_it(case: Case) -> None:
    case.apply(set_field(case, "plan", "p11", "origin", ["w13"]))
    case.apply(set_field(case, "plan", "p04", "origin", []))
    assert "w06" in blocked_without_a_step(case)
    case.apply(plan.row_from_wish(case, "w06"))
    assert "w06" not in blocked_without_a_step(case)


def test_only_wishes_and_answers_become_rows(case: Case) -> None:
    for family, key in (("wishes", "w99"), ("support_answers", "s99"), ("figures", "f99")):
        with pytest.raises(EditRefused):
            plan.rows_from(case, [(family, key)])


@pytest.mark.parametrize(
    ("rows", "before", "order"),
    [
        (["p03"], "p01", ["p03", "p01", "p02", "p04"]),
        (["p04", "p02"], "p01", ["p02", "p04", "p01", "p03"]),
        (["p01", "p02"], "p04", ["p03", "p01", "p02", "p04"]),
    ],
)
def test_rows_are_moved_together_and_keep_their_order(
    case: Case, rows: list[str], before: str, order: list[str]
) -> None:
    was = list(case.plan)
    patch = plan.move_rows(case, rows, before)
    case.apply(patch)
    assert list(case.plan)[:4] == order
    case.apply(patch.inverse())
    assert list(case.plan) == was


def test_rows_are_moved_last_and_not_before_one_that_is_gone(case: Case) -> None:
    case.apply(plan.move_rows(case, ["p01", "p05"], None))
    assert list(case.plan)[-2:] == ["p01", "p05"]
    assert not plan.move_rows(case, ["p01", "p05"], None)
    with pytest.raises(EditRefused):
        plan.move_rows(case, ["p01"], "p99")


def test_several_rows_get_one_value_in_one_step_or_none_does(case: Case) -> None:
    patch = plan.fill(case, ["p01", "p02"], "first_step.who", "f10")
    case.apply(patch)
    steps = [case.plan[key].first_step for key in ("p01", "p02")]
    assert [step.who for step in steps if step is not None] == ["f10", "f10"]
    case.apply(patch.inverse())
    with pytest.raises(EditRefused):
        plan.fill(case, ["p01", "p02"], "responsible", "org_99")


def test_readings_stand_in_the_order_of_their_days_and_can_be_changed(case: Case) -> None:
    case.apply(goals.measure(case, "gs1", date(2026, 11, 17), 61, "Bra vecka"))
    case.apply(goals.measure(case, "gs1", date(2026, 10, 20), 58))
    case.apply(goals.measure(case, "gs1", date(2026, 11, 24), "sjuk"))
    case.apply(goals.measure(case, "gs1", date(2026, 12, 1), "63 %"))
    goal = case.short_term["gs1"]
    assert readings(goal).points[-1] == (date(2026, 12, 1), 63.0)
    case.apply(goals.remove_measurement(case, "gs1", 3))
    goal = case.short_term["gs1"]
    assert [each.value for each in goal.measurements] == [58, 61, "sjuk"]
    assert readings(goal).points == ((date(2026, 10, 20), 58.0), (date(2026, 11, 17), 61.0))
    assert readings(goal).baseline == 54.0
    case.apply(goals.measure(case, "gs1", date(2026, 11, 18), 62, at=1))
    assert [each.value for each in case.short_term["gs1"].measurements] == [58, 62, "sjuk"]
    case.apply(goals.remove_measurement(case, "gs1", 2))
    assert len(case.short_term["gs1"].measurements) == 2


def test_a_reading_says_something(case: Case) -> None:
    for wrong in (lambda: goals.measure(case, "gs1", date(2026, 11, 17), None, " "),
                  lambda: goals.measure(case, "gs1", date(2026, 11, 17), 3, at=0),
                  lambda: goals.remove_measurement(case, "gs1", 0)):  # fmt: skip
        with pytest.raises(EditRefused):
            wrong()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("54 % (v. 34–40)", 54.0),
        ("0–1 dag", None),
        ("2", 2.0),
        ("2,5", 2.5),
        ("ej påbörjad", None),
        (None, None),
        (7, 7.0),
    ],
)
def test_a_number_is_found_in_what_was_said(said: str | int | None, value: float | None) -> None:
    assert number(said) == value


@pytest.mark.parametrize(
    ("typed", "value"), [("61", 61), ("61,5", 61.5), ("61 %", 61), ("\u22123", -3), ("ganska bra", "ganska bra")]
)
def test_a_typed_reading_is_a_number_where_it_is_written_as_one(typed: str, value: object) -> None:
    assert read_value(typed) == value


def test_the_childs_words_are_written_changed_and_taken_away(case: Case) -> None:
    before = list(case.family("child_voice"))
    case.apply(voices.add_voice(case, "Vem hjälper dig?", "Lina"))
    key = next(each for each in case.family("child_voice") if each not in before)
    case.apply(voices.set_voice(case, key, text="Lina och mormor"))
    assert case.family("child_voice")[key].to_data() == {"question": "Vem hjälper dig?", "text": "Lina och mormor"}
    case.apply(voices.set_voice(case, key, question=" ", text=None))
    assert list(case.family("child_voice")) == before
    with pytest.raises(EditRefused):
        voices.add_voice(case, " ", None)
