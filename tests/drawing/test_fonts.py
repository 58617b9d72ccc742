"""The bundled font's widths and line breaks."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from app.drawing import fonts, to_reportlab
from app.drawing.ops import Weight

WEIGHTS: tuple[Weight, ...] = ("regular", "semibold", "bold")
NAMES = "Nguyễn Łukasz Şebnem Đorđe Trần İ ğ ő Ánh Tuyết ćżđ åäö ÅÄÖ – … × ” ’"


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_width_is_the_one_in_the_font_file(weight: Weight) -> None:
    file = TTFont(fonts.font_file(weight))
    widths = {code: file["hmtx"][name][0] for code, name in file.getBestCmap().items() if code <= 0xFFFF}
    ours = fonts.metrics(weight)
    assert {code: ours.advance(chr(code)) for code in widths} == widths


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_font_has_every_letter_of_the_names(weight: Weight) -> None:
    assert fonts.has_every_letter(NAMES, weight)


@given(st.text(st.sampled_from(sorted(set(NAMES))), max_size=40), st.sampled_from(WEIGHTS))
def test_widths_are_reportlabs_widths(text: str, weight: Weight) -> None:
    theirs = pdfmetrics.stringWidth(text, to_reportlab.register_fonts()[weight], 9.5)
    assert fonts.measure(text, 9.5, weight) / fonts.MM_PER_POINT == pytest.approx(theirs, abs=1e-6)


def test_a_letter_that_the_font_lacks_has_the_width_of_the_empty_box() -> None:
    assert fonts.measure("م", 10) == fonts.measure("🙂", 10) > 0


@given(st.text(max_size=80), st.floats(4, 60), st.integers(1, 3))
def test_wrapped_lines_fit_and_are_never_too_many(text: str, width: float, lines: int) -> None:
    wrapped = fonts.wrap(text, 9, "regular", width, lines)
    assert len(wrapped) <= lines
    for line in wrapped:
        assert fonts.measure(line, 9) <= width or len(line.rstrip(fonts.CUT)) <= 1


def test_a_text_that_fits_keeps_every_word() -> None:
    text = "Hjälp hemma på morgnarna, inte fler möten på dagtid."
    assert " ".join(fonts.wrap(text, 9, "regular", 40, 5)) == text


def test_words_that_are_held_together_go_on_one_line_if_they_have_room_there() -> None:
    width = fonts.measure("14 dagar", 9.0) + 0.01
    assert fonts.wrap(f"om 14{fonts.TIE}dagar", 9.0, "regular", width, 3) == ["om", "14 dagar"]
    held = fonts.wrap(fonts.TIE.join(["ett", "mycket", "långt", "namn"]), 9.0, "regular", width, 9)
    assert held == ["ett", "mycket", "långt", "namn"]


def test_a_text_that_does_not_fit_ends_in_dots() -> None:
    wrapped = fonts.wrap("Skolstöd för placerade barn och unga i kommunen", 9, "regular", 30, 2)
    assert len(wrapped) == 2
    assert wrapped[1].endswith("…")


def test_a_name_in_pieces_is_measured_as_it_is_painted() -> None:
    assert fonts.clean("a\u030a\u0000\ud800\nb") == "å b"
