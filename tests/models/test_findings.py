"""What a case's records show: exactly what is there, in whole sentences, the same for the same case."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.i18n import use_language
from app.models.case import Case
from app.models.edits.figures import add_figure
from app.models.edits.newcase import empty_case
from app.models.edits.plan import row_from_wish
from app.models.edits.ties import add_relation, answer_wish, ask_wish
from app.models.findings.base import finding_kinds, findings
from app.models.patch import Patch


def told(case: Case) -> dict[str, list[tuple[str, ...]]]:
    result: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for each in findings(case):
        result[each.kind].append(each.ids)
    return dict(result)


def made(case: Case, patch: Patch) -> str:
    case.apply(patch)
    return next(change.key for change in patch.changes if change.before is None)


@pytest.fixture
def small() -> Case:
    """A case with a child, a mentor and a social worker."""
    case = empty_case("Prov", "Elin")
    groups = {group.sector: group.id for group in case.groups.values()}
    for label, sector in (("Sara", "school"), ("Olof", "social_services")):
        made(case, add_figure(case, label=label, group=groups[sector]))
    return case


def who(case: Case, label: str) -> str:
    return next(key for key, figure in case.figures.items() if figure.label == label)


def test_the_leaks_of_the_first_example_are_found_and_no_others(case_a: Path) -> None:
    found = told(read_cases([case_a])[0])
    assert found["promised_not_in_plan"] == [("w01", "w05", "w09", "w16", "w19")]
    assert found["offered_not_in_plan"] == [("s02", "s03", "s05", "s07", "s14", "s16")]
    assert found["missing_figure"] == [("f11",)]
    assert found["single_bridge"] == [("f10", "f16"), ("f14", "f18")]
    assert "unanswered" not in found and "unconnected" not in found


def test_the_leaks_of_the_second_example_are_found_and_no_others(case_b: Path) -> None:
    found = told(read_cases([case_b])[0])
    assert found["promised_not_in_plan"] == [("w10", "w11", "w13", "w17")]
    assert found["offered_not_in_plan"] == [("s09", "s15", "s16")]
    assert found["unanswered"] == [("w19",)]
    assert found["missing_figure"] == [("f17",)]


def test_one_without_a_line_is_found_until_somebody_is_joined_to_them(small: Case) -> None:
    sara, olof = who(small, "Sara"), who(small, "Olof")
    assert told(small)["unconnected"] == [tuple(sorted((sara, olof)))]
    made(small, add_relation(small, sara, small.child, "missing"))
    assert told(small)["unconnected"] == [tuple(sorted((sara, olof)))]
    made(small, add_relation(small, sara, small.child, "tenuous"))
    assert told(small)["unconnected"] == [(olof,)]


def test_two_services_on_one_pair_of_people_are_found_until_there_is_another_pair(small: Case) -> None:
    sara, olof = who(small, "Sara"), who(small, "Olof")
    made(small, add_relation(small, sara, olof, "missing"))
    assert "single_bridge" not in told(small)
    made(small, add_relation(small, sara, olof, "ordinary"))
    assert told(small)["single_bridge"] == [tuple(sorted((sara, olof)))]
    other = made(small, add_figure(small, label="Bo", group=small.figures[sara].group))
    made(small, add_relation(small, olof, other, "strong"))
    assert "single_bridge" not in told(small)


def test_a_wish_is_unanswered_then_promised_then_in_the_plan(small: Case) -> None:
    wish = made(small, ask_wish(small, who(small, "Sara"), who(small, "Olof"), "Återkoppling"))
    assert told(small)["unanswered"] == [(wish,)] and told(small)["service_without_answer"] == [(wish,)]
    small.apply(answer_wish(small, wish, status="can"))
    found = told(small)
    assert found["promised_not_in_plan"] == [(wish,)]
    assert not {"unanswered", "service_without_answer"} & found.keys()
    small.apply(row_from_wish(small, wish))
    assert "promised_not_in_plan" not in told(small)


def test_wishes_blocked_by_the_same_cause_are_told_together(small: Case) -> None:
    wishes = [made(small, ask_wish(small, who(small, "Sara"), who(small, "Olof"), text)) for text in ("Tid", "Plats")]
    small.apply(answer_wish(small, wishes[0], status="blocked", cause="regulation"))
    assert "same_cause" not in told(small)
    small.apply(answer_wish(small, wishes[1], status="blocked", cause="regulation"))
    assert told(small)["same_cause"] == [tuple(sorted(wishes))]


def test_one_whom_many_need_is_found_until_their_own_need_is_met(small: Case) -> None:
    olof, group = who(small, "Olof"), small.figures[who(small, "Sara")].group
    asking = [who(small, "Sara"), *(made(small, add_figure(small, label=f"P{n}", group=group)) for n in range(2))]
    wishes = [made(small, ask_wish(small, each, olof, "Tid")) for each in asking]
    assert told(small)["needed_by_many"] == [(olof,)] and "gives_asks_none" not in told(small)
    for wish in wishes:
        small.apply(answer_wish(small, wish, status="can"))
    assert told(small)["gives_asks_none"] == [(olof,)]
    own = made(small, ask_wish(small, olof, asking[0], "Hjälp"))
    small.apply(answer_wish(small, own, status="can"))
    assert not {"needed_by_many", "gives_asks_none"} & told(small).keys()


def test_every_kind_says_whole_sentences_in_both_languages_and_lights_what_is_there(case_a: Path, case_b: Path) -> None:
    assert len(finding_kinds()) >= 9
    for language in ("sv", "en"):
        use_language(language)
        for case in read_cases([case_a, case_b]):
            for each in findings(case):
                assert each.text.endswith(".") and "{" not in each.text and each.ids == tuple(sorted(each.ids))
                assert each.lights and all(case.record(*key) is not None for key in each.lights)
