"""What may leave to whom, rule by rule, on the two example cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.case_files import read_cases
from app.models.case import Case
from app.models.casefile import Vocabulary, from_data, to_data
from app.models.disclosure import whitelist
from app.models.disclosure.basis import Decision
from app.models.disclosure.extract import Extract, extract
from app.models.disclosure.recipients import NoSuchRecipient, recipient, recipients
from app.models.disclosure.small_case import as_case
from app.models.disclosure.verdicts import Choices

TODAY = date(2026, 11, 22)
RULED = Decision("Enhetschef Berg", "26 kap. 9 § OSL", "Barnet far illa utan samordning.", TODAY)


@pytest.fixture
def data(case_a: Path) -> dict[str, Any]:
    """Case A as plain data that a test may change."""
    return to_data(read_cases([case_a])[0])


def case_of(data: dict[str, Any]) -> Case:
    return from_data(data, Vocabulary())


def get(case: Case, whom: str, choices: Choices | None = None, decision: Decision | None = None) -> Extract:
    found = recipient(case, whom)
    assert found is not None
    return extract(case, found, TODAY, choices, decision)


def rows(found: Extract) -> set[str]:
    return {each.what for each in found.handed.plan}


def verdict(found: Extract, key: str) -> tuple[bool, str]:
    each = next(each for each in found.verdicts if each.key == key and not each.part)
    return each.goes, each.rule


def put(data: dict[str, Any], family: str, key: str, **values: Any) -> None:
    """Change a record of a case file's data."""
    next(each for each in data[family] if each["id"] == key).update(values)


def test_the_rows_a_recipient_answers_for_go_in_full_and_others_in_short(data: dict[str, Any]) -> None:
    by_what = {each.what: each for each in get(case_of(data), "org_bup").handed.plan}
    own, others = by_what["Konsultation från BUP till elevhälsan"], by_what["Morgonstöd i hemmet"]
    assert own.own and own.how and own.first_step and own.follow_up and own.follow_up.how
    assert not others.own and others.how is None and others.first_step is None
    assert others.responsible and others.when and others.follow_up and others.follow_up.how is None


def test_an_organisation_without_consent_gets_nothing_and_is_told_why(data: dict[str, Any]) -> None:
    found = get(case_of(data), "org_fritid")
    assert found.refusal is not None and found.refusal.rule == "R3"
    assert not found.handed.plan and not found.handed.people and not found.items
    assert not any(each.goes for each in found.verdicts)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"withdrawn_on": "2026-11-22"}, "återkallat"), ({"valid_until": "2026-11-21"}, "gick ut 2026-11-21")],
)
def test_a_consent_that_has_ended_stops_the_package(data: dict[str, Any], change: dict[str, str], words: str) -> None:
    data["consents"][0].update({key: date.fromisoformat(value) for key, value in change.items()})
    found = get(case_of(data), "org_bup")
    assert found.refusal is not None and found.refusal.rule == "R11" and words in found.refusal.why


def test_a_consent_holds_on_its_last_day(data: dict[str, Any]) -> None:
    data["consents"][0]["valid_until"] = TODAY
    assert get(case_of(data), "org_bup").refusal is None


@pytest.mark.parametrize("family", ["plan", "support_answers", "wishes"])
def test_what_is_marked_never_leaves_even_when_it_is_asked_for(data: dict[str, Any], family: str) -> None:
    key = data[family][0]["id"]
    put(data, family, key, restricted=["journal"])
    case = case_of(data)
    for whom in ("org_skola", "org_soc", "org_bup", "f02", "f01"):
        found = get(case, whom, Choices(yes=frozenset([key])))
        assert verdict(found, key) == (False, "R5")
        assert next(each for each in found.verdicts if each.key == key).hard


def test_health_goes_to_the_school_only_item_by_item(data: dict[str, Any]) -> None:
    put(data, "support_answers", "s18", category="health")
    data["consents"][0]["categories"] = ["support", "plan", "health"]
    case = case_of(data)
    assert verdict(get(case, "org_skola"), "s18") == (False, "R6")
    assert verdict(get(case, "org_skola", Choices(yes=frozenset(["s18"]))), "s18") == (True, "R3")
    assert verdict(get(case, "org_soc"), "s18") == (True, "R3")
    data["consents"][0]["categories"] = ["support", "plan"]
    assert verdict(get(case_of(data), "org_skola", Choices(yes=frozenset(["s18"]))), "s18") == (False, "R3")


def test_family_and_economy_go_to_school_and_health_care_only_item_by_item(data: dict[str, Any]) -> None:
    put(data, "support_answers", "s16", category="economy")
    data["consents"][0]["categories"] = ["support", "plan", "economy"]
    case = case_of(data)
    assert {verdict(get(case, whom), "s16") for whom in ("org_skola", "org_bup")} == {(False, "R6")}
    assert verdict(get(case, "org_soc"), "s16") == (True, "R1")


