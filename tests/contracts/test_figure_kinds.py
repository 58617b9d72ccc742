"""What every installed figure kind keeps to."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from app.drawing import to_qt
from app.drawing.ops import Drawing, Group
from app.kinds.figure_picture import draw_body
from app.kinds.figure_states import badges, in_state
from app.kinds.palette import child_look, sector_look
from app.kinds.registry import figure_kinds
from app.models.records import SECTORS, Figure
from tests.support.pictures import points, shapes

STATUSES = ("active", "waiting", "dormant", "missing")
KINDS = sorted(figure_kinds())


def _figure(kind: str, status: str = "active", age: int | None = None) -> Figure:
    return Figure.model_validate({"id": "f", "label": "Kim", "kind": kind, "group": "g", "status": status, "age": age})


def test_the_kinds_of_the_format_are_installed() -> None:
    assert {"person", "function", "organisation"} <= set(KINDS)


@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize("status", STATUSES)
def test_a_figure_stays_inside_its_size_in_every_state(kind_id: str, status: str) -> None:
    kind = figure_kinds()[kind_id]
    width, height = kind.size
    for sector, age, genogram in itertools.product(SECTORS, (None, 7, 15, 40), (False, True)):
        figure, look = _figure(kind_id, status, age), sector_look(sector)
        drawn = (kind.symbol(figure, look) if genogram else None) or kind.draw(figure, look)
        for x, y in points(in_state(drawn, figure, look)):
            assert abs(x) <= width / 2 + 0.01
            assert abs(y) <= height / 2 + 0.01


@pytest.mark.parametrize("kind_id", KINDS)
def test_drawing_is_pure(kind_id: str) -> None:
    kind, figure, look = figure_kinds()[kind_id], _figure(kind_id), sector_look("school")
    assert tuple(kind.draw(figure, look)) == tuple(kind.draw(figure, look))


@pytest.mark.parametrize("kind_id", KINDS)
def test_every_state_is_told_by_shape_not_colour_alone(kind_id: str) -> None:
    kind, look = figure_kinds()[kind_id], sector_look("health")
    drawn = {status: draw_body(kind, _figure(kind_id, status), look)[0] for status in STATUSES}
    outlines = {
        status: [(shape.style.dash, type(shape), getattr(shape, "segments", None)) for shape in shapes(ops)]
        for status, ops in drawn.items()
    }
    for one, other in itertools.combinations(STATUSES, 2):
        assert outlines[one] != outlines[other], f"{one} and {other} differ by colour alone"


@pytest.mark.parametrize("kind_id", KINDS)
def test_a_missing_figure_is_dashed_and_empty(kind_id: str) -> None:
    kind, look = figure_kinds()[kind_id], sector_look("school")
    figure = _figure(kind_id, "missing")
    drawn = list(shapes(in_state(kind.draw(figure, look), figure, look)))
    assert any(shape.style.dash for shape in drawn)
    assert all(shape.style.fill != look.fill for shape in drawn)


@pytest.mark.parametrize("kind_id", KINDS)
def test_the_child_in_the_middle_stands_inside_its_disc(kind_id: str) -> None:
    ops, body = draw_body(figure_kinds()[kind_id], _figure(kind_id, age=9), child_look())
    for x, y in points(ops):
        assert body.grown(0.01).contains((x, y))


@pytest.mark.parametrize("kind_id", KINDS)
def test_influence_is_a_tower_that_the_figure_stands_on(kind_id: str) -> None:
    kind, look = figure_kinds()[kind_id], sector_look("school")
    boxes = []
    for influence in range(4):
        ops, box = draw_body(kind, _figure(kind_id).changed(influence=influence), look)
        assert max(y for _x, y in points(ops)) <= box.bottom + 0.01
        boxes.append(box)
    assert boxes[0].height == kind.size[1]
    assert [one.y for one in boxes] == [boxes[0].y] * 4
    assert all(low.height < high.height for low, high in itertools.pairwise(boxes))


def test_signs_stand_inside_the_figures_box() -> None:
    look = replace(sector_look("school"), is_present=True, is_coordinator=True)
    everything = {"guardian": True, "influence": 3, "lives_with_child": "always"}
    for status in STATUSES:
        figure = _figure("person", status).changed(**everything)
        for x, y in points(badges(figure, look)):
            assert abs(x) <= 5.51
            assert abs(y) <= 7.01


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind_id", KINDS)
def test_a_figure_is_seen_on_paper(kind_id: str) -> None:
    ops, _body = draw_body(figure_kinds()[kind_id], _figure(kind_id), replace(sector_look("other"), is_present=True))
    empty, drawn = Drawing(20, 20, ()), Drawing(20, 20, (Group(ops, 10, 10),))
    assert to_qt.to_image(drawn, 50) != to_qt.to_image(empty, 50)


@pytest.mark.parametrize("kind_id", KINDS)
def test_a_kind_has_a_name(kind_id: str) -> None:
    assert figure_kinds()[kind_id].label.strip()
