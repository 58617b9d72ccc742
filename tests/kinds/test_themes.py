"""The map reads in both themes, as WCAG 2.2 AA asks, and means the same in both."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kinds import palette
from app.kinds.themes import recolour
from app.models.records import SECTORS
from tests.support.contrast import SHAPE, TEXT, contrast

THEMES = ("light", "dark")


def shown(theme: str, colour: str) -> str:
    """Return a colour as it is painted in a theme."""
    change = recolour(theme)
    return colour if change is None else change(colour)


def grounds(theme: str) -> list[str]:
    tints = [colours.tint for colours in palette.SECTOR_COLOURS.values()]
    return [shown(theme, each) for each in (palette.PAPER, palette.SHEET, *tints)]


def test_the_light_theme_is_the_paper_and_there_are_no_others() -> None:
    assert recolour("light") is None
    with pytest.raises(KeyError):
        recolour("sepia")


@pytest.mark.parametrize("theme", THEMES)
def test_words_read_on_every_ground_of_the_map(theme: str) -> None:
    words = [palette.INK, palette.SOFT_INK, palette.LINE, *palette.ANSWER_COLOURS.values()]
    for word, ground in itertools.product(words, grounds(theme)):
        assert contrast(shown(theme, word), ground) >= TEXT, (word, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_rings_are_seen_on_every_ground_of_the_map(theme: str) -> None:
    for line, ground in itertools.product((palette.PALE_LINE, palette.RING, palette.CHILD), grounds(theme)):
        assert contrast(shown(theme, line), ground) >= SHAPE, (line, ground)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sector", SECTORS)
def test_a_sectors_figures_and_headings_stand_out_from_its_area(theme: str, sector: str) -> None:
    colours = palette.SECTOR_COLOURS[sector]
    for ground in (colours.tint, palette.SHEET, palette.PAPER):
        assert contrast(shown(theme, colours.ink), shown(theme, ground)) >= TEXT
        assert contrast(shown(theme, colours.fill), shown(theme, ground)) >= SHAPE


@pytest.mark.parametrize("theme", THEMES)
def test_sectors_and_answers_keep_colours_of_their_own(theme: str) -> None:
    for of in ("fill", "tint", "ink"):
        found = [shown(theme, getattr(each, of)) for each in palette.SECTOR_COLOURS.values()]
        assert len(set(found)) == len(found)
    answers = [shown(theme, each) for each in palette.ANSWER_COLOURS.values()]
    assert len(set(answers)) == len(answers)


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_a_colour_nobody_foresaw_reads_in_the_dark_where_it_reads_in_the_light(colour: str) -> None:
    dark = shown("dark", colour)
    assert len(dark) == 7 and int(dark[1:], 16) >= 0
    if contrast(colour, palette.SHEET) >= TEXT:
        assert contrast(dark, shown("dark", palette.SHEET)) >= TEXT
    if contrast(colour, palette.SHEET) <= 1.2:  # a ground
        assert contrast(dark, shown("dark", palette.INK)) >= TEXT
