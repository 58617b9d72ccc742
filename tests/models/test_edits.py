"""What each edit does, refuses, and takes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.models import casefile
from app.models.case import Case, PatchRefused
from app.models.edits import EditRefused, fields, figures, goals, newcase, plan, removal, sheets, ties
from app.models.patch import Change, Patch

VOCABULARY = casefile.Vocabulary()


@pytest.fixture
def case(example_data: dict[str, Any]) -> Case:
    return casefile.from_data(example_data, VOCABULARY)


def done(case: Case, patch: Patch) -> str:
    """Make an edit, see that taking it back gives what was, make it again; return the first changed record's key."""
    before = case.to_rows()
    case.apply(patch)
    case.apply(patch.inverse())
    assert case.to_rows() == before
    case.apply(patch)
    return patch.changes[0].key if patch else ""


def test_a_new_figure_stands_last_with_its_place_on_the_sheet(case: Case) -> None:
    patch = figures.add_figure(
        case, label="Åsa", group="g_skola", role="Lärare", ring=1, sheet="map1", place=(10.006, -4)
    )
    key = done(case, patch)
    assert list(case.figures)[-1] == key
    assert case.figures[key].role == "Lärare"
    assert case.sheets["map1"].places == {key: (10.01, -4)}
    assert case.sheets["map1"].figures is None


def test_a_new_figure_is_named_on_a_sheet_that_names_who_stands_on_it(case: Case) -> None:
    done(case, fields.set_field(case, "maps", "map2", "figures", ["f01", "f02"]))
    key = done(case, figures.add_figure(case, label="Åsa", group="g_skola", sheet="map2"))
    assert case.sheets["map2"].figures == ("f01", "f02", key)
    other = done(case, figures.add_figure(case, label="Bo", group="g_skola", sheet="map1", standing=["f01"]))
    assert case.sheets["map1"].figures == ("f01", other)


def test_figures_are_moved_given_back_to_the_layout_and_the_child_stays(case: Case) -> None:
    done(case, figures.move_figures(case, "map1", {"f02": (1.234, 2), "f03": (3, 4), "f01": (9, 9)}))
    assert case.sheets["map1"].places == {"f02": (1.23, 2), "f03": (3, 4)}
    done(case, figures.move_figures(case, "map1", {"f02": None}))
    assert case.sheets["map1"].places == {"f03": (3, 4)}
    assert not figures.move_figures(case, "map1", {"f03": (3, 4)})


def test_a_wish_is_asked_answered_and_its_cause_goes_when_nothing_is_in_the_way(case: Case) -> None:
    key = done(case, ties.ask_wish(case, "f09", "f10", "En vikarie"))
    assert case.wish_number(key) == len(case.wishes)
    done(case, ties.answer_wish(case, key, status="blocked", cause="organisation", unlock="Pengar", answered_by="f16"))
    assert case.wishes[key].to_data()["answer"] == {
        "status": "blocked",
        "cause": "organisation",
        "unlock": "Pengar",
        "answered_by": "f16",
    }
    done(case, ties.answer_wish(case, key, answered_on=date(2026, 10, 6), answered_by=None, status="can"))
    answer = case.wishes[key].to_data()["answer"]
    assert answer == {"status": "can", "unlock": "Pengar", "answered_on": "2026-10-06"}
    done(case, fields.set_field(case, "wishes", key, "answer.unlock", ""))
    done(case, fields.set_field(case, "wishes", key, "answer.answered_on", None))
    done(case, ties.answer_wish(case, key, status=None))
    assert "answer" not in case.wishes[key].to_data()
    assert not ties.answer_wish(case, key, status="unanswered")


def test_a_cause_cannot_be_given_where_nothing_is_in_the_way(case: Case) -> None:
    assert case.wishes["w01"].status == "can"
    assert not ties.answer_wish(case, "w01", cause="outlook")


