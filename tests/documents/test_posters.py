"""Maps, wheel and timeline on paper of every size: whole, readable, and as posters that can be taped together."""

from __future__ import annotations

import itertools
from datetime import date
from io import BytesIO
from pathlib import Path

import numpy
import page as validator
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from app.case_files import read_cases
from app.documents.base import Options, documents
from app.documents.map_page import SMALLEST_PT, MapPage, Wanted, map_page, picture_for
from app.documents.maps import on_paper
from app.documents.paper_sizes import SIZES, TILED, page_size
from app.documents.tiling import EDGE, OVERLAP, Grid
from app.drawing.geometry import Rect
from app.drawing.ops import Drawing, Group, Op, Text
from app.drawing.to_qt import register_fonts, to_image
from app.export.pdf import as_bytes
from app.kinds.sheet_picture import compose
from app.models.case import Case
from app.models.deidentify.making import deidentified
from app.models.deidentify.reviewing import Review
from app.models.edits.figures import move_figures
from app.models.patch import Change, Patch
from app.models.pseudonyms import masked
from app.models.records import WheelEntry
from app.models.wheel import VOICES
from app.paths import resources
from scripts.made_up_case import made_up_case

EXAMPLES = resources() / "examples"
PROFILES = (validator.ValidationProfile.PDF_A_2A, validator.ValidationProfile.PDF_UA_1)
MM = 72 / 25.4
DAY = date(2026, 11, 22)


def example(name: str) -> Case:
    (found,) = read_cases([EXAMPLES / f"case_{name}.yaml"])
    return found


@pytest.fixture(scope="module")
def large() -> Case:
    """The made-up case of 60 figures and 90 wishes."""
    return made_up_case()


@pytest.fixture(scope="module")
def large_pages(large: Case) -> dict[str, MapPage]:
    """Its map of relations on some papers."""
    picture = picture_for(large, "case_map", "a0")
    return {paper: map_page(large, "case_map", paper=paper, picture=picture) for paper in ("auto", "a4", "tiled-a4")}


def sizes(drawing: Drawing) -> dict[str, float]:
    """Every text of a drawing with its size on paper, in points."""

    def walk(op: Op, scale: float) -> list[tuple[str, float]]:
        if isinstance(op, Group):
            return [found for each in op.ops for found in walk(each, scale * op.scale)]
        return [(op.text, op.size * scale)] if isinstance(op, Text) and op.text.strip() else []

    return dict(found for op in drawing.ops for found in walk(op, 1.0))


def whole(page: MapPage) -> bool:
    """Whether everything of the map stands on the page."""
    room = Rect(0, 0, page.drawing.width, page.drawing.height)
    boxes = [box for figure in page.data["figures"].values() for box in (figure["body"], *figure["labels"])]
    boxes += [box for wish in page.data["wishes"].values() for box in wish["chips"]]
    corners = [(x, y) for left, top, w, h in boxes for x, y in ((left, top), (left + w, top + h))]
    lines = [point for family in ("wishes", "relations") for tie in page.data[family].values() for point in tie["line"]]
    return all(room.contains((x, y)) for x, y in (*corners, *lines))


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("kind", ["case_map", "collaboration_map", "stakeholder_map"])
def test_the_smallest_paper_is_taken_on_which_every_word_can_be_read(name: str, kind: str) -> None:
    page = map_page(example(name), kind)
    assert page.paper in ("a4", "a3") and whole(page)
    assert min(sizes(page.drawing).values()) >= SMALLEST_PT - 0.01


def test_a_map_too_large_for_a3_becomes_a_poster(large_pages: dict[str, MapPage]) -> None:
    page = large_pages["auto"]
    assert page.paper == "a2" and whole(page)
    assert min(sizes(page.drawing).values()) >= SMALLEST_PT - 0.01


def test_a_size_that_is_asked_for_is_kept(large_pages: dict[str, MapPage]) -> None:
    page = large_pages["a4"]
    assert (page.drawing.width, page.drawing.height) == SIZES["a4"] and whole(page)
    assert page.smallest < SMALLEST_PT


