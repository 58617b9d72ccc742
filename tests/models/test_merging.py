"""Two figures that are the same person become one, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.models import casefile
from app.models.case import Case
from app.models.edits import EditRefused
from app.models.edits.merging import conflicts, merge
from app.models.fields import references
from tests.support.case_strategies import cases

VOCABULARY = casefile.Vocabulary()


@pytest.fixture
def case(example_data: dict[str, Any]) -> Case:
    return casefile.from_data(example_data, VOCABULARY)


def changed(case: Case, **families: list[dict[str, Any]]) -> Case:
    """Return the case with records added to its families."""
    data = casefile.to_data(case, json=True)
    for family, records in families.items():
        data[family] = [*data.get(family, []), *records]
    return casefile.from_data(data, VOCABULARY)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(3), st.data())
def test_nothing_speaks_of_the_one_that_went_and_undo_gives_the_very_same_records(case: Case, data: Any) -> None:
    assume(len(case.figures) > 1)
    gone = data.draw(st.sampled_from([key for key in case.figures if key != case.child]))
    keep = data.draw(st.sampled_from([key for key in case.figures if key != gone]))
    chosen = data.draw(st.sets(st.sampled_from(["label", "role", "group", "ring", "age", "contact"])))
    before = case.to_rows()
    try:
        patch = merge(case, keep, gone, chosen)
    except EditRefused:
        ties = [w for w in case.wishes.values() if {w.from_, w.to} == {keep, gone}]
        assert any(wish.restricted for wish in ties)
        return
    case.apply(patch)
    assert gone not in case.figures
    mentioned = [
        (family, key, ref.path)
        for family, records in case.records().items()
        for key, record in records.items()
        for ref in references(record)
        if ref.id == gone
    ]
    assert mentioned == []
    assert not list(case.dangling())
    assert set(case.graph.nodes) == set(case.figures)
    case.apply(patch.inverse())
    assert case.to_rows() == before


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(3), st.data())
def test_no_written_word_of_a_wish_or_note_is_lost(case: Case, data: Any) -> None:
    assume(len(case.figures) > 1)
    gone = data.draw(st.sampled_from([key for key in case.figures if key != case.child]))
    keep = data.draw(st.sampled_from([key for key in case.figures if key != gone]))
    texts = [w.text for w in case.wishes.values()] + [a.text for a in case.support_answers.values()]
    texts += [figure.note for key, figure in case.figures.items() if key in (keep, gone) and figure.note]
    try:
        case.apply(merge(case, keep, gone))
    except EditRefused:
        return
    records = [record.to_data() for family in case.records().values() for record in family.values()]
    left = " ".join(" ".join(words(records)).casefold().split())
    for text in texts:
        assert " ".join(text.casefold().split()) in left


def words(data: Any) -> Iterator[str]:
    """Yield every text in what a file would hold."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from words(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from words(value)


def test_lines_answers_plan_and_places_follow(case: Case) -> None:
    case = changed(
        case,
        figures=[{"id": "x1", "label": "Mentorn", "group": "g_skola", "ring": 2, "contact": "070-1"}],
        relations=[{"id": "rx", "from": "x1", "to": "f02", "quality": "strong"}],
        wishes=[{"id": "wx", "from": "f10", "to": "x1", "text": "Ring på måndagar"}],
        plan=[{"id": "px", "what": "Ringa", "who": ["x1", "f09"], "origin": ["wx"], "first_step": {"who": "x1"}}],
        maps=[{"id": "mx", "kind": "stakeholder_map", "figures": ["x1"], "places": {"x1": [3, 4]}, "pinned": ["x1"]}],
    )
    case.apply(merge(case, "f09", "x1"))
    assert (case.relations["rx"].from_, case.wishes["wx"].to) == ("f09", "f09")
    row = case.plan["px"]
    assert row.who == ("f09",) and row.first_step is not None and row.first_step.who == "f09"
    sheet = case.sheets["mx"]
    assert (sheet.figures, sheet.places, sheet.pinned) == (("f09",), {"f09": (3, 4)}, ("f09",))
    assert case.figures["f09"].contact == "070-1"