def test_a_kind_of_fact_that_the_consent_does_not_have_stays(data: dict[str, Any]) -> None:
    put(data, "support_answers", "s17", category="housing")
    assert verdict(get(case_of(data), "org_bup"), "s17") == (False, "R3")


@pytest.mark.parametrize(
    ("limit", "text", "goes"),
    [
        ("Mammas egen behandling", "Petra har behandlats för sin sömn.", False),
        ("Mammas egen behandling", "Petra kan hämta på torsdagar.", True),
        ("Uppgifter om lillebror utöver hämtning och lämning", "Lillebror har egna svårigheter.", False),
        ("Uppgifter om lillebror utöver hämtning och lämning", "Jag hämtar lillebror på torsdagar.", True),
        ("s17", "Vad som helst.", False),
        ("Stödinsatser", "Vad som helst.", False),
        ("Uppgifter om boende", "Vad som helst.", True),
    ],
)
def test_what_the_consent_does_not_cover_stays(data: dict[str, Any], limit: str, text: str, goes: bool) -> None:
    put(data, "support_answers", "s17", text=text)
    data["consents"][0]["not_covered"] = [limit]
    assert verdict(get(case_of(data), "org_bup"), "s17") == (goes, "R3")


@pytest.mark.parametrize(
    ("limit", "goes"),
    [
        *(("Hälsa och ekonomi", False), ("hälsouppgifter", False), ("Uppgifter om hälsan", False)),
        *(("Hälsotillstånd, boende", False), ("Pappas hälsa", True), ("Ekonomi", True), ("Hälsan på arbetet", True)),
    ],
)
def test_a_limit_takes_back_the_kinds_of_fact_that_it_names(data: dict[str, Any], limit: str, goes: bool) -> None:
    put(data, "support_answers", "s17", text="Vad som helst.", category="health")
    data["consents"][0].update(not_covered=[limit], categories=["support", "plan", "health", "economy"])
    assert verdict(get(case_of(data), "org_bup"), "s17") == (goes, "R3")


@pytest.mark.parametrize(("given", "missing"), [([], ["f02", "f03"]), (["f02"], ["f02", "f03"])])
def test_a_consent_that_nobody_has_given_yet_lets_nothing_out(
    data: dict[str, Any], given: list[str], missing: list[str]
) -> None:
    data["consents"][0].update(given_by=given, missing_from=missing)
    refusal = get(case_of(data), "org_bup").refusal
    assert refusal is not None and refusal.rule == "R3"
    data["consents"][0].update(given_by=["f02"], missing_from=["f03"])
    assert get(case_of(data), "org_bup").refusal is None


def test_a_relatives_consent_lets_out_what_the_relative_has_said_and_nothing_else(data: dict[str, Any]) -> None:
    first = data["consents"][0]
    put(data, "support_answers", "s17", figure="f05")
    first["given_by"] = ["f05"]  # the grandmother alone
    refusal = get(case_of(data), "org_bup").refusal
    assert refusal is not None and refusal.rule == "R3"
    own = {**first, "given_by": ["f02", "f03"], "categories": ["plan"]}
    data["consents"] = [{**first, "categories": ["support"]}, {**own, "id": "c02"}]
    found = get(case_of(data), "org_bup")
    assert verdict(found, "s17") == (True, "R3") and verdict(found, "s09") == (False, "R3")


def test_a_decision_does_not_let_out_what_a_school_answers_for(data: dict[str, Any]) -> None:
    for key in ("p01", "p02"):
        put(data, "plan", key, who=["f18"])
    data["consents"] = []
    found = get(case_of(data), "org_bup", decision=RULED)
    assert verdict(found, "p01") == (True, "R2") and verdict(found, "p02") == (False, "R3")


def test_health_care_and_social_services_may_exchange_by_a_recorded_decision(data: dict[str, Any]) -> None:
    data["consents"] = []
    case = case_of(data)
    found = get(case, "org_bup", decision=RULED)
    assert found.refusal is None and found.handed.decision is not None
    assert "Morgonstöd i hemmet" in rows(found), "the social services' row"
    assert "Mjuk start på skoldagen" not in rows(found), "the school is not in the rule"


@pytest.mark.parametrize("whom", ["org_skola", "org_ceh", "org_fritid"])
def test_no_decision_carries_for_a_school_or_anybody_else(data: dict[str, Any], whom: str) -> None:
    found = get(case_of(data), whom, decision=RULED)
    assert found.refusal is not None and found.refusal.rule == "R7" and not found.handed.plan


@pytest.mark.parametrize("age", [18, None])
def test_no_decision_carries_for_an_adult_or_an_unknown_age(data: dict[str, Any], age: int | None) -> None:
    put(data, "figures", "f01", age=age)
    found = get(case_of(data), "org_bup", decision=RULED)
    assert found.refusal is not None and found.refusal.rule == "R7"


@pytest.mark.parametrize("part", ["by", "paragraph", "because"])
def test_a_decision_without_who_why_or_paragraph_is_none(data: dict[str, Any], part: str) -> None:
    from dataclasses import replace

    found = get(case_of(data), "org_bup", decision=replace(RULED, **{part: " "}))
    assert found.refusal is not None and found.refusal.rule == "R7"


