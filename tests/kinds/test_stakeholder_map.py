"""The stakeholder map: the target group in the middle, words on the rings, no lines on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.documents.base import Options, documents
from app.drawing.geometry import Rect
from app.drawing.ops import Group, Op, Text
from app.kinds.distance import ring_words
from app.kinds.registry import sheet_kinds
from app.kinds.sheet_picture import SheetPicture, compose
from app.models.case import Case
from app.models.edits.fields import set_field

KIND = "stakeholder_map"


def texts(ops: tuple[Op, ...]) -> Iterator[str]:
    for op in ops:
        if isinstance(op, Group):
            yield from texts(op.ops)
        elif isinstance(op, Text):
            yield op.text


@pytest.fixture(params=["case_a", "case_b"], scope="module")
def case(request: pytest.FixtureRequest, root: Path) -> Case:
    return read_cases([root / "resources" / "examples" / f"{request.param}.yaml"])[0]


@pytest.fixture(scope="module")
def picture(case: Case) -> SheetPicture:
    return compose(case, KIND)


def test_the_rings_are_named_outwards_and_the_names_lie_on_nobody(case: Case, picture: SheetPicture) -> None:
    words = ring_words(sheet_kinds()[KIND].ring_names, picture.request, picture.layout)
    assert [each.text for each in words if isinstance(each, Text)] == ["närmast", "längre bort", "perifert"]
    boxes = [box.moved(*f.place) for f in picture.figures.values() for box in (f.body, *f.labels)]
    for each in words:
        assert isinstance(each, Text)
        spot = Rect(each.x - 3, each.y - 2, 6, 2)
        assert not any(spot.overlaps(box) for box in boxes)
    heights = [abs(each.y) for each in words if isinstance(each, Text)]
    assert heights == sorted(heights)


def test_no_line_is_on_paper_but_every_line_is_there_for_who_selects(case: Case, picture: SheetPicture) -> None:
    drawn = {op.id for op in picture.ops() if isinstance(op, Group)}
    assert not drawn & picture.ties.keys() and set(picture.figures) <= drawn
    assert set(picture.ties) == {*case.relations, *case.wishes}
    page = documents()["stakeholder-map"].drawing(case, Options())
    said = " ".join(texts(page.ops))
    assert "önskemål" not in said and "närmast" in said and "perifert" in said


def test_the_middle_says_the_target_group_where_there_is_one(case_a: Path) -> None:
    case = read_cases([case_a])[0]
    assert "Tuva, 11 år" in texts(compose(case, KIND).figures[case.child].ops)
    case.apply(set_field(case, "case", "case", "target_group", "Elever med hög frånvaro"))
    said = " ".join(texts(compose(case, KIND).figures[case.child].ops))
    assert said == "Elever med hög frånvaro"
    assert "Tuva, 11 år" in texts(compose(case, "case_map").figures[case.child].ops)