def test_what_both_say_is_a_conflict_and_the_name_that_gives_way_stands_in_the_note(case: Case) -> None:
    case = changed(case, figures=[{"id": "x1", "label": "Mentorn", "group": "g_skola", "ring": 3, "age": 40}])
    one = case.figures["f09"]
    found = {each.field: (each.keep, each.gone) for each in conflicts(case, "f09", "x1")}
    assert found["label"] == (one.label, "Mentorn")
    assert "age" not in found and "note" not in found
    case.apply(merge(case, "f09", "x1", {"label"}))
    after = case.figures["f09"]
    assert after.label == "Mentorn" and after.age == 40 and after.ring == one.ring
    assert after.note is not None and one.label in after.note


def test_the_same_relation_twice_is_one_also_where_it_was_drawn_the_other_way(case: Case) -> None:
    case = changed(
        case,
        figures=[{"id": i, "label": i, "group": "g_skola"} for i in ("x1", "x2", "x3")],
        relations=[
            {"id": "r1", "from": "x1", "to": "x3", "quality": "strong", "energy": "to"},
            {"id": "r2", "from": "x3", "to": "x2", "quality": "strong", "energy": "from", "label": "varje dag"},
            {"id": "r3", "from": "x2", "to": "x3", "quality": "conflict"},
        ],
    )
    case.apply(merge(case, "x1", "x2"))
    assert "r2" not in case.relations and case.relations["r1"].label == "varje dag"
    assert case.relations["r1"].energy == "to"
    assert case.relations["r3"].from_ == "x1"  # another quality says another thing


def test_the_same_wish_twice_is_one_with_the_answer_and_the_plan_row_follows(case: Case) -> None:
    answered = {"status": "blocked", "cause": "organisation"}
    case = changed(
        case,
        figures=[{"id": i, "label": i, "group": "g_skola"} for i in ("x1", "x2", "x3")],
        wishes=[
            {"id": "w1", "from": "x3", "to": "x1", "text": "Ring  oftare"},
            {"id": "w2", "from": "x3", "to": "x2", "text": "ring oftare", "answer": answered},
        ],
        plan=[{"id": "px", "what": "Ringa", "origin": ["w2"]}],
    )
    case.apply(merge(case, "x1", "x2"))
    assert "w2" not in case.wishes and case.wishes["w1"].status == "blocked"
    assert case.plan["px"].origin == ("w1",)


def test_a_wish_between_the_two_falls_away_and_its_words_are_kept(case: Case) -> None:
    case = changed(
        case,
        figures=[{"id": i, "label": i, "group": "g_skola"} for i in ("x1", "x2")],
        wishes=[{"id": "w1", "from": "x1", "to": "x2", "text": "Byt schema", "answer": {"text": "Efter lovet"}}],
        plan=[{"id": "px", "what": "Byta", "origin": ["w1"]}],
    )
    case.apply(merge(case, "x1", "x2"))
    note = case.figures["x1"].note or ""
    assert "w1" not in case.wishes and "Byt schema" in note and "Efter lovet" in note
    assert case.plan["px"].origin == ()


def test_protected_identity_is_never_merged_away(case: Case) -> None:
    case = changed(case, figures=[{"id": "x1", "label": "Skyddad", "group": "g_skola", "protected_identity": True}])
    case.apply(merge(case, "f09", "x1"))
    assert case.figures["f09"].protected_identity


def test_the_child_is_kept_and_words_that_must_not_leave_are_not_moved(case: Case) -> None:
    with pytest.raises(EditRefused):
        merge(case, "f09", case.child)
    with pytest.raises(EditRefused):
        merge(case, "f09", "f09")
    wish = {"id": "w1", "from": "f09", "to": "f10", "text": "Hemligt", "restricted": ["inquiry"]}
    case = changed(case, wishes=[wish])
    with pytest.raises(EditRefused):
        merge(case, "f09", "f10")
