"""Every PDF is PDF/A-2a, or PDF/A-3a where it carries files inside, and PDF/UA-1: asked of a validator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app import i18n
from app.case_files import read_cases
from app.documents.base import Attachment, Document, Options, Story, documents
from app.documents.paper_style import A4_LANDSCAPE, paragraph
from app.drawing.to_reportlab import register_fonts
from app.export.base import export, write
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row
from tests.support.case_strategies import cases

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
PAPERS = [kind for kind, paper in documents().items() if "pages" in paper.shapes]
DAY = date(2026, 11, 22)
GENERATED, PARTS = 200, 4
ARCHIVE, WITH_FILES, HEARD = (
    page.ValidationProfile.PDF_A_2A,
    page.ValidationProfile.PDF_A_3A,
    page.ValidationProfile.PDF_UA_1,
)


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a file in the profiles that it says it follows."""
    with pikepdf.open(BytesIO(data)) as pdf:
        said = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    claimed = WITH_FILES if b"<pdfaid:part>3</pdfaid:part>" in said else ARCHIVE
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in (claimed, HEARD)]
    return [f"{each.rule_id}: {each.message}" for report in reports for each in report.failures]


def written(case: Case, kind: str, folder: Path) -> bytes:
    path = folder / f"{kind}.pdf"
    export(case, kind, path, today=DAY)
    return path.read_bytes()


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_paper_of_every_example_is_an_archives_and_can_be_read_aloud(
    kind: str, language: str, tmp_path: Path
) -> None:
    i18n.use_language(language)
    examples = [*read_cases(sorted(EXAMPLES.glob("case_*.yaml"))), empty_case("Nytt ärende", "Kim")]
    assert len(examples) == 3
    for case in examples[:1] if kind == "case-pack" else examples:  # the pack is all the others after each other
        assert faults(written(case, kind, tmp_path)) == []


