"""The case as tables, as a graph and as a Word document: whole, harmless, and only what may leave."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date
from pathlib import Path

import networkx
import pytest
from docx import Document as read_word
from lxml import etree

from app.case_files import read_cases
from app.documents.base import documents
from app.export.base import export
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.patch import Change, Patch
from app.paths import resources

EXAMPLES = resources() / "examples"
DAY = date(2026, 11, 22)
TABLES = [kind for kind, paper in documents().items() if "table" in paper.shapes]
WORDS = [kind for kind, paper in documents().items() if "text" in paper.shapes]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SECRET = "Hemligheten om sommaren"


@pytest.fixture
def case() -> Case:
    """Example case B."""
    (found,) = read_cases([EXAMPLES / "case_b.yaml"])
    return found


@pytest.fixture
def secretive() -> Case:
    """Case B where a wish and a row of the plan are marked as never to leave the program."""
    (found,) = read_cases([EXAMPLES / "case_b.yaml"])
    wish, row = next(iter(found.wishes)), next(iter(found.plan))
    for family, key, field in (("wishes", wish, "text"), ("plan", row, "what")):
        found.apply(set_field(found, family, key, field, SECRET))
        found.apply(set_field(found, family, key, "restricted", ("inquiry",)))
    return found


def rows(case: Case, kind: str, folder: Path) -> list[list[str]]:
    path = folder / f"{kind}.csv"
    export(case, kind, path, today=DAY)
    return list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True), delimiter=";"))


@pytest.mark.parametrize("kind", ["figures", "relations", "wishes", "meetings", "consents", "organisations"])
def test_a_table_has_a_line_for_every_record(case: Case, kind: str, tmp_path: Path) -> None:
    head, *lines = rows(case, kind, tmp_path)
    assert len(lines) == len(case.family(kind)) > 0
    assert len(set(head)) == len(head) and all(len(line) == len(head) for line in lines)


def test_tables_tell_names_and_choices_in_words(case: Case, tmp_path: Path) -> None:
    head, *lines = rows(case, "wishes", tmp_path)
    wish = next(iter(case.wishes.values()))
    first = dict(zip(head, lines[0], strict=True))
    assert first["Önskemål"] == wish.text
    assert first["Den som behöver"] == "Mentor Cecilia"
    assert first["Svaret"] == "Kan"
    goals = rows(case, "goals", tmp_path)
    assert {line[1] for line in goals[1:]} == {"På lång sikt", "På kort sikt"}


def test_the_timeline_and_the_wheel_are_tables_too(case: Case, tmp_path: Path) -> None:
    head, *lines = rows(case, "timeline", tmp_path)
    assert len(lines) == len(case.family("timeline")) > 0
    dated = [line[0] for line in lines if line[0]]
    assert dated == sorted(dated) and head[0] == "Dag"
    assert rows(case, "wheel", tmp_path)[0][1] == "Del av hjulet"


@pytest.mark.parametrize("kind", TABLES)
def test_every_table_opens_right_in_a_swedish_spreadsheet(case: Case, kind: str, tmp_path: Path) -> None:
    export(case, kind, tmp_path / "t.csv", today=DAY)
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    head = data.decode("utf-8-sig").split("\r\n")[0]
    assert head.count(";") >= 3


def test_what_would_be_run_as_a_formula_is_harmless(case: Case, tmp_path: Path) -> None:
    key = next(iter(case.figures))
    for sign in ("=", "+", "-", "@"):
        case.apply(set_field(case, "figures", key, "note", f'{sign}HYPERLINK("x")'))
        assert any(f"'{sign}HYPERLINK" in cell for line in rows(case, "figures", tmp_path) for cell in line)


def test_no_table_has_a_personal_number(case: Case, tmp_path: Path) -> None:
    case.apply(set_field(case, "figures", case.child, "personal_number", "121212-1212"))
    for kind in TABLES:
        assert not any("1212" in cell for line in rows(case, kind, tmp_path) for cell in line), kind


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_a_graph_has_everybody_and_every_tie_of_the_map(case: Case, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"map.{suffix}"
    export(case, "case-map", path)
    graph = networkx.read_graphml(path) if suffix == "graphml" else networkx.read_gexf(path)
    assert set(graph.nodes) == set(case.figures)
    assert graph.number_of_edges() == len(case.relations) + len(case.wishes)
    mother = graph.nodes[next(key for key, figure in case.figures.items() if figure.role == "Mamma")]
    assert (mother["label"], mother["group"], mother["ring"], mother["kind"]) == ("Mamma Jenny", "Familj", 2, "person")
    wishes = [data for _from, _to, data in graph.edges(data=True) if data["family"] == "wish"]
    assert {data["status"] for data in wishes} == {wish.status for wish in case.wishes.values()}


def test_letters_that_no_file_can_hold_are_left_out_of_graphs_and_word(case: Case, tmp_path: Path) -> None:
    key = next(iter(case.wishes))
    case.apply(set_field(case, "wishes", key, "text", "före\x01\x0b\ufffeefter"))
    case.apply(set_field(case, "plan", next(iter(case.plan)), "what", "före\x01\x0b\ufffeefter"))
    for name in ("m.graphml", "m.gexf"):
        export(case, "case-map", tmp_path / name)
        assert "föreefter" in "".join(etree.parse(str(tmp_path / name)).xpath("//text()|//@*"))
    export(case, "plan", tmp_path / "p.docx")
    assert any(
        "föreefter" in cell.text for table in read_word(str(tmp_path / "p.docx")).tables for cell in cells(table)
    )


def cells(table: object) -> list[object]:
    return [cell for row in table.rows for cell in row.cells]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["map.pdf", "map.svg", "map.png", "map.graphml", "map.gexf", "layout.json"])
def test_what_must_not_leave_is_in_no_file_of_a_map(secretive: Case, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    kind = "layout" if name.startswith("layout") else "collaboration-map"
    export(secretive, kind, path, sheet="collaboration-map" if kind == "layout" else None)
    data = path.read_bytes()
    assert SECRET.encode() not in data and b"Hemligheten" not in data
    if name.endswith(".pdf"):
        from pypdf import PdfReader

        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
        assert "Hemligheten" not in text and "Skrivs inte ut" in text


def test_what_must_not_leave_is_in_no_table_and_in_no_word_file(secretive: Case, tmp_path: Path) -> None:
    for kind in TABLES:
        assert not any("Hemligheten" in cell for line in rows(secretive, kind, tmp_path) for cell in line), kind
    for kind in WORDS:
        export(secretive, kind, tmp_path / "w.docx")
        assert "Hemligheten" not in word_text(tmp_path / "w.docx"), kind
    assert any("Skrivs inte ut" in cell for line in rows(secretive, "wishes", tmp_path) for cell in line)


def word_text(path: Path) -> str:
    with zipfile.ZipFile(path) as whole:
        return "\n".join(whole.read(name).decode("utf-8", "replace") for name in whole.namelist())


def test_the_plan_in_word_says_what_the_plan_says(case: Case, tmp_path: Path) -> None:
    export(case, "plan", tmp_path / "plan.docx", today=DAY)
    made = read_word(str(tmp_path / "plan.docx"))
    styles = {line.style.name: line.text for line in made.paragraphs if line.style.name != "Normal"}
    assert styles["Title"] == "Gemensam handlingsplan" and "Heading 1" in styles
    said = "\n".join(cell.text for table in made.tables for cell in cells(table))
    for row in case.plan.values():
        assert row.what in said
    page = made.sections[0]
    assert page.page_width > page.page_height
    assert "NUMPAGES" in page.footer._element.xml and "PAGE" in page.footer._element.xml


def test_tables_in_word_have_a_heading_that_repeats_and_fill_the_page(case: Case, tmp_path: Path) -> None:
    export(case, "plan", tmp_path / "plan.docx")
    made = read_word(str(tmp_path / "plan.docx"))
    assert made.tables
    room = made.sections[0].page_width - made.sections[0].left_margin - made.sections[0].right_margin
    for table in made.tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row._tr.find(f"{W}trPr/{W}tblHeader") is None for row in table.rows[1:])
        assert sum(cell.width for cell in table.rows[0].cells) == pytest.approx(room, rel=0.01)


@pytest.mark.parametrize(("language", "mark"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_a_word_file_says_its_language_and_nothing_of_the_computer(
    case: Case, language: str, mark: str, tmp_path: Path
) -> None:
    from app import i18n

    i18n.use_language(language)
    export(case, "plan", tmp_path / "plan.docx", today=DAY)
    about = read_word(str(tmp_path / "plan.docx")).core_properties
    assert (about.language, about.author, about.last_modified_by, about.comments) == (mark, "", "", "")
    assert about.created.date() == DAY
    with zipfile.ZipFile(tmp_path / "plan.docx") as whole:
        assert re.search(rf'<w:lang [^>]*w:val="{mark}"', whole.read("word/styles.xml").decode())
        assert not [name for name in whole.namelist() if "thumbnail" in name or name.endswith("app.xml")]


def test_a_row_taller_than_a_page_is_one_row_in_word(case: Case, tmp_path: Path) -> None:
    long = "Ett ord till. " * 900 + "SLUT"
    case.apply(set_field(case, "plan", next(iter(case.plan)), "how", long))
    export(case, "plan", tmp_path / "plan.docx")
    tables = read_word(str(tmp_path / "plan.docx")).tables
    holding = [row for table in tables for row in table.rows if any("Ett ord till" in cell.text for cell in row.cells)]
    assert len(holding) == 1
    said = " ".join(" ".join(cell.text for cell in holding[0].cells).split())
    assert said.count("Ett ord till") == 900 and "SLUT" in said


def test_word_has_the_columns_of_the_paper_in_its_grid_too(case: Case, tmp_path: Path) -> None:
    export(case, "plan", tmp_path / "plan.docx")
    made = read_word(str(tmp_path / "plan.docx"))
    rows_of_plan = next(table for table in made.tables if table.rows[0].cells[1].text == "Hur?")
    what, how, *_rest = (column.width for column in rows_of_plan.columns)
    assert how / what == pytest.approx(55 / 42, rel=0.02)


def test_word_has_room_to_sign_and_a_letterhead_with_its_logo(case: Case, tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    from app.models.letterhead import Letterhead, save_letterhead

    picture = BytesIO()
    Image.new("RGBA", (120, 60), "#336699").save(picture, "PNG")
    save_letterhead(Letterhead(organisation="Ekviks kommun", address="Storgatan 1"), picture.getvalue())
    export(case, "consent-form", tmp_path / "form.docx")
    made = read_word(str(tmp_path / "form.docx"))
    head = made.tables[0].rows[0].cells
    assert [cell.text for cell in head[1:3]] == ["Ekviks kommun", "Storgatan 1"]
    assert len(made.inline_shapes) == 1
    assert made.inline_shapes[0]._inline.docPr.get("descr") == "Ekviks kommun"
    signing = next(table for table in made.tables if table.rows[0].cells[1].text == "Namnteckning")
    assert all(row.height.mm >= 8.9 for row in signing.rows[1:])
    assert {line.style.name for line in made.paragraphs} >= {"Title", "Heading 1", "Small"}


@pytest.mark.parametrize(("paper", "page", "letters"), [("a4", (297, 210), 10.5), ("a3", (420, 297), 12.5)])
def test_word_follows_the_paper_that_is_asked_for(
    case: Case, paper: str, page: tuple[int, int], letters: float, tmp_path: Path
) -> None:
    export(case, "plan", tmp_path / "plan.docx", paper=paper)
    made = read_word(str(tmp_path / "plan.docx"))
    assert (round(made.sections[0].page_width.mm), round(made.sections[0].page_height.mm)) == page
    assert made.styles["Normal"].font.size.pt == letters


def test_each_consent_begins_a_page_in_word(case: Case, tmp_path: Path) -> None:
    given = next(iter(case.consents.values()))
    case.apply(Patch("Samtycke", (Change("consents", "s_till", 1, None, given.model_copy(update={"id": "s_till"})),)))
    export(case, "consent-form", tmp_path / "form.docx", today=DAY)
    made = read_word(str(tmp_path / "form.docx"))
    breaks = [each for each in made.element.iter(f"{W}br") if each.get(f"{W}type") == "page"]
    assert len(breaks) == len(case.consents) - 1 == 1
