"""A composed sheet: who stands on it, what is drawn, what a drag changes."""

from __future__ import annotations

import pytest

from app.kinds.sheet_picture import SheetPicture, compose, recompose
from app.models.case import Case
from tests.support.pictures import small_case, texts


@pytest.fixture(scope="module")
def case() -> Case:
    return small_case()


@pytest.fixture(scope="module")
def collaboration(case: Case) -> SheetPicture:
    return compose(case, "collaboration_map")


@pytest.fixture(scope="module")
def casekarta(case: Case) -> SheetPicture:
    return compose(case, "case_map")


def test_the_collaboration_map_has_the_wishing_and_the_active_professionals(collaboration: SheetPicture) -> None:
    assert set(collaboration.figures) == {"child", "mother", "mentor", "post", "nurse"}


def test_composing_is_pure(case: Case, casekarta: SheetPicture) -> None:
    assert compose(case, "case_map") == casekarta


def test_wishes_are_painted_last_on_the_collaboration_map(collaboration: SheetPicture, casekarta: SheetPicture) -> None:
    assert [tie.family for tie in collaboration.ties.values()] == ["relations", "wishes", "wishes", "wishes"]
    assert [tie.family for tie in casekarta.ties.values()][-2:] == ["relations", "relations"]


def test_a_wish_has_its_words_on_the_collaboration_map_only(
    collaboration: SheetPicture, casekarta: SheetPicture
) -> None:
    assert "Besked." in texts(collaboration.ties["w3"].front)
    assert texts(casekarta.ties["w3"].front) == ["3"]


def test_a_relations_words_are_on_the_case_map_only(collaboration: SheetPicture, casekarta: SheetPicture) -> None:
    assert texts(casekarta.ties["r1"].front) in (["nära"], [])
    assert len(casekarta.ties["r1"].labels) == len(texts(casekarta.ties["r1"].front))
    assert not collaboration.ties["r1"].front


def test_headings_are_the_groups_of_those_shown(casekarta: SheetPicture) -> None:
    assert texts(casekarta.background) == ["FAMILJ", "KAMRATER", "SKOLA"]
    assert len(casekarta.headings) == 3


def test_pictures_say_in_words_what_they_show(casekarta: SheetPicture) -> None:
    assert casekarta.figures["mother"].alt == "Mamma Nguyễn, Familj, Varje dag, Vårdnadshavare"
    assert casekarta.figures["post"].alt == "Resurs, Skola, Varje vecka, Saknas"
    assert casekarta.ties["w2"].alt == (
        "Önskemål 2 från Mentor Şebnem till Resurs: Någon som är med vid byten. Blockerat."
    )
    assert "Stark" in casekarta.ties["r1"].alt


def test_title_and_subtitle_come_from_sheet_and_case() -> None:
    sheet = {"id": "s", "kind": "case_map", "title": "Vår karta", "made_on": "2026-11-01", "figures": ["child"]}
    info = {"id": "small", "number": "2026-014", "title": "Sam, åk 2"}
    picture = compose(small_case(maps=[sheet], case=info), "case_map")
    assert (picture.title, picture.subtitle) == ("Vår karta", "2026-014 · 2026-11-01")


def test_a_figure_with_a_place_stands_there() -> None:
    sheet = {"id": "s", "kind": "case_map", "places": {"friend": [-90.0, 35.5]}}
    assert compose(small_case(maps=[sheet]), "case_map").figures["friend"].place == (-90.0, 35.5)


def test_an_unknown_kind_of_sheet_is_an_error(case: Case) -> None:
    with pytest.raises(KeyError):
        compose(case, "no_such_map")


def test_dragging_draws_only_what_moved(case: Case, casekarta: SheetPicture) -> None:
    x, y = casekarta.figures["friend"].place
    dragged = recompose(case, casekarta, {"friend": (x + 3, y + 2)})
    assert dragged.figures["friend"].place == (x + 3, y + 2)
    assert dragged.ties["r2"].line != casekarta.ties["r2"].line
    assert dragged.figures["mentor"] is casekarta.figures["mentor"]
    assert dragged.ties["r1"] is casekarta.ties["r1"]
    assert dragged.legend is casekarta.legend