@pytest.mark.parametrize("paper", SIZES)
def test_every_paper_holds_the_whole_map_with_readable_words_round_it(paper: str) -> None:
    page = map_page(example("b"), "collaboration_map", paper=paper)
    assert sorted((page.drawing.width, page.drawing.height)) == sorted(SIZES[paper]) and whole(page)
    assert min(sizes(page.drawing).values()) >= 8.0 - 0.01


def test_a_tall_map_stands() -> None:
    case = example("a")
    column = {key: (60.0 * (-1) ** number, (number - 9) * 45.0) for number, key in enumerate(case.figures)}
    del column[case.child]
    sheet = case.sheet_of_kind("case_map")
    assert sheet is not None
    case.apply(move_figures(case, sheet.id, column))
    page = map_page(case, "case_map", paper="a4")
    assert (page.drawing.width, page.drawing.height) == (210.0, 297.0) and whole(page)


def test_the_sheets_of_a_poster_show_the_same_picture_when_taped_together(
    qapp: object, large_pages: dict[str, MapPage]
) -> None:
    register_fonts()
    page, dpi = large_pages["tiled-a4"], 40.0
    grid = Grid(*page.sheets, page_size("a4"))
    poster = _dots(to_image(page.drawing, dpi))
    dots = dpi / 25.4
    for number, sheet in enumerate(on_paper(page)):
        row, column = divmod(number, grid.across)
        seen = _dots(to_image(sheet, dpi))
        inner = [round((EDGE + 2) * dots), round((grid.sheet[0] - EDGE - 2) * dots)]
        lines = [round((EDGE + 2) * dots), round((grid.sheet[1] - EDGE - 2) * dots)]
        part = seen[lines[0] : lines[1], inner[0] : inner[1]]
        left, top = round((column * grid.step[0] + 2) * dots), round((row * grid.step[1] + 2) * dots)
        same = poster[top : top + part.shape[0], left : left + part.shape[1]]
        assert numpy.abs(_blurred(part[: same.shape[0], : same.shape[1]]) - _blurred(same)).max() < 60, (row, column)


def _dots(image: QImage) -> numpy.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return (
        numpy.frombuffer(plain.constBits(), numpy.uint8)
        .reshape(plain.height(), plain.bytesPerLine())[:, : plain.width()]
        .astype(int)
    )


def _blurred(array: numpy.ndarray, square: int = 8) -> numpy.ndarray:
    height, width = array.shape[0] // square, array.shape[1] // square
    cut = array[: height * square, : width * square]
    return cut.reshape(height, square, width, square).mean(axis=(1, 3))


def test_neighbours_share_a_strip_and_every_sheet_says_where_it_belongs(large_pages: dict[str, MapPage]) -> None:
    page = large_pages["tiled-a4"]
    sheets = on_paper(page)
    across, down = page.sheets
    assert len(sheets) == across * down > 4
    assert all((sheet.width, sheet.height) == SIZES["a4"] for sheet in sheets)
    grid = Grid(across, down, SIZES["a4"])
    assert grid.step[0] + OVERLAP == pytest.approx(SIZES["a4"][0] - 2 * EDGE)
    for number, sheet in enumerate(sheets):
        words = " ".join(sizes(sheet))
        row, column = divmod(number, across)
        assert f"Rad {row + 1} av {down}, blad {column + 1} av {across}" in words
        assert f"Sida {number + 1} av {len(sheets)}" in words
        assert ("Klipp vid streckad linje" in words) == (number > 0)


def test_what_a_sheet_does_not_show_is_not_in_it(large: Case, large_pages: dict[str, MapPage]) -> None:
    sheets = [sizes(sheet) for sheet in on_paper(large_pages["tiled-a4"])]
    for figure in large.figures.values():
        holding = sum(any(figure.label == text for text in words) for words in sheets)
        assert holding <= 4
    assert all(len(words) < len(sizes(large_pages["tiled-a4"].drawing)) / 2 for words in sheets)


