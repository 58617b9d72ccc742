"""How papers are set: their feet, their sizes, tables that part well, long names, what an empty paper says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.platypus import Frame

from app.case_files import read_cases
from app.documents.base import Options, documents
from app.documents.head_drawing import drawn
from app.documents.paper_style import paragraph, stacked
from app.documents.paper_table import Row, Tagged, section
from app.drawing import fonts
from app.drawing.ops import Op, Text
from app.export.base import export
from app.models.case import Case
from app.models.edits.newcase import empty_case
from app.models.letterhead import Letterhead
from app.models.patch import Change, Patch
from app.models.records import WheelEntry

TODAY = date(2026, 11, 2)
FLOWING = ("plan", "sip", "stenungsund", "invitation", "consent-form", "follow-up", "meeting-notes", "family-copy")
FOR_THE_FAMILY = {"invitation", "consent-form", "family-copy"}
LYING = {"plan", "stenungsund", "follow-up"}


@pytest.fixture(scope="module")
def a(root: Path) -> Case:
    return read_cases([root / "resources" / "examples" / "case_a.yaml"])[0]


def pages_of(case: Case, kind: str, folder: Path, paper: str = "auto") -> list[Any]:
    """Write a paper and return its pages."""
    export(case, kind, folder / f"{kind}.pdf", today=TODAY, paper=paper)
    return list(PdfReader(folder / f"{kind}.pdf").pages)


def words_of(page: Any) -> str:
    """Return a page's words, white space made single."""
    return " ".join(page.extract_text().split())


def largest_letters(page: Any) -> float:
    """Return how large the largest letters are printed, in points."""
    found: list[float] = []
    page.extract_text(
        visitor_text=lambda text, matrix, _tm, _font, size: found.append(size * matrix[0]) if text.strip() else None
    )
    return max(found)


@pytest.mark.parametrize("kind", FLOWING)
def test_every_foot_says_whose_names_when_and_how_it_stands_with_consent(a: Case, kind: str, tmp_path: Path) -> None:
    pages = pages_of(a, kind, tmp_path)
    called = "Tuva" if kind in FOR_THE_FAMILY else a.info.title
    for number, page in enumerate(pages, 1):
        text = words_of(page)
        for said in ("Innehåller namn", "utskriven 2026-11-02", "Samtycke till 2027-06-11", called):
            assert said in text
        assert (a.info.title in text) == (kind not in FOR_THE_FAMILY)  # it is the services' own name for the case
        assert f"Sida {number} av {len(pages)}" in text


@pytest.mark.parametrize("kind", FLOWING)
def test_on_a3_the_letters_are_larger_and_the_page_is_as_full(a: Case, kind: str, tmp_path: Path) -> None:
    small, large = pages_of(a, kind, tmp_path, "a4"), pages_of(a, kind, tmp_path, "a3")
    assert sorted(map(round, large[0].mediabox[2:])) == [842, 1191]
    assert largest_letters(large[0]) / largest_letters(small[0]) == pytest.approx(1.2 if kind in LYING else 2**0.5)
    assert len(large) <= len(small)


def test_the_wheel_is_numbered_and_explains_only_what_is_on_it(root: Path, tmp_path: Path) -> None:
    (case,) = read_cases([root / "resources" / "examples" / "case_a.yaml"])
    empty = words_of(pages_of(case, "wheel", tmp_path)[0])
    assert "Sida 1 av 1" in empty and "Inget är skattat ännu." in empty
    assert not [word for word in ("Vårdnadshavare", "Professionella", "gången före") if word in empty]
    for number, rating in enumerate((2, 4)):
        entry = WheelEntry.model_validate({"domain": "safe", "voice": "guardian", "rating": rating})
        case.apply(Patch("Skatta", (Change("wheel", f"~{number}", number, None, entry),)))
    rated = words_of(pages_of(case, "wheel", tmp_path)[0])
    assert "Vårdnadshavare" in rated and "gången före" in rated
    assert "Professionella" not in rated and "Inget är skattat ännu." not in rated


@pytest.mark.parametrize(
    ("kind", "said"),
    [("case-map", "Ingen står runt barnet ännu."), ("collaboration-map", "Inga önskemål är ställda ännu.")],
)
def test_an_empty_map_says_so(kind: str, said: str, tmp_path: Path) -> None:
    assert said in words_of(pages_of(empty_case("Nytt ärende", "Kim"), kind, tmp_path)[0])