def test_a_relation_is_turned_and_an_answered_wish_is_not(case: Case) -> None:
    done(case, ties.reverse_tie(case, "relations", "r02"))
    assert (case.relations["r02"].from_, case.relations["r02"].to) == ("f03", "f01")
    assert case.relations["r02"].energy == "from"
    key = done(case, ties.ask_wish(case, "f09", "f10", "x"))
    done(case, ties.reverse_tie(case, "wishes", key))
    assert case.wishes[key].from_ == "f10"
    with pytest.raises(EditRefused):
        ties.reverse_tie(case, "wishes", "w01")


def test_a_field_is_set_also_inside_another_and_the_same_value_changes_nothing(case: Case) -> None:
    done(case, fields.set_field(case, "figures", "f02", "age", 41))
    assert case.figures["f02"].age == 41
    done(case, fields.set_field(case, "plan", "p01", "first_step.date", "2026-10-09"))
    assert case.plan["p01"].first_step is not None
    assert case.plan["p01"].first_step.date == date(2026, 10, 9)
    done(case, fields.set_field(case, "case", "case", "strengths", "Mycket"))
    done(case, fields.set_field(case, "relations", "r01", "from_", "f04"))
    for family, key, field, value in [
        ("figures", "f02", "age", 41),
        ("figures", "f02", "influence", None),
        ("figures", "f02", "protected_identity", False),
        ("plan", "p01", "who", ["f17", "f02"]),
        ("plan", "p01", "first_step.date", date(2026, 10, 9)),
        ("wishes", "w01", "answer.status", "can"),
    ]:
        assert not fields.set_field(case, family, key, field, value)
    done(case, fields.set_field(case, "figures", "f08", "note", "  "))
    assert "note" not in case.figures["f08"].to_data()


REFUSED: list[tuple[str, Callable[[Case], object], str]] = [
    ("relation to itself", lambda c: ties.add_relation(c, "f02", "f02"), "två olika"),
    ("wish to itself", lambda c: ties.ask_wish(c, "f02", "f02", "x"), "två olika"),
    ("wish without words", lambda c: ties.ask_wish(c, "f02", "f03", " "), "Skriv"),
    ("relation to nobody", lambda c: ties.add_relation(c, "f02", "f99"), "f99"),
    ("figure without a name", lambda c: figures.add_figure(c, label=" ", group="g_skola"), "Skriv"),
    ("figure in no group", lambda c: figures.add_figure(c, label="A", group="g_x"), "g_x"),
    ("figure in ring 7", lambda c: figures.add_figure(c, label="A", group="g_skola", ring=7), "7"),
    ("figure on no sheet", lambda c: figures.add_figure(c, label="A", group="g_skola", sheet="map9"), "finns inte"),
    ("place out of the world", lambda c: figures.move_figures(c, "map1", {"f02": (float("nan"), 0)}), "utanför"),
    ("place of nobody", lambda c: figures.move_figures(c, "map1", {"f99": (1, 0)}), "f99"),
    ("ring 7", lambda c: fields.set_field(c, "figures", "f02", "ring", 7), "Hur ofta: 7"),
    ("no group", lambda c: fields.set_field(c, "figures", "f02", "group", None), "tomt"),
    ("blank name", lambda c: fields.set_field(c, "figures", "f02", "label", " "), "tomt"),
    ("unknown field", lambda c: fields.set_field(c, "figures", "f02", "colour", 1), "colour"),
    ("unknown inner field", lambda c: fields.set_field(c, "plan", "p01", "first_step.colour", 1), "colour"),
    ("unknown answer field", lambda c: ties.answer_wish(c, "w01", colour=1), "colour"),
    ("inside a text", lambda c: fields.set_field(c, "plan", "p01", "what.colour", 1), "what"),
    ("id", lambda c: fields.set_field(c, "figures", "f02", "id", "f77"), "id"),
    ("record that is gone", lambda c: fields.set_field(c, "figures", "f99", "age", 1), "finns inte"),
    ("wrong date", lambda c: fields.set_field(c, "plan", "p01", "due", "2026-02-30"), "2026-02-30"),
    ("wrong number", lambda c: fields.set_field(c, "figures", "f02", "personal_number", "19121212-1213"), "1213"),
    ("wish turned to itself", lambda c: fields.set_field(c, "wishes", "w01", "to", "f02"), "f02"),
    ("half a character", lambda c: fields.set_field(c, "figures", "f02", "label", "\ud83d"), "Unicode"),
    ("the child", lambda c: removal.remove(c, [("figures", "f02"), ("figures", "f01")]), "Barnet"),
    ("group with figures", lambda c: removal.remove(c, [("groups", "g_skola")]), "figurer"),
    ("the case", lambda c: removal.remove(c, [("case", "case")]), "varje ärende"),
    ("a goal of no kind", lambda c: goals.add_goal(c, "mid_term", "x"), "långsiktigt"),
    ("a row of no wish", lambda c: plan.row_from_wish(c, "w99"), "finns inte"),
    ("a row from nothing", lambda c: plan.add_row(c, what="x", origin=["w99"]), "w99"),
    ("a case without a name", lambda c: newcase.empty_case(" ", "x"), "Skriv"),
]


