"""Layouts of unusual sheets, of figures that somebody placed by hand, and while figures are dragged."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from layout_checks import ends_off_edge, faults, overlaps, pierced
from layout_requests import body, crowd, example

from app.drawing.arrange import arrange, reroute
from app.drawing.geometry import Point, Rect
from app.drawing.layout import Area, BodyBox, LayoutRequest, TieLine

AREAS = (Area("home", (20.0, 4.5)), Area("school", (20.0, 4.5)), Area("nobody", (20.0, 4.5)))
CHIP = ((30.0, 6.0), (9.0, 5.0))


def sheet(*bodies: BodyBox, ties: tuple[TieLine, ...] = ()) -> LayoutRequest:
    return LayoutRequest("child", (body("child", "home", 0, "Barnet", child=True), *bodies), AREAS, ties)


def test_a_child_alone_stands_in_the_middle_of_the_empty_areas() -> None:
    layout = arrange(sheet())
    assert layout.places == {"child": (0.0, 0.0)}
    assert [area.id for area in layout.areas] == ["home", "school", "nobody"]
    assert layout.clear_radius[1] > 10


def test_an_area_without_figures_is_there_too_but_smaller() -> None:
    request = sheet(*(body(f"f{n}", "school", 2, "Mentor") for n in range(6)), body("b", "home", 2, "Mamma"))
    layout = arrange(request)
    assert [area.id for area in layout.areas] == ["home", "school", "nobody"]
    assert faults(request, layout) == []


def test_an_empty_sheet_does_not_crash() -> None:
    assert arrange(LayoutRequest("child", (), (), ())).places == {}


@pytest.mark.parametrize("ring", [1, 3])
def test_sixty_figures_of_one_group_and_ring_do_not_overlap(ring: int) -> None:
    request = sheet(*(body(f"f{n}", "school", ring, "Socialsekreterare") for n in range(60)))
    assert overlaps(request, arrange(request)) == []


def test_very_long_words_do_not_overlap() -> None:
    wide = [BodyBox(f"f{n}", "home", 1 + n % 3, Rect(-5.5, -7.5, 11, 15), (Rect(-30, 8, 60, 8),)) for n in range(12)]
    ties = tuple(TieLine(f"w{n}", "child", f"f{n}", 1.0, CHIP) for n in range(12))
    request = sheet(*wide, ties=ties)
    assert faults(request, arrange(request)) == []


def test_rings_lie_inside_each_other_and_figures_stand_farther_out_ring_by_ring() -> None:
    layout = arrange(example("case_a"))
    assert [r[0] for r in layout.rings] == sorted(r[0] for r in layout.rings)
    rx, ry = layout.rings[-1]

    def out(figure: str) -> float:
        x, y = layout.places[figure]
        return (x / rx) ** 2 + (y / ry) ** 2

    assert out("f02") < out("f03") and out("f09") < out("f10")


def test_many_ties_both_ways_between_the_same_two_fan_out() -> None:
    ties = [TieLine("r", "a", "b")]
    ties += [TieLine(f"w{n}", *(("a", "b") if n % 2 else ("b", "a")), 1.0, CHIP) for n in range(5)]
    request = sheet(body("a", "home", 2, "Mamma"), body("b", "school", 2, "Mentor"), ties=tuple(ties))
    assert faults(request, arrange(request)) == []


def test_a_placed_figure_stays_exactly_and_the_free_ones_avoid_it() -> None:
    request = example("case_a")
    free = arrange(request).places["f10"]
    places: dict[str, Point] = {"f02": (free[0] + 3, free[1] - 2), "f18": (-210.0, 30.0)}
    placed = replace(request, bodies=tuple(replace(b, place=places.get(b.id)) for b in request.bodies))
    layout = arrange(placed)
    assert {figure: layout.places[figure] for figure in places} == places
    assert overlaps(placed, layout) == [] and pierced(placed, layout) == []


def test_figures_placed_on_top_of_each_other_or_of_the_child_do_not_crash() -> None:
    spots: list[Point] = [(40.0, 40.0), (40.0, 40.0), (0.0, 0.0), (4e4, -3e4)]
    figures = [body(f"f{n}", "home", 1, "Mamma", place=place) for n, place in enumerate(spots)]
    ties = tuple(TieLine(f"t{n}", "child", f"f{n}", 1.0, CHIP) for n in range(4)) + (TieLine("x", "f0", "f1"),)
    layout = arrange(sheet(*figures, ties=ties))
    assert [layout.places[f"f{n}"] for n in range(4)] == spots
    assert set(layout.lines) == {"t0", "t1", "t2", "t3", "x"}


def test_curves_are_told_by_points_at_most_two_millimetres_apart() -> None:
    for points in arrange(example("case_b")).lines.values():
        if len(points) > 2:
            assert (
                max(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in zip(points, points[1:], strict=False))
                <= 2.05
            )


_PRINT = """
import sys; sys.path[:0] = [{tests!r}, {root!r}]
from layout_requests import crowd
from app.drawing.arrange import arrange
print(repr(arrange(crowd(14, 10, 8, 5))))
"""


def test_the_same_sheet_is_laid_out_alike_in_every_process() -> None:
    tests, root = str(Path(__file__).parent), str(Path(__file__).parents[2])
    told = {
        subprocess.run(
            [sys.executable, "-c", _PRINT.format(tests=tests, root=root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1 and told != {""}


def test_while_dragging_only_the_moved_figure_and_its_lines_change() -> None:
    request = example("case_a")
    before = arrange(request)
    x, y = before.places["f13"]
    after = reroute(request, before, {"f13": (x + 6, y + 4)})
    assert after.places == {**before.places, "f13": (x + 6, y + 4)}
    own = {tie.id for tie in request.ties if "f13" in (tie.from_, tie.to)}
    changed = {tie for tie in before.lines if before.lines[tie] != after.lines[tie]}
    assert changed == own
    assert {tie for tie in before.chips if before.chips[tie] != after.chips[tie]} <= own
    assert set(after.chips) == set(before.chips)
    assert ends_off_edge(request, after) == []
    assert after.areas == before.areas and after.rings == before.rings


def test_dragging_a_little_moves_lines_a_little() -> None:
    request = example("case_a")
    first = arrange(request)
    x, y = first.places["f07"]
    one = reroute(request, first, {"f07": (x + 1, y)})
    two = reroute(request, one, {"f07": (x + 1.5, y)})
    for tie in request.ties:
        if "f07" in (tie.from_, tie.to):
            assert abs(one.lines[tie.id][-1][0] - two.lines[tie.id][-1][0]) < 2
            assert abs(len(one.lines[tie.id]) - len(two.lines[tie.id])) <= 2


def test_the_child_stays_in_the_middle_while_dragged() -> None:
    request = crowd(6, 5, 5, 1)
    assert reroute(request, arrange(request), {"child": (30.0, 30.0)}).places["child"] == (0.0, 0.0)