def test_a_letter_that_nobody_is_to_have_still_has_its_day(tmp_path: Path) -> None:
    (page,) = pages_of(empty_case("Nytt ärende", "Kim"), "withdrawal-letter", tmp_path)
    assert "utskriven 2026-11-02" in words_of(page) and "Sida 1 av 1" in words_of(page)


# Tables


def parts_of(table: Tagged, room: float) -> list[int]:
    """Return how many rows (without headings) come to stand on each page with so much room."""
    found: list[int] = []
    rest: list[Any] = [table]
    while rest:
        parts = rest[0].split(500.0, room)
        if not parts:
            parts = rest[:1]
        found.append(sum(line is not None for line in parts[0].lines) - (not found))
        rest = parts[1:]
    return found


def rows(count: int) -> list[Row]:
    return [Row([stacked((f"Rad {number}", "cell"))]) for number in range(count)]


@pytest.mark.parametrize("count", [12, 20, 25])
def test_no_row_of_a_table_stands_alone_at_a_pages_top(count: int) -> None:
    made = section([], ("Vad?",), rows(count), (150.0,))[-1]
    assert isinstance(made, Tagged)
    whole = float(made.wrap(500.0, 10_000.0)[1])
    each = whole / (count + 1)
    parts = parts_of(made, whole - each / 2)
    assert sum(parts) == count and len(parts) == 2 and parts[1] == 2


def test_a_small_table_is_never_parted() -> None:
    made = section([], ("Vad?",), rows(5), (150.0,))[-1]
    assert isinstance(made, Tagged)
    assert made.split(500.0, float(made.wrap(500.0, 10_000.0)[1]) - 5.0) == []


def test_a_line_of_text_does_not_touch_the_table_under_it() -> None:
    *above, made = section([paragraph("Träff 2026-10-06")], ("Vad?",), rows(2), (150.0,))
    frame = Frame(0, 0, 500, 800, 0, 0, 0, 0)
    assert frame.width and sum(float(each.wrap(500.0, 800.0)[1]) for each in above[-1:]) >= 3.0
    assert isinstance(made, Tagged)


# Long names


def texts(ops: list[Op]) -> Iterator[Text]:
    yield from (op for op in ops if isinstance(op, Text))


@pytest.mark.parametrize("width", [182.0, 269.0])
@pytest.mark.parametrize("number", ["2026-014", "BUN 2026/00143-12 dnr", "Barn- och utbildningsnämnden 2026/00143-12"])
def test_the_cases_number_in_the_letterhead_is_never_cut(number: str, width: float) -> None:
    head = Letterhead(organisation="Ekviks kommun", address="Storgatan 1, en lång adress som tar hela raden i anspråk")
    ops, _high = drawn(head, None, number, width)
    said = " ".join(op.text for op in texts(ops))
    assert number in said
    for op in texts(ops):
        assert op.x + fonts.measure(op.text, op.size, op.weight) <= width + 0.1


@pytest.mark.parametrize(
    ("name", "end"),
    [("Małgorzata Żółćwiecka-Świętosławska", "Żółćwiecka-"), ("Anna-Karin Söderström-Lindqvist", "Söderström-")],
)
def test_a_double_name_is_parted_at_its_hyphen(name: str, end: str) -> None:
    made: Any = paragraph(name, "cell_bold")
    made.wrap(fonts.measure(end, 8.8, "semibold") * 72 / 25.4 + 6.0, 500.0)
    lines = [" ".join(line[1]) if isinstance(line, tuple) else "" for line in made.blPara.lines]
    assert any(line.endswith(end) for line in lines), lines


def test_the_papers_that_are_made_of_every_case_are_all_set_here() -> None:
    flowing = {key for key, each in documents().items() if {"pages", "text"} <= each.shapes}
    assert flowing - {"withdrawal-letter"} <= set(FLOWING)


def test_a_table_asked_for_on_a3_is_told_apart_from_reading(a: Case) -> None:
    parts = documents()["follow-up"].pages(a, Options("a3"))(0)
    assert all(getattr(part, "scale", 1.0) == 1.2 for part in parts)
