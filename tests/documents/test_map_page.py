"""The map on one page, against the PDF that it becomes."""

from __future__ import annotations

import itertools
import re
import subprocess
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.documents.footing import consent_words
from app.documents.map_page import MapPage, map_page
from app.drawing import to_reportlab
from app.drawing.geometry import Rect
from app.models import casefile
from tests.support.pictures import small_case, vocabulary

DAY = date(2026, 11, 22)
MM = 72 / 25.4
EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
KINDS = ("case_map", "collaboration_map")


def _words(page: MapPage, folder: Path) -> list[tuple[str, Rect]]:
    """Return every word of the page's PDF and where it stands, in page millimetres."""
    drawing, file = page.drawing, BytesIO()
    font = to_reportlab.register_fonts()["regular"]
    canvas = Canvas(file, pagesize=(drawing.width * MM, drawing.height * MM), initialFontName=font)
    to_reportlab.paint(canvas, drawing)
    canvas.showPage()
    canvas.save()
    (folder / "page.pdf").write_bytes(file.getvalue())
    command = ["pdftotext", "-bbox", str(folder / "page.pdf"), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pattern = r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    found = []
    for match in re.finditer(pattern, said):
        left, top, right, bottom = (float(number) / MM for number in match.groups()[:4])
        found.append((unescape(match[5]), Rect(left, top, right - left, bottom - top)))
    return found


def _boxes(page: MapPage) -> dict[str, Rect]:
    data = page.data
    boxes = {f"text {i}": Rect(*box) for i, box in enumerate(data["texts"])}
    for family, part in (("figures", "labels"), ("wishes", "chips"), ("relations", "labels")):
        for key, its in data[family].items():
            boxes |= {f"{key} {part} {i}": Rect(*box) for i, box in enumerate(its[part])}
    return boxes


def _holds(outer: Rect, inner: Rect, slack: float = 0.1) -> bool:
    room = outer.grown(slack)
    return room.contains((inner.x, inner.y)) and room.contains((inner.right, inner.bottom))


@pytest.fixture(scope="module", params=[(c, k) for c in ("case_a", "case_b") for k in KINDS], ids="-".join)
def example(request: pytest.FixtureRequest) -> MapPage:
    """Both sheets of both example cases."""
    name, kind = request.param
    return map_page(casefile.read(EXAMPLES / f"{name}.yaml", vocabulary()), kind, today=DAY)


def test_every_word_of_the_pdf_is_inside_a_box_of_the_data(example: MapPage, tmp_path: Path) -> None:
    boxes = list(_boxes(example).values())
    words = _words(example, tmp_path)
    assert len(words) > 100
    assert [word for word, place in words if not any(_holds(box, place) for box in boxes)] == []


def test_everything_is_on_the_page(example: MapPage) -> None:
    page = Rect(*example.data["page"])
    bodies = [Rect(*figure["body"]) for figure in example.data["figures"].values()]
    for box in (*_boxes(example).values(), *bodies):
        assert _holds(page.grown(-4), box)
    for tie in (*example.data["wishes"].values(), *example.data["relations"].values()):
        assert all(page.contains((x, y)) for x, y in tie["line"])


def test_title_legend_and_foot_touch_nothing_of_the_map(example: MapPage) -> None:
    texts = [Rect(*box) for box in example.data["texts"]]
    for one, other in itertools.combinations(texts, 2):
        assert not one.grown(-0.05).overlaps(other)
    others = [box for name, box in _boxes(example).items() if not name.startswith("text ")]
    others += [Rect(*figure["body"]) for figure in example.data["figures"].values()]
    for text in texts:
        assert not any(text.overlaps(box) for box in others)


def test_every_wish_has_a_chip_and_every_figure_a_label(example: MapPage) -> None:
    assert all(wish["chips"] for wish in example.data["wishes"].values())
    assert all(figure["labels"] for figure in example.data["figures"].values())


def test_names_are_at_least_eight_points(example: MapPage) -> None:
    assert example.scale * 9 >= 8
    assert example.data["page"] == ([0, 0, 420, 297] if example.paper == "a3" else [0, 0, 297, 210])


def test_a_small_case_stands_on_a4() -> None:
    page = map_page(small_case(), "case_map", today=DAY)
    assert page.paper == "a4"
    assert (page.drawing.width, page.drawing.height) == (297, 210)


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("a3", (420, 297))])
def test_the_paper_that_is_asked_for_is_used(paper: str, size: tuple[int, int]) -> None:
    drawing = map_page(small_case(), "case_map", paper=paper, today=DAY).drawing
    assert (drawing.width, drawing.height) == size


def test_the_foot_says_what_the_reader_must_know(tmp_path: Path) -> None:
    words = _words(map_page(small_case(), "case_map", today=DAY, page=1, pages=3), tmp_path)
    said = " ".join(word for word, place in words if place.y > 195)
    assert "Samkarta · 6 figurer · 3 önskemål, varav 1 blockerat · Typfall, påhittat" in said
    assert "Samtycke saknas · utskriven 2026-11-22" in said
    assert "Sida 1 av 3" in said


def test_a_very_long_title_leaves_the_map_whole(tmp_path: Path) -> None:
    info = {"id": "small", "title": "En mycket lång rubrik om ett barn " * 8}
    page = map_page(small_case(case=info), "collaboration_map", paper="a4", today=DAY)
    boxes = list(_boxes(page).values())
    assert all(any(_holds(box, place) for box in boxes) for _word, place in _words(page, tmp_path))


CONSENT = {"organisations": ["o"], "given_on": "2026-09-01", "valid_until": "2027-03-31"}


@pytest.mark.parametrize(
    ("consents", "sentence"),
    [
        ([], "Samtycke saknas"),
        ([CONSENT], "Samtycke till 2027-03-31"),
        ([{**CONSENT, "valid_until": None}], "Samtycke finns"),
        ([{**CONSENT, "missing_from": ["mother"]}], "Samtycke saknas"),
        (
            [{**CONSENT, "given_by": ["child"], "missing_from": ["mother"]}],
            "Samtycke till 2027-03-31 – saknas från Mamma Nguyễn",
        ),
        ([{**CONSENT, "valid_until": "2026-11-21"}], "Samtycket gick ut 2026-11-21"),
        ([{**CONSENT, "valid_until": "2026-11-22"}], "Samtycke till 2026-11-22"),
        ([{**CONSENT, "withdrawn_on": "2026-11-22"}], "Samtycket återkallat 2026-11-22"),
        ([{**CONSENT, "given_on": "2026-11-23"}], "Samtycke saknas"),
    ],
)
def test_the_state_of_consent_is_said(consents: list[dict[str, object]], sentence: str) -> None:
    organisation = {"id": "o", "name": "Skolan", "principal": "municipality"}
    case = small_case(organisations=[organisation], consents=consents)
    assert consent_words(case, DAY) == sentence