@pytest.mark.parametrize("kind", ["collaboration-map", "timeline", "wheel"])
@pytest.mark.parametrize("paper", ["a3", "a1", "tiled-a4", "tiled-a3"])
def test_posters_are_archive_files_that_can_be_read_aloud(kind: str, paper: str) -> None:
    data = as_bytes(documents()[kind], example("b"), Options(paper))
    reports = [validator.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    assert [f"{each.rule_id}: {each.message}" for report in reports for each in report.failures] == []
    first = PdfReader(BytesIO(data)).pages[0].mediabox
    wanted = SIZES[TILED.get(paper, paper)]
    got = sorted((float(first.width) / MM, float(first.height) / MM))
    assert got == pytest.approx(sorted(wanted), abs=0.1)


def test_a_poster_in_grey_is_an_archive_file_too() -> None:
    data = as_bytes(documents()["case-map"], example("a"), Options("tiled-a3", grey=True))
    reports = [validator.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    assert [each.rule_id for report in reports for each in report.failures] == []


def test_the_foot_tells_whether_there_are_names_in_it() -> None:
    case = example("b")
    assert "Innehåller namn" in " ".join(sizes(map_page(case, "case_map").drawing))
    hidden = map_page(masked(case), "case_map", wanted=Wanted(hidden=True)).drawing
    assert "Roller står i stället för namn" in " ".join(sizes(hidden))
    told_roughly = deidentified(case, Review(), "library-id", DAY)
    assert "Avidentifierat" in " ".join(sizes(map_page(told_roughly, "case_map").drawing))


def test_a_long_timeline_is_readable_on_the_paper_that_is_taken() -> None:
    case = example("b")
    for paper in ("auto", "a2", "tiled-a4"):
        parts = documents()["timeline"].pages(case, Options(paper))(0)
        assert all(isinstance(part, Drawing) for part in parts)
        for part in parts:
            assert isinstance(part, Drawing)
            assert min(sizes(part).values()) >= 8.0 - 0.01
    sheets = documents()["timeline"].pages(case, Options("tiled-a4"))(0)
    said = [text for sheet in sheets if isinstance(sheet, Drawing) for text in sizes(sheet) if text.startswith("Sida")]
    assert said == [f"Sida {number} av {len(sheets)}" for number in range(1, len(sheets) + 1)]
    assert len(sheets) > 1


def test_a_paper_of_text_is_no_poster(case_b: Path, tmp_path: Path) -> None:
    from app.cli import main

    library = ["--library", str(tmp_path / "l.samkarta")]
    assert main(["import", str(case_b), *library]) == 0
    target = tmp_path / "plan.pdf"
    assert main(["export", "case_b", "--as", "plan", "--to", str(target), "--paper", "a1", *library]) == 2
    assert not target.exists()


def test_nothing_in_a_legend_looks_like_another_thing_in_grey(qapp: object) -> None:
    register_fonts()
    for kind in ("case_map", "collaboration_map"):
        seen = {}
        for entry in compose(example("b"), kind).legend:
            sample = Drawing(14.0, 6.0, (Group(entry.ops, 0.5, 3.0),))
            seen[entry.text] = _blurred(_dots(to_image(sample, 200.0)), 2)
        for (one, a), (other, b) in itertools.combinations(seen.items(), 2):
            assert (numpy.abs(a - b) > 64).sum() > 6, (one, other)


def test_the_wheel_tells_the_voices_by_letters() -> None:
    case = example("b")
    said = [WheelEntry.model_validate({"domain": "safe", "voice": voice, "rating": 3}) for voice in VOICES]
    case.apply(Patch("Skatta", tuple(Change("wheel", f"~{n}", n, None, entry) for n, entry in enumerate(said))))
    words = sizes(documents()["wheel"].drawing(case, Options()))
    assert {"B", "V", "P", "Barnet", "Vårdnadshavare", "Professionella"} <= set(words)
