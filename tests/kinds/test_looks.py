"""Colours, labels, chips and the legend."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drawing.ops import Path
from app.kinds import palette
from app.kinds.base import Look
from app.kinds.chips import NARROW, WIDE, chips, sign
from app.kinds.labels import NAME_PT, WIDEST, draw_label, label_lines
from app.kinds.legend import legend
from app.kinds.sheet_picture import icon
from app.models.records import SECTORS, Figure
from tests.support.pictures import points, shapes, small_case, texts

STATUSES = ("can", "partly", "blocked", "unanswered")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sector", SECTORS)
def test_headings_read_on_their_tint_and_on_the_sheet(sector: str) -> None:
    colours = palette.SECTOR_COLOURS[sector]
    for ground in (colours.tint, palette.SHEET, palette.PAPER):
        assert contrast(colours.ink, ground) >= 4.5


@pytest.mark.parametrize("status", STATUSES)
def test_an_answers_colour_reads_as_text_and_as_line(status: str) -> None:
    for ground in (palette.PAPER, palette.SHEET, *(c.tint for c in palette.SECTOR_COLOURS.values())):
        assert contrast(palette.ANSWER_COLOURS[status], ground) >= 4.5


@pytest.mark.parametrize("colour", [palette.INK, palette.SOFT_INK])
def test_words_on_the_sheet_read_everywhere(colour: str) -> None:
    for ground in (palette.PAPER, palette.SHEET, *(c.tint for c in palette.SECTOR_COLOURS.values())):
        assert contrast(colour, ground) >= 4.5


def test_lines_behind_are_pale_but_seen() -> None:
    for colours in palette.SECTOR_COLOURS.values():
        assert contrast(palette.LINE, colours.tint) >= 4.5
        assert contrast(palette.PALE_LINE, colours.tint) >= 2.6


def _figure(**values: object) -> Figure:
    return Figure.model_validate({"id": "f", "label": "Marie", "group": "g", **values})


def _said(figure: Figure, *, is_child: bool = False) -> list[str]:
    return [line.text for line in label_lines(figure, is_child=is_child)]


def test_the_role_stands_first_and_the_name_below() -> None:
    lines = label_lines(_figure(role="Mentor"))
    assert [(line.text, line.weight) for line in lines] == [("Mentor", "semibold"), ("Marie", "regular")]
    assert lines[1].size == NAME_PT


def test_a_name_without_a_role_stands_alone() -> None:
    assert _said(_figure()) == ["Marie"]


def test_a_child_is_called_by_name_and_age() -> None:
    assert _said(_figure(role="Barn", age=11), is_child=True) == ["Marie, 11 år"]


@pytest.mark.parametrize("name", ["Aleksandra Katarina", "Maximilian Alexander", "Bo", "Nour", "Wilhelmina Ester"])
def test_an_age_stands_on_one_line_with_its_unit(name: str) -> None:
    lines = _said(_figure(label=name, age=9), is_child=True)
    assert " ".join(lines) == f"{name}, 9 år" and lines[-1].endswith("9 år")


def test_a_missing_one_says_so_once() -> None:
    assert _said(_figure(label="Kontaktperson", status="missing")) == ["Kontaktperson", "saknas"]
    assert " ".join(_said(_figure(label="Stöd (saknas)", status="missing"))) == "Stöd (saknas)"


def test_a_role_that_the_name_repeats_is_not_said_twice() -> None:
    assert " ".join(_said(_figure(label="Resurs (vakant)", role="Resurs"))) == "Resurs (vakant)"


@given(st.text(max_size=120), st.text(max_size=120))
def test_labels_are_bounded_whatever_people_write(label: str, role: str) -> None:
    lines = label_lines(_figure(label=label, role=role))
    assert len(lines) <= 4
    ops, boxes = draw_label(lines, 10.0)
    assert len(boxes) == len(ops) == len(lines)
    assert all(box.width <= WIDEST + 3 for box in boxes)
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)


@given(st.text(min_size=1, max_size=200), st.integers(1, 999), st.sampled_from(STATUSES))
def test_chips_are_offered_from_wordy_to_small(text: str, number: int, status: str) -> None:
    offered = chips(number, text, status)
    areas = [chip.width * chip.height for chip in offered]
    assert areas == sorted(areas, reverse=True)
    assert texts(offered[-1].ops) == [str(number)]
    for chip in offered:
        assert chip.width <= WIDE + 0.01
        for x, y in points(chip.ops):
            assert -0.01 <= x <= chip.width + 0.01
            assert -0.01 <= y <= chip.height + 0.01


def test_a_short_wish_stands_whole_on_its_chip() -> None:
    assert " ".join(texts(chips(7, "Besked före jul.", "can")[0].ops)) == "7 Besked före jul."


def test_a_chip_does_not_break_the_words_it_begins_with() -> None:
    for chip in chips(14, "Närvarosiffror varje fredag, dag för dag.", "can")[:-1]:
        assert texts(chip.ops)[1].startswith("Närvarosiffror")


def test_the_smallest_chip_is_small() -> None:
    smallest = chips(12, "Ett önskemål", "blocked")[-1]
    assert smallest.width < 12 < NARROW
    assert smallest.height <= 5


def test_every_answer_has_a_sign_of_its_own_shape() -> None:
    forms = {s: tuple(getattr(shape, "segments", None) for shape in shapes(sign(s))) for s in STATUSES}
    assert len(set(forms.values())) == len(STATUSES)


def test_a_blocked_chip_has_a_double_edge() -> None:
    edges = {
        status: sum(isinstance(op, Path) and op.style.stroke is not None for op in chips(1, "x", status)[-1].ops)
        for status in STATUSES
    }
    assert edges == {"can": 1, "partly": 1, "blocked": 2, "unanswered": 1}


def test_the_legend_has_what_is_on_the_sheet_and_no_more() -> None:
    case = small_case()
    said = {
        entry.text for entry in legend(case, case.figures, [*case.relations.values(), *case.wishes.values()], Look())
    }
    assert {"Stark", "Svag", "Önskemål: kan", "Önskemål: blockerat", "Önskemål: inte besvarat"} <= said
    assert {"pilen pekar på den som får", "Funktion", "figur som saknas", "väntar", "vårdnadshavare"} <= said
    assert {"samordnare", "med vid senaste träffen"} <= said
    assert not {"Konflikt", "Bruten", "Önskemål: delvis", "Organisation", "vilande", "bor med barnet"} & said


def test_legend_samples_stay_in_their_room() -> None:
    case = small_case()
    for entry in legend(case, case.figures, [*case.relations.values(), *case.wishes.values()], Look()):
        for x, y in points(entry.ops):
            assert -0.2 <= x <= entry.width + 0.2
            assert abs(y) <= 3.0


@pytest.mark.parametrize("sector", SECTORS)
def test_a_palette_icon_is_centred(sector: str) -> None:
    xs = [x for x, _y in points(icon("person", sector))]
    assert min(xs) == pytest.approx(-max(xs), abs=0.1)