def test_the_steering_group_gets_the_partners_rows_and_no_child(data: dict[str, Any]) -> None:
    put(data, "plan", "p11", how="Tuva har väntat länge, och Petra med.", who=["f10", "f01"])
    found = get(case_of(data), "styrgrupp")
    assert rows(found) == {"Styrgruppsfråga: kontaktsocialsekreterare per skola"}
    said = str(found.handed)
    assert not any(name in said for name in ("Tuva", "Petra", "Joakim", "2026-014"))
    assert found.handed.plan[0].how == "Barnet har väntat länge, och Mamma med."
    assert found.handed.child is None and found.handed.number is None and not found.handed.goals


def test_the_partners_rows_go_to_nobody_else(data: dict[str, Any]) -> None:
    case = case_of(data)
    for each in recipients(case):
        if each.who != "steering_group":
            assert "Styrgruppsfråga: kontaktsocialsekreterare per skola" not in rows(get(case, each.id))


def test_who_is_not_part_of_it_goes_by_a_role_word_in_texts_too(data: dict[str, Any]) -> None:
    put(data, "plan", "p06", who=["f18", "f05", "f07"], how="Gunvor skjutsar, Ylva på Fritid och förening väntar.")
    found = get(case_of(data), "org_bup")
    row = next(each for each in found.handed.plan if each.what.startswith("Konsultation"))
    assert [found.handed.person(each).name for each in row.who] == ["Sofia", "Mormor", "Annan aktör"]
    assert row.how == "Mormor skjutsar, Annan aktör på annan aktör väntar."


def test_a_guardian_who_has_not_consented_goes_by_a_role_word(case_b: Path) -> None:
    found = get(read_cases([case_b])[0], "org_bup")
    assert found.handed.draft
    assert "Robert" not in str(found.handed) and "Jenny" in str(found.handed)


def test_protected_identity_leaves_no_name_and_no_place(data: dict[str, Any]) -> None:
    data["case"]["protected_identity"] = True
    case = case_of(data)
    names = [each.label for each in case.figures.values() if "vakant" not in each.label]
    names += [each.name for each in case.organisations.values()] + ["Ekvik"]
    for whom in ("org_skola", "org_bup", "f02", "f01", "styrgrupp"):
        found = get(case, whom)
        said = f"{found.handed} {found.recipient}"
        assert found.handed.plan and not [name for name in names if name in said]


def test_the_childs_own_words_go_on_only_where_the_child_has_said_yes(data: dict[str, Any]) -> None:
    case = case_of(data)
    word = next(each for each in get(case, "org_bup").verdicts if each.family == "child_voice")
    assert (word.goes, word.rule, word.by_item) == (False, "R4", True)
    asked = get(case, "org_bup", Choices(yes=frozenset([word.id])))
    assert len(asked.handed.child_voice) == 1
    assert len(get(case, "f01").handed.child_voice) == 3 and not get(case, "f02").handed.child_voice


def test_the_user_can_take_away_but_not_add(data: dict[str, Any]) -> None:
    case = case_of(data)
    fewer = get(case, "org_bup", Choices(without=frozenset(["p01", "s09"]), told=True))
    assert "Morgonstöd i hemmet" not in rows(fewer) and verdict(fewer, "s09") == (False, "R0")
    assert "Konsultation från BUP till elevhälsan" in rows(fewer)
    more = get(case, "org_bup", Choices(yes=frozenset(["p11", "r01", "t01", "m01"])))
    assert more.handed == get(case, "org_bup").handed


def test_nothing_of_the_cases_ids_or_its_name_leaves(data: dict[str, Any]) -> None:
    for key in ("org_skola", "f02", "f01"):
        said = str(get(case_of(data), key).handed)
        assert "hög frånvaro" not in said and "p01" not in said and "org_" not in said and "f09" not in said


def test_a_relative_is_no_recipient_and_an_unknown_id_is_said(data: dict[str, Any]) -> None:
    case = case_of(data)
    assert recipient(case, "f05") is None
    with pytest.raises(NoSuchRecipient, match="org_bup"):
        recipient(case, "nobody")


def test_a_field_that_nobody_decided_about_stops_everything(
    data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = {field: grants for field, grants in whitelist.TABLE.items() if field != "plan.how"}
    whitelist.see_to_it.cache_clear()
    monkeypatch.setattr(whitelist, "TABLE", fewer)
    with pytest.raises(whitelist.UnlistedField, match="plan.how"):
        get(case_of(data), "org_bup")


def test_an_extract_is_a_small_case_that_holds_no_more_than_it(data: dict[str, Any]) -> None:
    found = get(case_of(data), "org_bup")
    small = as_case(found.handed)
    assert {row.what for row in small.plan.values()} == rows(found)
    assert not small.relations and not small.sheets and not small.family("timeline")
    assert "hög frånvaro" not in str(small.to_rows())