@pytest.mark.parametrize("part", range(PARTS))
def test_papers_of_any_case_are_an_archives_and_can_be_read_aloud(part: int, tmp_path: Path) -> None:
    one_by_one = [kind for kind in PAPERS if kind != "case-pack"]

    @seed(part)
    @settings(
        max_examples=GENERATED // PARTS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases(), st.sampled_from(one_by_one))
    def check(case: Case, kind: str) -> None:
        assert faults(written(case, kind, tmp_path)) == []

    check()


def test_the_validator_sees_what_the_painter_alone_does_not_do(tmp_path: Path) -> None:
    target = BytesIO()
    canvas = Canvas(target, initialFontName=register_fonts()["regular"])
    canvas.drawString(72, 72, "Barnets röst")
    canvas.save()
    assert len(faults(target.getvalue())) > 10


@pytest.mark.parametrize("taken", ["/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents", "/Lang"])
def test_the_validator_misses_each_thing_that_is_taken_out(taken: str, case_a: Path, tmp_path: Path) -> None:
    data = written(read_cases([case_a])[0], "family-copy", tmp_path)
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root[taken]
        pdf.save(tmp_path / "without.pdf")
    assert faults((tmp_path / "without.pdf").read_bytes())


class _Said(Document):
    """A paper that says what it is given."""

    id, label, shapes = "said", "Sagt", frozenset({"pages"})

    def __init__(self, texts: Sequence[str], inside: Sequence[Attachment] = ()) -> None:
        self.texts, self.inside = texts, inside

    def title(self, case: Case) -> str:
        return "Sagt"

    def pages(self, case: Case, options: Options):  # type: ignore[no-untyped-def]
        return lambda _total: [Story([paragraph(text) for text in self.texts], A4_LANDSCAPE, "fot")]

    def attachments(self, case: Case, options: Options) -> Sequence[Attachment]:
        return self.inside


def test_streams_that_happen_to_end_as_a_line_does_are_no_fault(tmp_path: Path) -> None:
    """Of files of other lengths, some packed ones end in a line feed: what ends there could not be told."""
    inside = [Attachment(f"{n:03}.txt", bytes([n % 251, n % 13]) * n, "text/plain", "Data", "tal") for n in range(400)]
    write(_Said(["Bilagor"], inside), empty_case("Prov", "Kim"), tmp_path / "a.pdf", Options(today=DAY))
    data = (tmp_path / "a.pdf").read_bytes()
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert b"/ASCIIHexDecode" in data
        assert {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()} == {
            each.name: each.data for each in inside
        }


def test_a_word_longer_than_a_page_and_hundreds_of_rows_are_no_fault(tmp_path: Path) -> None:
    case = empty_case("Å" * 3000, "Nguyễn Trần Ánh Tuyết")
    for number in range(120):
        case.apply(add_row(case, what=f"Rad {number}", how="Łukasz Şahin İbrahim ćwiczenia " * (number % 40)))
    case.apply(add_row(case, what="x" * 20_000, how="y " * 10_000))
    for kind in ("plan", "case-map"):
        assert faults(written(case, kind, tmp_path)) == []


def test_a_plan_carries_its_rows_and_an_archive_may_have_it_without(case_a: Path, tmp_path: Path) -> None:
    case = read_cases([case_a])[0]
    export(case, "plan", tmp_path / "plan.csv", today=DAY)
    data = written(case, "plan", tmp_path)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert set(pdf.attachments) == {"plan.json", "atgarder.csv"}
        assert pdf.attachments["atgarder.csv"].get_file().read_bytes() == (tmp_path / "plan.csv").read_bytes()
        assert [each.AFRelationship for each in pdf.Root.AF] == [pikepdf.Name.Data, pikepdf.Name.Source]
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
    write(documents()["plan"], case, tmp_path / "arkiv.pdf", Options(today=DAY, attach=False))
    bare = (tmp_path / "arkiv.pdf").read_bytes()
    with pikepdf.open(BytesIO(bare)) as pdf:
        assert not pdf.attachments and "/AF" not in pdf.Root
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
    assert faults(data) == faults(bare) == []


@pytest.mark.parametrize("kind", ["plan", "case-map"])
def test_a_file_says_its_title_language_and_the_papers_day_and_runs_nothing(
    kind: str, case_a: Path, tmp_path: Path
) -> None:
    case = read_cases([case_a])[0]
    for language, mark in (("sv", "sv-SE"), ("en", "en-GB")):
        i18n.use_language(language)
        with pikepdf.open(BytesIO(written(case, kind, tmp_path))) as pdf:
            title = documents()[kind].title(case)
            said = pdf.Root.Metadata.read_bytes().decode()
            assert str(pdf.docinfo.Title) == title and f">{title}</rdf:li>" in said
            assert str(pdf.Root.Lang) == mark and f"<rdf:li>{mark}</rdf:li>" in said
            assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261122120000Z"
            assert said.count("2026-11-22T12:00:00Z") == 2
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            keys = {key for each in pdf.objects if isinstance(each, pikepdf.Dictionary) for key in each}
            assert not keys & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/URI", "/Annots", "/Trans", "/Launch"}


def test_the_same_paper_of_the_same_day_is_the_same_bytes(case_a: Path, tmp_path: Path) -> None:
    case = read_cases([case_a])[0]
    for kind in ("plan", "collaboration-map"):
        assert written(case, kind, tmp_path) == written(case, kind, tmp_path)


def test_what_is_kept_back_stands_in_no_corner_of_the_file(case_a: Path, tmp_path: Path) -> None:
    from tests.support.pdf_heard import strings

    case = read_cases([case_a])[0]
    names = [figure.label for figure in case.figures.values() if figure.label.isalpha() and len(figure.label) > 3]
    for key in case.figures:
        case.apply(set_field(case, "figures", key, "protected_identity", True))
    for kind in ("plan", "case-map"):
        written(case, kind, tmp_path)
        said = "\n".join(strings(tmp_path / f"{kind}.pdf"))
        assert len(names) > 10 and [name for name in names if name in said.split()] == []
