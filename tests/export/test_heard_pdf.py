"""What those hear who have a PDF read to them: all of it, once, in order, and what each part is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from app.case_files import read_cases
from app.documents.base import documents
from app.documents.paper_style import bullets, heading, paragraph
from app.documents.paper_table import facts
from app.drawing import fonts
from app.drawing.tags import LONGEST
from app.export.base import export
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row
from app.models.edits.ties import ask_wish
from app.models.records import ANSWERS
from tests.support.pdf_heard import Heard, heard, painted, passed_over

DAY = date(2026, 11, 22)
PAPERS = [kind for kind, paper in documents().items() if "pages" in paper.shapes]
SAID = ("P", "H1", "H2", "H3")


def written(case: Case, kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.pdf"
    export(case, kind, path, today=DAY)
    return path


def alts(document: Heard) -> str:
    return " ".join(each.alt for each in document.all("Figure"))


@pytest.mark.parametrize("kind", PAPERS)
def test_the_reading_order_is_the_order_of_the_text_and_nothing_is_left_out(
    kind: str, case_b: Path, tmp_path: Path
) -> None:
    path = written(read_cases([case_b])[0], kind, tmp_path)
    document, seen = heard(path), painted(path)
    assert " ".join(document.words.split()) == " ".join(" ".join(seen).split())
    assert len(document.words) > 60
    assert document.all("H1")


def test_headings_come_level_by_level_and_are_the_bookmarks(case_a: Path, tmp_path: Path) -> None:
    path = written(read_cases([case_a])[0], "plan", tmp_path)
    headings = heard(path).all("H1", "H2", "H3")
    assert [each.words for each in headings[:3]] == ["Gemensam handlingsplan", "Barnets röst", "Målen"]
    assert headings[0].kind == "H1" and {each.kind for each in headings[1:]} == {"H2"}
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == ["Gemensam handlingsplan"]
        assert [each.title for each in outline.root[0].children] == [each.words for each in headings[1:]]
        assert all(each.destination[0].Type == pikepdf.Name.Page for each in outline.root[0].children)


def test_a_table_over_many_pages_is_one_table_with_its_heading_read_once(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    for number in range(60):
        case.apply(add_row(case, what=f"Åtgärd {number}", how="ett sätt " * 30))
    path = written(case, "plan", tmp_path)
    assert len(painted(path)) > 4
    table = heard(path).all("Table")[0]
    assert [each.words for each in table.all("TH") if str(each.attributes.get("Scope")) == "/Column"][:3] == [
        *("Vad?", "Hur?", "Vem/vilka?")
    ]
    assert [each.words for each in table.all("TH") if str(each.attributes.get("Scope")) == "/Row"] == [
        f"Åtgärd {number} Planerad" for number in range(60)
    ]
    assert len(table.all("TR")) == 1 + 1 + 60
    assert all("Vad?" in page for page in passed_over(path)[1:-1])
    assert "Sida 2 av" in passed_over(path)[1]


def test_a_row_that_no_page_can_hold_is_one_row(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    case.apply(add_row(case, what="Lång", how=" ".join(f"ord{number}" for number in range(4000))))
    case.apply(add_row(case, what="Kort", how="snabbt"))
    table = heard(written(case, "plan", tmp_path)).all("Table")[0]
    long, short = table.all("TR")[2:]
    assert [len(each.kids) for each in (long, short)] == [7, 7]
    words = " ".join(long.kids[1].words.split())
    assert words == " ".join(f"ord{number}" for number in range(4000))
    assert short.kids[1].words == "snabbt"


@pytest.mark.parametrize("kind", ["case-map", "collaboration-map"])
def test_a_map_tells_everyone_and_every_tie_in_words(kind: str, case_a: Path, tmp_path: Path) -> None:
    case = read_cases([case_a])[0]
    told = alts(heard(written(case, kind, tmp_path)))
    if kind == "case-map":
        assert all(figure.label in told for figure in case.figures.values())
        assert "Familj: varje dag Mamma Petra, Lillebror Hugo; varje vecka Pappa Joakim." in told
        assert "Relation mellan Mamma Petra och Pappa Joakim: Konflikt." in told
    else:
        for wish in case.wishes.values():
            assert " ".join(wish.text.split()) in told and f" {ANSWERS[wish.status]}." in told


def test_the_wheel_and_the_timeline_are_told_in_words(case_a: Path, tmp_path: Path) -> None:
    case = read_cases([case_a])[0]
    assert "Trygg: inte skattat" in alts(heard(written(case, "wheel", tmp_path)))
    told = alts(heard(written(case, "timeline", tmp_path)))
    texts = [" ".join((getattr(card, "text", "") or "").split()) for card in case.family("timeline").values()]
    assert texts and [text for text in texts if text.rstrip(".") not in told] == []


def test_a_map_of_very_many_is_told_to_the_last_word_in_pieces_that_readers_can_hold(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    group = next(iter(case.groups))
    keys = []
    for number in range(60):
        patch = add_figure(case, label=f"Person{number:03}", group=group, role="Mycket lång titel " * 12)
        case.apply(patch)
        keys = list(case.figures)
    for number in range(1, 60):
        case.apply(ask_wish(case, keys[number], keys[number - 1], f"Önskan {number} " + "ord " * 60))
    figures = heard(written(case, "collaboration-map", tmp_path)).all("Figure")
    assert len(figures) > 1 and all(0 < len(each.alt) <= LONGEST for each in figures)
    told = " ".join(each.alt for each in figures)
    assert all(f"Önskan {number} ord" in told for number in range(1, 60))
    assert all(f"Person{number:03}" in told for number in range(59))


NAMES = ("Nguyễn Trần Ánh Tuyết", "Łukasz Żółć", "İbrahim Şahin Doğan", "Đorđe")
ABROAD = ("محمد", "👩 Lina", "明")


def test_names_are_shown_as_they_are_written_and_letters_that_the_font_lacks_are_not_lost(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    for name in (*NAMES, *ABROAD):
        case.apply(add_row(case, what=name))
    cells = [
        cell for cell in heard(written(case, "plan", tmp_path)).all("TH") if cell.attributes.get("Scope") == "/Row"
    ]
    cells = [cell.all("P")[0] for cell in cells]
    assert [cell.words for cell in cells[: len(NAMES)]] == list(NAMES)
    assert [cell.actual for cell in cells] == ["" for _name in NAMES] + list(ABROAD)
    sign = fonts.MISSING
    assert [cell.words for cell in cells[len(NAMES) :]] == [sign * 4, f"{sign} Lina", sign]
    case.apply(set_field(case, "figures", case.child, "label", ABROAD[0]))
    assert ABROAD[0] in alts(heard(written(case, "case-map", tmp_path)))


def test_lists_and_facts_say_what_they_are(tmp_path: Path) -> None:
    from app.documents.base import Document, Options, Story
    from app.documents.paper_style import A4_LANDSCAPE
    from app.export.base import write

    class Said(Document):
        id, label, shapes = "said", "Sagt", frozenset({"pages"})

        def title(self, case: Case) -> str:
            return "Sagt"

        def pages(self, case: Case, options: Options):  # type: ignore[no-untyped-def]
            return lambda _total: [
                Story(
                    [
                        *(paragraph("Sagt", "title"), *heading("Inget hoppas över", "subheading")),
                        *bullets(["ett", "", "två " * 900, None]),
                        *facts([("Ärende", "14"), ("Tomt", None), ("Kommun", "Vret")]),
                    ],
                    A4_LANDSCAPE,
                    "fot",
                )
            ]

    write(Said(), empty_case("Prov", "Kim"), tmp_path / "a.pdf")
    document = heard(tmp_path / "a.pdf")
    assert [each.kind for each in document.kids] == ["H1", "H2", "L", "Table"]
    items = document.all("LI")
    assert [" ".join(each.words.split()) for each in items] == ["ett", ("två " * 900).strip()]
    assert [(row.kids[0].kind, row.words) for row in document.all("TR")] == [("TH", "Ärende 14"), ("TH", "Kommun Vret")]
