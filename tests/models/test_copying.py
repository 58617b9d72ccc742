"""Figures are copied with the lines among them and pasted as new ones, also into another case."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.models import casefile
from app.models.case import Case
from app.models.edits import EditRefused, fields, newcase, notes
from app.models.edits.copying import copied, homes, names, paste, stood

VOCABULARY = casefile.Vocabulary()


@pytest.fixture
def case(example_data: dict[str, Any]) -> Case:
    return casefile.from_data(example_data, VOCABULARY)


def figures(*keys: str) -> list[tuple[str, str]]:
    return [("figures", key) for key in keys]


def through_json(data: dict[str, Any]) -> dict[str, Any]:
    again: dict[str, Any] = json.loads(json.dumps(data))
    return again


def test_figures_come_with_the_lines_among_them_and_new_ids(case: Case) -> None:
    before = case.to_rows()
    inside = {"f02", "f03", case.child}
    ties = [t for t in (*case.relations.values(), *case.wishes.values()) if {t.from_, t.to} <= inside]
    assert ties
    data = through_json(copied(case, figures(*inside), "map1", {"f02": (10, 20)}))
    patch, new = paste(case, data, "map1", {"f02": (40.004, 50)})
    case.apply(patch)
    assert set(new) == {"f02", "f03"} and case.figures[new["f02"]].label == case.figures["f02"].label
    mine = {*new.values(), case.child}
    made = [t for t in (*case.relations.values(), *case.wishes.values()) if {t.from_, t.to} <= mine and t not in ties]
    assert len(made) == len(ties)
    assert case.sheets["map1"].places[new["f02"]] == (40.0, 50)
    assert stood(data) == {"f02": (10.0, 20.0)}
    case.apply(patch.inverse())
    assert case.to_rows() == before


def test_another_case_gets_the_groups_it_lacks_and_keeps_those_it_has(case: Case) -> None:
    other = newcase.empty_case("Annat", "Bo")
    school = next(key for key, group in other.groups.items() if group.label == "Skola")
    case.apply(fields.set_field(case, "groups", case.figures["f02"].group, "label", "Storfamilj"))
    in_school = next(key for key, f in case.figures.items() if case.groups[f.group].label.casefold() == "skola")
    data = through_json(copied(case, figures("f02", in_school)))
    assert homes(other, data) == {"f02": None, in_school: school}
    sheet = next(iter(other.sheets))
    patch, new = paste(other, data, sheet)
    other.apply(patch)
    assert other.figures[new[in_school]].group == school
    assert other.groups[other.figures[new["f02"]].group].label == "Storfamilj"
    assert len(other.figures) == 3
    count = len(other.groups)
    other.apply(paste(other, data, sheet)[0])
    assert len(other.groups) == count


def test_a_wish_comes_with_its_answer_but_without_one_who_was_not_copied(case: Case) -> None:
    key, wish = next((k, w) for k, w in case.wishes.items() if w.answer is not None)
    outside = next(f for f in case.figures if f not in (wish.from_, wish.to))
    case.apply(fields.set_field(case, "wishes", key, "answer.answered_by", outside))
    case.apply(paste(case, copied(case, figures(wish.from_, wish.to)), "map1")[0])
    answer = [w for w in case.wishes.values() if w.text == wish.text][-1].answer
    assert answer is not None and answer.status == wish.status and answer.answered_by is None


def test_personal_numbers_and_contacts_of_the_protected_stay_at_home(case: Case) -> None:
    case.apply(fields.set_field(case, "figures", "f02", "personal_number", "19121212-1212"))
    case.apply(fields.set_field(case, "figures", "f02", "contact", "070-1"))
    assert "1212" not in json.dumps(copied(case, figures("f02"))) and "070-1" in json.dumps(
        copied(case, figures("f02"))
    )
    case.apply(fields.set_field(case, "figures", "f02", "protected_identity", True))
    assert "070-1" not in json.dumps(copied(case, figures("f02")))


def test_the_child_alone_or_nothing_is_not_copied(case: Case) -> None:
    for keys in ([], figures(case.child), [("wishes", next(iter(case.wishes)))]):
        with pytest.raises(EditRefused):
            copied(case, keys)


def test_names_are_what_other_programs_get(case: Case) -> None:
    figure = case.figures["f02"]
    text = names(copied(case, figures("f02", "f03")))
    assert len(text.splitlines()) == 2 and figure.label in text


def test_notes_are_copied_with_their_words(case: Case) -> None:
    case.apply(notes.add_note(case, "map1", "Fråga om skjuts\nåäö Nguyễn Łódź", (1, 2)))
    (key,) = notes.notes_of(case.sheets["map1"])
    data = through_json(copied(case, [("notes", key)], "map1"))
    case.apply(paste(case, data, "map1", note_places=[(30, 40)])[0])
    assert [(n.text, n.place) for n in case.sheets["map1"].notes] == [
        ("Fråga om skjuts\nåäö Nguyễn Łódź", (1, 2)),
        ("Fråga om skjuts\nåäö Nguyễn Łódź", (30, 40)),
    ]


def spoiled(data: dict[str, Any]) -> list[Any]:
    line = {"id": "r", "from": "f02", "to": "f99", "quality": "strong"}
    return [
        {},
        {**data, "schema": "annat/1"},
        {**data, "figures": "f02"},
        {**data, "figures": []},
        {**data, "figures": data["figures"] * 2},
        {**data, "figures": [{**data["figures"][0], "ring": 9}]},
        {**data, "groups": []},
        {**data, "relations": [line]},
        {**data, "program": "rm"},
        {**data, "places": {"f02": [float("nan"), 1]}},
    ]


def test_a_bad_clipboard_is_refused_in_a_sentence_and_changes_nothing(case: Case) -> None:
    before = case.to_rows()
    data = copied(case, figures("f02"), "map1", {"f02": (1, 2)})
    for bad in spoiled(data):
        with pytest.raises(EditRefused, match=r"\.$"):
            paste(case, bad, "map1")
    assert case.to_rows() == before


def test_notes_are_written_moved_and_taken_away(case: Case) -> None:
    case.apply(notes.add_note(case, "map1", "  Rad ett  \nRad två\n\n", (1.2345, 2)))
    (key,) = notes.notes_of(case.sheets["map1"])
    assert case.sheets["map1"].notes[0].text == "  Rad ett\nRad två"
    case.apply(notes.move_notes(case, "map1", {key: (5, 6.666)}))
    case.apply(notes.write_note(case, "map1", key, "Annat"))
    assert (case.sheets["map1"].notes[0].text, case.sheets["map1"].notes[0].place) == ("Annat", (5, 6.67))
    assert not notes.write_note(case, "map1", key, "Annat")
    for blank in ("", " \n "):
        with pytest.raises(EditRefused):
            notes.write_note(case, "map1", key, blank)
    case.apply(notes.remove_notes(case, "map1", [key]))
    assert case.sheets["map1"].notes == ()
    with pytest.raises(EditRefused):
        notes.move_notes(case, "map1", {key: (0, 0)})


def test_notes_without_an_id_can_be_changed_too(case: Case) -> None:
    data = casefile.to_data(case, json=True)
    data["maps"][0]["notes"] = [{"text": "ett"}, {"id": "n1", "text": "två"}, {"text": "tre"}]
    case = casefile.from_data(data, VOCABULARY)
    assert list(notes.notes_of(case.sheets["map1"])) == ["~1", "n1", "~3"]
    case.apply(notes.write_note(case, "map1", "~3", "TRE"))
    case.apply(notes.remove_notes(case, "map1", ["~1"]))
    assert [note.text for note in case.sheets["map1"].notes] == ["två", "TRE"]
