"""What a layout promises: nothing overlaps, no line runs through a figure or along another line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from layout_checks import faults, overlaps, pierced, run_together
from layout_requests import crowd, example, to_and_fro

from app.drawing.arrange import arrange
from app.drawing.layout import Layout


@pytest.mark.parametrize("name", ["case_a", "case_b"])
@pytest.mark.parametrize("what", ["relations", "wishes", "both"])
def test_an_example_case_is_laid_out_without_a_fault(name: str, what: str) -> None:
    request = example(name, relations=what != "wishes", wishes=what != "relations")
    assert faults(request, arrange(request)) == []


@pytest.mark.parametrize(("figures", "relations", "wishes", "seed"), [(8, 8, 8, 1), (20, 25, 20, 2), (30, 30, 30, 3)])
def test_a_crowd_is_laid_out_without_a_fault(figures: int, relations: int, wishes: int, seed: int) -> None:
    request = crowd(figures, relations, wishes, seed)
    assert faults(request, arrange(request)) == []


def test_sixty_figures_with_ninety_wishes_are_laid_out_without_a_fault() -> None:
    request = crowd(60, 60, 90, 7)
    assert faults(request, arrange(request)) == []


@pytest.mark.parametrize("seed", [1, 4])
def test_five_wishes_both_ways_between_the_same_two_do_not_hide_each_other(seed: int) -> None:
    request = to_and_fro(14, 3, seed)
    assert faults(request, arrange(request)) == []


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(1, 16), st.integers(0, 12), st.integers(0, 10), st.integers(0, 999), st.integers(1, 6))
def test_small_sheets_are_laid_out_without_a_fault(
    figures: int, relations: int, wishes: int, seed: int, areas: int
) -> None:
    request = crowd(figures, relations, wishes, seed, areas)
    layout = arrange(request)
    assert overlaps(request, layout) + pierced(request, layout) + run_together(layout) == []


def _scale_on_a4(layout: Layout) -> float:
    """Return how much a layout shrinks on the 277 × 158 mm that a landscape A4 leaves for the map."""
    return min(277 / layout.bounds.width, 158 / layout.bounds.height, 1.0)


@pytest.mark.parametrize("name", ["case_a", "case_b"])
def test_an_example_case_fits_a4_with_readable_names(name: str) -> None:
    assert 10.5 * _scale_on_a4(arrange(example(name))) >= 8.0


@pytest.mark.parametrize("aspect", [1.4, 1.7])
def test_the_sheet_is_about_as_broad_as_asked(aspect: float) -> None:
    bounds = arrange(example("case_a", aspect=aspect)).bounds
    assert aspect * 0.8 < bounds.width / bounds.height < aspect * 1.25


def test_larger_chips_are_used_where_there_is_room() -> None:
    request = example("case_a", relations=False)
    layout = arrange(request)
    assert sum(size < 3 for _box, size in layout.chips.values()) >= len(layout.chips) / 2
    for tie in request.ties:
        box, size = layout.chips[tie.id]
        assert (round(box.width, 6), round(box.height, 6)) == tuple(round(v, 6) for v in tie.chips[size])