@pytest.mark.parametrize(("edit", "word"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_nonsense_is_refused_in_a_sentence(case: Case, edit: Callable[[Case], object], word: str) -> None:
    before = case.to_rows()
    with pytest.raises(EditRefused) as refused:
        edit(case)
    assert word in str(refused.value)
    assert str(refused.value).endswith(".")
    assert case.to_rows() == before


def test_a_removed_figure_takes_its_ties_and_answers_and_leaves_every_list(case: Case) -> None:
    done(case, figures.move_figures(case, "map1", {"f17": (1, 2)}))
    done(case, removal.remove(case, [("figures", "f17")]))
    assert "f17" not in case.figures
    assert not [each for each in case.wishes.values() if "f17" in (each.from_, each.to)]
    assert "s17" not in case.support_answers
    row = case.plan["p01"]
    assert row.who == ("f02",)
    assert row.origin == ("w02",)
    assert row.first_step is not None
    assert row.first_step.who is None
    assert row.first_step.text
    assert "f17" not in case.meetings["m01"].present
    assert case.sheets["map1"].places == {}


def test_a_group_goes_together_with_its_figures(case: Case) -> None:
    everyone = [("figures", key) for key, figure in case.figures.items() if figure.group == "g_vard"]
    done(case, removal.remove(case, [("groups", "g_vard"), *everyone]))
    assert "g_vard" not in case.groups
    assert case.plan["p06"].who == ("f12",)


def test_an_organisation_a_goal_and_a_meeting_leave_what_pointed_at_them(case: Case) -> None:
    done(case, fields.set_field(case, "plan", "p01", "log", [{"meeting": "m01", "note": "sagt"}]))
    done(case, removal.remove(case, [("organisations", "org_soc"), ("short_term", "gs3"), ("meetings", "m01")]))
    assert case.figures["f16"].organisation is None
    assert "org_soc" not in case.consents["c01"].organisations
    assert case.plan["p01"].goal is None
    assert case.plan["p01"].log[0].note == "sagt"


def test_a_blocked_wish_grows_into_a_row_that_unlocks_it(case: Case) -> None:
    done(case, fields.set_field(case, "wishes", "w06", "restricted", ["journal"]))
    key = done(case, plan.row_from_wish(case, "w06"))
    row = case.plan[key]
    assert row.kind == "collaboration"
    assert row.what.startswith("Rektor begär undantag")
    assert (row.origin, row.who, row.responsible) == (("w06",), ("f10",), "org_skola")
    assert row.restricted == ("journal",)
    assert case.plan[done(case, plan.row_from_wish(case, "w14"))].kind == "child"


def test_first_step_and_follow_up_are_set_in_parts(case: Case) -> None:
    key = done(case, plan.add_row(case, what="Ny rad", goal="gs1", due=date(2026, 12, 1)))
    done(case, plan.set_first_step(case, key, text="Ringa"))
    done(case, plan.set_first_step(case, key, who="f02"))
    done(case, plan.set_follow_up(case, key, date=date(2026, 11, 17), how="möte"))
    data = case.plan[key].to_data()
    assert data["first_step"] == {"text": "Ringa", "who": "f02"}
    assert data["follow_up"] == {"date": "2026-11-17", "how": "möte"}
    assert not plan.set_first_step(case, key, text="Ringa")
    done(case, plan.set_first_step(case, key, text=None, who=None))
    assert "first_step" not in case.plan[key].to_data()


@pytest.mark.parametrize(("row", "to", "stands"), [("p01", 3, 3), ("p05", 0, 0), ("p02", 99, 11), ("p03", -1, 0)])
def test_a_row_is_moved(case: Case, row: str, to: int, stands: int) -> None:
    rest = [key for key in case.plan if key != row]
    done(case, plan.move_row(case, row, to))
    assert list(case.plan).index(row) == stands
    assert [key for key in case.plan if key != row] == rest


def test_a_sheet_is_made_once(case: Case) -> None:
    patch, key = sheets.ensure_sheet(case, "stakeholder_map")
    done(case, patch)
    assert case.sheets[key].title == "Intressentkarta"
    assert sheets.ensure_sheet(case, "stakeholder_map") == (Patch(patch.label), key)
    assert not sheets.ensure_sheet(case, "case_map")[0]


def test_an_empty_case_is_a_whole_case_and_reads_back() -> None:
    case = newcase.empty_case("Nytt ärende", "Barnet")
    assert [group.label for group in case.groups.values()] == [
        *("Familj", "Släkt", "Kamrater", "Fritid", "Skola", "Elevhälsa"),
        *("Socialtjänst", "Hälso- och sjukvård", "Andra"),
    ]
    assert case.figures[case.child].ring == 0
    assert {sheet.kind for sheet in case.sheets.values()} == {"case_map", "collaboration_map"}
    for suffix in ("yaml", "json"):
        assert casefile.parse(casefile.dump(case, suffix), suffix, VOCABULARY) == case
    assert newcase.empty_case("Nytt ärende", "Barnet") != case


def test_what_an_edit_adds_is_written_and_read_back_as_the_same_case(case: Case) -> None:
    done(case, removal.remove(case, [("plan", key) for key in case.plan]))
    done(case, goals.add_goal(case, "long_term", ""))
    assert casefile.parse(casefile.dump(case, "yaml"), "yaml", VOCABULARY) == case
    done(case, plan.add_row(case, what="Igen"))
    assert casefile.parse(casefile.dump(case, "json"), "json", VOCABULARY) == case


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c, ok: (ok, Change("figures", "f02", 1, c.figures["f03"], c.figures["f02"])),
        lambda c, ok: (ok, Change("figures", "f02", 1, c.figures["f02"], None)),
        lambda c, ok: (ok, Change("figures", "f99", 0, None, c.figures["f02"])),
        lambda c, ok: (ok, Change("relations", "f99", 0, None, c.figures["f02"])),
        lambda c, ok: (ok, Change("wishes", "w01", 7, c.wishes["w01"], None)),
        lambda c, ok: (ok, Change("wishes", "w01", -21, c.wishes["w01"], None)),
        lambda c, ok: (ok, Change("dogs", "f02", 0, None, c.figures["f02"])),
        lambda c, ok: (ok, Change("case", "case", 0, c.info, None)),
        lambda c, ok: (ok, ok),
    ],
)
def test_a_patch_that_does_not_fit_changes_nothing_not_even_the_graph(case: Case, spoil: Any) -> None:
    before, nodes, edges = case.to_rows(), dict(case.graph.nodes), dict(case.graph.edges)
    with pytest.raises(PatchRefused):
        case.apply(Patch("x", spoil(case, ties.add_relation(case, "f02", "f05").changes[0])))
    assert case.to_rows() == before
    assert dict(case.graph.nodes) == nodes
    assert dict(case.graph.edges) == edges
