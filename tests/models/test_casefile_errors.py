"""What a bad file gets: every problem with its place, and a sentence that names the value."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models import casefile

VOCABULARY = casefile.Vocabulary()
Data = dict[str, Any]


def problems(data: Data) -> dict[str, str]:
    """Path → sentence of everything wrong with ``data``, which must be something."""
    with pytest.raises(casefile.BadCaseFile) as caught:
        casefile.from_data(data, VOCABULARY)
    return {problem.path: problem.sentence for problem in caught.value.problems}


def text_problems(text: str | bytes, suffix: str = "yaml") -> list[str]:
    with pytest.raises(casefile.BadCaseFile) as caught:
        casefile.parse(text, suffix, VOCABULARY)
    return [str(problem) for problem in caught.value.problems]


def put(path: str, value: Any) -> Callable[[Data], None]:
    """Return what puts ``value`` at a dotted path with positions."""

    def spoil(data: Data) -> None:
        *steps, last = path.split(".")
        here: Any = data
        for step in steps:
            here = here[int(step)] if isinstance(here, list) else here[step]
        if isinstance(here, list):
            here[int(last)] = value
        else:
            here[last] = value

    return spoil


SPOILED = [
    ("schema", "samkarta.case/2", "schema", "samkarta.case/2"),
    ("schema", "annat", "schema", "annat"),
    ("schema", None, "schema", "null"),
    ("figures.3.group", "g_ingen", "figures[3].group", "ingen grupp har id g_ingen"),
    ("figures.3.organisation", "org_x", "figures[3].organisation", "org_x"),
    ("figures.3.age", 131, "figures[3].age", "131"),
    ("figures.3.age", -1, "figures[3].age", "-1"),
    ("figures.3.age", "elva", "figures[3].age", "elva"),
    ("figures.3.age", 11.0, "figures[3].age", "11.0"),
    ("figures.3.ring", 4, "figures[3].ring", "4"),
    ("figures.3.ring", True, "figures[3].ring", "true"),
    ("figures.3.influence", 4, "figures[3].influence", "4"),
    ("figures.3.status", "borta", "figures[3].status", "borta"),
    ("figures.3.kind", "katt", "figures[3].kind", "katt"),
    ("figures.3.guardian", "ja", "figures[3].guardian", "ja"),
    ("figures.3.label", None, "figures[3].label", "null"),
    ("figures.3.label", 7, "figures[3].label", "7"),
    ("figures.3.colour", "red", "figures[3].colour", "colour"),
    ("figures.3.lable", "x", "figures[3].lable", "label"),
    ("figures.3.id", "å", "figures[3].id", "å"),
    ("figures.3.id", "x" * 65, "figures[3].id", "x" * 59),
    ("figures.3", "f04", "figures[3]", "f04"),
    ("figures.3.personal_number", "19121212-1213", "figures[3].personal_number", "19121212-1213"),
    ("figures.3.personal_number", "19120230-1212", "figures[3].personal_number", "19120230-1212"),
    ("figures.3.personal_number", "tolv", "figures[3].personal_number", "tolv"),
    ("figures", {"f01": {}}, "figures", "en lista"),
    ("groups.0.sector", "skola", "groups[0].sector", "skola"),
    ("organisations.0.principal", "kommun", "organisations[0].principal", "kommun"),
    ("case", [], "case", "en lista"),
    ("case.title", None, "case.title", "null"),
    ("case.opened_on", "2026-02-30", "case.opened_on", "2026-02-30"),
    ("case.opened_on", 20261006, "case.opened_on", "20261006"),
    ("case.coordinator", "f99", "case.coordinator", "f99"),
    ("case.keywords", "sömn", "case.keywords", "sömn"),
    ("case.keywords", [None], "case.keywords[0]", "null"),
    ("child", "f99", "child", "ingen figur har id f99"),
    ("child", None, "child", "null"),
    ("relations.0.to", "f01", "relations[0].to", "f01"),
    ("relations.0.quality", "god", "relations[0].quality", "god"),
    ("relations.0.quality", "wish", "relations[0].quality", "wish"),
    ("relations.0.energy", "ut", "relations[0].energy", "ut"),
    ("wishes.0.to", "f02", "wishes[0].to", "f02"),
    ("wishes.0.answer.cause", "outlook", "wishes[0].answer.cause", "outlook"),
    ("wishes.0.answer", {"status": "unanswered", "cause": "outlook"}, "wishes[0].answer.cause", "outlook"),
    ("wishes.0.answer.status", "ja", "wishes[0].answer.status", "ja"),
    ("wishes.0.answer.answered_by", "f77", "wishes[0].answer.answered_by", "f77"),
    ("wishes.0.restricted", ["secret"], "wishes[0].restricted[0]", "secret"),
    ("support_answers.0.figure", "g_skola", "support_answers[0].figure", "g_skola"),
    ("goals.mid_term", [], "goals.mid_term", "mid_term"),
    ("goals", [], "goals", "en lista"),
    ("goals.short_term.0.target_date", "2026-13-01", "goals.short_term[0].target_date", "2026-13-01"),
    ("goals.short_term.0.wellbeing", ["happy"], "goals.short_term[0].wellbeing[0]", "happy"),
    ("goals.short_term.0.measurements", [{"value": True}], "goals.short_term[0].measurements[0].value", "true"),
    ("plan.0.goal", "gs9", "plan[0].goal", "inget mål har id gs9"),
    ("plan.0.origin", ["s17", "f01"], "plan[0].origin[1]", "f01"),
    ("plan.0.responsible", "g_skola", "plan[0].responsible", "g_skola"),
    ("plan.0.first_step.who", "f99", "plan[0].first_step.who", "f99"),
    ("plan.0.first_step.when", "nu", "plan[0].first_step.when", "when"),
    ("plan.0.log", [{"meeting": "m99"}], "plan[0].log[0].meeting", "m99"),
    ("consents.0.organisations", None, "consents[0].organisations", "null"),
    ("consents.0.organisations", ["org_soc", "f01"], "consents[0].organisations[1]", "f01"),
    ("sip.sequence", 0, "sip.sequence", "0"),
    ("sip.copies_to", ["g_skola"], "sip.copies_to[0]", "g_skola"),
    ("sip.approvals", [{"figure": "f02", "on": "2026-09-31"}], "sip.approvals[0].on", "2026-09-31"),
    ("meetings.0.start", "25:00", "meetings[0].start", "25:00"),
    ("meetings.0.start", 780, "meetings[0].start", "780"),
    ("timeline.0.date", "2025-13", "timeline[0].date", "2025-13"),
    ("timeline.0.date", "hösten", "timeline[0].date", "hösten"),
    ("timeline.0.actor", "m01", "timeline[0].actor", "m01"),
    ("wheel", [{"rating": 6}], "wheel[0].rating", "6"),
    ("wheel", [{"meeting": "m9"}], "wheel[0].meeting", "m9"),
    ("maps.0.kind", "karta", "maps[0].kind", "karta"),
    ("maps.0.places", {"f99": [1, 2]}, "maps[0].places.f99", "ingen figur har id f99"),
    ("maps.0.places", {"f02": [1, float("inf")]}, "maps[0].places.f02[1]", "inf"),
    ("maps.0.places", {"f02": [1, "två"]}, "maps[0].places.f02[1]", "två"),
    ("maps.0.places", {"f02": [1]}, "maps[0].places.f02", "två tal"),
    ("maps.0.notes", [{"place": [10**400, 0]}], "maps[0].notes[0].place[0]", "mycket stort"),
    ("maps.0.pinned", ["f99"], "maps[0].pinned[0]", "f99"),
    ("households", [{"members": ["f01", "x"]}], "households[0].members[1]", "x"),
    ("extra", 1, "extra", "extra"),
]


@pytest.mark.parametrize(("at", "value", "path", "named"), SPOILED)
def test_a_bad_value_is_named_with_its_path_and_nothing_else_is_blamed(
    example_data: Data, at: str, value: Any, path: str, named: str
) -> None:
    put(at, value)(example_data)
    found = problems(example_data)
    assert named in found[path]
    if at not in ("figures", "figures.3", "figures.3.id", "goals"):  # what referred to these dangles
        assert list(found) == [path]


@pytest.mark.parametrize(
    "at", ["schema", "case", "child", "case.id", "case.title", "figures.2.id", "figures.2.group", "wishes.0.text"]
)
def test_a_missing_required_key_is_named(example_data: Data, at: str) -> None:
    *steps, last = at.split(".")
    here: Any = example_data
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    del here[last]
    path = at.replace(".2.", "[2].").replace(".0.", "[0].")
    assert last in problems(example_data)[path]


def test_every_problem_is_found_in_one_go_and_in_the_files_order(example_data: Data) -> None:
    spoiled = [
        ("case.status", "klar"),
        ("figures.0.age", 200),
        ("figures.1.group", "nej"),
        ("figures.1.colour", 1),
        ("relations.0.quality", "x"),
        ("wishes.0.answer.cause", "outlook"),
        ("plan.0.goal", "x"),
        ("maps.0.kind", "x"),
    ]
    for at, value in spoiled:
        put(at, value)(example_data)
    assert list(problems(example_data)) == [
        *("case.status", "figures[0].age", "figures[1].group", "figures[1].colour", "relations[0].quality"),
        *("wishes[0].answer.cause", "plan[0].goal", "maps[0].kind"),
    ]


@pytest.mark.parametrize(
    ("at", "id_", "path", "first"),
    [
        ("figures.3.id", "f01", "figures[3].id", "figures[0].id"),
        ("relations.0.id", "g_skola", "relations[0].id", "groups[4].id"),
        ("goals.short_term.0.id", "gl1", "goals.short_term[0].id", "goals.long_term[0].id"),
        ("groups.0.id", "case_a", "groups[0].id", "case.id"),
        ("maps.0.notes", [{"id": "f01"}], "maps[0].notes[0].id", "figures[0].id"),
    ],
)
def test_an_id_used_twice_is_named_with_both_places(
    example_data: Data, at: str, id_: Any, path: str, first: str
) -> None:
    put(at, id_)(example_data)
    said = problems(example_data)[path]
    assert first in said
    assert (id_ if isinstance(id_, str) else "f01") in said


def test_a_newer_version_is_told_from_a_strange_one(example_data: Data) -> None:
    newer = problems({**example_data, "schema": "samkarta.case/2", "news": 1})
    assert list(newer) == ["schema"]
    assert "nyare" in newer["schema"]
    assert "nyare" not in problems({**example_data, "schema": "samkarta.case/0"})["schema"]


def test_anchors_aliases_and_tags_are_each_named_with_line_and_column() -> None:
    text = "schema: samkarta.case/1\ncase: {id: a, title: &t Titel}\nchild: !!str f\n"
    text += "questions:\n  support: *t\n  need: *t\n"
    found = text_problems(text)
    assert any(each.startswith("case.title: rad 2, kolumn 22:") and "&t" in each for each in found)
    assert any(each.startswith("child: rad 3, kolumn 8:") and "str" in each for each in found)
    assert any(each.startswith("questions.support: rad 5, kolumn 12:") and "*t" in each for each in found)
    assert any(each.startswith("questions.need: rad 6, kolumn 9:") for each in found)


def test_aliases_that_multiply_are_refused_at_once() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert any("*a" in each for each in text_problems(text))


@pytest.mark.parametrize(
    ("text", "suffix", "words"),
    [
        (b"title: \xff", "yaml", ["UTF-8"]),
        ("schema: x".encode("utf-16"), "yaml", ["UTF-8"]),
        ("", "yaml", ["tom"]),
        (b"\xef\xbb\xbf \n", "json", ["tom"]),
        ("# bara en kommentar\n", "yaml", ["tom"]),
        ("---\n", "yaml", ["tom"]),
        ("- a\n", "yaml", ["en lista"]),
        ("12", "json", ["12"]),
        ("null", "json", ["tom"]),
        ("a: b: c", "yaml", ["YAML", "rad 1", "kolumn 5"]),
        ("case:\n  id: [a\n", "yaml", ["YAML", "rad 3"]),
        ("a: \x07", "yaml", ["YAML", "rad 1", "kolumn 4"]),
        ("a: 1\n--- \nb: 2", "yaml", ["rad 2", "ett dokument"]),
        ("? [a]\n: b", "yaml", ["rad 1", "nyckel"]),
        ('{"a": 1,\n "b" 2}', "json", ["JSON", "rad 2", "kolumn 6"]),
        ("[" * 100_000, "json", ["nivåer"]),
        ("[" * 100 + "]" * 100, "json", ["nivåer"]),
        ("[" * 100_000, "yaml", ["nivåer"]),
        ("a:\n" + "".join(" " * n + "a:\n" for n in range(1, 100)), "yaml", ["nivåer"]),
        ("- " * 5000, "yaml", ["nivåer"]),
        ("schema: x", ".txt", [".txt", ".yaml", ".json"]),
        ("schema: x", "", [".yaml"]),
    ],
)
def test_a_text_that_is_no_case_file_gets_one_sentence(text: str | bytes, suffix: str, words: list[str]) -> None:
    found = text_problems(text, suffix)
    assert len(found) == 1
    for word in words:
        assert word in found[0]


def test_a_key_that_stands_twice_is_named(example_text: str) -> None:
    [found] = text_problems(example_text.replace("  age: 11\n", "  age: 11\n  age: 12\n"))
    assert found.startswith("figures[0].age: rad ")
    [found] = text_problems(
        '{"schema": "samkarta.case/1", "case": {"id": "a", "title": "t", "id": "a"}, "child": "f", '
        '"groups": [{"id": "g", "label": "", "sector": "school"}], '
        '"figures": [{"id": "f", "label": "", "group": "g"}]}',
        "json",
    )
    assert found.startswith("case.id: ")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_numbers_that_are_none_are_refused_in_json(example_data: Data, number: str) -> None:
    example_data["maps"][0]["places"] = {"f02": [1, "HERE"]}
    [found] = text_problems(json.dumps(example_data).replace('"HERE"', number), "json")
    assert found.startswith("maps[0].places.f02[1]: ")


@pytest.mark.parametrize("date", ["2026-02-30", "'2026-02-30'", "2026-13-01", "0000-01-01"])
def test_a_date_that_does_not_exist_is_named_quoted_or_not(example_text: str, date: str) -> None:
    [found] = text_problems(example_text.replace("opened_on: 2026-10-06", f"opened_on: {date}"))
    assert found == f"case.opened_on: datumet {date.strip(chr(39))} finns inte"


def test_a_file_over_five_mebibytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (5 * 1024 * 1024 + 1))
    with pytest.raises(casefile.BadCaseFile, match="5 MB"):
        casefile.read(path, VOCABULARY)


def test_a_file_that_is_not_there_is_the_callers_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        casefile.read(tmp_path / "none.yaml", VOCABULARY)


def test_more_than_five_thousand_figures_are_refused(example_data: Data) -> None:
    example_data["figures"] += [{"id": f"x{n}", "label": "", "group": "g_skola"} for n in range(5000 - 18)]
    assert problems(example_data) == {"figures": "filen har 5001 figurer; fler än 5 000 går inte"}


def test_hostile_words_are_shortened_and_made_printable(example_data: Data) -> None:
    example_data["\x1b[31m" + "k" * 10_000] = 1
    example_data["figures"][0]["status"] = "\x1b]0;" + "s" * 10_000 + "\n"
    for path, said in problems(example_data).items():
        assert len(path) + len(said) < 300
        assert (path + said).isprintable()


def test_half_a_character_is_refused(example_data: Data) -> None:
    text = (
        json.dumps(example_data)
        .replace('"Petra"', '"\\ud83d"')
        .replace('"places": {}', '"places": {"\\ud83d": [1, 2]}', 1)
    )
    found = text_problems(text, "json")
    assert found[0].startswith("figures[1].label: ")
    assert "Unicode" in found[0]
    assert all(each.isprintable() for each in found)


# Built anew each time: one and the same list drawn twice could be put inside itself, and reading would never end.
SMALL = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.builds(list), st.builds(lambda: {"id": []}))
PIECES = st.one_of(
    *(st.booleans(), st.floats(), st.text(max_size=5), SMALL, st.lists(SMALL, max_size=2)),
    st.dictionaries(st.sampled_from(["id", "from", "to", "x", "kind", "notes"]), SMALL, max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_anywhere_is_read_or_named_and_never_a_crash(data: st.DataObject) -> None:
    spoiled = copy.deepcopy(_example())
    for _each in range(data.draw(st.integers(1, 3))):
        here: Any = spoiled
        while True:
            step = data.draw(st.sampled_from(list(here) if isinstance(here, dict) else range(len(here))))
            if not isinstance(here[step], dict | list) or not here[step] or data.draw(st.integers(0, 3)) == 0:
                break
            here = here[step]
        here[step] = data.draw(PIECES)
    try:
        case = casefile.from_data(spoiled, VOCABULARY)
    except casefile.BadCaseFile as bad:
        assert bad.problems
        assert all(problem.sentence for problem in bad.problems)
    else:
        assert casefile.from_data(casefile.to_data(case, json=True), VOCABULARY) == case


def _example() -> Data:
    if not _KEPT:
        path = Path(__file__).parents[2] / "resources" / "examples" / "case_a.yaml"
        _KEPT.update(json.loads(casefile.dump(casefile.read(path, VOCABULARY), "json")))
    return _KEPT


_KEPT: Data = {}


def test_a_file_with_thousands_of_problems_says_that_there_are_more(example_data: Data) -> None:
    example_data["figures"][0].update({f"k{number}": 1 for number in range(6000)})
    with pytest.raises(casefile.BadCaseFile) as caught:
        casefile.from_data(example_data, VOCABULARY)
    assert len(caught.value.problems) == 5001
    assert "fler fel" in caught.value.problems[-1].sentence
